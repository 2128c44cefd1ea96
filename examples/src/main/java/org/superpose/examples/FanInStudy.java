package org.superpose.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.Measure;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Sensitivity;
import org.superpose.circuits.analysis.SensitivityResult;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.cell.OperationalAmplifierLevel;
import org.superpose.circuits.cell.SummerTree;
import org.superpose.circuits.cell.VoltageSummer;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.simulator.dataset.CsvDataset;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.IndexList;
import org.superpose.simulator.dataset.Split;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.Effort;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.report.chart.Axis;
import org.superpose.simulator.report.chart.Figure;
import org.superpose.simulator.report.chart.LinePanel;
import org.superpose.simulator.report.chart.Panel;
import org.superpose.simulator.report.chart.Series;

/**
 * How many products one amplifier can sum: offset under mismatch, bandwidth, signal to noise and power of a voltage summer, of a tree of them and of current-mode columns, from 8 to 512 inputs, every transistor simulated.
 * <p>All have the same scale: an input of 1 V at full weight gives 12.9 µA, and 1 V at the output stands for 7.75 such products at 64 inputs and in proportion to √N elsewhere, since a sum of N independent products grows so.
 */
public final class FanInStudy {
    private static final double PRODUCT = 12.9e-6;                 // of a full product [A]
    private static final double FEEDBACK = 10e3;                   // at 64 inputs [Ω]
    private static final int RADIX = 8;
    private static final double LATER = 10e3;                      // resistances of later stages of a tree [Ω]
    private static final double BAND_LOW = 10;                     // in which noise counts [Hz]
    private static final double BAND_HIGH = 100e3;
    /** 1σ of saturation currents and resistances. */
    private static final double SATURATION = 0.01;
    private static final double RESISTOR = 0.003;
    /** Collectors of two transistors of a cell on each line [F]. */
    private static final double CELL_CAPACITANCE = 0.15e-12;
    /** What a bias of ±0.2 V can trim away at 4σ [V]; a signal-to-noise ratio of 8 bits [dB]; a settling to 9 bits within 1 µs [Hz]. */
    private static final double TRIMMED = 0.05;
    private static final double EIGHT_BITS = 6.02 * 8 + 1.76;
    private static final double MICROSECOND = 1e6;

    /** Of large weights, in the regression. */
    private static final double PENALTY = 3;
    private static final String VOLTAGE = "voltage summer";
    private static final String TREE = "tree of voltage summers of 8";
    private static final String FOLDED = "current mode, folded lines";
    private static final String CASCODED = "current mode, cascoded lines";
    private static final String CELLS = "folded lines, with cells";

    private FanInStudy() {
    }

    /** A summer of so many inputs: a circuit with the output {@code out}, supplies {@code vcc} and {@code vee}, and a phasor at one input. */
    @FunctionalInterface
    private interface Build {
        Circuit summer(int fanIn);
    }

    /**
     * What was measured of one.
     *
     * @param offset     1σ under mismatch [V]
     * @param systematic without mismatch [V]
     * @param bandwidth  [Hz]
     * @param signal     of a sine of 1 V over the noise in the band [dB]
     * @param power      [W]
     */
    record Point(double offset, double systematic, double bandwidth, double signal, double power) {
    }

    /**
     * Writes {@code fan-in.png}, {@code .svg} and {@code .csv} files.
     *
     * @param arguments a folder to write to, the largest number of inputs, and the folder of the digits; where absent, {@code fan-in}, 512 and {@code examples/digits}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "fan-in");
        int largest = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512;
        Path digits = Path.of(arguments.length > 2 ? arguments[2] : "examples/digits");
        Figure figure = figure(results(largest), losses(digits, largest, 4, Trim.none()), losses(digits, largest, 4, Trim.defaults()));
        figure.write(Files.createDirectories(folder));
        System.out.println("results: " + folder);
    }

    /** By name of the summer and number of inputs. */
    static Map<String, Map<Integer, Point>> results(int largest) {
        Map<String, Build> summers = new LinkedHashMap<>();
        summers.put(VOLTAGE, FanInStudy::voltageSummer);
        summers.put(TREE, FanInStudy::tree);
        summers.put(FOLDED, n -> column(n, Column.Lines.FOLDED, Column.Readout.TRANSIMPEDANCE));
        summers.put(CASCODED, n -> column(n, Column.Lines.CASCODED, Column.Readout.DIFFERENCE));
        summers.put(CELLS, FanInStudy::cells);
        Map<String, Map<Integer, Point>> results = new LinkedHashMap<>();
        summers.forEach((name, build) -> {
            Map<Integer, Point> points = new LinkedHashMap<>();
            for (int n = 8; n <= largest; n *= 2) {
                Point point = measure(build.summer(n));
                points.put(n, point);
                System.out.printf(Locale.ROOT, "%-30s %4d inputs: offset %6.2f mV (1 sigma) and %6.2f mV, bandwidth %5.2f MHz, %5.1f dB, %6.1f mW%n", name, n, 1e3 * point.offset, 1e3 * point.systematic, 1e-6 * point.bandwidth, point.signal,
                        1e3 * point.power);
            }
            results.put(name, points);
        });
        return results;
    }

