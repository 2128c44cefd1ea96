package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.DeviceRun;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.analog.SwitchedLayer;
import org.superpose.simulator.budget.LayerAccount;
import org.superpose.simulator.budget.LayerBudget;
import org.superpose.simulator.dataset.CsvDataset;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.IndexList;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.LayerNames;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.network.NetworkFile;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.reference.DigitalReference;

/** Switches between the exact layer and the layer of a chip, and the budgets that they give, against the circuit of the same chip. */
class SwitchedAssemblyTest {
    private static final Path DIGITS = Path.of("../examples/digits");
    private static final RandomStreams CHIP = RandomStreams.of(5).chip(3);
    private static final double[][] INPUTS = TestNetworks.inputs(4, 40, 8);
    private static final Network NETWORK = TestNetworks.network(3, 8, 8, 8);
    /** Of the mean square error of a layer: what may be left over. */
    private static final double LEFT_OVER = 0.05;
    /** Bits, where a step of 12 bits is 1 mV at the output of a column of eight cells: offsets that cell level and netlist know to 0.2 mV may be trimmed to neighbouring steps, and of so few outputs that would be a large part of the error. */
    private static final int FINE_TRIM = 16;

    @TempDir
    private static Path folder;
    private static Path file;

    /** Cells for inputs to 1 V with the mismatch of the default hardware, and an op-amp at each input. */
    private static ElectronicHardware hardware() {
        Multiplier cell = new Multiplier(Multiplier.Kind.NETLIST, 20e-6, 75e3, 120, true, 0.8, 1, 0.01, 0.003, 0.5, 0.02, file, null);
        return ElectronicHardware.defaults().withMultiplier(cell).withDriver(ElectronicHardware.Driver.FOLLOWER);
    }

    @BeforeAll
    static void characterise() throws IOException {
        CharacterisationFile.write(folder, CellDesign.characterisation(hardware(), 2).run(CellDesign.draws(0)), List.of());
        file = folder.resolve(CharacterisationFile.NAME);
    }

    private static ElectronicMachine machine(ElectronicHardware hardware) {
        return ElectronicMachine.of(NETWORK, INPUTS, hardware);
    }

    private static long all(SwitchedLayer layer) {
        return (1L << layer.sources().size()) - 1;
    }

    /** Largest difference over full scale. */
    private static double distance(ElectronicMachine machine, int layer, double[][] a, double[][] b) {
        double largest = 0;
        for (int row = 0; row < a.length; row++) {
            for (int o = 0; o < a[row].length; o++) {
                largest = StrictMath.max(largest, StrictMath.abs(a[row][o] - b[row][o]));
            }
        }
        return largest / machine.plan().layers().get(layer).output();
    }

    private static double[][] inputs(int layer) {
        return layer == 0 ? INPUTS : new DigitalReference(NETWORK).runLayer(0, INPUTS).output();
    }

    @Test
    void noSourceGivesTheExactLayerAndAllGiveTheChips() {
        ElectronicMachine machine = machine(hardware());
        for (int l = 0; l < 2; l++) {
            SwitchedLayer switched = machine.switched(CHIP, l, inputs(l)).orElseThrow();
            double[][] exact = new DigitalReference(NETWORK).runLayer(l, inputs(l)).output();
            double[][] chip = ((MeasuredAssembly) machine.makers().get(l)).silent(CHIP, CHIP.layer(l)).run(inputs(l), new Reading(CHIP.layer(l), 0, 0)).output();
            // sums of some tens of products, in another order
            assertEquals(0, distance(machine, l, exact, switched.outputs(0)), 1e-13);
            assertEquals(0, distance(machine, l, chip, switched.outputs(all(switched))), 1e-13);
            assertTrue(distance(machine, l, exact, chip) > 1e-3, "a chip that differs");
            for (int k = 0; k < switched.sources().size(); k++) {
                String source = switched.sources().get(k);
                boolean acts = distance(machine, l, exact, switched.outputs(1L << k)) > 1e-7 || distance(machine, l, chip, switched.outputs(all(switched) & ~(1L << k))) > 1e-7;
                assertTrue(acts || source.equals("clipping"), source + " does something in layer " + (l + 1));
            }
        }
    }

    /** With one random error, without codes and trim: that source and the design's own, no other, has a share. */
    @Test
    void anErrorThatIsPlantedIsFound() throws Exception {
        ElectronicHardware one = hardware().withConverters(new ElectronicHardware.Dac(0, 1, 0), new ElectronicHardware.Adc(0, 1)).withWeights(new WeightStorage.Dac(0, 0, 0))
                .withNoise(new NoiseControl(1, Sources.TAIL_SPREAD));
        SwitchedLayer switched = machine(one).switched(CHIP, 1, inputs(1)).orElseThrow();
        LayerBudget budget = budget(machine(one), switched, 1, inputs(1), switched.outputs(all(switched)));
        for (String source : List.of("transistors of cells", "resistors of cells", "transistors of columns", "resistors of columns", "op-amps", "thermal noise", "shot noise", "flicker noise", "unexplained remainder")) {
            assertEquals(0, budget.share(source).orElseThrow().meanSquare(), 1e-30, source);
        }
        assertTrue(StrictMath.abs(budget.share("tail current spread").orElseThrow().meanSquare()) > 1e-10);
        assertTrue(switched.sources().stream().noneMatch(source -> source.contains("quantisation of weights") || source.contains("stores") || source.contains("inputs") || source.contains("outputs")), switched.sources().toString());
    }

