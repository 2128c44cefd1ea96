package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.characterisation.CharacterisedCell.Noise;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.CurrentControlledVoltageSource;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** A whole column as a netlist, every cell by itself, and one of its cells alone between lines that are held: what predictions are compared with. */
record ColumnOfCells(Column column, MultiplierCell cell, double[] inputs, double[] weights) {
    private static final double SOURCE_RESISTANCE = 1e3;
    static final Settings SETTINGS = Settings.standard().withRelative(1e-9);

    /** The bipolar cell of 20 µA, for inputs of ±1 V, its weight's voltage behind a resistance. */
    static MultiplierCell bipolar() {
        return BipolarMultipliers.degenerated(BipolarProcess.complementary(), 20e-6, 75e3).behind(SOURCE_RESISTANCE);
    }

    /** All cells at rest. */
    static ColumnOfCells resting(Column column) {
        return new ColumnOfCells(column, bipolar(), new double[column.fanIn()], new double[column.fanIn()]);
    }

    /** Half of the weights 0.5 and half −0.5, in turns, inputs spread evenly and leaning to the sign of the weights, so that 64 cells make about 1 V of output; times a factor. */
    static ColumnOfCells driven(Column column, double factor) {
        double[] inputs = new double[column.fanIn()];
        double[] weights = new double[column.fanIn()];
        double lean = Math.min(0.6, 15.0 / column.fanIn());
        for (int i = 0; i < inputs.length; i++) {
            double place = (i + 0.5) * 0.6180339887498949;
            weights[i] = i % 2 == 0 ? 0.5 : -0.5;
            inputs[i] = factor * (2 * lean * weights[i] + (1 - lean) * (2 * (place - Math.floor(place)) - 1));
        }
        return new ColumnOfCells(column, bipolar(), inputs, weights);
    }

    String linear() {
        return column.rectified() ? "xreadout.z" : "out";
    }

    ColumnCharacterisation characterisation() {
        return ColumnCharacterisation.of(cell, column.netlist(), column.fanIn());
    }

    /**
     * The column as a layer's netlist has it.
     *
     * @param current drawn from the lines beside what the cells draw, difference [A]
     * @param bias    [V]
     * @param made    what becomes of the parts of readout and shared circuits
     */
    Circuit circuit(double current, double bias, UnaryOperator<Component> made) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < inputs.length; i++) {
            addCell(parts, Integer.toString(i), inputs[i], weights[i]);
        }
        addRest(parts);
        parts.add(VoltageSource.dc("vb", "b", Circuit.GROUND, bias));
        parts.add(CurrentSource.dc("ip", "op", Circuit.GROUND, current / 2).withAc(0.5));
        parts.add(CurrentSource.dc("in", "on", Circuit.GROUND, -current / 2).withAc(-0.5));
        parts.add(column.netlist().as("xreadout", "op", "on", "b", "out", "vcc", "vee"));
        List<Component> components = new ArrayList<>(Circuit.of("column", parts).components());
        components.replaceAll(part -> part.name().startsWith("xreadout.") || part.name().startsWith("xtail.") ? made.apply(part) : part);
        return Circuit.of("column", components);
    }

    Circuit circuit() {
        return circuit(0, 0, UnaryOperator.identity());
    }

    /** A cell alone, its lines held; the node {@code difference} shows its difference current, 1 V for 1 µA. */
    Circuit alone(int i, double lineVoltage) {
        List<Part> parts = new ArrayList<>();
        addCell(parts, "", inputs[i], weights[i]);
        addRest(parts);
        parts.add(VoltageSource.dc("vop", "op", Circuit.GROUND, lineVoltage));
        parts.add(VoltageSource.dc("von", "on", Circuit.GROUND, lineVoltage));
        parts.add(new CurrentControlledVoltageSource("hn", "difference", "hp", "von", 1e6));
        parts.add(new CurrentControlledVoltageSource("hp", "hp", Circuit.GROUND, "vop", -1e6));
        return Circuit.of("cell", parts);
    }

    private void addCell(List<Part> parts, String n, double x, double w) {
        double volts = cell.weightVoltage(w);
        parts.add(cell.as("xc" + n, Map.of("xp", "x" + n, "xn", Circuit.GROUND, "wp", "wp" + n, "wn", "wn" + n), 0));
        parts.add(VoltageSource.dc("vx" + n, "x" + n, Circuit.GROUND, x));
        parts.add(VoltageSource.dc("vp" + n, "wp" + n, Circuit.GROUND, cell.weight().orElseThrow().plusVoltage(volts)));
        parts.add(VoltageSource.dc("vn" + n, "wn" + n, Circuit.GROUND, cell.weight().orElseThrow().minusVoltage(volts)));
    }

    private void addRest(List<Part> parts) {
        parts.addAll(cell.shared());
        cell.potentials().forEach((node, voltage) -> parts.add(VoltageSource.dc("v_" + node, node, Circuit.GROUND, voltage)));
    }

    static OperatingPointResult solved(Circuit circuit) {
        return new OperatingPoint().with(SETTINGS).run(circuit);
    }

    /** What the cells draw alone: difference [A], and sum [A]. */
    double[] drawn(double lineVoltage) {
        double[] sums = new double[2];
        for (int i = 0; i < inputs.length; i++) {
            OperatingPointResult result = solved(alone(i, lineVoltage));
            sums[0] += result.current("von") - result.current("vop");
            sums[1] -= result.current("von") + result.current("vop");
        }
        return sums;
    }

    /** Noise of all difference currents without what cells share, sources of weights included [A²/Hz]. */
    double[] noise(double lineVoltage, double[] frequencies) {
        double[] sum = new double[frequencies.length];
        for (int i = 0; i < inputs.length; i++) {
            NoiseResult result = new NoiseAnalysis("difference", Sweep.of(frequencies)).with(SETTINGS).run(alone(i, lineVoltage));
            for (int p = 0; p < sum.length; p++) {
                double[] powers = Noise.powers(result, p, name -> !name.startsWith("xtail."));
                sum[p] += 1e-12 * (powers[Noise.THERMAL.ordinal()] + powers[Noise.SHOT.ordinal()] + powers[Noise.FLICKER.ordinal()] / frequencies[p]);
            }
        }
        return sum;
    }

    /** How the sum of all difference currents changes with the logarithm of the tail currents [A]. */
    double ofTail(double lineVoltage) {
        double sum = 0;
        for (int i = 0; i < inputs.length; i++) {
            Circuit circuit = alone(i, lineVoltage);
            Resistor reference = (Resistor) circuit.component("xtail.r1");
            OperatingPointResult more = solved(circuit.with(reference.withValue(0.99 * reference.resistance())));
            OperatingPointResult less = solved(circuit.with(reference.withValue(1.01 * reference.resistance())));
            sum += 1e-6 * (more.voltage("difference") - less.voltage("difference")) / Math.log(more.current("xc.xc.q7") / less.current("xc.xc.q7"));
        }
        return sum;
    }
}