    private static Point measure(Circuit circuit) {
        OperatingPointResult bias = new OperatingPoint().run(circuit);
        double power = -5 * bias.current("vcc") + 5 * bias.current("vee");
        SensitivityResult slopes = new Sensitivity("out").run(circuit);
        double variance = 0;
        for (SensitivityResult.Entry entry : slopes.entries()) {
            double sigma = entry.number().equals("resistance") ? RESISTOR : entry.number().equals("placement.area") ? SATURATION : 0;
            double change = entry.slope() * entry.value() * sigma;
            variance += change * change;
        }
        LogSweep sweep = LogSweep.decades(1e3, 1e9, 40);
        double[] gain = new AcSweep(sweep).run(circuit).voltage("out").magnitude();
        double bandwidth = new Measure(sweep.values(), gain).overLogarithm().crossing(gain[0] / Math.sqrt(2)).falling(1).place();
        double noise = new NoiseAnalysis("out", LogSweep.decades(BAND_LOW, BAND_HIGH, 5)).run(circuit).totalVariance();
        return new Point(Math.sqrt(variance), bias.voltage("out"), bandwidth, 10 * Math.log10(0.5 / noise), power);
    }

    /** R_f for the scale of so many inputs [Ω]. */
    private static double feedback(int fanIn) {
        return FEEDBACK * Math.sqrt(64.0 / fanIn);
    }

    private static Circuit voltageSummer(int fanIn) {
        return driven(VoltageSummer.of(fanIn, 1 / PRODUCT, feedback(fanIn), 2e-12).netlist(OperationalAmplifierLevel.TRANSISTORS.netlist()), fanIn);
    }

    private static Circuit tree(int fanIn) {
        return driven(new SummerTree(fanIn, RADIX, 1 / PRODUCT, feedback(fanIn), LATER).netlist(OperationalAmplifierLevel.TRANSISTORS.netlist()), fanIn);
    }

    private static Circuit driven(Subcircuit summer, int fanIn) {
        List<Part> parts = supplies();
        parts.add(summer.as("xsum", summer.ports().toArray(String[]::new)));
        for (int i = 1; i <= fanIn; i++) {
            parts.add(VoltageSource.dc("v" + i, "i" + i, "0", 0).withAc(i == 1 ? 1 : 0));
        }
        return Circuit.of(summer.purpose(), parts);
    }

    private static Column scaled(int fanIn, Column.Lines lines, Column.Readout readout) {
        Column column = Column.of(fanIn).with(lines, readout);
        double feedback = feedback(fanIn) / column.gain(300.15);
        return column.withResistances(feedback, 2 * feedback);
    }

    /** A column whose cells are silent current sources with a capacitance. */
    private static Circuit column(int fanIn, Column.Lines lines, Column.Readout readout) {
        Column column = scaled(fanIn, lines, readout);
        List<Part> parts = supplies();
        parts.addAll(List.of(column.netlist().as("xcol", "op", "on", "0", "out", "vcc", "vee"), CurrentSource.dc("ip", "op", "0", column.lineCurrent()).withAc(PRODUCT / 2), CurrentSource.dc("in", "0", "on", -column.lineCurrent()).withAc(PRODUCT / 2),
                new Capacitor("cp", "op", "0", fanIn * CELL_CAPACITANCE), new Capacitor("cn", "on", "0", fanIn * CELL_CAPACITANCE)));
        return Circuit.of("column of " + fanIn, parts);
    }

