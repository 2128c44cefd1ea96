package org.superpose.circuits.cell;

import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;

/**
 * An op-amp with feedback R_f and a summing node: currents into the node (transimpedance), or voltages behind resistors (voltage summer).
 * By Kirchhoff's current law at the node, with the noise gain {@code NG = 1 + R_f G} and G the conductance from node to ground,
 * {@code V = −(R_f Σ I + NG V_os)/(1 + NG/A0)} up to the sign of the offset: Jung, <i>Op Amp Applications</i>, chapter 1.
 * For a voltage summer of N equal inputs NG is N R_f/R + 1: offset grows and bandwidth shrinks with the fan-in.
 *
 * @param amplifier   the op-amp
 * @param feedback    R_f [Ω], positive
 * @param conductance G from the summing node to ground through whatever feeds it [S], not negative
 */
public record SummingAmplifier(OperationalAmplifier amplifier, double feedback, double conductance) {
    public SummingAmplifier {
        if (!(feedback > 0) || Double.isInfinite(feedback)) {
            throw new IllegalArgumentException("summing amplifier: the feedback resistance must be positive [Ω], got " + feedback);
        }
        if (!(conductance >= 0) || Double.isInfinite(conductance)) {
            throw new IllegalArgumentException("summing amplifier: the node's conductance must not be negative [S], got " + conductance);
        }
    }

    /** A voltage summer: each input behind its resistor [Ω]. */
    public static SummingAmplifier of(OperationalAmplifier amplifier, double feedback, double... resistances) {
        double conductance = 0;
        for (double resistance : resistances) {
            conductance += 1 / resistance;
        }
        return new SummingAmplifier(amplifier, feedback, conductance);
    }

    /** {@code NG = 1 + R_f G}: the gain of an error voltage at the op-amp's input. */
    public double noiseGain() {
        return 1 + feedback * conductance;
    }

    /** Ratio of the closed-loop gain to its ideal, {@code 1/(1 + NG/A0)}. */
    public double gainFactor() {
        return 1 / (1 + noiseGain() / amplifier.openLoopGain());
    }

    /** Output voltage [V] for a current [A] into the node and an input offset [V], between the rails. */
    public double output(double current, double offset) {
        return amplifier.clipped(gainFactor() * (noiseGain() * offset - feedback * current));
    }

    /** −3 dB bandwidth {@code GBW/NG} [Hz]. */
    public double bandwidth() {
        return amplifier.gainBandwidth() / noiseGain();
    }

    /** Bandwidth [Hz] of the brick wall that passes as much white noise as one pole at {@code corner}: {@code π/2 f}. */
    public static double noiseBandwidth(double corner) {
        return StrictMath.PI / 2 * corner;
    }

    /**
     * Output noise density [V²/Hz] of the op-amp, of R_f and of resistive feeds: {@code NG² e_n² + R_f² i_n² + 4kT R_f + 4kT R_f² G_r}.
     *
     * @param resistive the part of the node's conductance that is made of resistors [S]
     */
    public double outputNoise(double temperature, double resistive) {
        double en = noiseGain() * amplifier.voltageNoise();
        double in = feedback * amplifier.currentNoise();
        return en * en + in * in + 4 * Physics.BOLTZMANN * temperature * (feedback + feedback * feedback * resistive);
    }

    /**
     * What a resistor {@code R_f/NG} at the other input, which makes equal input currents harmless, adds to that [V²/Hz]: its noise times NG, and the other input's current: {@code 4kT R_f NG + R_f² i_n²}, as much as all the other resistors.
     */
    public double compensationNoise(double temperature) {
        double in = feedback * amplifier.currentNoise();
        return 4 * Physics.BOLTZMANN * temperature * feedback * noiseGain() + in * in;
    }

    /**
     * Ports {@code s z vcc vee}: the summing node, the output, supplies. The other input stands behind {@code R_f/NG}, so that equal input currents make no offset.
     *
     * @param opAmp       an op-amp with the ports of {@link OperationalAmplifierLevel#PORTS}
     * @param capacitance across R_f [F]
     */
    public Subcircuit netlist(Subcircuit opAmp, double capacitance) {
        return Subcircuit.of("tia", "transimpedance amplifier, summing node s", List.of("s", "z", "vcc", "vee"),
                opAmp.as("xa", "g", "s", "z", "vcc", "vee"), new Resistor("rg", "g", Circuit.GROUND, feedback / noiseGain()), new Resistor("rf", "s", "z", feedback), new Capacitor("cf", "s", "z", capacitance));
    }
}
