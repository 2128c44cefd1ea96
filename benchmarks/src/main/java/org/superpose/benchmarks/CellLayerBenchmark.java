package org.superpose.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.Basis;
import org.superpose.simulator.characterised.CharacterisedLayer;
import org.superpose.simulator.characterised.InputStage;
import org.superpose.simulator.characterised.Readout;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** A 1024 × 1024 layer on a batch of 256 with read noise and 8-bit converters, from R signal and S noise terms; one thread. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CellLayerBenchmark {
    static final int WIDTH = 1024;
    static final int BATCH = 256;

    /** R and S. */
    @Param({"1+1", "2+1", "4+4"})
    public String terms;

    private double[][] x;
    private PackedMatrix plain;
    private CharacterisedLayer layer;
    private long read;

    @Setup
    public void make() {
        int signal = Integer.parseInt(terms.substring(0, terms.indexOf('+')));
        int noise = Integer.parseInt(terms.substring(terms.indexOf('+') + 1));
        RandomStream random = RandomStreams.of(1).stream();
        x = uniform(random, BATCH, 0, 1);
        plain = PackedMatrix.of(uniform(random, WIDTH, -1, 1));
        layer = new CharacterisedLayer(eightBits(), List.of(sum(random, signal, -1), sum(random, noise, 0)), readout());
    }

    /** The same kernel, once. */
    @Benchmark
    public double[][] plainProduct() {
        return plain.multiply(x);
    }

    @Benchmark
    public LayerTrace cellLayer() {
        return layer.run(x, new Reading(RandomStreams.of(1).chip(0).layer(0), read++, 0));
    }

    private static SeparableSum sum(RandomStream random, int rank, double lowest) {
        List<PackedMatrix> coefficients = new ArrayList<>();
        for (int r = 0; r < rank; r++) {
            coefficients.add(PackedMatrix.of(uniform(random, WIDTH, lowest, 1)));
        }
        return new SeparableSum(powers(rank), coefficients, new double[WIDTH]);
    }

    /** φ_r = x^(r+1): as dear to evaluate as a polynomial basis of that rank. */
    private static Basis powers(int rank) {
        return new Basis() {
            @Override
            public int rank() {
                return rank;
            }

            @Override
            public void evaluate(double[] port, double[][] phi) {
                for (int i = 0; i < port.length; i++) {
                    double power = 1;
                    for (int r = 0; r < rank; r++) {
                        power *= port[i];
                        phi[r][i] = power;
                    }
                }
            }
        };
    }

    private static InputStage eightBits() {
        return (values, port, reading, row) -> {
            for (int i = 0; i < values.length; i++) {
                port[i] = Math.rint(Math.min(1, Math.max(0, values[i])) * 255) / 255;
            }
            return 0;
        };
    }

    private static Readout readout() {
        return (sums, preActivation, output, reading, row) -> {
            RandomStream random = reading.stream(reading.streams().named("read noise"), row);
            for (int o = 0; o < output.length; o++) {
                double y = sums[0][o] + 1e-2 * Math.sqrt(sums[1][o]) * random.normal();
                preActivation[o] = Math.rint(Math.min(64, Math.max(-64, y)) * (127 / 64.0)) * (64 / 127.0);
                output[o] = Math.max(0, preActivation[o]);
            }
            return 0;
        };
    }

    private static double[][] uniform(RandomStream random, int rows, double lowest, double highest) {
        double[][] matrix = new double[rows][WIDTH];
        for (double[] row : matrix) {
            Arrays.setAll(row, c -> lowest + (highest - lowest) * random.uniform());
        }
        return matrix;
    }
}
