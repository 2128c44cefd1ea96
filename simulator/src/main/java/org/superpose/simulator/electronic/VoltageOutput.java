package org.superpose.simulator.electronic;

/**
 * Volts to network units: a converter with equal steps from low to high, or a wire.
 *
 * @param scale volts per network unit
 * @param low   [V]
 * @param high  [V]
 * @param steps of the converter from low to high; 0 for a wire
 */
record VoltageOutput(double scale, double low, double high, double steps) {
    /** Bipolar codes −n … n with n = 2^(bits−1) − 1; behind a rectifier 0 … 2^bits − 1. */
    static VoltageOutput of(LayerDesign design, boolean rectified) {
        int bits = design.adc() ? design.hardware().adc().bits() : 0;
        double high = design.hardware().adc().range();
        return new VoltageOutput(design.outputVolts(), rectified ? 0 : -high, high, bits == 0 ? 0 : rectified ? (1L << bits) - 1 : Math.max(1, 2.0 * ((1L << (bits - 1)) - 1)));
    }

    private double step() {
        return (high - low) / steps;
    }

    /** Whether a voltage meets an end of the converter: beyond it by more than half a step, for an end at 0 never, since that cuts no signal. */
    boolean clips(double volts) {
        return steps > 0 && (volts > high + step() / 2 || low < 0 && volts < low - step() / 2);
    }

    /** What is read, in network units. */
    double read(double volts) {
        if (steps == 0) {
            return volts / scale;
        }
        double held = Math.min(high, Math.max(low, volts));
        return (low + step() * Math.rint((held - low) / step())) / scale;
    }
}