    /** Variances by kind, added up, are those of the readings of the chip. */
    @Test
    void noiseIsThatOfTheChipsReadings() {
        ElectronicMachine machine = machine(hardware().withConverters(new ElectronicHardware.Dac(8, 1, 12), new ElectronicHardware.Adc(0, 1)));
        AnalogNetwork made = machine.chip(CHIP);
        int reads = 2000;
        for (int l = 0; l < 2; l++) {
            double[][] x = Arrays.copyOf(inputs(l), 4);
            Map<String, Double> noise = machine.switched(CHIP, l, x).orElseThrow().noise();
            double[][] mean = new double[x.length][8];
            double[][] squares = new double[x.length][8];
            double[][] silent = ((MeasuredAssembly) machine.makers().get(l)).silent(CHIP, CHIP.layer(l)).run(x, new Reading(CHIP.layer(l), 0, 0)).output();
            for (int read = 0; read < reads; read++) {
                double[][] y = made.runLayer(l, x, read, 0).output();
                for (int b = 0; b < y.length; b++) {
                    for (int o = 0; o < 8; o++) {
                        mean[b][o] += (y[b][o] - silent[b][o]) / reads;
                        squares[b][o] += (y[b][o] - silent[b][o]) * (y[b][o] - silent[b][o]) / reads;
                    }
                }
            }
            double variance = 0;
            for (int b = 0; b < mean.length; b++) {
                for (int o = 0; o < 8; o++) {
                    variance += (squares[b][o] - mean[b][o] * mean[b][o]) / (8 * mean.length);
                }
            }
            // five standard errors of a variance whose larger half of 32 terms are alike
            assertEquals(1, noise.values().stream().mapToDouble(Double::doubleValue).sum() / variance, 5 * StrictMath.sqrt(2.0 / (reads * 16)));
        }
    }

    @Test
    void onlyTheLevelThatIsTheNetlistsAccountsForIt() {
        assertTrue(machine(ElectronicHardware.defaults()).switched(CHIP, 0, INPUTS).isEmpty());
    }

    private static LayerBudget budget(ElectronicMachine machine, SwitchedLayer switched, int layer, double[][] x, double[][] devices) throws Exception {
        return budget(machine, NETWORK, switched, layer, x, devices);
    }

    private static LayerBudget budget(ElectronicMachine machine, Network network, SwitchedLayer switched, int layer, double[][] x, double[][] devices) throws Exception {
        LayerAccount account = new LayerAccount(layer, switched, new DigitalReference(network).runLayer(layer, x).output(), devices, machine.plan().layers().get(layer).output(), Double.NaN, CHIP.named("budget"));
        List<List<double[]>> pairs = new ArrayList<>();
        for (Callable<List<double[]>> task : account.tasks()) {
            pairs.add(task.call());
        }
        return account.budget(pairs);
    }

    private static void littleIsLeftOver(ElectronicMachine machine, Network network, RandomStreams chip, double[][] x) throws Exception {
        DeviceRun run = machine.chip(chip, List.of(Fidelity.NETLIST, Fidelity.NETLIST)).run(x, 2, row -> { });
        assertTrue(run.solutions().failures().isEmpty(), run.solutions().toString());
        for (int l = 0; l < 2; l++) {
            double[][] got = l == 0 ? x : run.traces().get(l - 1).output();
            LayerBudget budget = budget(machine, network, machine.switched(chip, l, got).orElseThrow(), l, got, run.traces().get(l).output());
            double part = budget.part(budget.remainder());
            double square = budget.distance() * budget.distance() / budget.total();
            String told = String.format(Locale.ROOT, "layer %d: %.4f %% of full scale, remainder %.2f %% of the mean square; netlist and cell level %.4f %% of full scale apart, %.2f %% of the mean square", l + 1, 100 * StrictMath.sqrt(budget.total()),
                    100 * part, 100 * budget.distance(), 100 * square);
            System.out.println(told);
            assertTrue(StrictMath.abs(part) <= LEFT_OVER && square <= LEFT_OVER, told);
            assertTrue(budget.shares().stream().allMatch(share -> share.standardError() < 0.01 * budget.total()), "orders enough");
        }
    }

    @Test
    void littleOfASmallNetworksErrorIsLeftOver() throws Exception {
        Trim trim = hardware().trim();
        Trim fine = new Trim(trim.offset(), trim.gain(), FINE_TRIM, trim.offsetRange(), trim.gainRange(), trim.vectors());
        littleIsLeftOver(machine(hardware().withTrim(fine)), NETWORK, CHIP, Arrays.copyOf(INPUTS, 6));
    }

    @Tag("slow")
    @Test
    void littleOfTheDigitsNetworksErrorIsLeftOver() throws Exception {
        Dataset all = CsvDataset.read(DIGITS.resolve("digits.csv.gz")).scaledBy(1.0 / 16);
        Dataset train = all.subset(IndexList.read(DIGITS.resolve("shuffled-train.txt"), all.size()));
        Dataset test = all.subset(IndexList.read(DIGITS.resolve("shuffled-test.txt"), all.size()));
        Network network = NetworkFile.read(DIGITS.resolve("shuffled.safetensors"), List.of(new LayerNames("fc1.weight", "fc1.bias", Activation.RELU), new LayerNames("fc2.weight", "fc2.bias", Activation.IDENTITY)));
        ElectronicHardware hardware = ElectronicHardware.defaults();
        ElectronicMachine machine = ElectronicMachine.of(network, train.inputs(), hardware.withMultiplier(hardware.multiplier().as(Multiplier.Kind.NETLIST)));
        littleIsLeftOver(machine, network, RandomStreams.of(7).chip(0), Arrays.copyOf(test.inputs(), 40));
    }
}
