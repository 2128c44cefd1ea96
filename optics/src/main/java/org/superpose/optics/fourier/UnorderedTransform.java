package org.superpose.optics.fourier;

/**
 * A discrete Fourier transform in place whose spectrum stands in whatever order is quickest: enough where a spectrum is multiplied and brought back. May be used by several
 * threads at a time.
 * <p>Powers of two go by four: a block becomes four quarters, one for each remainder of the frequency (decimation in frequency; Cooley and Tukey, <i>An algorithm for the
 * machine calculation of complex Fourier series</i>, Math. Comput. 19, 297 (1965)), and back by the same steps in turn, so nothing is ever put in order. Blocks are finished
 * one after another, in the processor's nearest cache. Other lengths are left to {@link Fourier1D}.
 */
final class UnorderedTransform {
    /** Samples of a block that stays in the nearest cache: 8 KiB. */
    private static final int NEAR = 512;
    private static final double ROOT_HALF = Math.sqrt(0.5);

    private final int length;
    private final double[][] turns;                   // of each level of blocks: e^{−2πijm/size} for j = 1, 2, 3, one m after another
    private final Fourier1D ordered;                  // null where the length is a power of two
    private final int[] frequencies;

    /** @param length n, at least 1 */
    UnorderedTransform(int length) {
        this.length = length;
        frequencies = new int[length];
        boolean byFour = length >= 8 && Integer.bitCount(length) == 1;
        ordered = byFour ? null : new Fourier1D(length);
        turns = new double[byFour ? (Integer.numberOfTrailingZeros(length) - 2) / 2 : 0][];
        int size = length;
        for (int level = 0; level < turns.length; level++) {
            turns[level] = turns(size);
            size /= 4;
        }
        if (byFour) {
            order(0, length, 0, 1);
        } else {
            for (int k = 0; k < length; k++) {
                frequencies[k] = Fourier1D.frequency(k, length);
            }
        }
    }

    private static double[] turns(int size) {
        double[] turns = new double[6 * (size / 4)];
        for (int m = 0; m < size / 4; m++) {
            for (int j = 1; j < 4; j++) {
                double angle = -2 * Math.PI * m * j / size;
                turns[6 * m + 2 * j - 2] = Math.cos(angle);
                turns[6 * m + 2 * j - 1] = Math.sin(angle);
            }
        }
        return turns;
    }

    /** Frequencies first, first + step, … of a block. */
    private void order(int place, int size, int first, int step) {
        if (size == 1) {
            frequencies[place] = Fourier1D.frequency(first, length);
            return;
        }
        int parts = size == 8 ? 2 : 4;                 // the block of eight is halved, then quartered
        for (int part = 0; part < parts; part++) {
            order(place + part * size / parts, size / parts, first + part * step, parts * step);
        }
    }

    /** n. */
    int length() {
        return length;
    }

    /** Frequency index of each place of the spectrum, in [−n/2, n/2). Not to be changed. */
    int[] frequencies() {
        return frequencies;
    }

    /** F[k] = Σ_m f[m] e^{−2πikm/n}. @param offset of the first real part */
    void toSpectrum(double[] a, int offset) {
        if (ordered != null) {
            ordered.forward(a, offset);
        } else {
            quarter(a, offset, length, 0);
        }
    }

    /** n times the inverse, Σ_k F[k] e^{+2πikm/n}. @param offset of the first real part */
    void fromSpectrumTimesLength(double[] a, int offset) {
        if (ordered != null) {
            ordered.inverseTimesLength(a, offset);
        } else {
            join(a, offset, length, 0);
        }
    }

    private void quarter(double[] a, int offset, int size, int level) {
        if (size > NEAR) {
            quarter(a, offset, size, turns[level]);
            for (int part = 0; part < 4; part++) {
                quarter(a, offset + part * (size / 2), size / 4, level + 1);
            }
            return;
        }
        int block = size;
        for (int l = level; l < turns.length; l++) {
            for (int at = offset; at < offset + 2 * size; at += 2 * block) {
                quarter(a, at, block, turns[l]);
            }
            block /= 4;
        }
        if (block == 8) {
            eights(a, offset, size);
        } else {
            fours(a, offset, size);
        }
    }

