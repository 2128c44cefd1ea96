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

/** What a driver brings to a row of cells: its output over its input, how the errors of its parts move that, and its noise. It is measured with the cells at its output, all as one, their weights 0 and their lines held. */
public final class CharacterisedDriver {
    private static final String NAME = "xdriver";
    private static final String INPUT = "driver_u";
    private static final String OUTPUT = "driver_x";
    private static final LogSweep FREQUENCIES = LogSweep.decades(100, 1e9, 10);
    private static final double PRECISION = 1e-9;
    /** Of a draw, for derivatives. */
    private static final double STEP = 0.1;

    private final PiecewiseChebyshev excess;                // of the output over the input [V]
    private final NoiseSpectrum noise;
    private final List<String> names;
    private final double[] slopes;                          // of the output at rest [V]

    private CharacterisedDriver(PiecewiseChebyshev excess, NoiseSpectrum noise, List<String> names, double[] slopes) {
        this.excess = excess;
        this.noise = noise;
        this.names = names;
        this.slopes = slopes;
    }

    /**
     * Measures one.
     *
     * @param driver      with the ports {@code u x vcc vee}: input, output, supplies of ±5 V
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
        double[] slopes = new double[names.size()];
        for (int d = 0; d < slopes.length; d++) {
            slopes[d] = (voltage(plan.variant(drawn(bench, variation, names.get(d), STEP)), settings) - voltage(plan.variant(drawn(bench, variation, names.get(d), -STEP)), settings)) / (2 * STEP);
        }
        return new CharacterisedDriver(PiecewiseChebyshev.through(-window, window, values), noise(plan, settings), List.copyOf(names), slopes);
    }

    private static Circuit bench(Subcircuit driver, MultiplierCell cell, int cells) {
        Map<String, Double> potentials = new TreeMap<>(Map.of("vcc", ColumnCharacterisation.SUPPLY, "vee", -ColumnCharacterisation.SUPPLY));
        potentials.putAll(cell.potentials());
        List<Part> parts = new ArrayList<>(cell.shared());
        parts.add(VoltageSource.dc("vdriver", INPUT, Circuit.GROUND, 0));
        parts.add(new Instance(NAME, driver, List.of(INPUT, OUTPUT, "vcc", "vee"), Map.of()));
        parts.add(Parallels.of(cell.as("xcells", Map.of(cell.input().plus(), OUTPUT), 0), cells));
        held(parts, cell.input().minus(), cell.input().minusVoltage(0));
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
        return new OperatingPoint().with(settings).run(plan).voltage(OUTPUT);
    }

    private static Component vary(Variation variation, Component part, ToDoubleFunction<String> normal) {
        String prefix = NAME + ".";
        return part.name().startsWith(prefix) ? variation.vary(part, name -> normal.applyAsDouble(name.substring(prefix.length()))) : part;
    }

    private static Circuit drawn(Circuit bench, Variation variation, String of, double draw) {
        return Circuit.of(bench.title(), bench.components().stream().map(part -> vary(variation, part, name -> name.equals(of) ? draw : 0)).toList());
    }

    private static NoiseSpectrum noise(CircuitPlan plan, Settings settings) {
        return CharacterisedColumn.spectrum(new NoiseAnalysis(OUTPUT, FREQUENCIES).with(settings).run(plan), name -> name.startsWith(NAME + "."), 1);
    }

    /** The output for an input within the window [V]. */
    public double voltage(double input) {
        double[][] over = new double[1][1];
        excess.evaluate(new double[] {input}, over);
        return input + over[0][0];
    }

    /** By how much the output of a made driver lies above that of the design [V], to first order in its draws: of the standard normal distribution, by name. */
    public double offset(ToDoubleFunction<String> normal) {
        double offset = 0;
        for (int d = 0; d < slopes.length; d++) {
            offset += slopes[d] * normal.applyAsDouble(names.get(d));
        }
        return offset;
    }

    /** Of the output, without what the cells add. */
    public NoiseSpectrum noise() {
        return noise;
    }
}
