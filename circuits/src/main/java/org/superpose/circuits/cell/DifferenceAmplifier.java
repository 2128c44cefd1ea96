package org.superpose.circuits.cell;

import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;

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

    /**
     * Ports {@code minus plus s g z vcc vee}: the inputs, the op-amp's inputs (inverting first), where currents may be subtracted and added, the output, supplies.
     *
     * @param opAmp       with the ports of {@link OperationalAmplifierLevel#PORTS}
     * @param capacitance across R₂, and across R₄ [F]
     */
    public Subcircuit netlist(Subcircuit opAmp, double capacitance) {
        return Subcircuit.of("difference", "difference amplifier", List.of("minus", "plus", "s", "g", "z", "vcc", "vee"), opAmp.as("xa", "g", "s", "z", "vcc", "vee"),
                new Resistor("r1", "minus", "s", r1), new Resistor("r2", "s", "z", r2), new Resistor("r3", "plus", "g", r3), new Resistor("r4", "g", Circuit.GROUND, r4),
                new Capacitor("c2", "s", "z", capacitance), new Capacitor("c4", "g", Circuit.GROUND, capacitance));
    }
}
