package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** Seeded networks and inputs, and hardware whose only error is the one under test. */
final class TestNetworks {
    private TestNetworks() {
    }

    /** Dense layers of the given widths, ReLU but for the last. */
    static Network network(long seed, int... widths) {
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 1; l < widths.length; l++) {
            RandomStream draw = RandomStreams.of(seed).layer(l).stream();
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

    /** Rows with elements even in ±1. */
    static double[][] inputs(long seed, int rows, int width) {
        RandomStream draw = RandomStreams.of(seed).named("inputs").stream();
        double[][] x = new double[rows][width];
        for (double[] row : x) {
            for (int i = 0; i < width; i++) {
                row[i] = 2 * draw.uniform() - 1;
            }
        }
        return x;
    }

    /** Infinitely fine converters, amplifiers with infinite gain, nothing trimmed, no clipping: the cells alone. */
    static ElectronicHardware cellsAlone() {
        return ElectronicHardware.defaults().withConverters(new ElectronicHardware.Dac(0, 1, 0), new ElectronicHardware.Adc(0, 1))
                .withWeights(new WeightStorage.Dac(0, 0, 0)).withSummer(Summer.defaults().withOpenLoopGain(Double.POSITIVE_INFINITY))
                .withTrim(Trim.none()).withClip(0);
    }
}
