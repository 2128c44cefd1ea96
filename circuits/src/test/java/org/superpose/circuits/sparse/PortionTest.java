package org.superpose.circuits.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PortionTest {
    static TestMatrix[] matrices() {
        return new TestMatrix[] {TestMatrix.grid(8, 1), TestMatrix.random(80, 2, 3), TestMatrix.circuit(40, 5), TestMatrix.shuffledTriangle(100, 6), TestMatrix.reducible(60, 7)};
    }

    /** Of a right side in one column, or two. */
    @ParameterizedTest
    @MethodSource("matrices")
    void portionGivesTheTransposedSolutionOfTheWholeWhichIsZeroElsewhere(TestMatrix matrix) {
        LuFactorization whole = new LuFactorization(Ordering.of(matrix.pattern));
        whole.factor(matrix.values);
        for (int column = 0; column < matrix.size(); column += 7) {
            int other = matrix.size() - 1 - column;
            double[] expected = new double[matrix.size()];
            expected[column] = 1;
            expected[other] += column % 2;
            Portion portion = column % 2 == 0 ? Portion.of(matrix.pattern, column) : Portion.of(matrix.pattern, column, other);
            double[] part = Arrays.stream(portion.columns()).mapToDouble(j -> expected[j]).toArray();
            LuFactorization lu = new LuFactorization(Ordering.of(portion.pattern()));
            lu.factor(Arrays.stream(portion.slots()).mapToDouble(slot -> matrix.values[slot]).toArray());
            lu.solveTransposed(part);
            double[] found = new double[matrix.size()];
            IntStream.range(0, part.length).forEach(i -> found[portion.rows()[i]] = part[i]);
            whole.solveTransposed(expected);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertArrayEquals(expected, found, 1e-9 * largest);                  // two orders of pivots, conditions up to some 10⁶
        }
    }

    /** In a triangle, whose inverse can be read off, and in a grid, where everything acts on everything. */
    @Test
    void portionIsNoLargerThanWhatActs() {
        TestMatrix triangle = TestMatrix.shuffledTriangle(100, 6);
        LuFactorization lu = new LuFactorization(Ordering.of(triangle.pattern));
        lu.factor(triangle.values);
        boolean smaller = false;
        for (int column = 0; column < 100; column++) {
            double[] x = new double[100];
            x[column] = 1;
            lu.solveTransposed(x);
            int[] rows = IntStream.range(0, 100).filter(i -> x[i] != 0).toArray();
            assertArrayEquals(rows, Portion.of(triangle.pattern, column).rows());
            smaller |= rows.length < 50;
        }
        assertTrue(smaller);
        assertEquals(64, Portion.of(TestMatrix.grid(8, 1).pattern, 5).columns().length, "a grid hangs together");
    }

    @Test
    void patternWithoutTransversalIsRefused() {
        assertThrows(SingularMatrixException.class, () -> Portion.of(SparsityPattern.builder(2).add(0, 0).add(0, 1).build(), 0));
    }
}