    private void join(double[] a, int offset, int size, int level) {
        if (size > NEAR) {
            for (int part = 0; part < 4; part++) {
                join(a, offset + part * (size / 2), size / 4, level + 1);
            }
            join(a, offset, size, turns[level]);
            return;
        }
        int block = size >> 2 * (turns.length - level);
        if (block == 8) {
            eightsBack(a, offset, size);
        } else {
            foursBack(a, offset, size);
        }
        for (int l = turns.length - 1; l >= level; l--) {
            block *= 4;
            for (int at = offset; at < offset + 2 * size; at += 2 * block) {
                join(a, at, block, turns[l]);
            }
        }
    }

    /** Quarter j becomes e^{−2πijm/size} Σ_q (−i)^{jq} of the quarters q. */
    private static void quarter(double[] x, int offset, int size, double[] turns) {
        int q = size / 2;
        int t = 0;
        for (int i = offset; i < offset + q; i += 2) {
            double ar = x[i];
            double ai = x[i + 1];
            double br = x[i + q];
            double bi = x[i + q + 1];
            double cr = x[i + 2 * q];
            double ci = x[i + 2 * q + 1];
            double dr = x[i + 3 * q];
            double di = x[i + 3 * q + 1];
            double acr = ar + cr;
            double aci = ai + ci;
            double bdr = br + dr;
            double bdi = bi + di;
            double ur = ar - cr + (bi - di);
            double ui = ai - ci - (br - dr);
            double vr = acr - bdr;
            double vi = aci - bdi;
            double wr = ar - cr - (bi - di);
            double wi = ai - ci + (br - dr);
            x[i] = acr + bdr;
            x[i + 1] = aci + bdi;
            x[i + q] = ur * turns[t] - ui * turns[t + 1];
            x[i + q + 1] = ur * turns[t + 1] + ui * turns[t];
            x[i + 2 * q] = vr * turns[t + 2] - vi * turns[t + 3];
            x[i + 2 * q + 1] = vr * turns[t + 3] + vi * turns[t + 2];
            x[i + 3 * q] = wr * turns[t + 4] - wi * turns[t + 5];
            x[i + 3 * q + 1] = wr * turns[t + 5] + wi * turns[t + 4];
            t += 6;
        }
    }

    /** Four times the way back. */
    private static void join(double[] x, int offset, int size, double[] turns) {
        int q = size / 2;
        int t = 0;
        for (int i = offset; i < offset + q; i += 2) {
            double ar = x[i];
            double ai = x[i + 1];
            double br = x[i + q] * turns[t] + x[i + q + 1] * turns[t + 1];
            double bi = x[i + q + 1] * turns[t] - x[i + q] * turns[t + 1];
            double cr = x[i + 2 * q] * turns[t + 2] + x[i + 2 * q + 1] * turns[t + 3];
            double ci = x[i + 2 * q + 1] * turns[t + 2] - x[i + 2 * q] * turns[t + 3];
            double dr = x[i + 3 * q] * turns[t + 4] + x[i + 3 * q + 1] * turns[t + 5];
            double di = x[i + 3 * q + 1] * turns[t + 4] - x[i + 3 * q] * turns[t + 5];
            x[i] = ar + cr + (br + dr);
            x[i + 1] = ai + ci + (bi + di);
            x[i + q] = ar - cr - (bi - di);
            x[i + q + 1] = ai - ci + (br - dr);
            x[i + 2 * q] = ar + cr - (br + dr);
            x[i + 2 * q + 1] = ai + ci - (bi + di);
            x[i + 3 * q] = ar - cr + (bi - di);
            x[i + 3 * q + 1] = ai - ci - (br - dr);
            t += 6;
        }
    }

