package org.superpose.circuits.cell;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;

/**
 * Multipliers of bipolar transistors, after B. Gilbert, <i>A precise four-quadrant multiplier with subnanosecond response</i>, IEEE JSSC 3, 365 (1968): a tail, a pair of transistors that takes the input, and on its collectors a quad of two
 * pairs that takes the weight. Between supplies of ±5 V; the lines stand at 3.65 V, the weight's ports at 2 V, the inputs at 0 V. Their law is {@link GilbertCell}.
 */
public final class BipolarMultipliers {
    private static final double SUPPLY = 5;                   // ± [V]
    private static final double LINE = 3.65;                  // [V]
    private static final double WEIGHT_LEVEL = 2;             // [V]
    private static final double TAIL_DEGENERATION = 0.5;      // [V]
    /** tanh of the largest weight's voltage over 2VT: beyond it the code grows fast and the weight hardly. */
    private static final double WEIGHT_LIMIT = 0.8;
    /** Part of the tail current that the largest input moves. */
    private static final double INPUT_PART = 2.0 / 3;

    private BipolarMultipliers() {
    }

    /**
     * The cell with resistors in the emitters of the pair that takes the input, which is so linear up to {@code 2/3 I_T R}. The weight stands still, so that the quad's tanh is undone in its code: the voltage {@code 2 VT artanh w}.
     *
     * @param process     of the NPN transistors
     * @param tailCurrent I_T [A]
     * @param resistance  R in each leg [Ω], positive
     */
    public static MultiplierCell degenerated(BipolarProcess process, double tailCurrent, double resistance) {
        BipolarModel npn = process.npn();
        TailLine tail = new TailLine(npn, tailCurrent, TAIL_DEGENERATION, SUPPLY, -SUPPLY);
        Subcircuit cell = Subcircuit.of("gcell", "Gilbert cell, input pair degenerated", List.of("xp", "xn", "wp", "wn", "op", "on", "bias", "vee"),
                new BipolarTransistor("q1", "e1", "xp", "s1", npn), new BipolarTransistor("q2", "e2", "xn", "s2", npn), new Resistor("r1", "s1", "t", resistance), new Resistor("r2", "s2", "t", resistance),
                new BipolarTransistor("q3", "op", "wp", "e1", npn), new BipolarTransistor("q4", "on", "wn", "e1", npn), new BipolarTransistor("q5", "op", "wn", "e2", npn), new BipolarTransistor("q6", "on", "wp", "e2", npn),
                new BipolarTransistor("q7", "t", "bias", "c", npn), new Resistor("r3", "c", "vee", tail.emitterResistance()));
        GilbertCell law = GilbertCell.matched(tailCurrent, resistance, npn.value("BF"), Physics.ROOM_TEMPERATURE);
        MultiplierCell.Coding.Voltage coding = new MultiplierCell.Coding.Voltage(w -> 2 * law.thermalVoltage() * artanh(w), WEIGHT_LIMIT);
        return new MultiplierCell(cell, new DifferentialPort("xp", "xn", 0, INPUT_PART * tailCurrent * resistance, false), Optional.of(new DifferentialPort("wp", "wn", WEIGHT_LEVEL, coding.ofWeight().applyAsDouble(WEIGHT_LIMIT), true)),
                "op", "on", LINE, Map.of("vcc", SUPPLY, "vee", -SUPPLY), List.of(tail.branch()), coding, (x, w) -> law.current(x, 2 * law.thermalVoltage() * artanh(w)));
    }

    private static double artanh(double w) {
        return (Math.log1p(w) - Math.log1p(-w)) / 2;
    }
}
