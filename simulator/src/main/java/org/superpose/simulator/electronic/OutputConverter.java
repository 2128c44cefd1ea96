package org.superpose.simulator.electronic;

/**
 * What reads a layer's outputs: equal steps between two voltages, or nothing at all.
 *
 * @param low   [V]
 * @param high  [V]
 * @param steps from low to high; 0 for no converter
 */
record OutputConverter(double low, double high, double steps) {
    /** What stands behind this layer. */
    static OutputConverter of(LayerDesign design, boolean rectified) {
        OutputConverter converter = ofMachine(design, rectified);
        return design.adc() ? converter : new OutputConverter(converter.low, converter.high, 0);
    }

    /** The converter of the machine's outputs, whether or not it stands behind this layer: bipolar codes −n … n with n = 2^(bits−1) − 1 for outputs that have signs, else 0 … 2^bits − 1. */
    static OutputConverter ofMachine(LayerDesign design, boolean rectified) {
        int bits = design.hardware().adc().bits();
        double range = design.hardware().adc().range();
        return new OutputConverter(rectified ? 0 : -range, range, bits == 0 ? 0 : rectified ? (1L << bits) - 1 : Math.max(1, 2.0 * ((1L << (bits - 1)) - 1)));
    }

    /** Whether a voltage lies half a step beyond the range, or above it of what does not fall below. */
    boolean beyond(double voltage) {
        return steps > 0 && (voltage > high + step() / 2 || low < 0 && voltage < low - step() / 2);
    }

    /** The nearest step [V]. */
    double read(double voltage) {
        return steps == 0 ? voltage : low + step() * Math.rint((Math.min(high, Math.max(low, voltage)) - low) / step());
    }

    /** [V]; 0 for no converter. */
    double step() {
        return steps == 0 ? 0 : (high - low) / steps;
    }
}
