package org.superpose.simulator.matrix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

class PackedMatrixTest {
    /** The promise of the class: inputs ascending, every product and sum rounded. Shapes around the kernel's depth (4) and panel (256). */
    @ParameterizedTest
    @CsvSource({"1,1,1", "3,5,2", "4,256,7", "33,257,5", "10,511,3", "64,32,17", "7,600,4"})
    void sumsInTheStatedOrderToTheBit(int inputs, int outputs, int batch) {
        RandomStream random = RandomStreams.of(1).named("matrix").stream();
        double[][] w = normal(random, outputs, inputs);
        double[][] x = normal(random, batch, inputs);
        double[][] y = normal(random, batch, outputs);
        double[][] expected = new double[batch][];
        for (int b = 0; b < batch; b++) {
            expected[b] = y[b].clone();
            for (int o = 0; o < outputs; o++) {
                for (int i = 0; i < inputs; i++) {
                    expected[b][o] += x[b][i] * w[o][i];
                }
            }
        }
        PackedMatrix.of(w).multiplyAdd(x, y);
        assertArrayEquals(expected, y);
    }

    @Test
    void aRowDoesNotDependOnTheBatchAroundIt() {
        RandomStream random = RandomStreams.of(2).named("matrix").stream();
        PackedMatrix matrix = PackedMatrix.of(normal(random, 300, 41));
        double[][] x = normal(random, 19, 41);
        double[][] whole = matrix.multiply(x);
        for (int b = 0; b < x.length; b++) {
            assertArrayEquals(whole[b], matrix.multiply(new double[][] {x[b]})[0]);
        }
    }

    @Test
    void refusesRaggedAndMisfittingShapes() {
        assertThrows(IllegalArgumentException.class, () -> PackedMatrix.of(new double[][] {{1, 2}, {3}}));
        assertThrows(IllegalArgumentException.class, () -> PackedMatrix.of(new double[0][0]));
        PackedMatrix matrix = PackedMatrix.of(new double[][] {{1, 2}});
        assertThrows(IllegalArgumentException.class, () -> matrix.multiply(new double[][] {{1, 2, 3}}));
        assertThrows(IllegalArgumentException.class, () -> matrix.multiplyAdd(new double[][] {{1, 2}}, new double[2][1]));
    }

    private static double[][] normal(RandomStream random, int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            Arrays.setAll(row, c -> random.normal());
        }
        return matrix;
    }
}
