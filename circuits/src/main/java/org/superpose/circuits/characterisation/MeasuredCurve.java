package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;

/**
 * A measured function of one variable: a cubic between neighbouring points that has their values and slopes (Hermite's), with points as close as a tolerance asks. Beyond the outermost points it goes on with their slopes, within limits that were
 * measured too.
 */
public final class MeasuredCurve {
    /** Intervals to begin with, and how often one may be halved. */
    private static final int INTERVALS = 4;
    private static final int HALVINGS = 16;

    private final double[] x;
    private final double[] y;
    private final double[] slope;
    private final double least;
    private final double most;

    /**
     * A point of a curve.
     *
     * @param slope dy/dx
     */
    record Point(double x, double y, double slope) {
    }

    private MeasuredCurve(List<Point> points, double least, double most) {
        x = points.stream().mapToDouble(Point::x).toArray();
        y = points.stream().mapToDouble(Point::y).toArray();
        slope = points.stream().mapToDouble(Point::slope).toArray();
        this.least = Math.min(least, Arrays.stream(y).min().orElseThrow());
        this.most = Math.max(most, Arrays.stream(y).max().orElseThrow());
    }

    /**
     * Measures a curve. An interval is halved until its middle, once measured, lies within the tolerance of the cubic across it.
     *
     * @param from      where its first point lies, in terms of what is set to measure it
     * @param to        where its last point lies
     * @param measured  the point at a setting, x rising with it; called with neighbouring settings one after the other
     * @param tolerance of y
     * @param least     below which y does not go, unless it was measured to
     * @param most      above which it does not go, likewise
     */
    static MeasuredCurve measure(double from, double to, DoubleFunction<Point> measured, double tolerance, double least, double most) {
        List<Point> points = new ArrayList<>();
        double left = from;
        Point before = measured.apply(left);
        points.add(before);
        for (int i = 1; i <= INTERVALS; i++) {
            double right = from + (to - from) * i / INTERVALS;
            Point after = measured.apply(right);
            refine(left, before, right, after, measured, tolerance, HALVINGS, points);
            left = right;
            before = after;
        }
        return new MeasuredCurve(points, least, most);
    }

    /** A straight line without limits that counts as measured between two points. */
    static MeasuredCurve straight(double low, double high, double atZero, double slope) {
        return new MeasuredCurve(List.of(new Point(low, atZero + slope * low, slope), new Point(high, atZero + slope * high, slope)), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    /** Adds what lies above the left point, up to the right one. */
    private static void refine(double left, Point a, double right, Point b, DoubleFunction<Point> measured, double tolerance, int halvings, List<Point> points) {
        double middle = (left + right) / 2;
        Point m = measured.apply(middle);
        if (halvings > 0 && StrictMath.abs(m.y - cubic(a.x, a.y, a.slope, b.x, b.y, b.slope, m.x)) > tolerance) {
            refine(left, a, middle, m, measured, tolerance, halvings - 1, points);
            refine(middle, m, right, b, measured, tolerance, halvings - 1, points);
        } else {
            points.add(m);
            points.add(b);
        }
    }

    private static double cubic(double x0, double y0, double slope0, double x1, double y1, double slope1, double x) {
        double h = x1 - x0;
        double t = (x - x0) / h;
        double s = 1 - t;
        return s * s * ((1 + 2 * t) * y0 + t * h * slope0) + t * t * ((1 + 2 * s) * y1 - s * h * slope1);
    }

    /** Where the first point lies. */
    public double low() {
        return x[0];
    }

    /** Where the last point lies. */
    public double high() {
        return x[x.length - 1];
    }

    /** Whether an argument lies among the points. */
    public boolean covers(double argument) {
        return argument >= low() && argument <= high();
    }

    /** Below which values do not go. */
    public double least() {
        return least;
    }

    /** Above which values do not go. */
    public double most() {
        return most;
    }

    /** Number of points. */
    public int size() {
        return x.length;
    }

    public double value(double argument) {
        int k = interval(argument);
        double value = argument < x[0] ? y[0] + slope[0] * (argument - x[0]) : argument > high() ? y[k + 1] + slope[k + 1] * (argument - high()) : cubic(x[k], y[k], slope[k], x[k + 1], y[k + 1], slope[k + 1], argument);
        return value < least ? least : value > most ? most : value;
    }

    /** dy/dx; 0 where a limit holds the value. */
    public double slope(double argument) {
        double value = value(argument);
        if (value <= least || value >= most) {
            return 0;
        }
        if (!covers(argument)) {
            return argument < x[0] ? slope[0] : slope[slope.length - 1];
        }
        int k = interval(argument);
        double h = x[k + 1] - x[k];
        double t = (argument - x[k]) / h;
        double chord = (y[k + 1] - y[k]) / h;
        return 6 * t * (1 - t) * chord + (1 - t) * (1 - 3 * t) * slope[k] + t * (3 * t - 2) * slope[k + 1];
    }

    /** The interval in which an argument lies, or the nearest one. */
    private int interval(double argument) {
        int low = 0;
        int high = x.length - 2;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (argument < x[middle]) {
                high = middle - 1;
            } else {
                low = middle;
            }
        }
        return low;
    }
}
