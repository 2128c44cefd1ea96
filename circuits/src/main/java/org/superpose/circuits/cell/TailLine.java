package org.superpose.circuits.cell;

import java.util.List;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;

/**
 * The tail currents of bipolar cells: a line of potential that a reference branch sets, and in each cell a transistor with a resistor in its emitter that copies the branch's current. By Kirchhoff's voltage law and the junction law
 * {@code I R + VT ln(I/I_S)} is the same in both (Gray, Hurst, Lewis and Meyer, <i>Analysis and Design of Analog Integrated Circuits</i>, chapter on current mirrors); errors: {@link CurrentSource}. A helper transistor drives the line, so that
 * the base currents of many cells do not load the branch.
 *
 * @param npn          the transistors
 * @param current      I, in the branch and in each tail [A]
 * @param degeneration across each emitter resistor [V]
 * @param positive     supply [V]
 * @param negative     supply [V]
 */
record TailLine(BipolarModel npn, double current, double degeneration, double positive, double negative) {
    /** Draws more than the base currents of the line do, so that it also falls quickly. */
    private static final double PULL_DOWN = 100e3;       // [Ω]
    /** Makes the line's loop of two transistors stable. */
    private static final double COMPENSATION = 10e-12;   // [F]

    TailLine {
        if (!(current > 0) || !(degeneration > 0) || !(headroom(npn, current, degeneration, positive, negative) > 0)) {
            throw new IllegalArgumentException("tail line: current and degeneration must be positive and leave the reference branch a voltage; got " + current + " A, " + degeneration + " V between " + negative + " and " + positive + " V");
        }
    }

    /** Emitter resistor of the branch and of each tail [Ω]. */
    double emitterResistance() {
        return degeneration / current;
    }

    /** What feeds the branch [Ω]: two junctions and the degeneration leave it so much of the supply, and it carries the helper's base current too. */
    double branchResistance() {
        return headroom(npn, current, degeneration, positive, negative) / (current + helper(npn, current, degeneration) / npn.value("BF"));
    }

    private static double headroom(BipolarModel npn, double current, double degeneration, double positive, double negative) {
        return positive - negative - degeneration - junction(npn, current) - junction(npn, helper(npn, current, degeneration));
    }

    private static double helper(BipolarModel npn, double current, double degeneration) {
        return (degeneration + junction(npn, current)) / PULL_DOWN;
    }

    private static double junction(BipolarModel npn, double current) {
        return Physics.thermalVoltage(Physics.ROOM_TEMPERATURE) * Math.log(current / npn.value("IS"));
    }

    /** The branch, between the line {@code bias} and the supplies {@code vcc} and {@code vee}. */
    Instance branch() {
        Subcircuit branch = Subcircuit.of("tailbias", "sets the line of tail currents", List.of("bias", "vcc", "vee"),
                new Resistor("r1", "vcc", "k", branchResistance()), new BipolarTransistor("q1", "k", "bias", "c", npn), new Resistor("r2", "c", "vee", emitterResistance()),
                new BipolarTransistor("q2", "vcc", "k", "bias", npn), new Resistor("r3", "bias", "vee", PULL_DOWN), new Capacitor("c1", "k", "vee", COMPENSATION));
        return branch.as("xtail", "bias", "vcc", "vee");
    }

    /** The transistor that draws the current from a node, and its resistor to {@code vee}. */
    List<Part> copy(String transistor, String resistor, String from) {
        return List.of(new BipolarTransistor(transistor, from, "bias", transistor + "e", npn), new Resistor(resistor, transistor + "e", "vee", emitterResistance()));
    }
}
