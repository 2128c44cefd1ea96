package org.superpose.simulator.experiment;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * A field and the values that a sweep gives it.
 *
 * @param field       dotted path within a machine's hardware ({@code noise.scale}), or {@code evaluation.chips} and the like
 * @param values      at least one, finite, SI
 * @param logarithmic whether a plot should space them by their logarithm
 * @param unit        of the values, for a plot; empty where the field has none or it was not said
 */
public record Axis(String field, List<Double> values, boolean logarithmic, String unit) {
    /** Values between the ends of a range are rounded to 12 digits: 1e-8 and not 9.999999999999999e-9. */
    private static final MathContext PLAIN = new MathContext(12);

    public Axis {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("sweep of " + field + " needs at least one value");
        }
        if (!values.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("sweep of " + field + " needs finite values, got " + values);
        }
    }

    /** A list of values. */
    public static Axis of(String field, double... values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return new Axis(field, list, false, "");
    }

    /** Equal steps, both ends taken. */
    public static Axis linear(String field, double from, double to, int points) {
        return spaced(field, from, to, points, false);
    }

    /** Equal ratios between positive ends, both taken exactly. */
    public static Axis logarithmic(String field, double from, double to, int points) {
        if (!(from > 0 && to > 0)) {
            throw new IllegalArgumentException("sweep of " + field + " with logarithmic spacing needs positive ends, got " + from + " to " + to);
        }
        return spaced(field, from, to, points, true);
    }

    /** The same values, said to be in a unit. */
    public Axis in(String otherUnit) {
        return new Axis(field, values, logarithmic, otherUnit);
    }

    private static Axis spaced(String field, double from, double to, int points, boolean logarithmic) {
        if (points < 2) {
            throw new IllegalArgumentException("sweep of " + field + " needs at least 2 points from end to end, got " + points);
        }
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            double along = i / (points - 1.0);
            double between = logarithmic ? from * StrictMath.pow(to / from, along) : from + (to - from) * along;
            values.add(i == 0 ? from : i == points - 1 ? to : new BigDecimal(between).round(PLAIN).doubleValue());
        }
        return new Axis(field, values, logarithmic, "");
    }

    /** At most {@code points} of the values, spread evenly, both ends kept; {@code points} is 2 or more. */
    Axis thinned(int points) {
        if (values.size() <= points) {
            return this;
        }
        List<Double> kept = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            kept.add(values.get((int) Math.round(i * (values.size() - 1.0) / (points - 1))));
        }
        return new Axis(field, kept, logarithmic, unit);
    }
}
