package org.superpose.simulator.tolerance;

import java.util.Locale;

/**
 * Ends of an interval of confidence.
 *
 * @param low  lower end; −∞: the samples do not bound it
 * @param high upper end
 */
public record Bounds(double low, double high) {
    public boolean contain(double value) {
        return low <= value && value <= high;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "[%.4g, %.4g]", low, high);
    }
}
