package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.characterisation.CharacterisedCell.Noise;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.VoltageSource;

/** What a driver brings to a row of cells: its output, or the difference of both, over its input, how the errors of its parts move that, and its noise. It is measured with the cells at its output, all as one, their weights 0 and their lines held. */
public final class CharacterisedDriver {
    private static final String NAME = "xdriver";
    private static final String INPUT = "driver_u";
    private static final String OUTPUT = "driver_x";
    private static final String OTHER = "driver_n";
    private static final LogSweep FREQUENCIES = LogSweep.decades(100, 1e9, 10);
    private static final double PRECISION = 1e-9;
    /** Of a draw, for derivatives. */
    private static final double STEP = 0.1;
    /** Of the window: at + and − of it the effects of parts' errors are measured. */
    private static final double PART = 0.5;

    private final PiecewiseChebyshev excess;                // of the output over the input [V]
    private final NoiseSpectrum noise;
    private final List<String> names;
    private final double[] offsets;                         // of each draw [V]
    private final double[] gains;                           // likewise, relative

    private CharacterisedDriver(PiecewiseChebyshev excess, NoiseSpectrum noise, List<String> names, double[] offsets, double[] gains) {
        this.excess = excess;
        this.noise = noise;
        this.names = names;
        this.offsets = offsets;
        this.gains = gains;
    }

    /**
     * Measures one.
     *
     * @param driver      its ports in this order: input, output (or both sides of the cell's input, if that moves on both), supplies of ±5 V
     * @param cell        of which a row hangs at its output
     * @param cells       how many, positive
     * @param variation   in what made drivers differ; parts are called by their paths within the driver
     * @param window      largest magnitude of the input [V]
     * @param temperature [K]
     */
    public static CharacterisedDriver of(Subcircuit driver, MultiplierCell cell, int cells, Variation variation, double window, double temperature) {
        Settings settings = Settings.standard().withRelative(PRECISION).at(temperature);
        Circuit bench = bench(driver, cell, cells);
        CircuitPlan plan = CircuitPlan.of(bench);
        double[] inputs = PiecewiseChebyshev.nodes(-window, window, 1);
        double[][] values = new double[1][inputs.length];
        for (int k = 0; k < inputs.length; k++) {
            values[0][k] = voltage(plan.variant(Bench.set(bench, Map.of("vdriver", inputs[k]))), settings) - inputs[k];
        }
        List<String> names = new ArrayList<>();
        bench.components().forEach(part -> vary(variation, part, name -> {
            if (!names.contains(name)) {
                names.add(name);
            }
            return 0;
        }));
        double[] offsets = new double[names.size()];
        double[] gains = new double[names.size()];
        double part = PART * window;
        for (int d = 0; d < offsets.length; d++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                Circuit drawn = drawn(bench, variation, names.get(d), sign * STEP);
                double high = voltage(plan.variant(Bench.set(drawn, Map.of("vdriver", part))), settings);
                double low = voltage(plan.variant(Bench.set(drawn, Map.of("vdriver", -part))), settings);
                offsets[d] += sign * (high + low) / (4 * STEP);
                gains[d] += sign * (high - low) / (4 * STEP * part);
            }
        }
        return new CharacterisedDriver(PiecewiseChebyshev.through(-window, window, values), noise(plan, settings), List.copyOf(names), offsets, gains);
    }

    private static Circuit bench(Subcircuit driver, MultiplierCell cell, int cells) {
        Map<String, Double> potentials = new TreeMap<>(Map.of("vcc", ColumnCharacterisation.SUPPLY, "vee", -ColumnCharacterisation.SUPPLY));
        potentials.putAll(cell.potentials());
        List<Part> parts = new ArrayList<>(cell.shared());
        parts.add(VoltageSource.dc("vdriver", INPUT, Circuit.GROUND, 0));
        boolean both = cell.input().balanced();
        parts.add(new Instance(NAME, driver, both ? List.of(INPUT, OUTPUT, OTHER, "vcc", "vee") : List.of(INPUT, OUTPUT, "vcc", "vee"), Map.of()));
        parts.add(Parallels.of(cell.as("xcells", both ? Map.of(cell.input().plus(), OUTPUT, cell.input().minus(), OTHER) : Map.of(cell.input().plus(), OUTPUT), 0), cells));
        if (!both) {
            held(parts, cell.input().minus(), cell.input().minusVoltage(0));
            parts.add(VoltageSource.dc("vother", OTHER, Circuit.GROUND, cell.input().minusVoltage(0)));
        }
        cell.weight().ifPresent(port -> {
            held(parts, port.plus(), port.plusVoltage(0));
            held(parts, port.minus(), port.minusVoltage(0));
        });
        held(parts, cell.outputPlus(), cell.lineVoltage());
        held(parts, cell.outputMinus(), cell.lineVoltage());
        potentials.forEach((node, voltage) -> held(parts, node, voltage));
        return Circuit.of("driver of " + cells + " cells", parts);
    }

    private static void held(List<Part> parts, String node, double voltage) {
        if (!node.equals(Circuit.GROUND)) {
            parts.add(VoltageSource.dc("v_" + node, node, Circuit.GROUND, voltage));
        }
    }

    private static double voltage(CircuitPlan plan, Settings settings) {
        OperatingPointResult point = new OperatingPoint().with(settings).run(plan);
        return point.voltage(OUTPUT) - point.voltage(OTHER);
    }

    private static Component vary(Variation variation, Component part, ToDoubleFunction<String> normal) {
        String prefix = NAME + ".";
        return part.name().startsWith(prefix) ? variation.vary(part, name -> normal.applyAsDouble(name.substring(prefix.length()))) : part;
    }

    private static Circuit drawn(Circuit bench, Variation variation, String of, double draw) {
        return Circuit.of(bench.title(), bench.components().stream().map(part -> vary(variation, part, name -> name.equals(of) ? draw : 0)).toList());
    }

    private static NoiseSpectrum noise(CircuitPlan plan, Settings settings) {
        return CharacterisedColumn.spectrum(new NoiseAnalysis(OUTPUT, FREQUENCIES).against(OTHER).with(settings).run(plan), name -> name.startsWith(NAME + "."), 1);
    }

    /** The output for an input within the window [V]. */
    public double voltage(double input) {
        double[][] over = new double[1][1];
        excess.evaluate(new double[] {input}, over);
        return input + over[0][0];
    }

    /** By how much the output of a made driver at rest lies above that of the design [V], to first order in its draws: of the standard normal distribution, by name. */
    public double offset(ToDoubleFunction<String> normal) {
        return product(offsets, normal);
    }

    /** By how much more, relative, the output of a made driver follows its input, likewise. */
    public double gain(ToDoubleFunction<String> normal) {
        return product(gains, normal);
    }

    private double product(double[] slopes, ToDoubleFunction<String> normal) {
        double sum = 0;
        for (int d = 0; d < slopes.length; d++) {
            sum += slopes[d] * normal.applyAsDouble(names.get(d));
        }
        return sum;
    }

    /** Of the output, without what the cells add. */
    public NoiseSpectrum noise() {
        return noise;
    }
}
