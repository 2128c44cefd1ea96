package org.superpose.simulator.noise;

/**
 * Which random errors a machine shows and how large: every standard deviation is multiplied by {@link #factor} of its source.
 *
 * @param scale factor on every standard deviation, 0 to 1e9; 1 is the hardware as described
 * @param only  the single source left on, or null for all
 */
public record NoiseControl(double scale, String only) {
    /** Beyond it is nothing but noise, and squares of it would overflow in the end. */
    private static final double LARGEST = 1e9;

    public NoiseControl {
        if (!(scale >= 0 && scale <= LARGEST)) {
            throw new IllegalArgumentException("noise scale must lie from 0 to " + LARGEST + ", got " + scale);
        }
    }

    /** The hardware as described. */
    public static NoiseControl all() {
        return new NoiseControl(1, null);
    }

    /** No random error at all; deterministic ones (quantisation, nonlinearity) stay. */
    public static NoiseControl none() {
        return new NoiseControl(0, null);
    }

    /** The same scale, every source but one switched off. */
    public NoiseControl withOnly(String source) {
        return new NoiseControl(scale, source);
    }

    /** Factor on the standard deviation of the named source: the scale, or 0 where it is switched off. */
    public double factor(String source) {
        return only == null || only.equals(source) ? scale : 0;
    }
}
