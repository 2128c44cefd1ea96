package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.simulator.analog.DeviceChip;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.OutputNoise;
import org.superpose.simulator.analog.OutputSpread;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.dataset.CsvDataset;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.IndexList;
import org.superpose.simulator.electronic.LayerNoise.Origin;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.LayerNames;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.network.NetworkFile;
import org.superpose.simulator.noise.RandomStreams;

/** Noise and small mismatch of a whole network's outputs: all layers, one behind the other, against every transistor of the same chip. */
class NetworkNoiseTest {
    /** Of densities, variances, and what two outputs have in common. Single layers are met within 3 % (their curves, their noise, a chip's other currents); two layers behind each other add up. */
    private static final double NOISE = 0.05;
    private static final Path DIGITS = Path.of("../examples/digits");
    private static final Path PAGE = Path.of("../docs/netlist.md");
    private static final RandomStreams CHIP = RandomStreams.of(5).chip(3);
    /** Of which some hidden rectifiers conduct and some block. */
    private static final double[] X = TestNetworks.inputs(10, 1, 8)[0];
    private static final Network NETWORK = TestNetworks.network(3, 8, 6, 4);

    @TempDir
    private static Path folder;
    private static ElectronicMachine machine;
    private static OutputNoise noise;

    /** With the mismatch of the default hardware, and an op-amp at each input. */
    private static ElectronicHardware hardware(Path characterisation) {
        Multiplier cell = new Multiplier(Multiplier.Kind.NETLIST, 20e-6, 75e3, 120, true, 0.8, 1, 0.01, 0.003, 0.5, 0.02, characterisation, null);
        return ElectronicHardware.defaults().withMultiplier(cell).withConverters(new ElectronicHardware.Dac(8, 1, 12, 0, ElectronicHardware.Driver.FOLLOWER), new ElectronicHardware.Adc(0, 1));
    }

    @BeforeAll
    static void characterise() throws IOException {
        CharacterisationFile.write(folder, CellDesign.characterisation(hardware(null), 2).run(CellDesign.draws(0)), List.of());
        machine = ElectronicMachine.of(NETWORK, TestNetworks.inputs(4, 40, 8), hardware(folder.resolve(CharacterisationFile.NAME)));
        noise = chip().noise(X);
    }

    private static DeviceChip chip() {
        return machine.chip(CHIP, Collections.nCopies(2, Fidelity.NETLIST));
    }

    /** Density from 10 Hz to 100 MHz, its integral with a reader's pole at 1 MHz and without, by origin in each layer, and what outputs have in common, with hidden rectifiers of both states. */
    @Test
    void noiseOfTheOutputsIsThatOfTheWholeNetlistOfTheSameChip() {
        assertTrue(noise.conducting() >= 2 && noise.conducting() < 6 && noise.otherwise().isEmpty(), noise.conducting() + " conduct, in another state: " + noise.otherwise());
        assertEquals(9, noise.origins().size());
        assertTrue(noise.largestCorrelation(Fidelity.NETLIST) > 0.1, "hidden outputs are common to all outputs");
        for (int o = 0; o < 4; o++) {
            double netlist = noise.rms(Fidelity.NETLIST, o);
            assertEquals(1, noise.rms(Fidelity.CELL, o) / netlist, NOISE / 2, "rms, half as much as the power");
            assertEquals(1, noise.variance(Fidelity.CELL, o) / noise.variance(Fidelity.NETLIST, o), NOISE);
            assertTrue(noise.largestMiss(o, 1e8) < NOISE, "density of output " + o + ": " + noise.largestMiss(o, 1e8));
            for (int other = 0; other < 4; other++) {
                assertEquals(noise.covariance(Fidelity.NETLIST, o, other), noise.covariance(Fidelity.CELL, o, other), NOISE * netlist * noise.rms(Fidelity.NETLIST, other));
            }
            double hidden = 0;
            double cell = 0;
            double sum = 0;
            for (int k = 0; k < noise.origins().size(); k++) {
                assertEquals(noise.share(Fidelity.NETLIST, o, k), noise.share(Fidelity.CELL, o, k), NOISE * Math.max(0.02, noise.share(Fidelity.NETLIST, o, k)), noise.origins().get(k));
                boolean first = noise.origins().get(k).startsWith("layer 1");
                hidden += first ? noise.share(Fidelity.NETLIST, o, k) : 0;
                cell += first ? noise.share(Fidelity.CELL, o, k) : 0;
                sum += noise.share(Fidelity.NETLIST, o, k);
            }
            assertEquals(1, sum, 1e-9, "origins make up the whole");
            assertEquals(hidden, cell, NOISE * hidden, "what passes the second layer");
        }
        assertTrue(noise.largestCommonMiss() < 0.01 && noise.share(Fidelity.NETLIST, noise.origins().indexOf("layer 1: cells")) > 0.01);
    }

