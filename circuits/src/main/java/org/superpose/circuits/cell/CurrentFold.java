package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarTransistor;

/**
 * Makes one current of the difference of two line currents, and holds the lines: resistors from the supply feed each line more than it needs, PNP common-base transistors fold the rest down, and an NPN mirror subtracts one side from the other
 * (folded cascode: Gray, Hurst, Lewis and Meyer, <i>Analysis and Design of Analog Integrated Circuits</i>, chapter on operational amplifiers). The feeds take a part of the signal, since the transistors' emitters have the resistance
 * {@code r_e = VT/I}: with α = β/(1 + β) the fold's gain is {@code α/(1 + r_e/R)}.
 *
 * @param lineCurrent what the cells draw from each line [A], not negative
 * @param excess      I, what is left for each side of the fold [A], positive
 */
public record CurrentFold(double lineCurrent, double excess) {
    /** Of the lines, at ±5 V of supply [V]. */
    public static final double LINE_VOLTAGE = 3.65;
    private static final double SUPPLY = 5;
    private static final double LOAD_DROP = 1.3;           // [V]

    public CurrentFold {
        if (!(lineCurrent >= 0) || Double.isInfinite(lineCurrent) || !(excess > 0) || Double.isInfinite(excess)) {
            throw new IllegalArgumentException("fold: the lines' current must not be negative and the fold's must be positive [A], got " + lineCurrent + " and " + excess);
        }
    }

    /** R, from the supply to each line [Ω]. */
    public double feed() {
        return (SUPPLY - LINE_VOLTAGE) / (lineCurrent + excess);
    }

    /** What it makes of a small difference current: {@code α/(1 + r_e/R)}, without what the mirror loses. */
    public double gain(BipolarProcess process, double temperature) {
        double beta = process.pnp().value("BF");
        return beta / (1 + beta) / (1 + Physics.thermalVoltage(temperature) / (excess * feed()));
    }

    /** Ports {@code op on s vcc vee}: the lines, the output, supplies. What comes out of {@code s}, which must be held near 0 V, is what is drawn from {@code on} less what is drawn from {@code op}. */
    Subcircuit netlist(BipolarProcess process) {
        List<Part> parts = new ArrayList<>(transistors(process, "s", "k"));
        parts.addAll(List.of(TransistorAmplifier.large("q3", "k", "h", "d", process.npn(), 4), TransistorAmplifier.large("q4", "s", "h", "e", process.npn(), 4),
                new Resistor("r3", "d", "vee", 1e3), new Resistor("r4", "e", "vee", 1009),           // 9 ohms undo what unequal collector voltages do to the mirror and the cascodes
                new BipolarTransistor("q5", "vcc", "k", "h", process.npn()), new Resistor("r5", "h", "vee", 50e3)));
        return new Subcircuit("fold", "difference of two line currents", List.of("op", "on", "s", "vcc", "vee"), parts);
    }

    /** From each folded line to ground where voltages are made [Ω]. */
    double load() {
        return LOAD_DROP / excess;
    }

    /** Ports {@code op on u v vcc}: the lines, voltages that fall with what is drawn from {@code op} and {@code on}, supply. */
    Subcircuit loads(BipolarProcess process) {
        List<Part> parts = new ArrayList<>(transistors(process, "u", "v"));
        parts.addAll(List.of(new Resistor("ru", "u", Circuit.GROUND, load()), new Resistor("rv", "v", Circuit.GROUND, load())));
        return new Subcircuit("fold_loads", "two folded line currents as voltages", List.of("op", "on", "u", "v", "vcc"), parts);
    }

    /** What holds the lines and folds the rest down. */
    private List<Part> transistors(BipolarProcess process, String u, String v) {
        return List.of(new Resistor("rp", "vcc", "op", feed()), new Resistor("rn", "vcc", "on", feed()),
                TransistorAmplifier.large("q1", u, "b", "op", process.pnp(), 4), TransistorAmplifier.large("q2", v, "b", "on", process.pnp(), 4),
                new Resistor("r1", "vcc", "b", 11e3), new Resistor("r2", "b", Circuit.GROUND, 14e3), new Capacitor("c1", "b", Circuit.GROUND, 20e-12));
    }
}
