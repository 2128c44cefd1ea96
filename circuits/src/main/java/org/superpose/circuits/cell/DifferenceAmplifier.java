package org.superpose.circuits.cell;

/**
 * One op-amp and four resistors: {@code V = V₊ (1 + R₂/R₁) R₄/(R₃ + R₄) − V₋ R₂/R₁} (Jung, <i>Op Amp Applications</i>, chapter 1; A0 → ∞).
 * If {@code R₄/R₃ = R₂/R₁ = A} it is {@code A (V₊ − V₋)}; what the resistors miss turns common mode into output.
 *
 * @param r1 from V₋ to the inverting input [Ω]
 * @param r2 feedback [Ω]
 * @param r3 from V₊ to the other input [Ω]
 * @param r4 from that input to ground [Ω]
 */
public record DifferenceAmplifier(double r1, double r2, double r3, double r4) {
    public DifferenceAmplifier {
        if (!(r1 > 0) || !(r2 > 0) || !(r3 > 0) || !(r4 > 0)) {
            throw new IllegalArgumentException("difference amplifier: resistances must be positive [Ω], got " + r1 + ", " + r2 + ", " + r3 + ", " + r4);
        }
    }

    /** Output [V] for the inputs [V], without rails. */
    public double output(double plus, double minus) {
        return plus * (1 + r2 / r1) * r4 / (r3 + r4) - minus * r2 / r1;
    }

    /** Gain of a voltage common to both inputs, 0 if the ratios match. */
    public double commonModeGain() {
        return (r1 * r4 - r2 * r3) / (r1 * (r3 + r4));
    }

    /** Noise gain {@code 1 + R₂/R₁}. */
    public double noiseGain() {
        return 1 + r2 / r1;
    }
}
