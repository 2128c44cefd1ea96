package org.superpose.optics.hologram;

import java.util.BitSet;
import org.superpose.optics.element.MirrorPattern;
import org.superpose.optics.wave.Complex;

/**
 * Blocks of 4 × 4 mirrors, each of which stands for one complex number (Goorden, Bertolotti and Mosk, <i>Superpixel-based spatial amplitude and phase modulation
 * using a digital micromirror device</i>, Opt. Express 22, 17999 (2014)). An off-axis filter, at −(1/16, 1/4) cycles per mirror, sees mirror (i, j) with the phase
 * 2π(i + 4j)/16, so a block is the sum of the phasors of its mirrors that are on. Opposite phasors cancel: there are 3⁸ = 6561 different sums, out of
 * which the nearest is taken.
 */
public final class SuperpixelHologram {
    /** Mirrors along each side of a block n. */
    public static final int SIDE = 4;
    /** Centre of the filter along x [cycles per mirror]; on the optical table at λf times it over the pitch. */
    public static final double FILTER_X = -1.0 / 16;
    /** Centre of the filter along y [cycles per mirror]. */
    public static final double FILTER_Y = -1.0 / 4;

    private static final int PHASES = SIDE * SIDE;
    private static final int PAIRS = PHASES / 2;

    private final double[] re;
    private final double[] im;
    private final double largest;

    public SuperpixelHologram() {
        int count = (int) Math.pow(3, PAIRS);
        re = new double[count];
        im = new double[count];
        double most = 0;
        for (int field = 0; field < count; field++) {
            for (int pair = 0; pair < PAIRS; pair++) {
                int digit = digit(field, pair);
                re[field] += digit * Math.cos(2 * Math.PI * pair / PHASES);
                im[field] += digit * Math.sin(2 * Math.PI * pair / PHASES);
            }
            most = Math.max(most, Math.hypot(re[field], im[field]));
        }
        largest = most;
    }

    /** +1 if of a pair the mirror of the smaller phase is on, −1 if the opposite one is, 0 if none is. */
    private static int digit(int field, int pair) {
        return field / (int) Math.pow(3, pair) % 3 - 1;
    }

    /** Number of different fields. */
    public int fields() {
        return re.length;
    }

    /** One of the fields, in units of one mirror. */
    public Complex field(int number) {
        return new Complex(re[number], im[number]);
    }

    /** Amplitude that wanted amplitude 1 gets, relative to all 16 mirrors in phase: 1/sin(π/16)/16 = 0.32. */
    public double gain() {
        return largest / PHASES;
    }

    /** Number of the field nearest to a wanted amplitude, 0 to 1, and phase [rad]. */
    int nearest(double amplitude, double phase) {
        double wantedRe = amplitude * largest * Math.cos(phase);
        double wantedIm = amplitude * largest * Math.sin(phase);
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int field = 0; field < re.length; field++) {
            double distance = (re[field] - wantedRe) * (re[field] - wantedRe) + (im[field] - wantedIm) * (im[field] - wantedIm);
            if (distance < least) {
                least = distance;
                best = field;
            }
        }
        return best;
    }

    /**
     * @param columns   blocks along x
     * @param rows      blocks along y
     * @param amplitude wanted of each block, 0 to 1, row by row
     * @param phase     wanted of each block [rad], row by row
     * @return 4·columns × 4·rows mirrors
     */
    public MirrorPattern pattern(int columns, int rows, double[] amplitude, double[] phase) {
        Wanted.require("superpixel hologram", columns, rows, amplitude, phase);
        int width = SIDE * columns;
        BitSet on = new BitSet(width * SIDE * rows);
        for (int block = 0; block < amplitude.length; block++) {
            int field = nearest(amplitude[block], phase[block]);
            for (int mirror = 0; mirror < PHASES; mirror++) {
                int x = block % columns * SIDE + mirror % SIDE;
                int y = block / columns * SIDE + mirror / SIDE;
                int index = Math.floorMod(x - width / 2 + SIDE * (y - SIDE * rows / 2), PHASES);       // the filter's phase runs on from block to block
                on.set(y * width + x, digit(field, index % PAIRS) == (index < PAIRS ? 1 : -1));
            }
        }
        return new MirrorPattern(width, SIDE * rows, on);
    }
}
