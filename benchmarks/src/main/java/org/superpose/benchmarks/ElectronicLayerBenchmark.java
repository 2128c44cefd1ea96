package org.superpose.benchmarks;

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
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.electronic.ElectronicMachine;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** The electronic machine itself: a 1024 × 1024 layer on a batch of 256 with read noise and 8-bit converters; one thread. Making a chip (the draw of its write errors) is timed apart. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ElectronicLayerBenchmark {
    private static final int WIDTH = 1024;
    private static final int BATCH = 256;

    @Param({"conductance-pairs", "gilbert-cells"})
    public String cells;

    private double[][] x;
    private PackedMatrix plain;
    private ElectronicMachine machine;
    private AnalogNetwork chip;
    private int next;

    @Setup
    public void make() {
        RandomStream random = RandomStreams.of(1).stream();
        double[][] weights = uniform(random, WIDTH, -1);
        x = uniform(random, BATCH, 0);
        plain = PackedMatrix.of(weights);
        ElectronicHardware eightBits = ElectronicHardware.defaults().withPlacement(ElectronicHardware.Placement.EVERY_LAYER)
                .withConverters(new ElectronicHardware.Dac(8, 1, 12), new ElectronicHardware.Adc(8, 1));
        machine = ElectronicMachine.of(new Network(List.of(new DenseLayer(weights, new double[WIDTH], Activation.RELU))), x,
                cells.equals("conductance-pairs") ? eightBits.withCell(Multiplier.ohmic(), WeightStorage.ConductancePair.pcm()) : eightBits);
        chip = machine.chip(RandomStreams.of(1).chip(0));
    }

    /** The same kernel, once. */
    @Benchmark
    public double[][] plainProduct() {
        return plain.multiply(x);
    }

    @Benchmark
    public List<LayerTrace> chipOnBatch() {
        return chip.run(x, next++, 0);
    }

    @Benchmark
    public AnalogNetwork programming() {
        return machine.chip(RandomStreams.of(1).chip(next++));
    }

    /** R + S: from what the design says of itself; conductances are linear by nature and have one term each. */
    static int terms(String cells) {
        ElectronicLayerBenchmark benchmark = new ElectronicLayerBenchmark();
        benchmark.cells = cells;
        benchmark.make();
        return cells.equals("conductance-pairs") ? 2
                : benchmark.machine.facts().stream().filter(fact -> fact.name().contains("rank of")).mapToInt(fact -> (int) fact.value()).sum();
    }

    private static double[][] uniform(RandomStream random, int rows, double lowest) {
        double[][] matrix = new double[rows][WIDTH];
        for (double[] row : matrix) {
            Arrays.setAll(row, c -> lowest + (1 - lowest) * random.uniform());
        }
        return matrix;
    }
}
