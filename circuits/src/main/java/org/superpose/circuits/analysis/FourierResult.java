package org.superpose.circuits.analysis;

/**
 * Harmonics: {@code y(t) = mean + Σ magnitude(n) sin(2π n f (t − t₀) + phase(n))}, with t₀ the begin of the periods that were taken. These are SPICE's phases, of the sine and from there, but in radians.
 */
public final class FourierResult {
    private final double frequency;
    private final double begin;
    private final double[] magnitude;        // the mean, and from 1 on the harmonics
    private final double[] phase;

    FourierResult(double frequency, double begin, double[] magnitude, double[] phase) {
        this.frequency = frequency;
        this.begin = begin;
        this.magnitude = magnitude;
        this.phase = phase;
    }

    /** Number of harmonics, the fundamental among them. */
    public int harmonics() {
        return magnitude.length - 1;
    }

    /** Frequency of the nth harmonic [Hz]. */
    public double frequency(int n) {
        return n * frequency;
    }

    /** t₀ [s]. */
    public double begin() {
        return begin;
    }

    /** The mean, in the unit of the waveform. */
    public double mean() {
        return magnitude[0];
    }

    /** Of the nth harmonic from 1, in the unit of the waveform. */
    public double magnitude(int n) {
        return magnitude[checked(n)];
    }

    /** Of the nth harmonic from 1 [rad], −π ... π. */
    public double phase(int n) {
        return phase[checked(n)];
    }

    /** Magnitude over that of the fundamental. */
    public double normalisedMagnitude(int n) {
        return magnitude(n) / magnitude[1];
    }

    /** Phase less that of the fundamental [rad], −2π ... 2π: SPICE does not wind it back. */
    public double normalisedPhase(int n) {
        return phase(n) - phase[1];
    }

    /** Total harmonic distortion, {@code √(Σ magnitude(n)²) / magnitude(1)} with n from 2 to the last; a ratio, where SPICE prints per cent. */
    public double totalHarmonicDistortion() {
        double sum = 0;
        for (int n = 2; n < magnitude.length; n++) {
            sum += magnitude[n] * magnitude[n];
        }
        return Math.sqrt(sum) / magnitude[1];
    }

    private int checked(int n) {
        if (n < 1 || n >= magnitude.length) {
            throw new IllegalArgumentException("harmonics were computed from 1 to " + (magnitude.length - 1) + ", not " + n);
        }
        return n;
    }
}
