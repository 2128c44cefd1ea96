package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;

/**
 * Multipliers of bipolar transistors, after B. Gilbert, <i>A precise four-quadrant multiplier with subnanosecond response</i>, IEEE JSSC 3, 365 (1968): a tail, a pair of transistors that takes the input, and on its collectors a quad of two
 * pairs that takes the weight. Between supplies of ±5 V; the lines stand at 3.65 V, the quad's bases at 2 V, the inputs at 0 V. Their law is {@link GilbertCell}.
 */
public final class BipolarMultipliers {
    private static final double SUPPLY = 5;                   // ± [V]
    private static final double LINE = 3.65;                  // [V]
    private static final double WEIGHT_LEVEL = 2;             // [V]
    private static final double PREDISTORTER_LEVEL = 2.7;     // a junction above the quad's bases [V]
    private static final double TAIL_DEGENERATION = 0.5;      // [V]
    /** tanh of the largest weight's voltage over 2VT: beyond it the code grows fast and the weight hardly. */
    private static final double WEIGHT_LIMIT = 0.8;
    /** Part of the tail current that the largest input moves in a degenerated pair. */
    private static final double MOVED_PART = 2.0 / 3;
    /** Largest input of a pair without resistors over 2VT: there the tanh lies 2 % below its tangent. */
    private static final double PLAIN_LIMIT = 0.25;

    private BipolarMultipliers() {
    }

    /**
     * The cell as it is: {@code I_T tanh(x/2VT) w}, with the weight's voltage {@code 2 VT artanh w}. Its input is small, ±13 mV, and its gain falls with the temperature.
     *
     * @param process     of the NPN transistors
     * @param tailCurrent I_T [A]
     */
    public static MultiplierCell plain(BipolarProcess process, double tailCurrent) {
        return coded("plaincell", "Gilbert cell", process.npn(), tailCurrent, 0);
    }

    /**
     * The cell with resistors in the emitters of the pair that takes the input, which is so linear up to {@code 2/3 I_T R}. The weight stands still, so that the quad's tanh is undone in its code: the voltage {@code 2 VT artanh w}.
     *
     * @param process     of the NPN transistors
     * @param tailCurrent I_T [A]
     * @param resistance  R in each leg [Ω], positive
     */
    public static MultiplierCell degenerated(BipolarProcess process, double tailCurrent, double resistance) {
        return coded("gcell", "Gilbert cell, input pair degenerated", process.npn(), tailCurrent, resistance);
    }

    private static MultiplierCell coded(String name, String purpose, BipolarModel npn, double tailCurrent, double resistance) {
        GilbertCell law = GilbertCell.matched(tailCurrent, resistance, npn.value("BF"), Physics.ROOM_TEMPERATURE);
        TailLine tail = tail(npn, tailCurrent);
        List<Part> parts = new ArrayList<>(pair(1, npn, resistance, "e1", "e2", "xp", "xn", "t"));
        parts.addAll(quad(npn, "wp", "wn"));
        parts.addAll(tail.copy("q7", "r3", "t"));
        MultiplierCell.Coding.Voltage coding = new MultiplierCell.Coding.Voltage(w -> 2 * law.thermalVoltage() * artanh(w), WEIGHT_LIMIT);
        double limit = resistance > 0 ? MOVED_PART * tailCurrent * resistance : PLAIN_LIMIT * 2 * law.thermalVoltage();
        return new MultiplierCell(new Subcircuit(name, purpose, List.of("xp", "xn", "wp", "wn", "op", "on", "bias", "vee"), parts), new DifferentialPort("xp", "xn", 0, limit, false),
                Optional.of(new DifferentialPort("wp", "wn", WEIGHT_LEVEL, coding.ofWeight().applyAsDouble(WEIGHT_LIMIT), true)), "op", "on", LINE, Map.of("vcc", SUPPLY, "vee", -SUPPLY), List.of(tail.branch()), coding,
                (x, w) -> law.current(x, 2 * law.thermalVoltage() * artanh(w)));
    }