    /** The circuit's side of the comparison is what the analysis of one output says of the circuit from nothing. */
    @Test
    void theWholeNetlistsNoiseIsThatOfItsAnalysis() {
        LayerNetlist netlist = machine.netlist().specimen(CHIP);
        double[] f = noise.frequencies();
        int[] points = {0, f.length / 2, 3 * f.length / 4};
        double[] alone = new NoiseAnalysis("y3", Sweep.of(f[points[0]], f[points[1]], f[points[2]])).at(netlist.temperature()).run(netlist.circuit(X)).density();
        for (int p = 0; p < points.length; p++) {
            assertEquals(alone[p], noise.density(Fidelity.NETLIST, 2)[points[p]], 1e-4 * alone[p], "at " + f[points[p]] + " Hz; operating points found from elsewhere differ by their tolerance");
        }
    }

    /** By the definition of a covariance: the noise of a sum is never negative, and a layer behind another only adds its own to what passes. */
    @Test
    void partsAddUpAndTheLastLayersOwnNoiseIsThatOfTheLayerAlone() {
        NetworkNoise network = machine.networkNoise(CHIP, X);
        for (double f : new double[] {10, 1e4, 1e6, 2e7}) {
            NetworkNoise.Densities at = network.at(f);
            for (int o = 0; o < 4; o++) {
                double sum = 0;
                for (int l = 0; l < 2; l++) {
                    for (Origin origin : Origin.values()) {
                        sum += at.of(o, l, origin);
                    }
                }
                assertEquals(sum, at.of(o), 1e-12 * sum);
                assertEquals(network.layer(1).density(o, Origin.CELLS, f), at.of(o, 1, Origin.CELLS), 1e-12 * sum);
                assertTrue(at.of(o, 0, Origin.CELLS) > 0 && at.of(o, 0, Origin.DRIVERS) > 0);
                for (int other = 0; other < o; other++) {
                    assertEquals(at.covariance(o, other), at.covariance(other, o), 1e-12 * at.of(o));
                    assertTrue(Math.abs(at.covariance(o, other)) <= Math.sqrt(at.of(o) * at.of(other)), "Cauchy and Schwarz");
                }
            }
        }
    }

    /** At a hundredth of the errors of the parts no rectifier turns over: gradients tell the samples' spread, and each sample. At all of them rectifiers turn, and the tool names them. */
    @Test
    void linearisedSpreadIsThatOfSamplesThroughTheTransistorsWhileNoRectifierTurnsOver() {
        DeviceChip chip = chip();
        int samples = 200;
        Set<Long> drawn = new TreeSet<>();
        OutputSpread small = chip.spread(X, 0.01, samples, 2, drawn::add);
        assertEquals(samples, drawn.size());
        assertTrue(small.isOneState() && small.failed() == 0 && small.rectifiers() == 6 && small.outputs().size() == 4, small.toString());
        for (OutputSpread.Output output : small.outputs()) {
            assertTrue(output.isLinear(), output.toString());
            // second order: errors of 1e-4 and less, multiplied by some thousands of parts' gains that are of one size; 1e-3 of the spread is much
            assertTrue(output.missed() < 2e-3 * output.linear(), "of single samples: " + output);
            assertTrue(output.culprits().get(0).name().contains("xreadout.xf.r"), "resistors of the fold lead: " + output);
        }
        OutputSpread large = chip.spread(X, 1, 24, 2, sample -> { });
        assertFalse(large.isOneState(), "errors of a whole chip");
        for (OutputSpread.Turned turned : large.turned()) {
            assertTrue(turned.layer() == 0 && turned.output() < 6 && turned.samples() > 0 && turned.samples() <= 24);
        }
        assertTrue(large.outputs().stream().anyMatch(output -> output.missed() > 0.02 * output.linear()), "a circuit that is not linear: " + large);
        assertEquals(large.outputs().get(0).linear(), 100 * small.outputs().get(0).linear(), 1e-6 * large.outputs().get(0).linear(), "to first order");
    }

