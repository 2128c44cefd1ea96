package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.electronic.LayerNoise.Origin;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.report.chart.Axis;
import org.superpose.simulator.report.chart.Figure;
import org.superpose.simulator.report.chart.LinePanel;
import org.superpose.simulator.report.chart.Series;

/** The cell level against the circuits of transistors that it stands for: the same chip, its outputs and their noise. Full scale is the 1 V that stands for the largest output. */
class CellLevelTest {
    private static final Path PAGE = Path.of("../docs/layers.md");
    private static final Path IMAGES = Path.of("../docs/images");
    private static final int VECTORS = 4;
    /** Of full scale [V]. Curves are measured to 1e-5, cells predicted to 2e-5 of a cell; the sum of some tens of independent ones is of the same size. */
    private static final double DESIGN = 2e-4;
    /** Likewise of a chip: effects of parts of the column count to first order, so that errors of 1 % in transistors and 0.3 % in resistors leave some 1e-2 of the tens of millivolts that they make; the trim takes most of that too. */
    private static final double CHIP = 2e-3;
    /** Of larger layers, in which what one cell misses adds up over as many as 64, and offsets are larger before the trim: below the 0.5 % that are asked for. */
    private static final double LARGE_DESIGN = 1e-3;
    private static final double LARGE_CHIP = 4e-3;
    /** Of density and of what is integrated. The design is met to 1e-3 up to 10 MHz; a chip's columns have the noise of the design's, though their currents differ by some per cent; above, cells have poles of their own. */
    private static final double NOISE = 0.03;
    /** Of outputs whose rectifiers block, at a megahertz, where what leaks through depends on how far they are off: a thousandth of the power of others. */
    private static final double BLOCKED = 0.04;
    private static final RandomStreams STREAMS = RandomStreams.of(5).chip(3);

    @TempDir
    private static Path folder;
    private static Path file;

    /** Cells for inputs to 1 V with the mismatch of the default hardware, and an op-amp at each input. */
    private static ElectronicHardware hardware() {
        Multiplier cell = new Multiplier(Multiplier.Kind.NETLIST, 20e-6, 75e3, 120, true, 0.8, 1, 0.01, 0.003, 0.5, 0.02, file, null);
        return ElectronicHardware.defaults().withMultiplier(cell).withConverters(new ElectronicHardware.Dac(8, 1, 12, 0, ElectronicHardware.Driver.FOLLOWER), new ElectronicHardware.Adc(0, 1));
    }

    /** Every layer here has the same cell. */
    @BeforeAll
    static void characterise() throws IOException {
        CharacterisationFile.write(folder, CellDesign.characterisation(hardware(), 2).run(CellDesign.draws(0)), List.of());
        file = folder.resolve(CharacterisationFile.NAME);
    }

    private static ElectronicMachine machine(Network network, NoiseControl noise) {
        return ElectronicMachine.of(network, TestNetworks.inputs(4, 40, network.inputs()), hardware().withNoise(noise));
    }

    private static Network linear(int inputs, int outputs) {
        return TestNetworks.network(3, inputs, outputs);
    }

    /** A rectified layer and a linear one behind it. */
    private static Network eight() {
        return TestNetworks.network(3, 8, 8, 8);
    }

    /** Largest and root mean square difference of the outputs of one layer [V]. */
    private static double[] distance(ElectronicMachine machine, int layer, double[][] x) {
        double volts = machine.netlist(layer).outputVolts();
        double[][] truth = circuit(machine, layer, x);
        double[][] y = ((MeasuredAssembly) machine.makers().get(layer)).silent(STREAMS, STREAMS.layer(layer)).run(x, new Reading(STREAMS.layer(layer), 0, 0)).output();
        double largest = 0;
        double squares = 0;
        for (int b = 0; b < x.length; b++) {
            for (int o = 0; o < y[b].length; o++) {
                double miss = StrictMath.abs(volts * (y[b][o] - truth[b][o]));
                largest = StrictMath.max(largest, miss);
                squares += miss * miss;
            }
        }
        return new double[] {largest, StrictMath.sqrt(squares / (x.length * y[0].length))};
    }

    /** What the circuit of a layer of the chip gives, network units. A machine of one layer finds starts for it: as large as 32 columns with rectifiers it has hardly a solution without. */
    private static double[][] circuit(ElectronicMachine machine, int layer, double[][] x) {
        if (machine.makers().size() == 1) {
            return machine.chip(STREAMS, List.of(Fidelity.NETLIST)).run(x, 2, row -> { }).output();
        }
        LayerNetlist netlist = machine.netlist(layer).specimen(STREAMS);
        return Arrays.stream(x).map(row -> {
            OperatingPointResult point = new OperatingPoint().run(netlist.circuit(row));
            return netlist.outputs().stream().mapToDouble(node -> point.voltage(node) / netlist.outputVolts()).toArray();
        }).toArray(double[][]::new);
    }

