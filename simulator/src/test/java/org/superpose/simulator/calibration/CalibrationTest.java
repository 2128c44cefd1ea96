package org.superpose.simulator.calibration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.simulator.analog.Converters;
import org.superpose.simulator.analog.Programmable;
import org.superpose.simulator.electronic.ElectronicMachine;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.reference.DigitalReference;

class CalibrationTest {
    private static final RandomStreams CHIP = RandomStreams.of(3).chip(0);
    private static final RandomStreams CHANCE = RandomStreams.of(4);

    private static Network network(int... widths) {
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 1; l < widths.length; l++) {
            RandomStream draw = RandomStreams.of(1).layer(l).stream();
            double[][] weights = new double[widths[l]][widths[l - 1]];
            double[] bias = new double[widths[l]];
            for (int o = 0; o < bias.length; o++) {
                for (int i = 0; i < weights[o].length; i++) {
                    weights[o][i] = draw.normal() / StrictMath.sqrt(weights[o].length);
                }
                bias[o] = 0.3 * draw.normal();
            }
            layers.add(new DenseLayer(weights, bias, l == widths.length - 1 ? Activation.IDENTITY : Activation.RELU));
        }
        return new Network(layers);
    }

    private static double[][] inputs(long seed, int rows, int width) {
        RandomStream draw = RandomStreams.of(seed).stream();
        double[][] x = new double[rows][width];
        for (double[] row : x) {
            for (int i = 0; i < width; i++) {
                row[i] = draw.uniform();
            }
        }
        return x;
    }

    private static ElectronicMachine machine(Network network, double mismatch, double biasRange) {
        ElectronicHardware.Dac d = ElectronicHardware.Dac.defaults();
        ElectronicHardware hardware = ElectronicHardware.defaults().withMismatch(mismatch).withTrim(Trim.none())
                .withConverters(new ElectronicHardware.Dac(d.bits(), d.range(), d.biasBits(), biasRange, d.driver()), ElectronicHardware.Adc.defaults());
        return ElectronicMachine.of(network, inputs(10, 200, network.inputs()), hardware);
    }

    /** Root mean square of the logits' error on inputs that took no part, relative to that of the logits. */
    private static double error(Programmable machine, Network network) {
        double[][] x = inputs(12, 200, network.inputs());
        double[][] exact = new DigitalReference(network).logits(x);
        double[][] real = machine.chip(CHIP).logits(x);
        double errors = 0;
        double squares = 0;
        for (int b = 0; b < x.length; b++) {
            for (int o = 0; o < exact[b].length; o++) {
                errors += (real[b][o] - exact[b][o]) * (real[b][o] - exact[b][o]);
                squares += exact[b][o] * exact[b][o];
            }
        }
        return Math.sqrt(errors / squares);
    }

    /** Transistors that differ by 8 % and resistors by 2.4 % leave nothing of a network; what remains after calibration are the steps of its 8 bit weights and 10 bit readings, a per cent or two. */
    @Test
    void aChipThatComputesNothingLearnsToComputeByItsOwnReadings() {
        Network network = network(12, 8, 4);
        ElectronicMachine machine = machine(network, 0.08, 300e-6);
        double before = error(machine, network);
        Calibrated calibrated = new Calibration(200, 2, 1).run(machine, network, CHIP, CHANCE, inputs(11, 200, 12));
        double after = error(machine.written(calibrated.network()), network);
        assertTrue(before > 0.3, "before: " + before);
        assertTrue(after < 0.03 && after < before / 10, "before: " + before + ", after: " + after);
    }

    @Test
    void aChipOfMatchedPartsIsLeftAsGoodAsItWas() {
        Network network = network(12, 8, 4);
        ElectronicMachine machine = machine(network, 0, 0);
        Calibrated calibrated = new Calibration(200, 2, 1).run(machine, network, CHIP, CHANCE, inputs(11, 200, 12));
        assertTrue(error(machine.written(calibrated.network()), network) < 1.2 * error(machine, network) + 0.005);
    }

    /** What is asked of the chip is counted: halvings, patterns of each column, images. */
    @Test
    void whatItCostsIsTold() {
        Network network = network(12, 8, 4);
        Calibrated calibrated = new Calibration(50, 3, 2).run(machine(network, 0.01, 0), network, CHIP, CHANCE, inputs(11, 40, 12));
        assertEquals(12 + 3 * 50 * 8 + 12 + 3 * 40, calibrated.vectors());
        assertEquals(12 * 8 + 2 * 3 * 50 * 8 + 12 * (4 + 8) + 2 * 3 * 40 * (4 + 8), calibrated.readings());
        assertEquals(2 * (12 + 3), calibrated.writings());
    }

    @Test
    void theSameChipLearnsTheSame() {
        Network network = network(6, 4);
        ElectronicMachine machine = machine(network, 0.05, 100e-6);
        Network first = new Calibration(40, 1, 1).run(machine, network, CHIP, CHANCE, inputs(11, 40, 6)).network();
        Network second = new Calibration(40, 1, 1).run(machine, network, CHIP, CHANCE, inputs(11, 40, 6)).network();
        for (int o = 0; o < 4; o++) {
            assertArrayEquals(first.layers().get(0).weights()[o], second.layers().get(0).weights()[o]);
        }
    }

    /** A controller cannot write what its converters do not reach. */
    @Test
    void nothingIsWrittenBeyondWhatCanBeStored() {
        Network network = network(6, 4);
        ElectronicMachine machine = machine(network, 0.3, 50e-6);
        Converters range = machine.converters(0);
        DenseLayer written = new Calibration(40, 2, 1).run(machine, network, CHIP, CHANCE, inputs(11, 40, 6)).network().layers().get(0);
        for (double[] row : written.weights()) {
            for (double weight : row) {
                assertTrue(Math.abs(weight) <= range.weightRange());
            }
        }
        for (double bias : written.bias()) {
            assertTrue(Math.abs(bias) <= range.biasRange());
        }
    }

    @Test
    void anotherNetworksShapeIsRefused() {
        ElectronicMachine machine = machine(network(6, 4), 0.01, 0);
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> machine.written(network(6, 5)));
        assertTrue(e.getMessage().contains("6-4") && e.getMessage().contains("6-5"), e.getMessage());
    }
}
