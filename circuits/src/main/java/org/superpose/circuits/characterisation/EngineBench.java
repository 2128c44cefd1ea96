package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.analysis.Axis;
import org.superpose.circuits.analysis.DcSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.SweepResult;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.characterisation.CharacterisedCell.Noise;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.VoltageSource;

/** The bench of our engine: one plan, of which every specimen is a variant. */
final class EngineBench implements Bench {
    /** Low enough for every capacitance of a cell, and away from none of its flicker [Hz]. */
    private static final double FREQUENCY = 1;
    private static final double STEP_ERROR = 1e-6;

    private final CellFamily family;
    private final Settings settings;
    private final CircuitPlan plan;

    EngineBench(CellFamily family, Settings settings) {
        this.family = family;
        this.settings = settings;
        plan = CircuitPlan.of(family.bench(0, family.nominal(0)));
    }

    @Override
    public CellFamily family() {
        return family;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    private CircuitPlan plan(Specimen specimen) {
        return plan.variant(family.bench(0, specimen));
    }

    @Override
    public Lines lines(Specimen specimen, double[] x, Map<String, Double> sources, double temperature) {
        DifferentialPort input = family.cell().input();
        Axis axis = input.balanced() ? Axis.of("x", Sweep.of(x), (circuit, value) -> Bench.driven(circuit, input, value)) : Axis.value("vxp", Sweep.of(Arrays.stream(x).map(input::plusVoltage).toArray()));
        CircuitPlan variant = sources.isEmpty() ? plan(specimen) : plan.variant(Bench.set(family.bench(0, specimen), sources));
        SweepResult sweep = new DcSweep(settings.at(temperature), List.of(axis), Map.of(), List.of("vop#branch", "von#branch")).run(variant);
        return new Lines(sweep.current("vop"), sweep.current("von"));
    }

    @Override
    public double[][] noise(Specimen specimen, double[] x) {
        double[][] powers = new double[Noise.values().length][x.length];
        CircuitPlan variant = plan(specimen);
        DifferentialPort input = family.cell().input();
        NoiseAnalysis analysis = new NoiseAnalysis("difference", Sweep.of(FREQUENCY)).with(settings);
        List<NoiseResult> results = analysis.run(Arrays.stream(x).mapToObj(value -> variant.variant(Bench.driven(variant.circuit(), input, value))).toList());
        for (int k = 0; k < x.length; k++) {
            double[] ofKinds = Noise.powers(results.get(k), 0, name -> name.startsWith(Variation.CELL));
            for (int kind = 0; kind < ofKinds.length; kind++) {
                powers[kind][k] = ofKinds[kind] / (TRANSRESISTANCE * TRANSRESISTANCE);
            }
        }
        return powers;
    }

    @Override
    public Power power(Specimen specimen) {
        MultiplierCell cell = family.cell();
        double whole = delivered(family.bench(0, specimen));
        List<Part> alone = new ArrayList<>(cell.shared());
        cell.potentials().forEach((node, voltage) -> alone.add(VoltageSource.dc("v_" + node, node, Circuit.GROUND, voltage)));
        double shared = cell.shared().isEmpty() ? 0 : delivered(Circuit.of("shared circuits alone", alone));
        return new Power(whole - shared, shared);
    }

    /** What all voltage sources deliver [W]. */
    private double delivered(Circuit circuit) {
        OperatingPointResult point = new OperatingPoint().with(settings).run(circuit);
        double power = 0;
        for (Part part : circuit.components()) {
            if (part instanceof VoltageSource source) {
                power -= source.dc() * point.current(source.name());
            }
        }
        return power;
    }

    @Override
    public Response step(Specimen specimen, double stop) {
        Circuit stepped = Bench.stepped(family.bench(0, specimen), family.cell().input());
        TransientResult run = new Transient(stop).with(settings).withError(STEP_ERROR).keeping("vop#branch", "von#branch").run(stepped);
        return new Response(run.times(), new Lines(run.current("vop"), run.current("von")).difference());
    }
}