    private static double[][] hidden(double[][] x) {
        for (double[] row : x) {
            for (int i = 0; i < row.length; i++) {
                row[i] = StrictMath.abs(row[i]);
            }
        }
        return x;
    }

    @Test
    void outputsAreThoseOfTheCircuitOfTheSameChip() {
        for (NoiseControl noise : List.of(NoiseControl.none(), NoiseControl.all())) {
            ElectronicMachine machine = machine(eight(), noise);
            double tolerance = noise.scale() == 0 ? DESIGN : CHIP;
            double rectified = distance(machine, 0, TestNetworks.inputs(9, VECTORS, 8))[0];
            double linear = distance(machine, 1, hidden(TestNetworks.inputs(10, VECTORS, 8)))[0];
            assertTrue(rectified < tolerance && linear < tolerance, "noise scale " + noise.scale() + ": " + rectified + " V rectified, " + linear + " V linear");
        }
    }

    /** Of the noise of a circuit's outputs [V²/Hz]. */
    private static Origin origin(String component, int output) {
        String column = "xlayer1.xcolumn" + (output + 1) + ".";
        if (component.startsWith("xdriver")) {
            return Origin.DRIVERS;
        }
        String part = component.substring(component.indexOf('.', component.indexOf('.') + 1) + 1);
        return part.startsWith("xw") ? Origin.SOURCES : part.startsWith("xtail") ? Origin.TAIL_LINE : part.startsWith("xreadout") && component.startsWith(column) ? Origin.COLUMN : Origin.CELLS;
    }

    private static Map<Origin, double[]> origins(NoiseResult result, int output) {
        double[] f = result.frequencies();
        Map<Origin, double[]> densities = new EnumMap<>(Origin.class);
        for (int p = 0; p < f.length; p++) {
            for (NoiseResult.Part part : result.parts(p)) {
                densities.computeIfAbsent(origin(part.component(), output), origin -> new double[f.length])[p] += part.white() + part.flicker() / f[p];
            }
        }
        return densities;
    }

    private static double[] densities(double[] f, DoubleUnaryOperator density) {
        return Arrays.stream(f).map(density).toArray();
    }

    private static double integral(double[] f, double[] density) {
        double sum = 0;
        for (int p = 1; p < f.length; p++) {                     // both curves at the same points, so the rule matters little
            sum += (f[p] - f[p - 1]) * (density[p] + density[p - 1]) / 2;
        }
        return sum;
    }

    /** Largest relative miss of a predicted density, and that of its integral. */
    private static double[] miss(double[] f, double[] predicted, double[] truth) {
        double largest = 0;
        for (int p = 0; p < f.length; p++) {
            largest = StrictMath.max(largest, StrictMath.abs(predicted[p] / truth[p] - 1));
        }
        return new double[] {largest, StrictMath.abs(integral(f, predicted) / integral(f, truth) - 1)};
    }

    private static NoiseResult noise(LayerNetlist netlist, double[] x, int output, int against, int points) {
        NoiseAnalysis analysis = new NoiseAnalysis(netlist.outputs().get(output), LogSweep.decades(10, 1e8, points));
        return (against < 0 ? analysis : analysis.against(netlist.outputs().get(against))).run(netlist.circuit(x));
    }

