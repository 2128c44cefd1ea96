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
 * the base currents of many cells do not load the branch. NPN transistors draw their currents to the negative supply {@code vee}, PNP transistors bring theirs from the positive one, {@code vcc}.
 *
 * @param model        the transistors
 * @param current      I, in the branch and in each tail [A]
 * @param degeneration across each emitter resistor [V]
 * @param supply       between the two supplies [V]
 */
record TailLine(BipolarModel model, double current, double degeneration, double supply) {
    /** Draws more than the base currents of the line do, so that it also falls quickly. */
    private static final double PULL = 100e3;            // [Ω]
    /** Makes the line's loop of two transistors stable. */
    private static final double COMPENSATION = 10e-12;   // [F]

    TailLine {
        if (!(current > 0) || !(degeneration > 0) || !(headroom(model, current, degeneration, supply) > 0)) {
            throw new IllegalArgumentException("tail line: current and degeneration must be positive and leave the reference branch a voltage; got " + current + " A, " + degeneration + " V of a supply of " + supply + " V");
        }
    }

    /** Emitter resistor of the branch and of each tail [Ω]. */
    double emitterResistance() {
        return degeneration / current;
    }

    /** What feeds the branch [Ω]: two junctions and the degeneration leave it so much of the supply, and it carries the helper's base current too. */
    double branchResistance() {
        return headroom(model, current, degeneration, supply) / (current + helper(model, current, degeneration) / model.value("BF"));
    }

    private static double headroom(BipolarModel model, double current, double degeneration, double supply) {
        return supply - degeneration - junction(model, current) - junction(model, helper(model, current, degeneration));
    }

    private static double helper(BipolarModel model, double current, double degeneration) {
        return (degeneration + junction(model, current)) / PULL;
    }

    private static double junction(BipolarModel model, double current) {
        return Physics.thermalVoltage(Physics.ROOM_TEMPERATURE) * Math.log(current / model.value("IS"));
    }

    /** Where the emitters' resistors end. */
    private String near() {
        return model.isNpn() ? "vee" : "vcc";
    }

    private String far() {
        return model.isNpn() ? "vcc" : "vee";
    }

    /** The branch, between the line {@code bias} and the supplies {@code vcc} and {@code vee}. */
    Instance branch() {
        Subcircuit branch = Subcircuit.of(model.isNpn() ? "tailbias" : "headbias", "sets the line of tail currents", List.of("bias", "vcc", "vee"),
                new Resistor("r1", far(), "k", branchResistance()), new BipolarTransistor("q1", "k", "bias", "c", model), new Resistor("r2", "c", near(), emitterResistance()),
                new BipolarTransistor("q2", far(), "k", "bias", model), new Resistor("r3", "bias", near(), PULL), new Capacitor("c1", "k", near(), COMPENSATION));
        return branch.as("xtail", "bias", "vcc", "vee");
    }

    /** The transistor through which the current flows to or from a node, and its resistor. */
    List<Part> copy(String transistor, String resistor, String node) {
        return List.of(new BipolarTransistor(transistor, node, "bias", transistor + "e", model), new Resistor(resistor, transistor + "e", near(), emitterResistance()));
    }
}
