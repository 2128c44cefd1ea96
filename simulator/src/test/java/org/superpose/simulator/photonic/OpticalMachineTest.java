package org.superpose.simulator.photonic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Predictor;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.NoiseSource;
import org.superpose.simulator.noise.RandomStreams;

class OpticalMachineTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "fanOut: time-multiplexed", "mirrors: {sign: second-rail}, split: false", "mask: {inputs: signed}", "readout: intensity"})
    void idealEqualsExactToRounding(String yaml) {
        Network network = Benches.network(1, 20, 12, 5);
        double[][] x = Benches.inputs(2, 30, 20, 0, 3);
        List<LayerTrace> traces = new OpticalMachine(network, Benches.hardware(yaml), Arrays.copyOf(x, 10)).ideal().run(x, 0, 0);
        double[][] into = x;
        for (int l = 0; l < 2; l++) {
            DenseLayer layer = network.layers().get(l);
            for (int b = 0; b < x.length; b++) {
                for (int o = 0; o < layer.outputs(); o++) {
                    assertEquals(Benches.exact(layer, o, into[b]), traces.get(l).preActivation()[b][o], 1e-12 * Benches.magnitude(layer, o, into[b]));
                }
            }
            into = traces.get(l).output();
        }
    }

    /** Whatever the sizes, sign and fan-out; equal amplitudes are the worst case, where all light would meet in one mode. */
    @ParameterizedTest
    @ValueSource(strings = {"", "fanOut: time-multiplexed", "mirrors: {sign: second-rail}", "mirrors: {sign: second-rail, guard: 0, fill: 1, leakage: 0}, mask: {fill: 1}"})
    void noLayerGivesMoreLightThanItGets(String yaml) {
        OpticalHardware hardware = Benches.hardware(yaml);
        for (int n = 1; n <= 33; n += 8) {
            for (int m = 1; m <= 17; m += 8) {
                double random = largestSingularValue(Benches.network(n + m, n, m), hardware, n);
                double[][] ones = new double[m][n];
                Arrays.stream(ones).forEach(row -> Arrays.fill(row, 1));
                double equal = largestSingularValue(new Network(List.of(new DenseLayer(ones, new double[m], Activation.IDENTITY))), hardware, n);
                assertTrue(random <= 1 && equal <= 1, n + " inputs, " + m + " outputs: " + random + ", " + equal);
                assertEquals(0.5 * live(hardware), equal, 1e-12, "half of the amplitude is the price of signs");
            }
        }
    }

    private static double live(OpticalHardware hardware) {
        OpticalHardware.Mirrors mirrors = hardware.mirrors();
        return Math.pow(1 - 2.0 * mirrors.guard() / mirrors.side(), 2) * mirrors.fill() * (1 - mirrors.leakage()) * hardware.mask().fill();
    }

    private static double largestSingularValue(Network network, OpticalHardware hardware, int inputs) {
        return new OpticalMachine(network, hardware, Benches.inputs(3, 5, inputs, 0, 1)).facts().stream()
                .filter(fact -> fact.name().contains("singular")).findFirst().orElseThrow().value();
    }

    /** A row gives the same bits alone, in any batch, and on any thread. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void drawsDependNeitherOnTheBatchNorOnThreads(int threads) throws Exception {
        Network network = Benches.network(4, 16, 9, 4);
        double[][] x = Benches.inputs(5, 21, 16, 0, 1);
        AnalogNetwork chip = new OpticalMachine(network, OpticalHardware.defaults(), x).chip(RandomStreams.of(7).chip(2));
        double[][] whole = last(chip.run(x, 3, 100));
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<double[][]>> parts = new ArrayList<>();
            int size = 21 / threads + 1;
            for (int from = 0; from < x.length; from += size) {
                int start = from;
                parts.add(pool.submit(() -> last(chip.run(Arrays.copyOfRange(x, start, Math.min(x.length, start + size)), 3, 100 + start))));
            }
            int b = 0;
            for (Future<double[][]> part : parts) {
                for (double[] row : part.get()) {
                    assertArrayEquals(whole[b++], row);
                }
            }
            assertEquals(x.length, b);
        } finally {
            pool.shutdown();
        }
    }

    private static double[][] last(List<LayerTrace> traces) {
        return traces.get(traces.size() - 1).output();
    }

    /**
     * Without random errors a bench of many levels decides like the digital network wherever the two best outputs differ by more than what levels can do:
     * 30 bits of phase, 250 000 mirrors a sign and half, 32 bits of converter and a laser of no width leave 2e-6 of Σ|w||x| per layer.
     */
    @Test
    void withoutNoiseTheDecisionsAreTheDigitalOnes() {
        Network network = Benches.network(6, 30, 20, 10);
        double[][] x = Benches.inputs(7, 200, 30, 0, 1);
        OpticalMachine machine = new OpticalMachine(network, Benches.hardware(Benches.FINE + ", laser: {linewidth: 0}"), x).with(NoiseControl.none());
        double[][] digital = machine.ideal().logits(x);
        double[][] analog = machine.chip(RandomStreams.of(1).chip(0)).logits(x);
        int[] expected = Predictor.classes(digital);
        int[] decided = Predictor.classes(analog);
        int close = 0;
        for (int b = 0; b < x.length; b++) {
            double[] sorted = Arrays.stream(digital[b]).sorted().toArray();
            if (sorted[9] - sorted[8] > 1e-4 * (sorted[9] - sorted[0])) {
                assertEquals(expected[b], decided[b]);
            } else {
                close++;
            }
        }
        assertTrue(close < 10, close + " ties");
    }

    /** An input beyond the range of the calibration data is clipped and counted; so is a negative one on an unsigned mask. */
    @Test
    void inputsBeyondTheMaskAreCounted() {
        Network network = Benches.network(8, 3, 2);
        OpticalMachine machine = new OpticalMachine(network, Benches.hardware(""), new double[][] {{0.5, 1, 2}});
        double[][] x = {{0, 1, 2}, {2.5, -1, 3}};
        assertEquals(3, machine.chip(RandomStreams.of(1)).run(x, 0, 0).get(0).clippedInputs());
    }

    @Test
    void everySourceCanBeLeftAloneAndChangesTheResult() {
        Network network = Benches.network(9, 12, 6);
        double[][] x = Benches.inputs(10, 4, 12, 0, 1);
        OpticalMachine machine = new OpticalMachine(network, Benches.hardware("adc: {bits: 32, noise: 1e6}, laser: {linewidth: 1GHz}, split: false"), x);
        double[][] quiet = machine.with(NoiseControl.none()).chip(RandomStreams.of(1)).logits(x);
        for (NoiseSource source : machine.sources()) {
            OpticalMachine alone = machine.with(NoiseControl.all().withOnly(source.name()));
            double[][] noisy = alone.chip(RandomStreams.of(1)).logits(x);
            for (int b = 0; b < x.length; b++) {
                assertTrue(!Arrays.equals(quiet[b], noisy[b]), source.name());
            }
        }
        assertThrows(IllegalArgumentException.class, () -> machine.with(NoiseControl.all().withOnly("flicker noise")));
    }

    /** A bare detector of one mode gives z² and cannot tell z from −z; 250 000 mirrors a sign and half leave 2e-6 of Σ|w||x|, twice that of its square. */
    @Test
    void bareIntensityLosesTheSign() {
        Network network = Benches.network(11, 16, 8);
        double[][] x = Benches.inputs(12, 20, 16, 0, 1);
        OpticalMachine machine = new OpticalMachine(network, Benches.hardware(Benches.FINE + ", laser: {linewidth: 0}, readout: intensity"), x).with(NoiseControl.none());
        LayerTrace trace = machine.chip(RandomStreams.of(1)).run(x, 0, 0).get(0);
        boolean negative = false;
        for (int b = 0; b < x.length; b++) {
            for (int o = 0; o < 8; o++) {
                double z = Benches.exact(network.layers().get(0), o, x[b]);
                negative |= z < 0;
                double tolerance = 5e-6 * Math.pow(Benches.magnitude(network.layers().get(0), o, x[b]), 2);
                assertEquals(z * z, trace.output()[b][o], tolerance);
                assertEquals(Math.sqrt(Math.max(0, trace.output()[b][o])), trace.preActivation()[b][o], 1e-12);
            }
        }
        assertTrue(negative, "the test needs negative sums");
    }

    @Test
    void calibrationIsNeeded() {
        Network network = Benches.network(13, 3, 2);
        assertThrows(IllegalArgumentException.class, () -> new OpticalMachine(network, OpticalHardware.defaults(), new double[0][]));
        assertThrows(IllegalArgumentException.class,
                () -> new OpticalMachine(network, Benches.hardware("mask: {inputs: unsigned}"), new double[][] {{1, -1, 0}}));
    }
}
