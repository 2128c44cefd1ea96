package org.superpose.optics.element;

/**
 * A square block of micromirrors that stands for one signed amplitude in [−1, 1]: r of m mirrors are switched on, so the field amplitude that
 * reaches the single mode behind the block is proportional to r (Goorden, Bertolotti and Mosk, <i>Superpixel-based spatial amplitude and
 * phase modulation using a digital micromirror device</i>, Opt. Express 22, 17999 (2014), for the idea of a block as one complex pixel).
 * Mirrors switched faster than the detector would average intensities, not fields: the count must be spatial.
 *
 * @param side    mirrors along one side of the block, 2 to 1024
 * @param guard   rows of mirrors that stay off along each edge against blur, 0 or more, less than side/2
 * @param sign    how a negative amplitude is made
 * @param halves  1, or 2 if the block's left and right halves must each show the same amplitude (two phases in one block)
 * @param fill    area of the mirrors over the area of the array, above 0, at most 1
 * @param leakage field amplitude that a mirror still sends when it is off, relative to on, 0 to below 1
 */
public record Superpixel(int side, int guard, Sign sign, int halves, double fill, double leakage) {
    /** How a negative amplitude is made. */
    public enum Sign {
        /** Mirrors with i + j even count +1, odd ones −1, seen in the half order (p+½, q+½) of an anti-blazed device: m is half of the live mirrors. */
        HALF_PERIOD,
        /** A second block for the negative part, whose light joins half a wave late: all live mirrors count, but the light is shared by two blocks. */
        SECOND_RAIL
    }

    public Superpixel {
        if (side < 2 || side > 1024 || guard < 0 || 2 * guard >= side) {
            throw new IllegalArgumentException("superpixel: side must be 2 to 1024 mirrors and the guard less than half of it, got side " + side
                    + ", guard " + guard);
        }
        if (halves != 1 && halves != 2) {
            throw new IllegalArgumentException("superpixel: halves must be 1 or 2, got " + halves);
        }
        if (!(fill > 0 && fill <= 1)) {
            throw new IllegalArgumentException("superpixel: fill must be above 0 and at most 1, got " + fill);
        }
        if (!(leakage >= 0 && leakage < 1)) {
            throw new IllegalArgumentException("superpixel: leakage must be 0 or more and below 1, got " + leakage);
        }
        if ((side - 2 * guard) * (side - 2 * guard) < 2 * halves) {
            throw new IllegalArgumentException("superpixel: " + side + " mirrors with a guard of " + guard + " leave no mirror for each sign and half");
        }
    }

    /** Mirrors that may be switched on. */
    public int liveMirrors() {
        return (side - 2 * guard) * (side - 2 * guard);
    }

    /** m: mirrors of one sign in one half; the amplitude has the 2m + 1 levels r/m, r = −m … m. */
    public int mirrorsPerSign() {
        return liveMirrors() / (sign == Sign.HALF_PERIOD ? 2 * halves : halves);
    }

    /** The nearest amplitude r/m. @param amplitude in [−1, 1] */
    public double nearest(double amplitude) {
        if (!(Math.abs(amplitude) <= 1)) {
            throw new IllegalArgumentException("superpixel: amplitude must lie in [-1, 1], got " + amplitude);
        }
        return Math.rint(amplitude * mirrorsPerSign()) / mirrorsPerSign();
    }

    /**
     * Amplitude that amplitude 1 sends into the mode behind the block, relative to the light that falls on the block (or on the pair of blocks):
     * live part · ½ · F · (1 − ε). The ½ is the carrier's (half of the mirrors are of one sign), or that of light shared by two blocks and
     * joined again (1/√2 each way). F is the area fill: a diffraction order at the blaze peak keeps F of the amplitude
     * (Popoff et al., <i>A practical guide to digital micro-mirror devices</i>, arXiv:2311.17496). Leakage ε is common to both signs, hence only scales.
     */
    public double gain() {
        return (double) liveMirrors() / ((double) side * side) * 0.5 * fill * (1 - leakage);
    }
}
