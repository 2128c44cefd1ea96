package org.superpose.circuits.cell;

import java.util.List;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;

/**
 * An op-amp that follows its input, {@code V = v/(1 + 1/A0)}, and keeps loads away from what drives it (Jung, <i>Op Amp Applications</i>, chapter 1). The resistor in its feedback is as large as what its other input sees, so that equal input
 * currents make no offset.
 *
 * @param resistance  in the feedback [Ω], positive
 * @param capacitance across it, against the pole with the input's capacitance [F], positive
 */
public record Follower(double resistance, double capacitance) {
    public Follower {
        if (!(resistance > 0) || !(capacitance > 0) || Double.isInfinite(resistance) || Double.isInfinite(capacitance)) {
            throw new IllegalArgumentException("follower: R [Ω] and C [F] must be positive, got " + resistance + " and " + capacitance);
        }
    }

    /**
     * Ports {@code y o vcc vee}.
     *
     * @param amplifier an op-amp with the ports of {@link OperationalAmplifierLevel#PORTS}
     */
    public Subcircuit netlist(Subcircuit amplifier) {
        return Subcircuit.of("buffer", "voltage follower", List.of("y", "o", "vcc", "vee"),
                amplifier.as("xa", "y", "i", "o", "vcc", "vee"), new Resistor("r1", "i", "o", resistance), new Capacitor("c1", "i", "o", capacitance));
    }
}
