package org.superpose.simulator.dataset;

import java.util.Arrays;

/** Samples with their classes: a row of features and a label from 0 each. Immutable. */
public final class Dataset {
    private final String name;
    private final double[][] inputs;     // [size × features]; rows are shared between subsets and never handed out
    private final int[] labels;
    private final int classes;

    /**
     * @param inputs  [size × features], finite, copied
     * @param labels  one for each row, from 0 to {@code classes − 1}, copied
     * @param classes how many classes there are, whether or not all of them occur
     */
    public Dataset(String name, double[][] inputs, int[] labels, int classes) {
        this(name, classes, Arrays.stream(inputs).map(double[]::clone).toArray(double[][]::new), labels.clone());
        if (inputs.length != labels.length) {
            throw new IllegalArgumentException(name + ": " + inputs.length + " rows need as many labels, got " + labels.length);
        }
        for (int row = 0; row < inputs.length; row++) {
            if (inputs[row].length == 0 || inputs[row].length != inputs[0].length) {
                throw new IllegalArgumentException(name + ": row " + row + " has " + inputs[row].length + " features, row 0 has " + inputs[0].length
                        + "; every row needs as many, and at least one");
            }
            if (!Arrays.stream(inputs[row]).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException(name + ": row " + row + " holds a number that is not finite");
            }
            if (labels[row] < 0 || labels[row] >= classes) {
                throw new IllegalArgumentException(name + ": label of row " + row + " must be 0 to " + (classes - 1) + ", got " + labels[row]);
            }
        }
    }

    /** Takes the arrays as they are: checked, and left alone from now on. */
    Dataset(String name, int classes, double[][] inputs, int[] labels) {
        if (inputs.length == 0) {
            throw new IllegalArgumentException(name + ": a data set needs at least one row");
        }
        this.name = name;
        this.inputs = inputs;
        this.labels = labels;
        this.classes = classes;
    }

    public String name() {
        return name;
    }

    public int size() {
        return inputs.length;
    }

    public int features() {
        return inputs[0].length;
    }

    public int classes() {
        return classes;
    }

    /** The features [size × features], a copy. */
    public double[][] inputs() {
        return Arrays.stream(inputs).map(double[]::clone).toArray(double[][]::new);
    }

    /** The class of each row, a copy. */
    public int[] labels() {
        return labels.clone();
    }

    /** The rows with these indices (from 0), in this order; shares their numbers. */
    public Dataset subset(int[] rows) {
        double[][] chosen = new double[rows.length][];
        int[] theirs = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] < 0 || rows[i] >= inputs.length) {
                throw new IllegalArgumentException(name + ": row " + rows[i] + " does not exist; rows are 0 to " + (inputs.length - 1));
            }
            chosen[i] = inputs[rows[i]];
            theirs[i] = labels[rows[i]];
        }
        return new Dataset(name, classes, chosen, theirs);
    }

    /** Every feature times {@code factor}, which is finite. */
    public Dataset scaledBy(double factor) {
        if (!Double.isFinite(factor)) {
            throw new IllegalArgumentException(name + ": features can be scaled by a finite factor, got " + factor);
        }
        return factor == 1 ? this : new Dataset(name, classes,
                Arrays.stream(inputs).map(row -> Arrays.stream(row).map(x -> x * factor).toArray()).toArray(double[][]::new), labels);
    }
}
