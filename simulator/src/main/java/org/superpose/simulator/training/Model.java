package org.superpose.simulator.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.ElementType;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/**
 * A dense network in training: all parameters in one array, layer after layer, each W {@code [outputs × inputs]} row-major and then b {@code [outputs]}.
 * Holds the activations of the sample in hand: for one thread.
 */
final class Model {
    private final int[] widths;                 // inputs of the first layer, then outputs of each
    private final List<Activation> activations; // one for each layer
    private final int[] start;                  // where the parameters of each layer begin
    private final double[] parameters;
    private final double[][] signal;            // signal[l]: inputs of layer l; the last one holds the logits
    private final double[][] sum;               // sum[l]: pre-activations of layer l
    private final double[][] error;             // error[l]: derivative of the loss by sum[l]

    private Model(int[] widths, List<Activation> activations) {
        int layers = activations.size();
        this.widths = widths;
        this.activations = List.copyOf(activations);
        start = new int[layers + 1];
        signal = new double[layers + 1][];
        sum = new double[layers][];
        error = new double[layers][];
        for (int l = 0; l < layers; l++) {
            start[l + 1] = Math.addExact(start[l], Math.multiplyExact(widths[l + 1], widths[l] + 1));
            signal[l + 1] = new double[widths[l + 1]];
            sum[l] = new double[widths[l + 1]];
            error[l] = new double[widths[l + 1]];
        }
        parameters = new double[start[layers]];
    }

    /**
     * An untrained model: W drawn uniformly from {@code ±√(6/inputs)}, which has the variance 2/inputs that keeps the scale of signals through ReLU
     * layers (K. He et al., "Delving deep into rectifiers", ICCV 2015, equation 10), and b = 0.
     *
     * @param outputs width of each layer
     */
    static Model untrained(int inputs, List<Integer> outputs, List<Activation> activations, RandomStreams streams) {
        Model model = new Model(IntStream.concat(IntStream.of(inputs), outputs.stream().mapToInt(Integer::intValue)).toArray(), activations);
        for (int l = 0; l < activations.size(); l++) {
            RandomStream random = streams.layer(l).stream();
            double bound = Math.sqrt(6.0 / model.widths[l]);
            for (int k = model.start[l]; k < model.start[l] + model.widths[l] * model.widths[l + 1]; k++) {
                model.parameters[k] = bound * (2 * random.uniform() - 1);
            }
        }
        return model;
    }

    /** A model of a network as it is. */
    static Model of(Network network) {
        Model model = new Model(IntStream.concat(IntStream.of(network.inputs()), network.layers().stream().mapToInt(DenseLayer::outputs)).toArray(),
                network.layers().stream().map(DenseLayer::activation).toList());
        int k = 0;
        for (DenseLayer layer : network.layers()) {
            for (double[] row : layer.weights()) {
                System.arraycopy(row, 0, model.parameters, k, row.length);
                k += row.length;
            }
            System.arraycopy(layer.bias(), 0, model.parameters, k, layer.outputs());
            k += layer.outputs();
        }
        return model;
    }

    /** The parameters themselves: whoever changes them changes the model. */
    double[] parameters() {
        return parameters;
    }

    /** For each parameter, {@code value} if it is a weight and 0 if it is a bias. */
    double[] onWeights(double value) {
        double[] values = new double[parameters.length];
        for (int l = 0; l < sum.length; l++) {
            Arrays.fill(values, start[l], start[l] + widths[l] * widths[l + 1], value);
        }
        return values;
    }

    /** Outputs of the last layer for one sample; valid until the next call. */
    double[] logits(double[] x) {
        signal[0] = x;
        for (int l = 0; l < sum.length; l++) {
            int k = start[l];
            int bias = k + widths[l] * widths[l + 1];
            for (int o = 0; o < widths[l + 1]; o++) {
                double z = 0;
                for (int i = 0; i < widths[l]; i++) {
                    z += parameters[k++] * signal[l][i];
                }
                sum[l][o] = z + parameters[bias + o];
                signal[l + 1][o] = activations.get(l).apply(sum[l][o]);
            }
        }
        return signal[sum.length];
    }

    /**
     * Softmax cross-entropy of one sample, {@code ln Σ exp(y) − y_label}.
     *
     * @param gradient its derivative by each parameter, times {@code scale}, is added here
     */
    double loss(double[] x, int label, double scale, double[] gradient) {
        double[] y = logits(x);
        double largest = y[0];
        for (double value : y) {
            largest = Math.max(largest, value);
        }
        double total = 0;
        for (double value : y) {
            total += StrictMath.exp(value - largest);
        }
        int last = sum.length - 1;
        for (int o = 0; o < y.length; o++) {
            double probability = StrictMath.exp(y[o] - largest) / total;
            error[last][o] = (probability - (o == label ? 1 : 0)) * activations.get(last).slope(sum[last][o]);
        }
        double loss = largest + StrictMath.log(total) - y[label];
        for (int l = last; l >= 0; l--) {
            backward(l, scale, gradient);
        }
        return loss;
    }

    private void backward(int l, double scale, double[] gradient) {
        int k = start[l];
        int bias = k + widths[l] * widths[l + 1];
        if (l > 0) {
            Arrays.fill(error[l - 1], 0);
        }
        for (int o = 0; o < widths[l + 1]; o++) {
            double e = error[l][o];
            gradient[bias + o] += scale * e;
            for (int i = 0; i < widths[l]; i++) {
                gradient[k + i] += scale * e * signal[l][i];
            }
            if (l > 0) {
                for (int i = 0; i < widths[l]; i++) {
                    error[l - 1][i] += e * parameters[k + i];
                }
            }
            k += widths[l];
        }
        if (l > 0) {
            for (int i = 0; i < widths[l]; i++) {
                error[l - 1][i] *= activations.get(l - 1).slope(sum[l - 1][i]);
            }
        }
    }

    /** The network as a file of that element type holds it. */
    Network rounded(ElementType type) {
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 0; l < sum.length; l++) {
            double[][] weights = new double[widths[l + 1]][widths[l]];
            double[] bias = new double[widths[l + 1]];
            int k = start[l];
            for (double[] row : weights) {
                for (int i = 0; i < row.length; i++) {
                    row[i] = type.rounded(parameters[k++]);
                }
            }
            for (int o = 0; o < bias.length; o++) {
                bias[o] = type.rounded(parameters[k++]);
            }
            layers.add(new DenseLayer(weights, bias, activations.get(l)));
        }
        return new Network(layers);
    }
}
