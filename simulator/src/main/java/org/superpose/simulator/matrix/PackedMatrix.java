package org.superpose.simulator.matrix;

/**
 * A matrix W [outputs × inputs] packed once for many products {@code y = x Wᵀ}, with y and x one sample a row.
 * <p>Each element is summed strictly in the order of its inputs, {@code ((y + x₀ w₀) + x₁ w₁) + …}, each product and sum rounded to a double: the result does not depend on the batch around a row, and rows may be shared out over
 * threads. Blocked so that a few rows of y stay in the first cache; rows are separate arrays because the JIT compiler vectorises those best.
 */
public final class PackedMatrix {
    /** Inputs taken per pass over the outputs: measured three times as fast as 8, which the JIT compiler (C2, JDK 17) does not vectorise. */
    private static final int DEPTH = 4;
    /** Outputs per panel, and rows of the batch that stay in the first cache (32 KB) while the panel passes over them: measured a quarter faster than all rows at once. */
    private static final int PANEL = 256;
    private static final int ROWS = 12;

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
        double[][] part = new double[Math.min(ROWS, x.length)][];
        for (int p = 0; p < panels.length; p++) {
            int from = p * PANEL;
            int width = Math.min(PANEL, outputs - from);
            for (int r = 0; r < part.length; r++) {
                part[r] = new double[width];
            }
            for (int first = 0; first < x.length; first += ROWS) {
                int rows = Math.min(ROWS, x.length - first);
                for (int r = 0; r < rows; r++) {                  // into rows of their own: an offset into y within the loop below would stop its vectorisation, 4 times slower
                    System.arraycopy(y[first + r], from, part[r], 0, width);
                }
                multiplyAdd(panels[p], x, first, rows, part);
                for (int r = 0; r < rows; r++) {
                    System.arraycopy(part[r], 0, y[first + r], from, width);
                }
            }
        }
    }

    private void multiplyAdd(double[][] panel, double[][] x, int first, int rows, double[][] part) {
        int i = 0;
        for (; i + DEPTH <= inputs; i += DEPTH) {
            for (int r = 0; r < rows; r++) {
                add4(panel, i, x[first + r], part[r]);
            }
        }
        for (; i < inputs; i++) {
            for (int r = 0; r < rows; r++) {
                add1(panel[i], x[first + r][i], part[r]);
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