    /** Cells of one's own have no tails, and port drivers in every layer. Of these the cell level knows the noise of the difference of both sides alone, which is less than what comes to the outputs; all else is held. */
    @Tag("slow")
    @Test
    void noiseOfOwnCellsCountsTheDriversOfEveryLayer() {
        ElectronicMachine own = ElectronicMachine.of(TestNetworks.network(3, 6, 4, 3), TestNetworks.inputs(4, 40, 6), ColumnKinds.own(false, true));
        OutputNoise of = own.chip(CHIP, Collections.nCopies(2, Fidelity.NETLIST)).noise(TestNetworks.inputs(10, 1, 6)[0]);
        List<Integer> drivers = List.of(of.origins().indexOf("layer 1: input drivers"), of.origins().indexOf("layer 2: input drivers"));
        for (int o = 0; o < of.outputs(); o++) {
            double cell = 1;
            double netlist = 1;
            for (int origin : drivers) {
                double share = of.share(Fidelity.CELL, o, origin);
                assertTrue(share > 0 && share < of.share(Fidelity.NETLIST, o, origin) && of.share(Fidelity.NETLIST, o, origin) < 0.1, of.origins().get(origin) + ": " + share + ", " + of.share(Fidelity.NETLIST, o, origin));
                cell -= share;
                netlist -= of.share(Fidelity.NETLIST, o, origin);
            }
            assertEquals(1, cell * of.covariance(Fidelity.CELL, o, o) / (netlist * of.covariance(Fidelity.NETLIST, o, o)), NOISE, "all else, output " + o);
        }
    }

    @Test
    void whatHasNoNoiseSaysWhy() {
        DeviceChip mixed = machine.chip(CHIP, List.of(Fidelity.CELL, Fidelity.NETLIST));
        double[] x = new double[8];
        assertTrue(assertThrows(IllegalArgumentException.class, () -> mixed.noise(x)).getMessage().contains("all layers as one circuit"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> mixed.spread(x, 0.01, 2, 1, sample -> { })).getMessage().contains("all layers as one circuit"));
        ElectronicMachine closed = ElectronicMachine.of(NETWORK, TestNetworks.inputs(4, 40, 8), ElectronicHardware.defaults().withMultiplier(Multiplier.defaults().as(Multiplier.Kind.GILBERT)));
        assertThrows(IllegalArgumentException.class, () -> closed.networkNoise(CHIP, x));
        assertFalse(closed.hasNoise());
    }

    /** A hidden rectifier on its way from blocking to conducting, in steps of what it takes from millivolts to the middle of its knee: either both levels have it in one state, or it is named. */
    @Tag("slow")
    @Test
    void noiseHoldsWhileAHiddenRectifierGoesThroughItsKnee() {
        int hidden = 4;
        ElectronicMachine fine = ElectronicMachine.of(NETWORK, TestNetworks.inputs(4, 40, 8), hardware(folder.resolve(CharacterisationFile.NAME)).withConverters(new ElectronicHardware.Dac(0, 1, 12), new ElectronicHardware.Adc(0, 1)));
        DeviceChip chip = fine.chip(CHIP, Collections.nCopies(2, Fidelity.NETLIST));
        double volts = fine.netlist(0).outputVolts();
        Set<Integer> conducting = new TreeSet<>();
        for (double wanted : new double[] {-0.03, 0, 3e-3, 3.5e-3, 4e-3, 6e-3, 0.03}) {
            double low = -1;
            double high = 1;
            double[] x = X;
            while (high - low > 1e-9) {
                double middle = (low + high) / 2;
                x = X.clone();
                for (int i = 0; i < x.length; i++) {
                    x[i] = Math.max(-1, Math.min(1, x[i] + middle * Math.signum(NETWORK.layers().get(0).weights()[hidden][i])));
                }
                double z = volts * ((MeasuredAssembly) fine.makers().get(0)).silent(CHIP, CHIP.layer(0)).run(new double[][] {x}, new Reading(CHIP.layer(0), 0, 0)).preActivation()[0][hidden];
                low = z < wanted ? middle : low;
                high = z < wanted ? high : middle;
            }
            OutputNoise there = chip.noise(x);
            conducting.add(there.conducting());
            assertTrue(there.otherwise().isEmpty() || there.otherwise().equals(List.of("layer 1, output 5")), there.otherwise().toString());
            for (int o = 0; o < 4; o++) {
                assertEquals(1, there.rms(Fidelity.CELL, o) / there.rms(Fidelity.NETLIST, o), NOISE / 2, "output " + o + " with " + wanted + " V before the rectifier");
            }
        }
        assertTrue(conducting.size() > 1, "it turned over on the way");
    }

