package org.superpose.simulator.experiment;

import java.util.Locale;

/**
 * A confidence interval of 95 %.
 *
 * @param low  lower end, at most {@code high}
 * @param high upper end
 */
public record Interval(double low, double high) {
    /** The level of every interval of this package. */
    public static final double LEVEL = 0.95;

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval needs its low end first, got " + low + " and " + high);
        }
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "[%.4g, %.4g]", low, high);
    }
}
