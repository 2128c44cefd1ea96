package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;

/** How far the {@code IDEAL} level lies from the {@code EXACT} one. */
final class IdealDistance {
    private IdealDistance() {
    }

    /**
     * For each layer the largest {@code |z_ideal − (W x + b)| / (|b| + Σ |w||x|)} over images and outputs; x is what the layer got in the ideal
     * machine's own run, so errors of earlier layers do not count again. A rounding error of the sum is bounded by some {@code (inputs + 2) · 2⁻⁵³}
     * of that scale (N. J. Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, 2002, eq. 3.5).
     */
    static List<Double> measure(AnalogNetwork ideal, Network network, double[][] images, int batch) {
        double[] largest = new double[network.layers().size()];
        for (int first = 0; first < images.length; first += batch) {
            ChipTally.stopIfInterrupted();
            double[][] x = Arrays.copyOfRange(images, first, Math.min(first + batch, images.length));
            List<LayerTrace> traces = ideal.run(x, 0, first);
            for (int l = 0; l < largest.length; l++) {
                largest[l] = Math.max(largest[l], distance(network.layers().get(l), x, traces.get(l).preActivation()));
                x = traces.get(l).output();
            }
        }
        List<Double> list = new ArrayList<>();
        for (double value : largest) {
            list.add(value);
        }
        return list;
    }

    private static double distance(DenseLayer layer, double[][] x, double[][] z) {
        double[][] weights = layer.weights();
        double[] bias = layer.bias();
        double largest = 0;
        for (int b = 0; b < x.length; b++) {
            for (int o = 0; o < bias.length; o++) {
                double exact = bias[o];
                double scale = Math.abs(bias[o]);
                for (int i = 0; i < x[b].length; i++) {
                    exact += weights[o][i] * x[b][i];
                    scale += Math.abs(weights[o][i] * x[b][i]);
                }
                if (scale > 0) {
                    largest = Math.max(largest, Math.abs(z[b][o] - exact) / scale);
                } else if (z[b][o] != 0) {
                    return Double.POSITIVE_INFINITY;                             // nothing went in, something came out
                }
            }
        }
        return largest;
    }
}
