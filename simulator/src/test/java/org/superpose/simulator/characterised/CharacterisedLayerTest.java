package org.superpose.simulator.characterised;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

class CharacterisedLayerTest {
    private static final int INPUTS = 9;
    private static final int OUTPUTS = 6;

    /** φ = (x, x²). */
    private static final Basis POWERS = new Basis() {
        @Override
        public int rank() {
            return 2;
        }

        @Override
        public void evaluate(double[] port, double[][] phi) {
            for (int i = 0; i < port.length; i++) {
                phi[0][i] = port[i];
                phi[1][i] = port[i] * port[i];
            }
        }
    };

    private static final InputStage HALVING = (x, port, reading, row) -> {
        for (int i = 0; i < x.length; i++) {
            port[i] = x[i] / 2;
        }
        return 0;
    };

    /** Signal in sum 0, noise variance in sum 1. */
    private static final Readout NOISY = (sums, preActivation, output, reading, row) -> {
        RandomStream random = reading.stream(reading.streams().named("read noise"), row);
        for (int o = 0; o < output.length; o++) {
            preActivation[o] = sums[0][o] + Math.sqrt(sums[1][o]) * random.normal();
            output[o] = Math.max(0, preActivation[o]);
        }
        return 0;
    };

    private final double[][] linear = matrix("linear", OUTPUTS, INPUTS);
    private final double[][] square = matrix("square", OUTPUTS, INPUTS);
    private final double[][] variance = squared(matrix("variance", OUTPUTS, INPUTS));
    private final double[] offset = matrix("offset", 1, OUTPUTS)[0];
    private final double[][] x = matrix("x", 23, INPUTS);

    private AnalogNetwork chip() {
        double[][] none = new double[OUTPUTS][INPUTS];
        CharacterisedLayer layer = new CharacterisedLayer(HALVING, List.of(
                new SeparableSum(POWERS, List.of(PackedMatrix.of(linear), PackedMatrix.of(square)), offset),
                new SeparableSum(POWERS, List.of(PackedMatrix.of(none), PackedMatrix.of(variance)), new double[OUTPUTS])), NOISY);
        return new AnalogNetwork(List.of(layer), RandomStreams.of(3).chip(0));
    }

    /** A fresh reference computes the double sum directly; the difference is rounding of 2 × 9 terms. */
    @Test
    void theSumOverCellsIsTheSumOfMatrixProducts() {
        double[] mean = new double[OUTPUTS];
        LayerTrace trace = chip().runLayer(0, x, 0, 0);
        for (int b = 0; b < x.length; b++) {
            RandomStream random = RandomStreams.of(3).chip(0).layer(0).named("read noise").stream(b, 0);
            for (int o = 0; o < OUTPUTS; o++) {
                mean[o] = offset[o];
                double power = 0;
                for (int i = 0; i < INPUTS; i++) {
                    double port = x[b][i] / 2;
                    mean[o] += linear[o][i] * port + square[o][i] * port * port;
                    power += variance[o][i] * port * port;
                }
                assertEquals(mean[o] + Math.sqrt(power) * random.normal(), trace.preActivation()[b][o], 1e-13 * (1 + Math.abs(mean[o])) * INPUTS);
            }
        }
    }

    @Test
    void drawsAndBitsDoNotDependOnTheBatch() {
        double[][] whole = chip().logits(x);
        for (int size : new int[] {1, 5, 22}) {
            for (int from = 0; from < x.length; from += size) {
                double[][] batch = Arrays.copyOfRange(x, from, Math.min(from + size, x.length));
                double[][] part = chip().run(batch, 0, from).get(0).output();
                assertArrayEquals(Arrays.copyOfRange(whole, from, from + batch.length), part);
            }
        }
    }

    @Test
    void shapesMustAgree() {
        PackedMatrix matrix = PackedMatrix.of(linear);
        assertThrows(IllegalArgumentException.class, () -> new SeparableSum(POWERS, List.of(matrix), offset));
        assertThrows(IllegalArgumentException.class, () -> new SeparableSum(POWERS, List.of(matrix, matrix), new double[OUTPUTS + 1]));
        assertThrows(IllegalArgumentException.class, () -> chip().layers().get(0).run(new double[1][INPUTS + 1], new Reading(RandomStreams.of(0), 0, 0)));
        assertThrows(IllegalArgumentException.class, () -> new AnalogNetwork(List.of(chip().layers().get(0), chip().layers().get(0)), RandomStreams.of(0)));
    }

    private static double[][] matrix(String name, int rows, int columns) {
        RandomStream random = RandomStreams.of(1).named(name).stream();
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            Arrays.setAll(row, c -> random.normal());
        }
        return matrix;
    }

    private static double[][] squared(double[][] matrix) {
        for (double[] row : matrix) {
            Arrays.setAll(row, c -> row[c] * row[c]);
        }
        return matrix;
    }
}
