package org.superpose.simulator.photonic;

import java.util.ArrayList;
import java.util.List;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** Hardware, networks and inputs that the tests of this package share. */
final class Benches {
    /** Nothing but optics and rounding far below what the tests look at. */
    static final String FINE = "mask: {bits: 30, phaseError: 0}, adc: {bits: 32, noise: 0}, mirrors: {side: 1000, guard: 0}";

    private Benches() {
    }

    /** @param yaml keys of the optical section, comma-separated */
    static OpticalHardware hardware(String yaml) {
        Section section = Section.parse("test", "{" + yaml + "}");
        OpticalHardware hardware = OpticalHardware.read(section);
        section.finish();
        return hardware;
    }

    /** ReLU between the layers, none at the end; weights uniform in [−1, 1], biases in [−½, ½]. */
    static Network network(long seed, int... widths) {
        RandomStream random = RandomStreams.of(seed).named("network").stream();
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 1; l < widths.length; l++) {
            double[][] weights = new double[widths[l]][widths[l - 1]];
            double[] bias = new double[widths[l]];
            for (int o = 0; o < widths[l]; o++) {
                for (int i = 0; i < widths[l - 1]; i++) {
                    weights[o][i] = 2 * random.uniform() - 1;
                }
                bias[o] = random.uniform() - 0.5;
            }
            layers.add(new DenseLayer(weights, bias, l + 1 < widths.length ? Activation.RELU : Activation.IDENTITY));
        }
        return new Network(layers);
    }

    static double[][] inputs(long seed, int rows, int columns, double lowest, double highest) {
        RandomStream random = RandomStreams.of(seed).named("inputs").stream();
        double[][] x = new double[rows][columns];
        for (double[] row : x) {
            for (int i = 0; i < columns; i++) {
                row[i] = lowest + (highest - lowest) * random.uniform();
            }
        }
        return x;
    }

    /** W x + b. */
    static double exact(DenseLayer layer, int output, double[] x) {
        double[] weights = layer.weights()[output];
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * x[i];
        }
        return sum + layer.bias()[output];
    }

    /** |b| + Σ |w| |x|. */
    static double magnitude(DenseLayer layer, int output, double[] x) {
        double[] weights = layer.weights()[output];
        double sum = Math.abs(layer.bias()[output]);
        for (int i = 0; i < x.length; i++) {
            sum += Math.abs(weights[i] * x[i]);
        }
        return sum;
    }
}
