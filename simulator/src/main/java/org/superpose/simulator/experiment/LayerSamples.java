package org.superpose.simulator.experiment;

import java.util.Arrays;

/**
 * Outputs of one layer of the first chip in its first read, fed by the analog layer before it, beside the exact ones: for scatter plots and error
 * histograms. In network units.
 */
public final class LayerSamples {
    private final int layer;
    private final double[][] exact;
    private final double[][] analog;

    /** @param exact, analog [images × outputs], kept: the caller leaves them alone */
    LayerSamples(int layer, double[][] exact, double[][] analog) {
        this.layer = layer;
        this.exact = exact;
        this.analog = analog;
    }

    /** From 0. */
    public int layer() {
        return layer;
    }

    /** The exact outputs of the first test images [images × outputs], a copy. */
    public double[][] exact() {
        return Arrays.stream(exact).map(double[]::clone).toArray(double[][]::new);
    }

    /** The analog outputs of the same images [images × outputs], a copy. */
    public double[][] analog() {
        return Arrays.stream(analog).map(double[]::clone).toArray(double[][]::new);
    }

    /** Analog minus exact, image by image, all outputs of one image in a row. */
    public double[] errors() {
        double[] errors = new double[exact.length * exact[0].length];
        for (int i = 0; i < errors.length; i++) {
            int b = i / exact[0].length;
            int o = i % exact[0].length;
            errors[i] = analog[b][o] - exact[b][o];
        }
        return errors;
    }
}
