package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;

/**
 * Holds two lines by common-base transistors in series with the cells, and makes one current or two voltages of what they draw: all of the cells' current passes, where a {@link CurrentFold} turns back only what they leave. Its gain is
 * α = β/(1 + β) of the common-base transistors (Gray, Hurst, Lewis and Meyer, <i>Analysis and Design of Analog Integrated Circuits</i>, chapters on the cascode and on current mirrors).
 *
 * @param lineCurrent what the cells draw from each line [A], positive
 */
public record LineCascode(double lineCurrent) {
    /** Of the lines, about, at ±5 V of supply [V]. */
    public static final double LINE_VOLTAGE = 2.3;
    private static final double BASE_VOLTAGE = 3.1;
    private static final double SUPPLY = 5;
    private static final double LOAD_DROP = 1.3;           // [V]
    private static final double MIRROR_DROP = 0.3;         // across emitter resistors [V]
    private static final double DENSITY = 0.1e-3;          // of a transistor of unit area [A]
    /** Part of a line's current that holds the bases. */
    private static final double HOLDING = 0.25;

    public LineCascode {
        if (!(lineCurrent > 0) || Double.isInfinite(lineCurrent)) {
            throw new IllegalArgumentException("cascode: the lines' current must be positive [A], got " + lineCurrent);
        }
    }

    /** What it makes of a small difference current, without what the mirrors lose. */
    public double gain(BipolarProcess process) {
        double beta = process.npn().value("BF");
        return beta / (1 + beta);
    }

    /** From the supply to each line's transistor where voltages are made [Ω]. */
    double load() {
        return LOAD_DROP / lineCurrent;
    }

    /** Ports {@code op on s vcc vee}: as {@link CurrentFold#netlist}. A mirror for each line and a third one for the difference. */
    Subcircuit netlist(BipolarProcess process) {
        List<Part> parts = transistors(process);
        double degeneration = MIRROR_DROP / lineCurrent;
        mirror(parts, "1", "u", "k", "vcc", Circuit.GROUND, process.pnp(), degeneration);
        mirror(parts, "2", "v", "s", "vcc", Circuit.GROUND, process.pnp(), degeneration);
        mirror(parts, "3", "k", "s", "vee", "vcc", process.npn(), degeneration);
        return new Subcircuit("cascode", "difference of two line currents through mirrors", List.of("op", "on", "s", "vcc", "vee"), parts);
    }

    /** Ports {@code op on u v vcc}: the lines, voltages that fall with what is drawn from {@code op} and {@code on}, supply. */
    Subcircuit loads(BipolarProcess process) {
        List<Part> parts = transistors(process);
        parts.addAll(List.of(new Resistor("ru", "vcc", "u", load()), new Resistor("rv", "vcc", "v", load())));
        return new Subcircuit("cascode_loads", "two line currents as voltages", List.of("op", "on", "u", "v", "vcc"), parts);
    }

    private double area() {
        return Math.max(1, lineCurrent / DENSITY);
    }

    private List<Part> transistors(BipolarProcess process) {
        double holding = HOLDING * lineCurrent;
        return new ArrayList<>(List.of(TransistorAmplifier.large("q1", "u", "b", "op", process.npn(), area()), TransistorAmplifier.large("q2", "v", "b", "on", process.npn(), area()),
                new Resistor("r1", "vcc", "b", (SUPPLY - BASE_VOLTAGE) / holding), new Resistor("r2", "b", Circuit.GROUND, BASE_VOLTAGE / holding), new Capacitor("c1", "b", Circuit.GROUND, 20e-12)));
    }

    /** A degenerated mirror whose bases a third transistor drives from {@code far}. */
    private void mirror(List<Part> parts, String name, String in, String out, String rail, String far, BipolarModel model, double degeneration) {
        parts.add(TransistorAmplifier.large("qi" + name, in, "h" + name, "e" + name, model, area()));
        parts.add(TransistorAmplifier.large("qo" + name, out, "h" + name, "f" + name, model, area()));
        parts.add(new Resistor("ri" + name, "e" + name, rail, degeneration));
        parts.add(new Resistor("ro" + name, "f" + name, rail, degeneration));
        parts.add(new BipolarTransistor("qh" + name, far, in, "h" + name, model));
        parts.add(new Resistor("rh" + name, "h" + name, rail, 50e3));
    }
}
