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

    /**
     * A length of at least n that is quick to transform: the smallest without a prime factor above 5, or a power of two if that is at most a quarter longer
     * (JTransforms takes 1.2 to 1.5 times as long per sample for the former).
     */
    public static int fastLength(int n) {
        int smooth = n;
        while (!isSmooth(smooth)) {
            smooth++;
        }
        int power = n == 1 ? 1 : 2 * Integer.highestOneBit(n - 1);
        return power <= 1.25 * smooth ? power : smooth;
    }

    private static boolean isSmooth(int length) {
        int rest = length;
        for (int prime : new int[] {2, 3, 5}) {
            while (rest % prime == 0) {
                rest /= prime;
            }
        }
        return rest == 1;
    }

    /** Frequency index of place k in the order 0, 1, …, −1: the remainder that lies in [−n/2, n/2). */
    public static int frequency(int k, int n) {
        return k < (n + 1) / 2 ? k : k - n;
    }
}
