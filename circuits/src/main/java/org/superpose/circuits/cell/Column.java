package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;

/**
 * What stands behind the cells of a column: a fold that holds the two lines and makes one current of their difference, a resistor that adds a bias to it, a transimpedance amplifier, and, if the column rectifies, a half-wave rectifier and a
 * follower. With {@code I = i(op) − i(on)}, the difference of what the cells draw from the lines, and V_b at the bias port, by Kirchhoff at the summing node,
 * <pre>
 * not rectified: z = R_f (I − V_b/R_b);   rectified, with the lines exchanged and a rectifier that inverts: y = max(0, R_f (I + V_b/R_b))
 * </pre>
 * but for what the fold loses of I ({@link CurrentFold}).
 *
 * @param fanIn       number of cells that draw half a tail current from each line, positive
 * @param tailCurrent I_T of a cell [A], not negative
 * @param excess      current that the lines leave for each side of the fold [A], positive
 * @param feedback    R_f [Ω], positive
 * @param bias        R_b [Ω], positive
 * @param rectified   whether it ends with rectifier and follower
 * @param amplifier   the op-amp, with the ports of {@link OperationalAmplifierLevel#PORTS}
 * @param process     of fold and rectifier
 */
public record Column(int fanIn, double tailCurrent, double excess, double feedback, double bias, boolean rectified, Subcircuit amplifier, BipolarProcess process) {
    /** From the rectifier's op-amp's output to its input [Ω]. */
    private static final double AROUND = 5e6;
    private static final double RECTIFIER_RESISTANCE = 5e3;

    public Column {
        if (fanIn < 1) {
            throw new IllegalArgumentException("column: the fan-in must be positive, got " + fanIn);
        }
        if (!(tailCurrent >= 0) || Double.isInfinite(tailCurrent) || !(excess > 0) || Double.isInfinite(excess)) {
            throw new IllegalArgumentException("column: the tail current must not be negative and the fold's current positive [A], got " + tailCurrent + " and " + excess);
        }
        if (!(feedback > 0) || Double.isInfinite(feedback) || !(bias > 0) || Double.isInfinite(bias)) {
            throw new IllegalArgumentException("column: R_f and R_b must be positive [Ω], got " + feedback + " and " + bias);
        }
        if (!amplifier.ports().equals(OperationalAmplifierLevel.PORTS)) {
            throw new IllegalArgumentException("column: an op-amp has the ports " + OperationalAmplifierLevel.PORTS + ", but " + amplifier.name() + " has " + amplifier.ports());
        }
    }

    /** For cells of 20 µA, 7.75 of whose full products (12.9 µA each) make 1 V, with op-amps of transistors; 0.33 mA in each side of the fold. */
    public static Column of(int fanIn) {
        return new Column(fanIn, 20e-6, 0.33e-3, 11.2e3, 22.4e3, false, OperationalAmplifierLevel.TRANSISTORS.netlist(), BipolarProcess.complementary());
    }

    /** With a rectifier and a follower behind it, and its lines exchanged. */
    public Column rectifying() {
        return new Column(fanIn, tailCurrent, excess, feedback, bias, true, amplifier, process);
    }

    public Column withTailCurrent(double other) {
        return new Column(fanIn, other, excess, feedback, bias, rectified, amplifier, process);
    }

    public Column withResistances(double otherFeedback, double otherBias) {
        return new Column(fanIn, tailCurrent, excess, otherFeedback, otherBias, rectified, amplifier, process);
    }

    public Column withAmplifier(Subcircuit other) {
        return new Column(fanIn, tailCurrent, excess, feedback, bias, rectified, other, process);
    }

    /** Holds the lines. */
    public CurrentFold fold() {
        return new CurrentFold(fanIn * tailCurrent / 2, excess);
    }

    /** The output [V] for a difference of line currents [A] and a voltage at the bias port [V], if nothing is lost on the way. */
    public double output(double current, double biasVoltage) {
        return rectified ? Math.max(0, feedback * (current + biasVoltage / bias)) : feedback * (current - biasVoltage / bias);
    }

    /** Ports {@code op on bias out vcc vee}: the lines, the bias, the output, supplies of ±5 V. The transimpedance amplifier's output is called {@code z} within. */
    public Subcircuit netlist() {
        SummingAmplifier sum = new SummingAmplifier(OperationalAmplifier.ideal(), feedback, 1 / bias);
        String z = rectified ? "z" : "out";
        List<Part> parts = new ArrayList<>(List.of(rectified ? fold().netlist(process).as("xf", "on", "op", "s", "vcc", "vee") : fold().netlist(process).as("xf", "op", "on", "s", "vcc", "vee"),
                new Resistor("rbias", "bias", "s", bias), sum.netlist(amplifier, 2e-12).as("xt", "s", z, "vcc", "vee")));
        if (rectified) {
            PrecisionRectifier rectifier = new PrecisionRectifier(Double.POSITIVE_INFINITY, RECTIFIER_RESISTANCE, process.diode().value("IS"), process.diode().value("N"), Physics.ROOM_TEMPERATURE);
            parts.add(rectifier.netlist(amplifier, process.diode(), AROUND).as("xr", "z", "y", "vcc", "vee"));
            parts.add(new Follower(RECTIFIER_RESISTANCE / 2, 5e-12).netlist(amplifier).as("xb", "y", "out", "vcc", "vee"));
        }
        return new Subcircuit((rectified ? "rectified_" : "") + "column_" + fanIn, "fold, bias and amplifier of " + fanIn + " cells" + (rectified ? ", rectified" : ""), List.of("op", "on", "bias", "out", "vcc", "vee"), parts);
    }
}
