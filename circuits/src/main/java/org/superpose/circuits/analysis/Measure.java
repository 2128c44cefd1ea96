package org.superpose.circuits.analysis;

import java.util.Arrays;
import java.util.Locale;

/**
 * What can be measured of a curve: values, crossings, extremes, means, integrals. Between its points a curve is straight, over the abscissa or over the logarithm of it; means and integrals are exact for that over a plain abscissa, and
 * trapezoids over the abscissa in the other case. A measure that the curve does not have is a {@link MeasureException}, never a number.
 * <pre>
 * Measure out = new Measure(result.times(), result.voltage("out"));
 * double rise = out.crossing(0.9).rising(1).place() - out.crossing(0.1).rising(1).place();
 * double rms = out.between(1e-3, 2e-3).rms();
 * </pre>
 */
public final class Measure {
    private final double[] at;
    private final double[] values;
    private final boolean logarithmic;

    /**
     * A curve.
     *
     * @param at     abscissa of each point, rising or falling all the way
     * @param values at these places
     */
    public Measure(double[] at, double[] values) {
        this(at.clone(), values.clone(), false);
        if (at.length == 0 || at.length != values.length) {
            throw new IllegalArgumentException("a curve needs a value for each point and one point at least, got " + at.length + " and " + values.length);
        }
        for (int p = 0; p < at.length; p++) {
            boolean rises = p < 2 || (at[p] > at[p - 1]) == (at[1] > at[0]);
            if (!Double.isFinite(at[p]) || p > 0 && (at[p] == at[p - 1] || !rises)) {
                throw new IllegalArgumentException("the abscissa of a curve must rise or fall all the way, but " + at[p] + " stands behind " + (p > 0 ? at[p - 1] + "" : "nothing"));
            }
        }
    }

    private Measure(double[] at, double[] values, boolean logarithmic) {
        this.at = at;
        this.values = values;
        this.logarithmic = logarithmic;
    }

    /** The same points, with straight lines over the logarithm of the abscissa, which must be positive: right for frequencies that rise by decades. */
    public Measure overLogarithm() {
        if (!(Math.min(at[0], at[at.length - 1]) > 0)) {
            throw new IllegalArgumentException("a logarithmic abscissa must be positive, but it begins at " + Math.min(at[0], at[at.length - 1]));
        }
        return new Measure(at, values, true);
    }

    /** Lower end of the abscissa. */
    public double first() {
        return Math.min(at[0], at[at.length - 1]);
    }

    /** Upper end of the abscissa. */
    public double last() {
        return Math.max(at[0], at[at.length - 1]);
    }

    /**
     * The value at a place.
     *
     * @throws MeasureException if the curve does not reach there
     */
    public double value(double place) {
        int p = interval(place);
        return at.length == 1 ? values[0] : values[p] + fraction(p, place) * (values[p + 1] - values[p]);
    }

    /** Slope of the line at a place, per unit of the abscissa; at a point, the mean of both sides weighted as the parabola through the three points has it. */
    public double slope(double place) {
        if (at.length == 1) {
            throw new MeasureException("a single point has no slope");
        }
        int p = interval(place);
        int point = fraction(p, place) < 1e-9 ? p : fraction(p, place) > 1 - 1e-9 ? p + 1 : -1;
        if (point <= 0 || point == at.length - 1) {
            return slopeWithin(p, place);
        }
        double before = slopeWithin(point - 1, at[point]);
        double after = slopeWithin(point, at[point]);
        double h0 = at[point] - at[point - 1];
        double h1 = at[point + 1] - at[point];
        return (before * h1 + after * h0) / (h0 + h1);
    }

    private double slopeWithin(int p, double place) {
        double rise = values[p + 1] - values[p];
        return logarithmic ? rise / Math.log(at[p + 1] / at[p]) / place : rise / (at[p + 1] - at[p]);
    }

