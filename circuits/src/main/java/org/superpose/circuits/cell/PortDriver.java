package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;

/**
 * Brings a voltage v against ground to a port that stands elsewhere or moves on both sides, by two op-amps that invert (Jung, <i>Op Amp Applications</i>, chapter 1): around the common mode c the first makes {@code n = c − v/2} and the second
 * {@code p = 2c − n = c + v/2}; for a port of which only one side moves {@code −v} and {@code p = c + v}. Dividers between the supplies of ±5 V set c; each is as large as what the op-amp's other input sees, so that equal input currents make no offset.
 *
 * @param port that is driven
 */
public record PortDriver(DifferentialPort port) {
    private static final double SUPPLY = 5;
    private static final double RESISTANCE = 10e3;                     // [Ω]
    private static final double CAPACITANCE = 2e-12;                   // around each op-amp [F]

    /** Whether a port needs one: ports that move against ground about 0 V do not. */
    public static boolean needed(DifferentialPort port) {
        return port.balanced() || port.commonMode() != 0;
    }

    /**
     * Ports {@code u p n vcc vee}: input, both sides of the port, supplies; without {@code n} if that side stands still.
     *
     * @param amplifier with the ports of {@link OperationalAmplifierLevel#PORTS}
     */
    public Subcircuit netlist(Subcircuit amplifier) {
        double gain = port.balanced() ? 0.5 : 1;
        double rest = port.balanced() ? port.commonMode() : 0;         // of the first one's output
        List<Part> parts = new ArrayList<>();
        inverter(parts, "1", "u", "n", gain, rest / (1 + gain), amplifier);
        inverter(parts, "2", "n", "p", 1, (port.commonMode() + rest) / 2, amplifier);
        return new Subcircuit("portdriver", "brings a voltage to a port about " + port.commonMode() + " V", port.balanced() ? List.of("u", "p", "n", "vcc", "vee") : List.of("u", "p", "vcc", "vee"), parts);
    }

    /** Its output stands at {@code level (1 + gain)} for an input of 0 V. */
    private static void inverter(List<Part> parts, String name, String in, String out, double gain, double level, Subcircuit amplifier) {
        double feedback = gain * RESISTANCE;
        double seen = RESISTANCE * feedback / (RESISTANCE + feedback);
        parts.add(amplifier.as("x" + name, "g" + name, "s" + name, out, "vcc", "vee"));
        parts.add(new Resistor("ri" + name, in, "s" + name, RESISTANCE));
        parts.add(new Resistor("rf" + name, "s" + name, out, feedback));
        parts.add(new Capacitor("cf" + name, "s" + name, out, CAPACITANCE));
        if (level == 0) {
            parts.add(new Resistor("rg" + name, "g" + name, Circuit.GROUND, seen));
        } else {
            parts.add(new Resistor("ra" + name, "vcc", "g" + name, 2 * SUPPLY * seen / (SUPPLY + level)));
            parts.add(new Resistor("rb" + name, "g" + name, "vee", 2 * SUPPLY * seen / (SUPPLY - level)));
        }
    }
}
