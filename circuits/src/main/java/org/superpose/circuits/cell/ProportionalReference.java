package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Placement;

/**
 * A voltage proportional to the absolute temperature. Two NPN transistors of areas 1 and N, with nearly the same voltage across them thanks to a cascode, carry the same current, which a PNP mirror sees to; the difference of their base-emitter voltages, {@code VT ln N}, stands across R₁, and a third output of
 * the mirror makes of the current {@code V = VT ln N R₂/R₁} (R. Widlar, <i>New developments in IC voltage regulators</i>, IEEE JSSC 6, 2, 1971). Codes of weights that are {@code 2 VT artanh w} at one temperature are so at every temperature if the
 * converter that makes them has it for reference.
 *
 * @param ratio  N, above 1
 * @param sense  R₁ [Ω]
 * @param output R₂ [Ω]
 */
public record ProportionalReference(double ratio, double sense, double output) {
    private static final double SUPPLY = 5;                   // ± [V]
    private static final double MIRROR_DEGENERATION = 0.5;    // at room temperature [V]
    /** Feeds the first transistor a part of a microampere, so that the branches cannot stay without current. */
    private static final double START = 20e6;                 // [Ω]

    public ProportionalReference {
        if (!(ratio > 1) || !(sense > 0) || !(output > 0)) {
            throw new IllegalArgumentException("proportional reference: the ratio must exceed 1 and resistances must be positive [Ω], got " + ratio + ", " + sense + ", " + output);
        }
    }

    /** The output at a temperature [K]. */
    public double voltage(double temperature) {
        return Physics.thermalVoltage(temperature) * Math.log(ratio) * output / sense;
    }

    /** In each branch at a temperature [K], [A]. */
    public double current(double temperature) {
        return Physics.thermalVoltage(temperature) * Math.log(ratio) / sense;
    }

    /** Ports {@code y vcc vee}: the output against ground, supplies. */
    public Subcircuit netlist(BipolarProcess process) {
        double emitter = MIRROR_DEGENERATION / current(Physics.ROOM_TEMPERATURE);
        List<Part> parts = new ArrayList<>(List.of(new BipolarTransistor("q1", "b", "h", "vee", process.npn()),
                new BipolarTransistor("q2", "d", "h", "s", Circuit.GROUND, process.npn(), Placement.PLAIN.withArea(ratio)), new BipolarTransistor("q8", "k", "b", "d", process.npn()), new Resistor("r1", "s", "vee", sense),
                new BipolarTransistor("q3", "vcc", "b", "h", process.npn()), new Resistor("r3", "h", "vee", 100e3), new Resistor("rs", "vcc", "b", START), new Resistor("r2", "y", Circuit.GROUND, output)));
        parts.add(new BipolarTransistor("q7", "vee", "k", "l", process.pnp()));
        parts.add(new Resistor("r7", "vcc", "l", 100e3));
        String[] drains = {"b", "k", "y"};
        for (int i = 0; i < drains.length; i++) {
            parts.add(new BipolarTransistor("q" + (4 + i), drains[i], "l", "e" + i, process.pnp()));
            parts.add(new Resistor("r" + (4 + i), "vcc", "e" + i, emitter));
        }
        return new Subcircuit("ptat", "voltage proportional to temperature", List.of("y", "vcc", "vee"), parts);
    }
}
