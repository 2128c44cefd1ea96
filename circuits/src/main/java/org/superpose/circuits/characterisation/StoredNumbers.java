package org.superpose.circuits.characterisation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Matrices by name, as they came from outside: none is taken before its shape and its numbers have been checked. */
final class StoredNumbers {
    private final Map<String, double[][]> matrices;

    StoredNumbers(Map<String, double[][]> matrices) {
        this.matrices = new HashMap<>(matrices);
    }

    /**
     * A matrix of finite numbers.
     *
     * @param rows    -1: any number from 1 on
     * @param columns likewise
     */
    double[][] matrix(String name, int rows, int columns) {
        double[][] matrix = matrices.get(name);
        if (matrix == null) {
            throw new IllegalArgumentException("there is no array " + name);
        }
        int width = matrix.length == 0 ? 0 : matrix[0].length;
        if (matrix.length == 0 || width == 0 || rows >= 0 && matrix.length != rows || columns >= 0 && width != columns) {
            throw new IllegalArgumentException("array " + name + " has " + matrix.length + " x " + width + " numbers, expected " + (rows < 0 ? "n" : rows) + " x " + (columns < 0 ? "n" : columns));
        }
        double[][] copy = new double[matrix.length][];
        for (int r = 0; r < copy.length; r++) {
            copy[r] = matrix[r].clone();
            if (copy[r].length != width || Arrays.stream(copy[r]).anyMatch(value -> !Double.isFinite(value))) {
                throw new IllegalArgumentException("array " + name + " holds what is no finite number, or rows of different length");
            }
        }
        return copy;
    }
}
