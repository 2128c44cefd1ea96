package org.superpose.optics.fourier;

import org.jtransforms.fft.DoubleFFT_1D;
import org.visnow.jlargearrays.ConcurrencyUtils;

/** The discrete Fourier transform of one length, in place; may be used by several threads at a time. JTransforms does the work, on the calling thread. */
public final class Fourier1D {
    /** Longest transform: two of 2^26 samples, one after another. */
    private static final int LONGEST = 1 << 27;

    static {
        ConcurrencyUtils.setNumberOfThreads(1);            // its pool would outlive the call; rows and columns are shared out here instead
    }

    private final int length;
    private final DoubleFFT_1D transform;

    /** @param length n, at least 1; products of 2, 3 and 5 are fast */
    public Fourier1D(int length) {
        if (length < 1 || length > LONGEST) {
            throw new IllegalArgumentException("Fourier transform: the length must be 1 to 2^27, got " + length);
        }
        this.length = length;
        transform = new DoubleFFT_1D(length);
    }

    /** n. */
    public int length() {
        return length;
    }

    /** F[k] = Σ_m f[m] e^{−2πikm/n}. @param offset of the first real part */
    public void forward(double[] a, int offset) {
        transform.complexForward(a, offset);
    }

    /** n times the inverse, Σ_k F[k] e^{+2πikm/n}. @param offset of the first real part */
    public void inverseTimesLength(double[] a, int offset) {
        transform.complexInverse(a, offset, false);
    }

    /** The smallest length of at least n that has no prime factor above 5. */
    public static int fastLength(int n) {
        for (int length = n;; length++) {
            int rest = length;
            for (int prime : new int[] {2, 3, 5}) {
                while (rest % prime == 0) {
                    rest /= prime;
                }
            }
            if (rest == 1) {
                return length;
            }
        }
    }

    /** Frequency index of place k in the order 0, 1, …, −1: the remainder that lies in [−n/2, n/2). */
    public static int frequency(int k, int n) {
        return k < (n + 1) / 2 ? k : k - n;
    }
}