    /** Density from 10 Hz to 100 MHz, as a whole and by origin, of outputs that conduct, block, and of the difference of two that share their drivers' noise. */
    @Test
    void noiseIsThatOfTheCircuitOfTheSameChip() {
        for (NoiseControl control : List.of(NoiseControl.none(), NoiseControl.all())) {
            ElectronicMachine machine = machine(eight(), control);
            double[] x = TestNetworks.inputs(9, 1, 8)[0];
            LayerNetlist netlist = machine.netlist(0).specimen(STREAMS);
            LayerNoise predicted = machine.noise(0, STREAMS, x);
            OperatingPointResult point = new OperatingPoint().run(netlist.circuit(x));
            List<Integer> on = new ArrayList<>();
            List<Integer> off = new ArrayList<>();
            for (int o = 0; o < 8; o++) {
                (point.voltage(netlist.outputs().get(o)) > 0.05 ? on : off).add(o);
            }
            assertTrue(on.size() >= 2 && !off.isEmpty(), "some outputs are on, some off");
            for (int o : List.of(on.get(0), off.get(0))) {
                NoiseResult truth = noise(netlist, x, o, -1, 2);
                double[] f = truth.frequencies();
                double[] miss = miss(f, densities(f, frequency -> predicted.density(o, frequency)), truth.density());
                double tolerance = o == off.get(0) ? BLOCKED : NOISE;
                assertTrue(miss[0] < tolerance && miss[1] < tolerance, "noise scale " + control.scale() + ", output " + o + ": " + miss[0] + " of the density, " + miss[1] + " integrated");
                origins(truth, o).forEach((origin, density) -> {
                    for (int p = 0; p < f.length; p++) {
                        assertEquals(density[p], predicted.density(o, origin, f[p]), tolerance * truth.density()[p], origin + " at " + f[p] + " Hz");
                    }
                });
            }
            NoiseResult truth = noise(netlist, x, on.get(0), on.get(1), 1);
            double[] f = truth.frequencies();
            double[] miss = miss(f, densities(f, frequency -> predicted.difference(on.get(0), on.get(1), frequency)), truth.density());
            assertTrue(miss[0] < NOISE && miss[1] < NOISE, "difference: " + miss[0] + " of the density, " + miss[1] + " integrated");
        }
    }

    /** What columns have in common comes from the drivers alone: gains to both columns, times the drivers' noise. */
    @Test
    void columnsShareTheNoiseOfTheirDrivers() {
        ElectronicMachine machine = machine(linear(8, 2), NoiseControl.none());
        double[] x = TestNetworks.inputs(9, 1, 8)[0];
        LayerNetlist netlist = machine.netlist(0).specimen(STREAMS);
        LayerNoise predicted = machine.noise(0, STREAMS, x);
        NoiseResult one = noise(netlist, x, 0, -1, 1);
        NoiseResult other = noise(netlist, x, 1, -1, 1);
        NoiseResult difference = noise(netlist, x, 0, 1, 1);
        double[] f = one.frequencies();
        for (int p = 0; p < f.length; p++) {
            if (f[p] <= 1e6) {                                // beyond, next to nothing of it passes
                double truth = (one.density()[p] + other.density()[p] - difference.density()[p]) / 2;
                assertEquals(truth, predicted.covariance(0, 1, f[p]), 0.02 * StrictMath.abs(truth) + 1e-7 * one.density()[p], "at " + f[p] + " Hz");
            }
        }
    }

    /** The readings of a chip scatter with the density that the noise was integrated from. */
    @Test
    void readingsScatterAsTheDensitySays() {
        ElectronicMachine machine = machine(linear(8, 2), NoiseControl.all());
        double[] x = TestNetworks.inputs(9, 1, 8)[0];
        int reads = 4000;
        double[][] batch = new double[reads][];
        Arrays.fill(batch, x);
        double[][] y = machine.chip(STREAMS).run(batch, 0, 0).get(0).output();
        double volts = machine.netlist(0).outputVolts();
        LayerNoise predicted = machine.noise(0, STREAMS, x);
        double corner = hardware().readNoise().bandwidth();
        double[] f = LogSweep.decades(10, 1e8, 30).values();
        for (int o = 0; o < 2; o++) {
            int output = o;
            double variance = integral(f, densities(f, frequency -> predicted.density(output, frequency) / (1 + frequency * frequency / (corner * corner))));
            double mean = Arrays.stream(y).mapToDouble(row -> row[output]).average().orElseThrow();
            double scatter = Arrays.stream(y).mapToDouble(row -> volts * volts * (row[output] - mean) * (row[output] - mean)).sum() / (reads - 1);
            assertEquals(1, scatter / variance, 5 * StrictMath.sqrt(2.0 / reads), "output " + output);       // five standard errors of a variance
        }
    }

