package org.superpose.optics.element;

/**
 * The levels of a phase modulator: 2^b equal steps over one turn, so that phase 0 and the last level plus one step are the same.
 *
 * @param bits b, 2 to 32: with b ≥ 2 the phases 0, π/2, π are levels, so cos φ = 1, 0, −1 are exact
 */
public record PhaseLevels(int bits) {
    public PhaseLevels {
        if (bits < 2 || bits > 32) {
            throw new IllegalArgumentException("phase levels: bits must be 2 to 32, got " + bits);
        }
    }

    /** Step between levels Δ = 2π/2^b [rad]. */
    public double step() {
        return 2 * Math.PI / Math.scalb(1.0, bits);
    }

    /** The nearest level [rad]; phase in and out are not wrapped. */
    public double nearest(double phase) {
        return Math.rint(phase / step()) * step();
    }

    /**
     * Largest error of cos φ that rounding φ = arccos x can make: rounding moves φ by δ, |δ| ≤ Δ/2, and
     * cos(φ+δ) − cos φ = −√(1−x²) sin δ − x (1 − cos δ), so |error| ≤ √(1−x²) sin(Δ/2) + |x| (1 − cos(Δ/2)): half a step where x = 0,
     * of second order only where |x| = 1. With δ uniform the rms error is close to √(1−x²) Δ/√12 (Δ ≪ √(1−x²)).
     * @param x in [−1, 1]
     */
    public double largestCosineError(double x) {
        double half = Math.sin(step() / 4);                                  // 1 − cos(Δ/2) = 2 sin²(Δ/4), without cancellation
        return Math.sqrt(Math.max(0, 1 - x * x)) * Math.sin(step() / 2) + Math.abs(x) * 2 * half * half;
    }
}
