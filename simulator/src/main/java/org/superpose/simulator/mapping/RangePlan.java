package org.superpose.simulator.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.reference.DigitalReference;

/**
 * The ranges of every layer of a network, from the activations of the exact network on calibration data.
 */
public final class RangePlan {
    private final List<LayerRange> layers;
    private final List<double[][]> inputs;
    private final List<double[][]> preActivations;

    private RangePlan(List<LayerRange> layers, List<double[][]> inputs, List<double[][]> preActivations) {
        this.layers = layers;
        this.inputs = inputs;
        this.preActivations = preActivations;
    }

    /**
     * @param calibration samples [batch × inputs], network units, at least one
     * @param clip        probability with which an input or an output may exceed its range, from 0 to below 0.5
     */
    public static RangePlan of(Network network, double[][] calibration, double clip) {
        if (calibration.length == 0) {
            throw new IllegalArgumentException("ranges are planned from calibration data, but there is none: give at least one row");
        }
        if (calibration[0].length != network.inputs()) {
            throw new IllegalArgumentException("the network takes " + network.inputs() + " inputs, but a calibration row has " + calibration[0].length);
        }
        if (!(clip >= 0 && clip < 0.5)) {
            throw new IllegalArgumentException("the clipping probability must be at least 0 and below 0.5, got " + clip);
        }
        List<LayerRange> ranges = new ArrayList<>();
        List<double[][]> inputs = new ArrayList<>();
        List<double[][]> preActivations = new ArrayList<>();
        DigitalReference reference = new DigitalReference(network);
        double[][] x = calibration;
        for (int l = 0; l < network.layers().size(); l++) {
            DenseLayer layer = network.layers().get(l);
            LayerTrace trace = reference.runLayer(l, x);
            double[] in = magnitudes(x);
            double[] out = magnitudes(trace.output());
            double input = quantile(in, clip);
            double output = quantile(out, clip);
            ranges.add(new LayerRange(input, signed(x), positive(largest(layer.weights())), largest(new double[][] {layer.bias()}), output, out[out.length - 1],
                    beyond(in, input), beyond(out, output), clippingError(out, output)));
            inputs.add(x);
            preActivations.add(trace.preActivation());
            x = trace.output();
        }
        return new RangePlan(List.copyOf(ranges), List.copyOf(inputs), List.copyOf(preActivations));
    }

    public List<LayerRange> layers() {
        return layers;
    }

    /** The first rows of the exact inputs of a layer on the calibration data [at most rows × inputs], a copy. */
    public double[][] inputs(int layer, int rows) {
        return first(inputs.get(layer), rows);
    }

    /** The exact pre-activations W x + b that belong to {@link #inputs} [at most rows × outputs], a copy. */
    public double[][] preActivations(int layer, int rows) {
        return first(preActivations.get(layer), rows);
    }

    private static double[][] first(double[][] rows, int count) {
        double[][] copy = new double[StrictMath.min(count, rows.length)][];
        for (int b = 0; b < copy.length; b++) {
            copy[b] = rows[b].clone();
        }
        return copy;
    }

    /** Magnitudes in ascending order. */
    private static double[] magnitudes(double[][] values) {
        double[] all = new double[values.length * values[0].length];
        int n = 0;
        for (double[] row : values) {
            for (double value : row) {
                all[n++] = StrictMath.abs(value);
            }
        }
        Arrays.sort(all);
        return all;
    }

    /** The smallest magnitude that at most the fraction {@code clip} exceeds; 1 where every value is 0. */
    private static double quantile(double[] ascending, double clip) {
        int index = ascending.length - 1 - (int) (clip * ascending.length);
        return positive(ascending[index] > 0 ? ascending[index] : ascending[ascending.length - 1]);
    }

    private static double positive(double magnitude) {
        return magnitude > 0 ? magnitude : 1;
    }

    private static double beyond(double[] ascending, double range) {
        int count = 0;
        for (int k = ascending.length - 1; k >= 0 && ascending[k] > range; k--) {
            count++;
        }
        return (double) count / ascending.length;
    }

    private static double clippingError(double[] ascending, double range) {
        double error = 0;
        double power = 0;
        for (double value : ascending) {
            double excess = StrictMath.max(0, value - range);
            error += excess * excess;
            power += value * value;
        }
        return power == 0 ? 0 : StrictMath.sqrt(error / power);
    }

    private static boolean signed(double[][] values) {
        for (double[] row : values) {
            for (double value : row) {
                if (value < 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double largest(double[][] values) {
        double largest = 0;
        for (double[] row : values) {
            for (double value : row) {
                largest = StrictMath.max(largest, StrictMath.abs(value));
            }
        }
        return largest;
    }
}
