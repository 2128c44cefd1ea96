package org.superpose.optics.detection;

/**
 * A converter that rounds to the nearest of 2^b codes, −2^{b−1} … 2^{b−1} − 1, and clips beyond them; zero is a code. It does not truncate,
 * hence has no bias of half a step. Quantisation noise is step/√12 for a signal that crosses many codes (Bennett 1948).
 *
 * @param bits      b, 1 to 32
 * @param fullScale input at which the negative codes end, above 0, in the unit of the input
 */
public record Adc(int bits, double fullScale) {
    public Adc {
        if (bits < 1 || bits > 32) {
            throw new IllegalArgumentException("ADC: bits must be 1 to 32, got " + bits);
        }
        if (!(fullScale > 0 && fullScale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("ADC: full scale must be positive and finite, got " + fullScale);
        }
    }

    /** Width of a code 2 · fullScale / 2^b. */
    public double step() {
        return 2 * fullScale / Math.scalb(1.0, bits);
    }

    /** Whether an input lies beyond the last code by more than half a step. */
    public boolean clips(double value) {
        double half = Math.scalb(1.0, bits - 1);
        double code = Math.rint(value / step());
        return code < -half || code > half - 1;
    }

    /** The value of the nearest code. */
    public double convert(double value) {
        double half = Math.scalb(1.0, bits - 1);
        return Math.max(-half, Math.min(half - 1, Math.rint(value / step()))) * step();
    }
}
