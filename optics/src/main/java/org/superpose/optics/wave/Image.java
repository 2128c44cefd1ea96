package org.superpose.optics.wave;

import java.util.Arrays;

/** A real number at every sample of a grid: an irradiance [W/m²], a phase [rad]. */
public final class Image {
    private final Grid grid;
    private final double[] values;

    private Image(Grid grid, double[] values) {
        this.grid = grid;
        this.values = values;
    }

    /**
     * @param grid   where the values stand
     * @param values nx·ny numbers, row by row; copied
     */
    public static Image of(Grid grid, double[] values) {
        if (values.length != grid.size()) {
            throw new IllegalArgumentException("image: " + grid + " needs " + grid.size() + " values, got " + values.length);
        }
        return new Image(grid, values.clone());
    }

    /** Takes the array over: for an array that nobody else keeps. */
    static Image owning(Grid grid, double[] values) {
        return new Image(grid, values);
    }

    public Grid grid() {
        return grid;
    }

    /** Value at column i, row j. */
    public double at(int i, int j) {
        return values[j * grid.nx() + i];
    }

    /** All values, row by row; a copy. */
    public double[] values() {
        return values.clone();
    }

    /** Row j, a cut along x; a copy. */
    public double[] row(int j) {
        return Arrays.copyOfRange(values, j * grid.nx(), (j + 1) * grid.nx());
    }

    /** Column i, a cut along y; a copy. */
    public double[] column(int i) {
        double[] column = new double[grid.ny()];
        for (int j = 0; j < column.length; j++) {
            column[j] = at(i, j);
        }
        return column;
    }

    /** Largest value. */
    public double peak() {
        return Arrays.stream(values).max().orElseThrow();
    }

    /** Sum of value × cell: of an irradiance the power [W]. Row by row, so that it does not depend on anything but the values. */
    public double integral() {
        double sum = 0;
        for (int j = 0; j < grid.ny(); j++) {
            double row = 0;
            for (int i = 0; i < grid.nx(); i++) {
                row += values[j * grid.nx() + i];
            }
            sum += row;
        }
        return sum * grid.cell();
    }

    /** Sum of two images on one grid, as irradiances of lights that do not interfere. */
    public Image plus(Image other) {
        grid.requireSame(other.grid, "an image");
        double[] sum = values.clone();
        for (int k = 0; k < sum.length; k++) {
            sum[k] += other.values[k];
        }
        return new Image(grid, sum);
    }
}
