package org.superpose.simulator.electronic;

import java.util.List;
import org.superpose.simulator.electronic.LayerNoise.Origin;

/**
 * What the cell level says of the noise of a network's outputs at one input: that of all layers, one behind the other. With {@code T_l = [H_a ∂I_a/∂x_i]} what layer l makes of small changes of its inputs, at the operating point of each column and in the state of its
 * rectifier, and {@code G_l = T_L … T_(l+1)} what the layers behind it make of its outputs, the cross density of outputs is
 * <pre>
 * S(f) = Σ_l (G_l diag(S_l) G_lᴴ + G_(l−1) G_(l−1)ᴴ S_d,l)
 * </pre>
 * with the noise S_l that each column of layer l makes by itself ({@link LayerNoise}) and S_d,l of the drivers before its cells, where there are any. So what a hidden output brings is common to all outputs, as what a driver brings is common to all columns. Single-sided [V²/Hz].
 */
public final class NetworkNoise {
    private final List<LayerNoise> layers;

    NetworkNoise(List<LayerNoise> layers) {
        this.layers = List.copyOf(layers);
    }

    /** How many. */
    public int layers() {
        return layers.size();
    }

    /** Of the last layer. */
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** One of the layers by itself, from 0. */
    public LayerNoise layer(int layer) {
        return layers.get(layer);
    }

    /** At a frequency [Hz], up to 100 MHz or somewhat more. */
    public Densities at(double frequency) {
        Densities at = new Densities(layers.size(), outputs());
        double[][][] through = new double[outputs()][outputs()][2];                    // G of the layer
        for (int o = 0; o < through.length; o++) {
            through[o][o][0] = 1;
        }
        for (int l = layers.size() - 1; l >= 0; l--) {
            LayerNoise layer = layers.get(l);
            for (int a = 0; a < layer.outputs(); a++) {
                double sum = 0;
                for (Origin origin : Origin.values()) {
                    if (origin != Origin.DRIVERS) {
                        double density = layer.density(a, origin, frequency);
                        sum += density;
                        at.add(l, origin, through, a, density);
                    }
                }
                at.share(through, a, sum);
            }
            if (l == 0 && !layer.driven()) {
                break;
            }
            through = before(layer, through, frequency);
            double driver = layer.driver(frequency);
            for (int i = 0; driver > 0 && i < layer.inputs(); i++) {
                at.add(l, Origin.DRIVERS, through, i, driver);
                at.share(through, i, driver);
            }
        }
        return at;
    }

    /** G T: from a layer's inputs to the network's outputs. */
    private static double[][][] before(LayerNoise layer, double[][][] behind, double frequency) {
        double[][][] through = new double[behind.length][layer.inputs()][2];
        for (int a = 0; a < layer.outputs(); a++) {
            double[] h = layer.response(a, frequency);
            for (int o = 0; o < behind.length; o++) {
                double re = behind[o][a][0] * h[0] - behind[o][a][1] * h[1];
                double im = behind[o][a][0] * h[1] + behind[o][a][1] * h[0];
                for (int i = 0; i < through[o].length; i++) {
                    double slope = layer.ofInput(a, i);
                    through[o][i][0] += re * slope;
                    through[o][i][1] += im * slope;
                }
            }
        }
        return through;
    }

    /** Densities at one frequency [V²/Hz]. */
    public static final class Densities {
        private final double[][][] parts;              // [output][layer][origin]
        private final double[][] covariance;

        private Densities(int layers, int outputs) {
            parts = new double[outputs][layers][Origin.values().length];
            covariance = new double[outputs][outputs];
        }

        private void add(int layer, Origin origin, double[][][] through, int node, double density) {
            for (int o = 0; o < parts.length; o++) {
                parts[o][layer][origin.ordinal()] += density * (through[o][node][0] * through[o][node][0] + through[o][node][1] * through[o][node][1]);
            }
        }

        private void share(double[][][] through, int node, double density) {
            for (int o = 0; o < parts.length; o++) {
                for (int p = 0; p < parts.length; p++) {
                    covariance[o][p] += density * (through[o][node][0] * through[p][node][0] + through[o][node][1] * through[p][node][1]);
                }
            }
        }

        /** Of an output, from all origins. */
        public double of(int output) {
            return covariance[output][output];
        }

        /** Of an output, from one origin in one layer. */
        public double of(int output, int layer, Origin origin) {
            return parts[output][layer][origin.ordinal()];
        }

        /** What two outputs have in common: the real part of their cross density. */
        public double covariance(int one, int other) {
            return covariance[one][other];
        }
    }
}
