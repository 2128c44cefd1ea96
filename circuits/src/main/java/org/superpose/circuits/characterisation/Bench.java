package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.analysis.Axis;
import org.superpose.circuits.analysis.DcSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.SweepResult;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.characterisation.CharacterisedCell.Noise;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;

/** The test bench of a family: one plan, of which every specimen is a variant. Serves many threads. */
final class Bench {
    /** Low enough for every capacitance of a cell, and away from none of its flicker [Hz]. */
    private static final double FREQUENCY = 1;
    /** What the bench's sensors make of an ampere [V]. */
    static final double TRANSRESISTANCE = 1e6;

    private final CellFamily family;
    private final Settings settings;
    private final CircuitPlan plan;

    Bench(CellFamily family, Settings settings) {
        this.family = family;
        this.settings = settings;
        plan = CircuitPlan.of(family.bench(0, family.nominal(0)));
    }

    CellFamily family() {
        return family;
    }

    Settings settings() {
        return settings;
    }

    CircuitPlan plan(Specimen specimen) {
        return plan.variant(family.bench(0, specimen));
    }

    /** The difference current [A] over the input [V]. */
    double[] current(Specimen specimen, double[] x) {
        SweepResult sweep = sweep(specimen, x);
        double[] plus = sweep.current("vop");
        double[] minus = sweep.current("von");
        for (int k = 0; k < plus.length; k++) {
            plus[k] = minus[k] - plus[k];
        }
        return plus;
    }

    /** Currents of the line sources over the input [V]. */
    SweepResult sweep(Specimen specimen, double[] x) {
        DifferentialPort input = family.cell().input();
        Axis axis = Axis.of("x", Sweep.of(x), (circuit, value) -> driven(circuit, input, value));
        return new DcSweep(settings, List.of(axis), Map.of(), List.of("vop#branch", "von#branch")).run(plan(specimen));
    }

    /** The circuit with another voltage at the input. */
    static Circuit driven(Circuit circuit, DifferentialPort input, double x) {
        return set(circuit, Map.of("vxp", input.plusVoltage(x), "vxn", input.minusVoltage(x)));
    }

    /** The circuit with other values of some of its sources. */
    static Circuit set(Circuit circuit, Map<String, Double> values) {
        List<Component> parts = new ArrayList<>(circuit.components());
        parts.replaceAll(part -> values.containsKey(part.name()) ? part.withValue(values.get(part.name())) : part);
        return Circuit.of(circuit.title(), parts);
    }

    /** Noise of the difference current for each input [V]: [{@link Noise}][x]. It is the cell's own: that of what cells share they have in common. */
    double[][] noise(Specimen specimen, double[] x) {
        double[][] powers = new double[Noise.values().length][x.length];
        CircuitPlan variant = plan(specimen);
        DifferentialPort input = family.cell().input();
        NoiseAnalysis analysis = new NoiseAnalysis("difference", Sweep.of(FREQUENCY)).with(settings);
        for (int k = 0; k < x.length; k++) {
            NoiseResult result = analysis.run(variant.variant(driven(variant.circuit(), input, x[k])));
            double[] ofKinds = Noise.powers(result, 0, name -> name.startsWith(Variation.CELL));
            for (int kind = 0; kind < ofKinds.length; kind++) {
                powers[kind][k] = ofKinds[kind] / (TRANSRESISTANCE * TRANSRESISTANCE);
            }
        }
        return powers;
    }
}
