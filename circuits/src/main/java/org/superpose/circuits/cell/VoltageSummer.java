package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;

/**
 * An inverting summer of voltages, each behind its resistor: {@code V = −R_f Σ V_i/R_i}; what the op-amp adds to that is {@link #law}.
 *
 * @param resistances R_i [Ω], positive
 * @param feedback    R_f [Ω], positive
 * @param capacitance across R_f [F]
 */
public record VoltageSummer(List<Double> resistances, double feedback, double capacitance) {
    public VoltageSummer {
        resistances = List.copyOf(resistances);
        for (double resistance : resistances) {
            if (!(resistance > 0) || Double.isInfinite(resistance)) {
                throw new IllegalArgumentException("voltage summer: resistances must be positive [Ω], got " + resistance);
            }
        }
        if (resistances.isEmpty()) {
            throw new IllegalArgumentException("voltage summer: needs at least one input");
        }
        if (!(feedback > 0) || Double.isInfinite(feedback) || !(capacitance >= 0) || Double.isInfinite(capacitance)) {
            throw new IllegalArgumentException("voltage summer: R_f must be positive [Ω] and the capacitance not negative [F], got " + feedback + " and " + capacitance);
        }
    }

    /** With equal resistances. */
    public static VoltageSummer of(int fanIn, double resistance, double feedback, double capacitance) {
        return new VoltageSummer(Collections.nCopies(fanIn, resistance), feedback, capacitance);
    }

    /** Gain, noise gain, bandwidth and noise with an op-amp. */
    public SummingAmplifier law(OperationalAmplifier amplifier) {
        return SummingAmplifier.of(amplifier, feedback, resistances.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /**
     * Ports {@code i1 … iN out vcc vee}.
     *
     * @param opAmp with the ports of {@link OperationalAmplifierLevel#PORTS}
     */
    public Subcircuit netlist(Subcircuit opAmp) {
        List<String> ports = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (int i = 1; i <= resistances.size(); i++) {
            ports.add("i" + i);
            parts.add(new Resistor("r" + i, "i" + i, "s", resistances.get(i - 1)));
        }
        ports.addAll(List.of("out", "vcc", "vee"));
        parts.add(law(OperationalAmplifier.ideal()).netlist(opAmp, capacitance).as("xt", "s", "out", "vcc", "vee"));
        return new Subcircuit("summer_" + resistances.size(), "inverting summer of " + resistances.size() + " voltages", ports, parts);
    }
}
