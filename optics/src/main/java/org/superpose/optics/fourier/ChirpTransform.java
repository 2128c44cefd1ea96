package org.superpose.optics.fourier;

import java.util.Arrays;

/**
 * A discrete Fourier transform of n samples at m frequencies of any spacing, F[p] = Σ f[i] e^{−2πi a (i − c_n)(p − c_m)} with c = ⌊n/2⌋, ⌊m/2⌋, as one
 * convolution with a chirp (Rabiner, Schafer and Rader, <i>The chirp z-transform algorithm</i>, IEEE Trans. Audio Electroacoust. 17, 86 (1969)):
 * kl = (k² + l² − (l − k)²)/2. The chirp's phase π a k² is reduced to one turn without rounding, so the result is as good as the direct sum.
 */
final class ChirpTransform {
    private final int n;
    private final int m;
    private final UnorderedTransform transform;
    private final double[] before;                    // e^{−πi a k²}, k = i − c_n
    private final double[] after;                     // e^{−πi a l²} / length, l = p − c_m
    private final double[] kernel;                    // spectrum of e^{+πi a d²}, d = l − k

    /**
     * @param n samples
     * @param m frequencies
     * @param a step between samples times step between frequencies
     */
    ChirpTransform(int n, int m, double a) {
        this.n = n;
        this.m = m;
        transform = new UnorderedTransform(Fourier1D.fastLength(n + m - 1));
        int length = transform.length();
        before = chirp(n, n / 2, -a, 1);
        after = chirp(m, m / 2, -a, 1.0 / length);
        kernel = new double[2 * length];
        for (int p = 0; p < n + m - 1; p++) {          // place p of the convolution of inputs 0 … n−1 with d from −(n−1) on
            turn(a, p - (n - 1) + n / 2 - m / 2, 1, kernel, 2 * p);
        }
        transform.toSpectrum(kernel, 0);
    }

    int length() {
        return transform.length();
    }

    /**
     * @param in      2n numbers from inOffset on
     * @param out     2m numbers from outOffset on, overwritten
     * @param scratch 2·length() numbers
     */
    void run(double[] in, int inOffset, double[] out, int outOffset, double[] scratch) {
        Arrays.fill(scratch, 2 * n, scratch.length, 0);
        product(in, inOffset, before, 0, scratch, 0, n);
        transform.toSpectrum(scratch, 0);
        product(scratch, 0, kernel, 0, scratch, 0, length());
        transform.fromSpectrumTimesLength(scratch, 0);
        product(scratch, 2 * (n - 1), after, 0, out, outOffset, m);
    }

    private static void product(double[] a, int atA, double[] b, int atB, double[] out, int at, int count) {
        for (int k = 0; k < 2 * count; k += 2) {
            double re = a[atA + k] * b[atB + k] - a[atA + k + 1] * b[atB + k + 1];
            out[at + k + 1] = a[atA + k] * b[atB + k + 1] + a[atA + k + 1] * b[atB + k];
            out[at + k] = re;
        }
    }

    private static double[] chirp(int count, int centre, double a, double factor) {
        double[] chirp = new double[2 * count];
        for (int i = 0; i < count; i++) {
            turn(a, i - centre, factor, chirp, 2 * i);
        }
        return chirp;
    }

    /** factor · e^{πi a k²}; a k² is split into its rounded value and the rest, and both are reduced exactly. */
    private static void turn(double a, long k, double factor, double[] into, int at) {
        double square = (double) (k * k);
        double product = a * square;
        double rest = Math.fma(a, square, -product);
        double phase = Math.PI * (product - 2 * Math.rint(product / 2) + rest);
        into[at] = factor * Math.cos(phase);
        into[at + 1] = factor * Math.sin(phase);
    }
}
