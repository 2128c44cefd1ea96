package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;

/**
 * Holds the lines of a column by op-amps with a resistor R around each, at whatever level: by Kirchhoff at its input an op-amp puts {@code level + R I} out when the cells draw I (Jung, <i>Op Amp Applications</i>, chapter 1), and the line moves by 1/A0
 * of that. So cells may load their lines, as conductances and transistors in their linear region do. What they draw at rest comes from a resistor to a supply. The op-amps' input currents make the same voltage on both sides, whose difference
 * is taken.
 *
 * @param lineCurrent what the cells at rest draw from each line [A], of any sign
 * @param level       of the lines [V]
 * @param resistance  R [Ω], positive
 */
record HeldLines(double lineCurrent, double level, double resistance) {
    private static final double SUPPLY = 5;
    private static final double HEADROOM = 1.5;                        // of an op-amp's input to the supplies [V]
    private static final double CAPACITANCE = 2e-12;                   // around each op-amp [F]
    private static final double REFERENCE = 1e3;                       // of what makes the level [Ω]
    /** Of a line's current at rest: where it makes no more across R, it need not be fed. */
    private static final double NEGLIGIBLE = 1e-3;                     // [V]

    HeldLines {
        if (!(Math.abs(level) <= SUPPLY - HEADROOM)) {
            throw new IllegalArgumentException("column: op-amps hold lines at no more than ±" + (SUPPLY - HEADROOM) + " V, got " + level);
        }
        if (!Double.isFinite(lineCurrent) || !(resistance > 0) || Double.isInfinite(resistance)) {
            throw new IllegalArgumentException("column: the lines' current [A] must be finite and the resistor around an op-amp positive [Ω], got " + lineCurrent + " and " + resistance);
        }
    }

    /** Ports {@code op on u v vcc vee}: the lines, voltages that rise with what is drawn from {@code op} and {@code on}, supplies. */
    Subcircuit loads(Subcircuit amplifier) {
        List<Part> parts = new ArrayList<>();
        if (level != 0) {
            parts.add(new Resistor("ra", "vcc", "r", 2 * SUPPLY * REFERENCE / (SUPPLY + level)));
            parts.add(new Resistor("rb", "r", "vee", 2 * SUPPLY * REFERENCE / (SUPPLY - level)));
        }
        held(parts, "1", "op", "u", amplifier, resistance);
        held(parts, "2", "on", "v", amplifier, resistance);
        return new Subcircuit("held_loads", "op-amps that hold two lines", List.of("op", "on", "u", "v", "vcc", "vee"), parts);
    }

    /**
     * Ports {@code op on z vcc vee}: the lines at 0 V, the voltage {@code R_f (I − J)} of the currents I and J drawn from them, supplies. What the second op-amp inverts is summed by the first.
     *
     * @param feedback R_f [Ω], positive
     */
    Subcircuit difference(Subcircuit amplifier, double feedback) {
        List<Part> parts = new ArrayList<>();
        held(parts, "1", "op", "z", amplifier, feedback);
        held(parts, "2", "on", "v", amplifier, resistance);
        parts.add(new Resistor("ri", "v", "op", resistance));
        return new Subcircuit("held_difference", "difference of two line currents at virtual grounds", List.of("op", "on", "z", "vcc", "vee"), parts);
    }

    private void held(List<Part> parts, String name, String line, String output, Subcircuit amplifier, double around) {
        parts.add(amplifier.as("x" + name, level == 0 ? Circuit.GROUND : "r", line, output, "vcc", "vee"));
        parts.add(new Resistor("r" + name, line, output, around));
        parts.add(new Capacitor("c" + name, line, output, CAPACITANCE));
        if (Math.abs(lineCurrent) * resistance > NEGLIGIBLE) {
            parts.add(new Resistor("rf" + name, lineCurrent > 0 ? "vcc" : "vee", line, (SUPPLY - Math.signum(lineCurrent) * level) / Math.abs(lineCurrent)));
        }
    }
}
