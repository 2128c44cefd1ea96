package org.superpose.circuits.characterisation;

import java.util.Arrays;
import org.superpose.circuits.characterisation.CharacterisedCell.Noise;

/** Density of a noise over the frequency, by kinds, single-sided: {@code S(f) = W_thermal(f) + W_shot(f) + F(f)/f}, where W and F change with the frequency as far as a response shapes them. Immutable. */
public final class NoiseSpectrum {
    private static final int KINDS = Noise.values().length;

    private final double[] frequencies;
    private final double[][] powers;                // [kind][frequency]; of flicker at 1 Hz
    private final FrequencyCurve[] curves;

    NoiseSpectrum(double[] frequencies, double[][] powers) {
        this.frequencies = frequencies.clone();
        this.powers = Arrays.stream(powers).map(double[]::clone).toArray(double[][]::new);
        curves = new FrequencyCurve[KINDS];
        for (int kind = 0; kind < KINDS; kind++) {
            if (!Arrays.stream(powers[kind]).allMatch(power -> power >= 0)) {
                throw new IllegalArgumentException("the power of " + Noise.values()[kind] + " noise must not be negative");
            }
            if (Arrays.stream(powers[kind]).anyMatch(power -> power > 0)) {
                curves[kind] = new FrequencyCurve(frequencies, Arrays.stream(powers[kind]).map(power -> StrictMath.log(StrictMath.max(power, Double.MIN_NORMAL))).toArray());
            }
        }
    }

    /** A sum of spectra over the same frequencies, each with a factor. */
    static NoiseSpectrum sum(NoiseSpectrum[] spectra, double[] factors) {
        double[][] powers = new double[KINDS][spectra[0].frequencies.length];
        for (int s = 0; s < spectra.length; s++) {
            for (int kind = 0; kind < KINDS; kind++) {
                for (int p = 0; p < powers[kind].length; p++) {
                    powers[kind][p] += factors[s] * spectra[s].powers[kind][p];
                }
            }
        }
        return new NoiseSpectrum(spectra[0].frequencies, powers);
    }

    /** A spectrum between two over the same frequencies, in the logarithm of each kind: {@code a} at t = 0, {@code b} at t = 1. */
    static NoiseSpectrum between(NoiseSpectrum a, NoiseSpectrum b, double t) {
        double[][] powers = new double[KINDS][a.frequencies.length];
        for (int kind = 0; kind < KINDS; kind++) {
            for (int p = 0; p < powers[kind].length; p++) {
                powers[kind][p] = StrictMath.pow(a.powers[kind][p], 1 - t) * StrictMath.pow(b.powers[kind][p], t);
            }
        }
        return new NoiseSpectrum(a.frequencies, powers);
    }

    /** Of one kind at a frequency [Hz]; [V²/Hz], or [1/Hz] of what is relative. */
    public double density(Noise kind, double frequency) {
        if (curves[kind.ordinal()] == null) {
            return 0;
        }
        double power = StrictMath.exp(curves[kind.ordinal()].at(frequency));
        return kind == Noise.FLICKER ? power / frequency : power;
    }

    /** Of all kinds at a frequency [Hz]. */
    public double density(double frequency) {
        double sum = 0;
        for (Noise kind : Noise.values()) {
            sum += density(kind, frequency);
        }
        return sum;
    }

    /** Variance in a band by one kind [V²], or [1] of what is relative. */
    public double variance(Noise kind, Band band) {
        return band.integral(f -> density(kind, f));
    }

    /** Variance in a band by all kinds. */
    public double variance(Band band) {
        return band.integral(this::density);
    }
}
