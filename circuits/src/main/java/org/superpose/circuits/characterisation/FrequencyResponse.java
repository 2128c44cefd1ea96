package org.superpose.circuits.characterisation;

import org.superpose.circuits.characterisation.CharacterisedCell.Noise;

/** What a small current makes of a voltage, over the frequency: a transimpedance H(f), e^(+jωt). Immutable. */
public final class FrequencyResponse {
    private final FrequencyCurve logarithm;            // ln |H|
    private final FrequencyCurve phase;                // without jumps [rad]

    FrequencyResponse(double[] frequencies, double[] real, double[] imaginary) {
        double[] ln = new double[frequencies.length];
        double[] angle = new double[frequencies.length];
        for (int p = 0; p < ln.length; p++) {
            ln[p] = StrictMath.log(StrictMath.hypot(real[p], imaginary[p]));
            angle[p] = StrictMath.atan2(imaginary[p], real[p]);
            if (p > 0) {
                angle[p] -= 2 * StrictMath.PI * StrictMath.rint((angle[p] - angle[p - 1]) / (2 * StrictMath.PI));
            }
        }
        logarithm = new FrequencyCurve(frequencies, ln);
        phase = new FrequencyCurve(frequencies, angle);
    }

    private FrequencyResponse(FrequencyCurve logarithm, FrequencyCurve phase) {
        this.logarithm = logarithm;
        this.phase = phase;
    }

    /** A response between two, in the logarithm of the magnitude and in the phase: {@code a} at t = 0, {@code b} at t = 1. */
    static FrequencyResponse between(FrequencyResponse a, FrequencyResponse b, double t) {
        return new FrequencyResponse(FrequencyCurve.between(a.logarithm, b.logarithm, t), FrequencyCurve.between(a.phase, b.phase, t));
    }

    /** |H| [Ω] at a frequency [Hz]. */
    public double magnitude(double frequency) {
        return StrictMath.exp(logarithm.at(frequency));
    }

    /** Its angle [rad] at a frequency [Hz], without jumps. */
    public double phase(double frequency) {
        return phase.at(frequency);
    }

    /** Re H [Ω]. */
    public double real(double frequency) {
        return magnitude(frequency) * StrictMath.cos(phase(frequency));
    }

    /** Im H [Ω]. */
    public double imaginary(double frequency) {
        return magnitude(frequency) * StrictMath.sin(phase(frequency));
    }

    /** Where |H| has fallen to 1/√2 of what it is at low frequencies [Hz]. */
    public double bandwidth() {
        double low = 1;
        double high = logarithm.last();
        double sought = magnitude(low) * StrictMath.sqrt(0.5);
        while (high > low * (1 + 1e-9)) {
            double middle = StrictMath.sqrt(low * high);
            if (magnitude(middle) > sought) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double power(double frequency) {
        return StrictMath.exp(2 * logarithm.at(frequency));
    }

    /** What becomes of a white noise current of 1 A²/Hz in a band: {@code ∫ |H|²/(1 + (f/f_c)²) df} [V²]. */
    public double white(Band band) {
        return band.integral(this::power);
    }

    /** What becomes of a noise current of {@code 1 A²/Hz · 1 Hz/f} in a band [V²]. */
    public double flicker(Band band) {
        return band.integral(f -> power(f) / f);
    }

    /** What becomes of a noise current of this density [A²/Hz] in a band [V²]. */
    public double passed(NoiseSpectrum noise, Band band) {
        return band.integral(f -> power(f) * noise.density(f));
    }

    /** Likewise of one kind alone. */
    public double passed(NoiseSpectrum noise, Noise kind, Band band) {
        return band.integral(f -> power(f) * noise.density(kind, f));
    }
}
