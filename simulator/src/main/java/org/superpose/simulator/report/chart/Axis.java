package org.superpose.simulator.report.chart;

/**
 * What an axis shows. Values stay in the unit given here in the CSV; on a linear axis an SI unit gets a prefix when drawn ([A] → [µA]).
 *
 * @param label       the quantity
 * @param unit        its unit, without brackets; empty if it has none
 * @param logarithmic decades instead of equal steps
 * @param low         lower end in {@code unit}; NaN: from the data
 * @param high        upper end in {@code unit}; NaN: from the data
 */
public record Axis(String label, String unit, boolean logarithmic, double low, double high) {
    public Axis {
        if (low >= high || logarithmic && (low <= 0 || high <= 0)) {
            throw new IllegalArgumentException("axis \"" + label + "\": cannot span " + low + " to " + high
                    + (logarithmic ? " on a logarithmic scale" : "") + "; the ends must rise (and be positive on a logarithmic scale)");
        }
    }

    public static Axis linear(String label, String unit) {
        return new Axis(label, unit, false, Double.NaN, Double.NaN);
    }

    public static Axis logarithmic(String label, String unit) {
        return new Axis(label, unit, true, Double.NaN, Double.NaN);
    }

    public Axis from(double low, double high) {
        return new Axis(label, unit, logarithmic, low, high);
    }

    /** The name of this quantity in a CSV header. */
    String header() {
        return unit.isEmpty() ? label : label + " [" + unit + "]";
    }
}
