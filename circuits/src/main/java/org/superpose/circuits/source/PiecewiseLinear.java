package org.superpose.circuits.source;

import java.util.Arrays;

/** Straight lines between points (SPICE's PWL): before the first point and after the last one constant, or repeating. */
public final class PiecewiseLinear implements Waveform {
    private final double[] time;
    private final double[] value;
    private final double repeatFrom;    // [s]; NaN: not repeated

    private PiecewiseLinear(double[] time, double[] value, double repeatFrom) {
        this.time = time;
        this.value = value;
        this.repeatFrom = repeatFrom;
    }

    /**
     * Lines between points.
     *
     * @param times  [s], rising
     * @param values [V or A], as many
     */
    public static PiecewiseLinear of(double[] times, double[] values) {
        if (times.length == 0 || times.length != values.length) {
            throw new IllegalArgumentException("piecewise linear: needs as many times as values and at least one, got " + times.length + " times and " + values.length + " values");
        }
        for (int i = 0; i < times.length; i++) {
            if (!Double.isFinite(times[i]) || !Double.isFinite(values[i])) {
                throw new IllegalArgumentException("piecewise linear: point " + (i + 1) + " is not finite: " + times[i] + " s, " + values[i]);
            }
            if (i > 0 && times[i] <= times[i - 1]) {
                throw new IllegalArgumentException("piecewise linear: times must rise, but point " + (i + 1) + " at " + times[i] + " s follows " + times[i - 1] + " s; a step needs some time, such as 1e-12 s");
            }
        }
        return new PiecewiseLinear(times.clone(), values.clone(), Double.NaN);
    }

    /**
     * The same, with what lies between a time and the last point repeated for ever.
     *
     * @param from [s], before the last point and not before 0
     */
    public PiecewiseLinear repeatingFrom(double from) {
        if (!(from >= 0 && from < time[time.length - 1])) {
            throw new IllegalArgumentException("piecewise linear: can repeat from a time between 0 and the last point at " + time[time.length - 1] + " s, not from " + from + " s");
        }
        return new PiecewiseLinear(time, value, from);
    }

    /** Number of points. */
    public int size() {
        return time.length;
    }

    /** Of a point [s]. */
    public double time(int point) {
        return time[point];
    }

    /** Of a point [V or A]. */
    public double value(int point) {
        return value[point];
    }

    /** From when on the lines repeat [s]; NaN if they do not. */
    public double repeatFrom() {
        return repeatFrom;
    }

    @Override
    public double at(double at) {
        double t = at - shift(at);
        int index = Arrays.binarySearch(time, t);
        if (index >= 0) {
            return value[index];
        }
        int after = -index - 1;
        if (after == 0) {
            return value[0];
        }
        if (after == time.length) {
            return value[time.length - 1];
        }
        double fraction = (t - time[after - 1]) / (time[after] - time[after - 1]);
        return value[after - 1] + fraction * (value[after] - value[after - 1]);
    }

    /** By how much a time lies after its image in the points. */
    private double shift(double at) {
        double end = time[time.length - 1];
        if (Double.isNaN(repeatFrom) || at <= end) {
            return 0;
        }
        double period = end - repeatFrom;
        return period * Math.ceil((at - end) / period);
    }

    @Override
    public double nextCorner(double at) {
        double shift = shift(at);
        for (double corner : time) {
            if (corner + shift > at) {
                return corner + shift;
            }
        }
        if (Double.isNaN(repeatFrom)) {
            return Double.POSITIVE_INFINITY;
        }
        double later = shift + time[time.length - 1] - repeatFrom;
        for (double corner : time) {
            if (corner >= repeatFrom && corner + later > at) {
                return corner + later;
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PiecewiseLinear that && Arrays.equals(time, that.time) && Arrays.equals(value, that.value) && Double.compare(repeatFrom, that.repeatFrom) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(time) + Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return "PiecewiseLinear[" + time.length + " points to " + time[time.length - 1] + " s]";
    }
}