    /** A column with Gilbert cells whose products cancel: inputs of half a volt, weights of ±0.4. */
    private static Circuit cells(int fanIn) {
        Column column = scaled(fanIn, Column.Lines.FOLDED, Column.Readout.TRANSIMPEDANCE);
        MultiplierCell cell = BipolarMultipliers.degenerated(column.process(), column.tailCurrent(), 75e3);
        List<Part> parts = supplies();
        parts.addAll(cell.shared());
        parts.add(column.netlist().as("xcol", "op", "on", "0", "out", "vcc", "vee"));
        DifferentialPort weight = cell.weight().orElseThrow();
        for (int i = 0; i < fanIn; i++) {
            double w = i % 2 == 0 ? 0.4 : -0.4;
            parts.add(cell.as("xcell" + i, Map.of("xp", "x" + i, "xn", "0", "wp", i % 2 == 0 ? "wa" : "wb", "wn", i % 2 == 0 ? "wb" : "wa"), w));
            parts.add(VoltageSource.dc("vx" + i, "x" + i, "0", 0.5).withAc(i == 0 ? 1 : 0));
        }
        parts.add(VoltageSource.dc("vwa", "wa", "0", weight.plusVoltage(cell.weightVoltage(0.4))));
        parts.add(VoltageSource.dc("vwb", "wb", "0", weight.minusVoltage(cell.weightVoltage(0.4))));
        return Circuit.of("column of " + fanIn + " Gilbert cells", parts);
    }