    private static void fours(double[] x, int offset, int size) {
        for (int i = offset; i < offset + 2 * size; i += 8) {
            four(x, i, x[i], x[i + 1], x[i + 2], x[i + 3], x[i + 4], x[i + 5], x[i + 6], x[i + 7]);
        }
    }

    /** The inverse is the transform with second and fourth output exchanged. */
    private static void foursBack(double[] x, int offset, int size) {
        for (int i = offset; i < offset + 2 * size; i += 8) {
            four(x, i, x[i], x[i + 1], x[i + 6], x[i + 7], x[i + 4], x[i + 5], x[i + 2], x[i + 3]);
        }
    }

    private static void four(double[] x, int i, double ar, double ai, double br, double bi, double cr, double ci, double dr, double di) {
        double acr = ar + cr;
        double aci = ai + ci;
        double bdr = br + dr;
        double bdi = bi + di;
        double ur = ar - cr;
        double ui = ai - ci;
        double vr = bi - di;
        double vi = dr - br;
        x[i] = acr + bdr;
        x[i + 1] = aci + bdi;
        x[i + 2] = ur + vr;
        x[i + 3] = ui + vi;
        x[i + 4] = acr - bdr;
        x[i + 5] = aci - bdi;
        x[i + 6] = ur - vr;
        x[i + 7] = ui - vi;
    }

    private static void eights(double[] x, int offset, int size) {
        for (int i = offset; i < offset + 2 * size; i += 16) {
            double er = x[i] - x[i + 8];
            double ei = x[i + 1] - x[i + 9];
            double fr = x[i + 2] - x[i + 10];
            double fi = x[i + 3] - x[i + 11];
            double gr = x[i + 4] - x[i + 12];
            double gi = x[i + 5] - x[i + 13];
            double hr = x[i + 6] - x[i + 14];
            double hi = x[i + 7] - x[i + 15];
            four(x, i, x[i] + x[i + 8], x[i + 1] + x[i + 9], x[i + 2] + x[i + 10], x[i + 3] + x[i + 11], x[i + 4] + x[i + 12], x[i + 5] + x[i + 13],
                    x[i + 6] + x[i + 14], x[i + 7] + x[i + 15]);
            four(x, i + 8, er, ei, ROOT_HALF * (fr + fi), ROOT_HALF * (fi - fr), gi, -gr, ROOT_HALF * (hi - hr), -ROOT_HALF * (hr + hi));
        }
    }

    private static void eightsBack(double[] x, int offset, int size) {
        for (int i = offset; i < offset + 2 * size; i += 16) {
            four(x, i, x[i], x[i + 1], x[i + 6], x[i + 7], x[i + 4], x[i + 5], x[i + 2], x[i + 3]);
            four(x, i + 8, x[i + 8], x[i + 9], x[i + 14], x[i + 15], x[i + 12], x[i + 13], x[i + 10], x[i + 11]);
            double fr = ROOT_HALF * (x[i + 10] - x[i + 11]);
            double fi = ROOT_HALF * (x[i + 11] + x[i + 10]);
            double gr = -x[i + 13];
            double gi = x[i + 12];
            double hr = -ROOT_HALF * (x[i + 14] + x[i + 15]);
            double hi = ROOT_HALF * (x[i + 14] - x[i + 15]);
            double er = x[i + 8];
            double ei = x[i + 9];
            apart(x, i, er, ei);
            apart(x, i + 2, fr, fi);
            apart(x, i + 4, gr, gi);
            apart(x, i + 6, hr, hi);
        }
    }

    /** Sum here, difference four samples on. */
    private static void apart(double[] x, int i, double re, double im) {
        double a = x[i];
        double b = x[i + 1];
        x[i] = a + re;
        x[i + 1] = b + im;
        x[i + 8] = a - re;
        x[i + 9] = b - im;
    }
}