    /** The tables of the page on netlists: the digits' network, its chip 0 of seed 7, test image 0. */
    @Tag("slow")
    @Test
    void tablesOfThePage() throws IOException {
        Dataset all = CsvDataset.read(DIGITS.resolve("digits.csv.gz")).scaledBy(1.0 / 16);
        Network network = NetworkFile.read(DIGITS.resolve("shuffled.safetensors"), List.of(new LayerNames("fc1.weight", "fc1.bias", Activation.RELU), new LayerNames("fc2.weight", "fc2.bias", Activation.IDENTITY)));
        double[] x = all.subset(IndexList.read(DIGITS.resolve("shuffled-test.txt"), all.size())).inputs()[0];
        ElectronicHardware defaults = ElectronicHardware.defaults();
        ElectronicMachine digits = ElectronicMachine.of(network, all.subset(IndexList.read(DIGITS.resolve("shuffled-train.txt"), all.size())).inputs(),
                defaults.withMultiplier(hardware(folder.resolve(CharacterisationFile.NAME)).multiplier()));
        DeviceChip chip = digits.chip(RandomStreams.of(7).chip(0), Collections.nCopies(2, Fidelity.NETLIST));
        OutputNoise digit = chip.noise(x);
        List<String> rows = new ArrayList<>();
        for (int o = 0; o < digit.outputs(); o++) {
            double netlist = digit.rms(Fidelity.NETLIST, o);
            double cell = digit.rms(Fidelity.CELL, o);
            double hidden = 0;
            for (int k = 0; k < digit.origins().size(); k++) {
                hidden += digit.origins().get(k).startsWith("layer 1") ? digit.share(Fidelity.NETLIST, o, k) : 0;
            }
            assertEquals(1, cell / netlist, NOISE / 2, "output " + o);
            assertEquals(1, digit.variance(Fidelity.CELL, o) / digit.variance(Fidelity.NETLIST, o), NOISE);
            assertTrue(digit.largestMiss(o, digit.corner()) < NOISE, "density of output " + o + ": " + digit.largestMiss(o, digit.corner()));
            rows.add(String.format(Locale.ROOT, "| %d | %.4f mV | %.4f mV | %+.2f %% | %.1f %% | %.1f %% |", o + 1, 1e3 * cell, 1e3 * netlist, 100 * (cell / netlist - 1), 100 * digit.largestMiss(o, digit.corner()), 100 * hidden));
        }
        assertTrue(digit.otherwise().isEmpty() && digit.largestCommonMiss() < NOISE);
        write("network-noise", "| output | rms, cell level | rms, every transistor | deviation | of the density, largest | of the power from layer 1 |\n|---|---|---|---|---|---|\n", rows);
        OutputSpread spread = chip.spread(x, 0.01, 200, 2, sample -> { });
        rows.clear();
        for (int o = 0; o < spread.outputs().size(); o++) {
            OutputSpread.Output output = spread.outputs().get(o);
            assertTrue(output.isLinear() && output.missed() < 2e-3 * output.linear(), output.toString());
            rows.add(String.format(Locale.ROOT, "| %d | %.3f mV | %.3f mV | %.3f to %.3f mV | %.3f %% | `%s`, %.0f %% |", o + 1, 1e3 * output.linear(), 1e3 * output.sampled(), 1e3 * output.low(), 1e3 * output.high(), 100 * output.missed() / output.linear(),
                    output.culprits().get(0).name(), 100 * output.culprits().get(0).share()));
        }
        assertTrue(spread.isOneState() && spread.failed() == 0, spread.turned().toString());
        write("network-spread", "| output | σ, linearised | σ of 200 samples | its interval of 99.9 % | missed of single samples | largest share |\n|---|---|---|---|---|---|\n", rows);
    }

    /** Puts a table between the two comments of the page that bear its name. */
    private static void write(String name, String head, List<String> rows) throws IOException {
        String text = Files.readString(PAGE);
        String begin = "<!-- begin " + name + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        Files.writeString(PAGE, text.substring(0, from) + head + String.join("\n", rows) + "\n" + text.substring(text.indexOf("<!-- end " + name + " -->", from)));
    }
}