    private static List<Part> supplies() {
        return new ArrayList<>(List.of(VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5)));
    }

    /**
     * Accuracy that a layer of so many inputs and ten outputs loses on handwritten digits for want of exact sums, in the cell's fidelity: mean over chips, by name of the summer and number of inputs [%].
     * <p>Its inputs are random features of the 64 pixels, {@code max(0, Σ ±x/8)} (A. Rahimi and B. Recht, <i>Random features for large-scale kernel machines</i>, NIPS 2007), its weights least squares. The tree has the offsets of the voltage
     * summer in the ratio of both circuits' laws.
     */
    static Map<String, Map<Integer, Double>> losses(Path digits, int largest, int chips, Trim trim) throws InterruptedException {
        Dataset pixels = CsvDataset.read(digits.resolve("digits.csv.gz")).scaledBy(1 / 16.0);
        ElectronicHardware gilbert = ElectronicHardware.defaults().withTrim(trim);
        ElectronicHardware ohmic = gilbert.withCell(Multiplier.ohmic(), WeightStorage.Resistor.defaults());
        Map<String, Map<Integer, Double>> losses = new LinkedHashMap<>();
        for (int n = 8; n <= largest; n *= 2) {
            Dataset features = features(pixels, n);
            Split split = new Split("digits", features.subset(IndexList.read(digits.resolve("shuffled-train.txt"), pixels.size())), features.subset(IndexList.read(digits.resolve("shuffled-test.txt"), pixels.size())));
            Network network = new Network(List.of(leastSquares(split.train())));
            double ratio = new SummerTree(n, RADIX, 1 / PRODUCT, feedback(n), LATER).offsetGain() / VoltageSummer.of(n, 1 / PRODUCT, feedback(n), 0).law(OperationalAmplifierLevel.FIGURES.law()).noiseGain();
            Map<String, ElectronicHardware> machines = new LinkedHashMap<>();
            machines.put(VOLTAGE, ohmic);
            machines.put(TREE, ohmic.withSummer(ohmic.summer().withOffset(ratio * ohmic.summer().offset())));
            machines.put(FOLDED, gilbert);
            machines.put(CASCODED, gilbert.withSummer(gilbert.summer().withTopology(Summer.Topology.DIFFERENCE)));
            for (Map.Entry<String, ElectronicHardware> machine : machines.entrySet()) {
                Comparison comparison = Experiment.of(network, split, machine.getValue()).chips(chips).seed(7).noiseBudget(new Effort(1, 1, 1)).run().comparison();
                double loss = 100 * (comparison.reference().accuracy() - comparison.accuracy().mean());
                losses.computeIfAbsent(machine.getKey(), name -> new LinkedHashMap<>()).put(n, loss);
                System.out.printf(Locale.ROOT, "%-30s %4d inputs: %5.1f %% lost of %5.1f %%%n", machine.getKey(), n, loss, 100 * comparison.reference().accuracy());
            }
        }
        return losses;
    }

    private static Dataset features(Dataset pixels, int count) {
        RandomStreams streams = RandomStreams.of(7).named("features");
        double[][] inputs = pixels.inputs();
        double[][] features = new double[inputs.length][count];
        for (int j = 0; j < count; j++) {
            double[] projection = new double[pixels.features()];
            RandomStream stream = streams.stream(j);
            for (int i = 0; i < projection.length; i++) {
                projection[i] = (2 * stream.below(2) - 1) / 8.0;
            }
            for (int row = 0; row < inputs.length; row++) {
                features[row][j] = Math.max(0, dot(projection, inputs[row]));
            }
        }
        return new Dataset("features of " + pixels.name(), features, pixels.labels(), pixels.classes());
    }

    /** Regression of ±1 by class on the features and a constant, with a small penalty, by conjugate gradients on the normal equations. */
    private static DenseLayer leastSquares(Dataset train) {
        double[][] x = Arrays.stream(train.inputs()).map(row -> Arrays.copyOf(row, row.length + 1)).toArray(double[][]::new);
        int[] labels = train.labels();
        int size = train.features() + 1;
        double[][] weights = new double[train.classes()][];
        double[] bias = new double[train.classes()];
        for (double[] row : x) {
            row[size - 1] = 1;
        }
        for (int c = 0; c < weights.length; c++) {
            double[] w = new double[size];
            double[] residual = new double[size];                  // Xᵀ y − (XᵀX + λ) w
            for (int row = 0; row < x.length; row++) {
                add(residual, labels[row] == c ? 1 : -1, x[row]);
            }
            double[] direction = residual.clone();
            for (int step = 0; step < 3 * size; step++) {
                double[] image = new double[size];
                add(image, PENALTY, direction);
                for (double[] row : x) {
                    add(image, dot(row, direction), row);
                }
                double square = dot(residual, residual);
                double length = square / dot(direction, image);
                add(w, length, direction);
                add(residual, -length, image);
                double next = dot(residual, residual);
                if (next < 1e-12) {
                    break;
                }
                double[] turned = residual.clone();
                add(turned, next / square, direction);
                direction = turned;
            }
            weights[c] = Arrays.copyOf(w, size - 1);
            bias[c] = w[size - 1];
        }
        return new DenseLayer(weights, bias, Activation.IDENTITY);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] into, double factor, double[] other) {
        for (int i = 0; i < into.length; i++) {
            into[i] += factor * other[i];
        }
    }

    static Figure figure(Map<String, Map<Integer, Point>> results, Map<String, Map<Integer, Double>> untrimmed, Map<String, Map<Integer, Double>> trimmed) {
        List<Panel> panels = List.of(
                panel(results, Axis.logarithmic("offset of the output, 1 \u03c3", "mV").from(1, 200), point -> 1e3 * point.offset, Optional.of(Series.level("a trim of \u00b10.2 V takes 4 \u03c3 below here", 1e3 * TRIMMED))),
                panel(results, Axis.logarithmic("bandwidth", "MHz").from(0.1, 5), point -> 1e-6 * point.bandwidth, Optional.of(Series.level("settles to 9 bits in 1 \u00b5s above here", 1e-6 * MICROSECOND))),
                panel(results, Axis.linear("signal to noise, 10 Hz to 100 kHz", "dB"), Point::signal, Optional.of(Series.level("8 bits", EIGHT_BITS))),
                panel(results, Axis.logarithmic("power", "mW"), point -> 1e3 * point.power, Optional.empty()),
                panel(untrimmed, Axis.linear("accuracy lost, not trimmed", "%"), Double::doubleValue, Optional.empty()), panel(trimmed, Axis.linear("accuracy lost, trimmed", "%"), Double::doubleValue, Optional.empty()));
        return new Figure("fan-in", "One sum of many products", "Mismatch of 1 % of saturation currents and 0.3 % of resistors; a sine of 1 V; every transistor simulated", 2, panels);
    }

    private static <T> LinePanel panel(Map<String, Map<Integer, T>> results, Axis up, ToDoubleFunction<T> value, Optional<Series> level) {
        List<Series> series = new ArrayList<>();
        results.forEach((name, points) -> {
            boolean again = name.equals(CELLS);
            int colour = again ? series.size() - 2 : series.size();      // of the curve before the last
            series.add(Series.of(name, again ? Series.Style.DASHED_AND_POINTS : Series.Style.LINE_AND_POINTS, points.keySet().stream().mapToDouble(Integer::doubleValue).toArray(), points.values().stream().mapToDouble(value).toArray())
                    .coloured(colour));
        });
        level.ifPresent(series::add);
        return new LinePanel("", Axis.logarithmic("inputs", ""), up, series);
    }
}
