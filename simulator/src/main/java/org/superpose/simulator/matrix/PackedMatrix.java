package org.superpose.simulator.matrix;

import java.util.Arrays;

/**
 * A matrix W [outputs × inputs] packed once for many products {@code y = x Wᵀ}, with y and x one sample a row.
 * <p>Each element is summed strictly in the order of its inputs, {@code ((y + x₀ w₀) + x₁ w₁) + …}, each product and sum rounded to a double: the result does not depend on the batch around a row, and rows may be shared out over
 * threads. Blocked so that a panel of the matrix stays in the first cache while every row of the batch passes over it; rows are separate arrays because the JIT compiler vectorises those best.
 */
public final class PackedMatrix {
    /** Inputs taken per pass over the outputs: measured three times as fast as 8, which the JIT compiler (C2, JDK 17) does not vectorise. */
    private static final int DEPTH = 4;
    /** Outputs per panel: {@code DEPTH × PANEL} doubles are 8 KB and stay in a first cache of 32 KB beside the rows that pass. */
    private static final int PANEL = 256;

    private final int inputs;
    private final int outputs;
    /** Panel p holds the columns from {@code p × PANEL}; {@code panels[p][i]} are the weights of input i to the outputs of that panel. */
    private final double[][][] panels;

    private PackedMatrix(int inputs, int outputs, double[][][] panels) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.panels = panels;
    }

    /**
     * Packs a copy of the matrix.
     *
     * @param weights W [outputs × inputs], at least one row, all rows of one length of at least one
     */
    public static PackedMatrix of(double[][] weights) {
        int outputs = weights.length;
        if (outputs == 0 || weights[0].length == 0) {
            throw new IllegalArgumentException("a matrix needs at least one row and one column, got " + outputs + " rows");
        }
        int inputs = weights[0].length;
        double[][][] panels = new double[(outputs + PANEL - 1) / PANEL][inputs][];
        for (int p = 0; p < panels.length; p++) {
            int width = Math.min(PANEL, outputs - p * PANEL);
            for (int i = 0; i < inputs; i++) {
                panels[p][i] = new double[width];
            }
        }
        for (int o = 0; o < outputs; o++) {
            if (weights[o].length != inputs) {
                throw new IllegalArgumentException("row " + o + " of a matrix has " + weights[o].length + " columns, row 0 has " + inputs);
            }
            double[][] panel = panels[o / PANEL];
            for (int i = 0; i < inputs; i++) {
                panel[i][o % PANEL] = weights[o][i];
            }
        }
        return new PackedMatrix(inputs, outputs, panels);
    }

    public int inputs() {
        return inputs;
    }

    public int outputs() {
        return outputs;
    }

    /**
     * The product x Wᵀ.
     *
     * @param x [batch × inputs]
     * @return y [batch × outputs], new
     */
    public double[][] multiply(double[][] x) {
        double[][] y = new double[x.length][outputs];
        multiplyAdd(x, y);
        return y;
    }

    /**
     * Adds the product x Wᵀ to y, term by term in the order of the inputs.
     *
     * @param x [batch × inputs]
     * @param y [batch × outputs], changed in place
     */
    public void multiplyAdd(double[][] x, double[][] y) {
        if (y.length != x.length) {
            throw new IllegalArgumentException("product of " + x.length + " rows asked for in " + y.length + " rows");
        }
        for (int b = 0; b < x.length; b++) {
            if (x[b].length != inputs || y[b].length != outputs) {
                throw new IllegalArgumentException("row " + b + ": matrix is " + outputs + " x " + inputs + " (outputs x inputs), but the row has " + x[b].length + " inputs and " + y[b].length + " outputs");
            }
        }
        if (panels.length == 1) {
            multiplyAdd(panels[0], x, y);
            return;
        }
        for (int p = 0; p < panels.length; p++) {
            int from = p * PANEL;
            int to = Math.min(from + PANEL, outputs);
            double[][] part = new double[x.length][];
            for (int b = 0; b < x.length; b++) {                  // an offset into y within the loop below would stop its vectorisation: 4 times slower
                part[b] = Arrays.copyOfRange(y[b], from, to);
            }
            multiplyAdd(panels[p], x, part);
            for (int b = 0; b < x.length; b++) {
                System.arraycopy(part[b], 0, y[b], from, to - from);
            }
        }
    }

    private void multiplyAdd(double[][] panel, double[][] x, double[][] y) {
        int i = 0;
        for (; i + DEPTH <= inputs; i += DEPTH) {
            for (int b = 0; b < x.length; b++) {
                add4(panel, i, x[b], y[b]);
            }
        }
        for (; i < inputs; i++) {
            for (int b = 0; b < x.length; b++) {
                add1(panel[i], x[b][i], y[b]);
            }
        }
    }

    private static void add4(double[][] w, int i, double[] x, double[] y) {
        double x0 = x[i];
        double x1 = x[i + 1];
        double x2 = x[i + 2];
        double x3 = x[i + 3];
        double[] w0 = w[i];
        double[] w1 = w[i + 1];
        double[] w2 = w[i + 2];
        double[] w3 = w[i + 3];
        for (int o = 0; o < y.length; o++) {
            y[o] = y[o] + x0 * w0[o] + x1 * w1[o] + x2 * w2[o] + x3 * w3[o];
        }
    }

    private static void add1(double[] w, double x, double[] y) {
        for (int o = 0; o < y.length; o++) {
            y[o] += x * w[o];
        }
    }
}