    /** The interval in which a place lies, by its first point. */
    private int interval(double place) {
        double slack = 1e-9 * (last() - first());
        if (!(place >= first() - slack && place <= last() + slack)) {
            throw new MeasureException(place + " lies outside " + first() + " ... " + last());
        }
        int low = 0;
        int high = at.length - 1;
        boolean rising = at[high] > at[low];
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (rising ? at[middle] <= place : at[middle] >= place) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double fraction(int p, double place) {
        double x = Math.max(first(), Math.min(last(), place));
        return logarithmic ? Math.log(x / at[p]) / Math.log(at[p + 1] / at[p]) : (x - at[p]) / (at[p + 1] - at[p]);
    }

    /** Where the curve crosses a level: any way, the first time, until the result is told otherwise. */
    public Crossing crossing(double level) {
        double[] difference = values.clone();
        for (int p = 0; p < difference.length; p++) {
            difference[p] -= level;
        }
        return new Crossing(new Measure(at, difference, logarithmic), String.format(Locale.ROOT, "%.6g", level), Crossing.Direction.ANY, 1, Double.NEGATIVE_INFINITY);
    }

    /** Where the curve crosses another one of the same points. */
    public Crossing crossing(Measure other) {
        if (!Arrays.equals(at, other.at)) {
            throw new IllegalArgumentException("curves of different points cannot cross");
        }
        double[] difference = values.clone();
        for (int p = 0; p < difference.length; p++) {
            difference[p] -= other.values[p];
        }
        return new Crossing(new Measure(at, difference, logarithmic), "the other curve", Crossing.Direction.ANY, 1, Double.NEGATIVE_INFINITY);
    }

    /**
     * The part of the curve between two places.
     *
     * @throws MeasureException if the curve does not reach them, or nothing lies between them
     */
    public Measure between(double from, double to) {
        if (!(from < to)) {
            throw new MeasureException("nothing lies between " + from + " and " + to);
        }
        boolean rising = at[at.length - 1] > at[0];
        double begin = rising ? from : to;
        double end = rising ? to : from;
        double[] x = new double[at.length + 2];
        double[] y = new double[at.length + 2];
        int n = 0;
        x[n] = begin;
        y[n++] = value(begin);
        for (int p = 0; p < at.length; p++) {
            if (at[p] > from && at[p] < to) {
                x[n] = at[p];
                y[n++] = values[p];
            }
        }
        x[n] = end;
        y[n++] = value(end);
        return new Measure(Arrays.copyOf(x, n), Arrays.copyOf(y, n), logarithmic);
    }

    public double minimum() {
        return values[extreme(-1)];
    }

    public double maximum() {
        return values[extreme(1)];
    }

    /** Where the curve is lowest; of several such points the first. */
    public double placeOfMinimum() {
        return at[extreme(-1)];
    }

    /** Where the curve is highest; of several such points the first. */
    public double placeOfMaximum() {
        return at[extreme(1)];
    }

    private int extreme(int sign) {
        int found = 0;
        for (int p = 1; p < values.length; p++) {
            if (sign * values[p] > sign * values[found]) {
                found = p;
            }
        }
        return found;
    }

    public double peakToPeak() {
        return maximum() - minimum();
    }

    /** Integral over the abscissa, from its lower to its upper end. */
    public double integral() {
        double sum = 0;
        for (int p = 1; p < at.length; p++) {
            sum += Math.abs(at[p] - at[p - 1]) * (values[p] + values[p - 1]) / 2;
        }
        return sum;
    }

    /** Integral over the length; of a single point its value. */
    public double mean() {
        return at.length == 1 ? values[0] : integral() / (last() - first());
    }

    /** Root of the mean of the square. */
    public double rms() {
        if (at.length == 1) {
            return Math.abs(values[0]);
        }
        double sum = 0;
        for (int p = 1; p < at.length; p++) {
            double a = values[p - 1];
            double b = values[p];
            sum += Math.abs(at[p] - at[p - 1]) * (a * a + a * b + b * b) / 3;
        }
        return Math.sqrt(sum / (last() - first()));
    }

    /** Where the line of an interval, given by its first point, is 0. */
    double zero(int interval) {
        double a = values[interval];
        double b = values[interval + 1];
        double part = a / (a - b);
        return logarithmic ? at[interval] * Math.pow(at[interval + 1] / at[interval], part) : at[interval] + part * (at[interval + 1] - at[interval]);
    }

    int size() {
        return at.length;
    }

    double place(int point) {
        return at[point];
    }

    /** −1, 0 or 1. */
    int sign(int point) {
        return (int) Math.signum(values[point]);
    }
}
