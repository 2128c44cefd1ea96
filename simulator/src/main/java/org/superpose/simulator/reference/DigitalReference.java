package org.superpose.simulator.reference;

import java.util.ArrayList;
import java.util.List;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Predictor;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;

/**
 * A network computed in float64: {@code z_o = (((x₀ w_o0 + x₁ w_o1) + …) + b_o)}, each product and sum rounded to a double, then the activation.
 * A row's result does not depend on the batch around it. Immutable; any number of threads may run it.
 */
public final class DigitalReference implements Predictor {
    private final Network network;
    private final List<PackedMatrix> weights;

    public DigitalReference(Network network) {
        this.network = network;
        weights = network.layers().stream().map(layer -> PackedMatrix.of(layer.weights())).toList();
    }

    @Override
    public int inputs() {
        return network.inputs();
    }

    @Override
    public int outputs() {
        return network.outputs();
    }

    /** What the last layer gives for each row of {@code x} [batch × inputs]. */
    @Override
    public double[][] logits(double[][] x) {
        List<LayerTrace> traces = run(x);
        return traces.get(traces.size() - 1).output();
    }

    /** The class of each row of {@code x} [batch × inputs]: the largest logit, the first of equals. */
    public int[] classes(double[][] x) {
        return Predictor.classes(logits(x));
    }

    /** Runs all layers, each on the output of the one before: one trace per layer. */
    public List<LayerTrace> run(double[][] x) {
        List<LayerTrace> traces = new ArrayList<>();
        double[][] signal = x;
        for (int l = 0; l < weights.size(); l++) {
            LayerTrace trace = runLayer(l, signal);
            traces.add(trace);
            signal = trace.output();
        }
        return traces;
    }

    /**
     * Runs one layer by itself, for example on what a machine fed its own layer with.
     *
     * @param layer from 0
     * @param x     [batch × inputs of that layer]
     */
    public LayerTrace runLayer(int layer, double[][] x) {
        DenseLayer dense = network.layers().get(layer);
        double[] bias = dense.bias();
        Activation activation = dense.activation();
        double[][] sum = weights.get(layer).multiply(x);
        double[][] output = new double[x.length][bias.length];
        for (int b = 0; b < x.length; b++) {
            for (int o = 0; o < bias.length; o++) {
                sum[b][o] += bias[o];
                output[b][o] = activation.apply(sum[b][o]);
            }
        }
        return new LayerTrace(sum, output, 0, 0);
    }
}