    /** Tables and plot of the page on layers. */
    @Tag("slow")
    @Test
    void tablesAndPlotOfThePage() throws IOException {
        List<String> outputs = new ArrayList<>();
        List<String> noises = new ArrayList<>();
        for (int[] size : new int[][] {{8, 8}, {32, 32}, {64, 32}}) {
            Network network = linear(size[0], size[1]);
            Network rectified = new Network(List.of(new DenseLayer(network.layers().get(0).weights(), network.layers().get(0).bias(), Activation.RELU)));
            String name = size[0] + " → " + size[1];
            List<ElectronicMachine> machines = List.of(machine(network, NoiseControl.all()), machine(rectified, NoiseControl.all()));
            StringBuilder row = new StringBuilder("| " + name);
            for (NoiseControl control : List.of(NoiseControl.none(), NoiseControl.all())) {
                for (ElectronicMachine machine : machines) {
                    double[] distance = distance(machine.with(control), 0, TestNetworks.inputs(9, size[0] > 8 ? 2 : VECTORS, size[0]));
                    assertTrue(distance[0] < (control.scale() == 0 ? LARGE_DESIGN : LARGE_CHIP), name + ": " + distance[0]);
                    row.append(String.format(Locale.ROOT, " | %.3f %%, %.3f %%", 100 * distance[0], 100 * distance[1]));
                }
            }
            outputs.add(row + " |");
            noises.add(noiseRow(name, machines.get(0), size));
            write("cell-level-outputs", "| layer | design | design, rectified | a chip | a chip, rectified |\n|---|---|---|---|---|\n", outputs);
            write("cell-level-noise", "| layer | 10 Hz to 100 MHz, rms | density | integrated | difference of two outputs | cells | source resistors | column | drivers | tail line |\n|---|---|---|---|---|---|---|---|---|---|\n", noises);
        }
    }

    private static String noiseRow(String name, ElectronicMachine machine, int[] size) throws IOException {
        double[] x = TestNetworks.inputs(9, 1, size[0])[0];
        LayerNetlist netlist = machine.netlist(0).specimen(STREAMS);
        LayerNoise predicted = machine.noise(0, STREAMS, x);
        NoiseResult truth = noise(netlist, x, 0, -1, 3);
        NoiseResult difference = noise(netlist, x, 0, 1, 1);
        double[] f = truth.frequencies();
        double[] g = difference.frequencies();
        double[] density = densities(f, frequency -> predicted.density(0, frequency));
        double[] whole = miss(f, density, truth.density());
        double[] both = miss(g, densities(g, frequency -> predicted.difference(0, 1, frequency)), difference.density());
        assertTrue(whole[0] < NOISE && whole[1] < NOISE && both[0] < NOISE && both[1] < NOISE, name + ": " + whole[0] + ", " + whole[1] + ", " + both[0] + ", " + both[1]);
        if (size[0] == 64) {
            List<Series> series = new ArrayList<>(List.of(Series.of("circuit, all its transistors", Series.Style.POINTS, f, root(truth.density())), Series.of("predicted", Series.Style.LINE, f, root(density)).coloured(1)));
            Map<Origin, String> names = Map.of(Origin.CELLS, "cells", Origin.SOURCES, "source resistors", Origin.COLUMN, "column", Origin.DRIVERS, "drivers");
            int colour = 2;
            for (Origin origin : List.of(Origin.CELLS, Origin.COLUMN, Origin.SOURCES, Origin.DRIVERS)) {
                series.add(Series.of(names.get(origin), Series.Style.DASHED, f, root(densities(f, frequency -> predicted.density(0, origin, frequency)))).coloured(colour++));
            }
            Files.createDirectories(IMAGES);
            Figure.of("layer-noise", "Noise of an output of a layer of 64 inputs", "Points: noise analysis of the circuit of 64 x 32 cells. Lines: what the cell level predicts, and of what it is made.",
                    new LinePanel("", Axis.logarithmic("frequency", "Hz"), Axis.logarithmic("noise density", "V/√Hz").from(1e-9, 5e-6), series)).write(IMAGES);
            Files.delete(IMAGES.resolve("layer-noise.svg"));
        }
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "| %s | %.3f mV | %.2f %% | %.2f %% | %.2f %%", name, 1e3 * StrictMath.sqrt(integral(f, truth.density())), 100 * whole[0], 100 * whole[1], 100 * StrictMath.max(both[0], both[1])));
        double total = integral(f, truth.density());
        for (Origin origin : List.of(Origin.CELLS, Origin.SOURCES, Origin.COLUMN, Origin.DRIVERS, Origin.TAIL_LINE)) {
            row.append(String.format(Locale.ROOT, " | %.2g %%", 100 * integral(f, densities(f, frequency -> predicted.density(0, origin, frequency))) / total));
        }
        return row + " |";
    }

    private static double[] root(double[] density) {
        return densities(density, StrictMath::sqrt);
    }

    /** Puts a table between the two comments of the page that bear its name. */
    private static void write(String name, String head, List<String> rows) throws IOException {
        String text = Files.readString(PAGE);
        String begin = "<!-- begin " + name + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        Files.writeString(PAGE, text.substring(0, from) + head + String.join("\n", rows) + "\n" + text.substring(text.indexOf("<!-- end " + name + " -->", from)));
    }
}
