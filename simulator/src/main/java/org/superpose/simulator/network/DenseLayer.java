package org.superpose.simulator.network;

import java.util.Arrays;
import java.util.Objects;

/** A dense layer, {@code y = activation(W x + b)}. Immutable: arrays are copied on the way in and out. */
public final class DenseLayer implements Layer {
    private final double[][] weights;
    private final double[] bias;
    private final Activation activation;

    /**
     * @param weights W {@code [outputs × inputs]}, every number finite
     * @param bias    b {@code [outputs]}, every number finite
     */
    public DenseLayer(double[][] weights, double[] bias, Activation activation) {
        this(activation, Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new), bias.clone());
    }

    /** Takes the arrays as they are: whoever made them hands them over. */
    DenseLayer(Activation activation, double[][] weights, double[] bias) {
        if (weights.length == 0 || weights[0].length == 0) {
            throw new IllegalArgumentException("a dense layer needs at least one output and one input");
        }
        if (bias.length != weights.length) {
            throw new IllegalArgumentException("a dense layer of " + weights.length + " outputs needs as many biases, got " + bias.length);
        }
        for (int output = 0; output < weights.length; output++) {
            if (weights[output].length != weights[0].length) {
                throw new IllegalArgumentException("weights of output " + output + " are " + weights[output].length
                        + ", those of output 0 are " + weights[0].length + ": every output needs one weight for each input");
            }
            requireFinite(weights[output], "weight of output " + output + " and input ");
        }
        requireFinite(bias, "bias of output ");
        this.weights = weights;
        this.bias = bias;
        this.activation = Objects.requireNonNull(activation, "activation");
    }

    private static void requireFinite(double[] values, String what) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(what + i + " must be finite, got " + values[i]);
            }
        }
    }

    @Override
    public int inputs() {
        return weights[0].length;
    }

    @Override
    public int outputs() {
        return weights.length;
    }

    /** W {@code [outputs × inputs]}, a copy. */
    public double[][] weights() {
        return Arrays.stream(weights).map(double[]::clone).toArray(double[][]::new);
    }

    /** b {@code [outputs]}, a copy. */
    public double[] bias() {
        return bias.clone();
    }

    public Activation activation() {
        return activation;
    }

    @Override
    public String toString() {
        return inputs() + "-" + outputs() + " " + activation;
    }
}