    /**
     * The cell with a degenerated pair for the weight too, whose currents {@code I_T (1 ± w)/2} make the quad's voltage {@code 2 VT artanh w} in {@link #predistorter}: the weight is coded in proportion, its window is that of the input, and
     * VT leaves the product but for the pairs' own 2VT beside I_T R. What is left is about {@code x v/(I_T R²)}: it drifts as 1/I_T does.
     *
     * @param process     of the NPN transistors
     * @param tailCurrent I_T, of each of the two tails [A]
     * @param resistance  R in each leg of both pairs [Ω], positive
     */
    public static MultiplierCell predistorted(BipolarProcess process, double tailCurrent, double resistance) {
        BipolarModel npn = process.npn();
        GilbertCell law = GilbertCell.matched(tailCurrent, resistance, npn.value("BF"), Physics.ROOM_TEMPERATURE);
        TailLine tail = tail(npn, tailCurrent);
        List<Part> parts = new ArrayList<>(pair(1, npn, resistance, "e1", "e2", "xp", "xn", "t"));
        parts.addAll(quad(npn, "b", "a"));
        parts.addAll(tail.copy("q7", "r3", "t"));
        parts.add(predistorter(npn).as("xd", "a", "b", "level"));
        parts.addAll(pair(8, npn, resistance, "a", "b", "wp", "wn", "u"));
        parts.addAll(tail.copy("q10", "r10", "u"));
        double limit = MOVED_PART * tailCurrent * resistance;
        return new MultiplierCell(new Subcircuit("precell", "Gilbert cell with artanh predistorter", List.of("xp", "xn", "wp", "wn", "op", "on", "level", "bias", "vee"), parts), new DifferentialPort("xp", "xn", 0, limit, false),
                Optional.of(new DifferentialPort("wp", "wn", 0, limit, false)), "op", "on", LINE, Map.of("vcc", SUPPLY, "vee", -SUPPLY, "level", PREDISTORTER_LEVEL), List.of(tail.branch()),
                new MultiplierCell.Coding.Voltage(w -> w * limit, 1), (x, w) -> law.current(x, 2 * law.thermalVoltage() * artanh(law.split(w * limit))));
    }

    /** Ports {@code a b level}: a current drawn from each of a and b flows through a junction from {@code level}, so that {@code V_b − V_a = VT ln(I_a/I_b)}: 2 VT artanh of their difference over their sum (Gilbert 1968). */
    static Subcircuit predistorter(BipolarModel npn) {
        return Subcircuit.of("artanh", "voltage between b and a: 2 VT artanh of the currents' difference over their sum", List.of("a", "b", "level"), new BipolarTransistor("q1", "level", "level", "a", npn),
                new BipolarTransistor("q2", "level", "level", "b", npn));
    }

    /** Two transistors, numbered from {@code first}, with their emitters joined at the tail, or each there through a resistor. */
    static List<Part> pair(int first, BipolarModel npn, double resistance, String collector1, String collector2, String base1, String base2, String tail) {
        if (resistance == 0) {
            return List.of(new BipolarTransistor("q" + first, collector1, base1, tail, npn), new BipolarTransistor("q" + (first + 1), collector2, base2, tail, npn));
        }
        String leg1 = "s" + first;
        String leg2 = "s" + (first + 1);
        return List.of(new BipolarTransistor("q" + first, collector1, base1, leg1, npn), new BipolarTransistor("q" + (first + 1), collector2, base2, leg2, npn), new Resistor("r" + first, leg1, tail, resistance),
                new Resistor("r" + (first + 1), leg2, tail, resistance));
    }

    private static List<Part> quad(BipolarModel npn, String plus, String minus) {
        return List.of(new BipolarTransistor("q3", "op", plus, "e1", npn), new BipolarTransistor("q4", "on", minus, "e1", npn), new BipolarTransistor("q5", "op", minus, "e2", npn), new BipolarTransistor("q6", "on", plus, "e2", npn));
    }

    private static TailLine tail(BipolarModel npn, double current) {
        return new TailLine(npn, current, TAIL_DEGENERATION, 2 * SUPPLY);
    }

    static double artanh(double w) {
        return (Math.log1p(w) - Math.log1p(-w)) / 2;
    }
}
