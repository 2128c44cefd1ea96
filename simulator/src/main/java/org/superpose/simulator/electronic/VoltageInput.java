package org.superpose.simulator.electronic;

import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.InputStage;

/**
 * Network units to volts: a converter with equal steps from low to high, or a clamp on what the layer before hands on.
 *
 * @param scale volts per network unit
 * @param low   [V]
 * @param high  [V]
 * @param steps of the converter from low to high; 0 for a wire with a clamp
 */
record VoltageInput(double scale, double low, double high, double steps) implements InputStage {
    /** A wire without clamp. */
    static VoltageInput ideal(double scale) {
        return new VoltageInput(scale, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0);
    }

    /** Bipolar codes −n … n with n = 2^(bits−1) − 1, unipolar ones 0 … 2^bits − 1; the range counts as met only beyond half a step. */
    static VoltageInput of(LayerDesign design) {
        int bits = design.hardware().dac().bits();
        double steps = !design.dac() || bits == 0 ? 0 : design.low() < 0 ? 2.0 * ((1L << (bits - 1)) - 1) : (1L << bits) - 1;
        return new VoltageInput(design.inputVolts(), design.low(), design.high(), Math.max(steps, design.dac() && bits > 0 ? 1 : 0));
    }

    @Override
    public long drive(double[] x, double[] port, Reading reading, int row) {
        long clipped = 0;
        double step = steps == 0 ? 0 : (high - low) / steps;
        for (int i = 0; i < x.length; i++) {
            double v = x[i] * scale;
            if (v > high + step / 2 || v < low - step / 2) {
                clipped++;
            }
            v = Math.min(high, Math.max(low, v));
            port[i] = steps == 0 ? v : low + step * Math.rint((v - low) / step);
        }
        return clipped;
    }
}
