package org.superpose.circuits.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComplexLuFactorizationTest {
    private static final double EPS = 0x1p-52;

    static TestMatrix[] matrices() {
        return LuFactorizationTest.matrices();
    }

    private static ComplexLuFactorization factored(TestMatrix matrix, double[] im) {
        ComplexLuFactorization lu = new ComplexLuFactorization(Ordering.of(matrix.pattern));
        lu.factor(matrix.values, im);
        return lu;
    }

    /** Susceptances: as large as the conductances, with signs and factors of their own. */
    private static double[] imaginary(TestMatrix matrix) {
        double[] factor = TestMatrix.randomVector(matrix.values.length, 50);
        double[] im = new double[factor.length];
        for (int p = 0; p < im.length; p++) {
            im[p] = matrix.values[p] * factor[p];
        }
        return im;
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void realMatricesAreSolvedAsByTheRealFactorisation(TestMatrix matrix) {
        int n = matrix.size();
        ComplexLuFactorization complex = factored(matrix, new double[matrix.values.length]);
        LuFactorization real = new LuFactorization(Ordering.of(matrix.pattern));
        real.factor(matrix.values);
        double tolerance = 4 * n * EPS * real.conditionEstimate();
        double[] b = TestMatrix.randomVector(n, 1);
        double[] c = TestMatrix.randomVector(n, 2);
        double[] re = b.clone();
        double[] im = c.clone();
        complex.solve(re, im);
        real.solve(b);
        real.solve(c);
        assertClose(b, re, tolerance);
        assertClose(c, im, tolerance);
        complex.solveTransposed(re, im);
        real.solveTransposed(b);
        real.solveTransposed(c);
        assertClose(b, re, tolerance);
        assertClose(c, im, tolerance);
        assertEquals(real.conditionEstimate(), complex.conditionEstimate(), 1e-3 * real.conditionEstimate());
    }

    /** (A + iB)(x + iy) = c + id is the real system [A -B; B A][x; y] = [c; d]. */
    @ParameterizedTest
    @MethodSource("matrices")
    void complexSystemEqualsTheRealSystemOfTwiceTheSize(TestMatrix matrix) {
        int n = matrix.size();
        double[] imaginary = imaginary(matrix);
        ComplexLuFactorization lu = factored(matrix, imaginary);
        DMatrixRMaj a = matrix.dense();
        DMatrixRMaj b = matrix.with(imaginary).dense();
        DMatrixRMaj twice = new DMatrixRMaj(2 * n, 2 * n);
        CommonOps_DDRM.insert(a, twice, 0, 0);
        CommonOps_DDRM.insert(a, twice, n, n);
        CommonOps_DDRM.insert(b, twice, n, 0);
        CommonOps_DDRM.scale(-1, b);
        CommonOps_DDRM.insert(b, twice, 0, n);
        double[] right = TestMatrix.randomVector(2 * n, 3);
        double tolerance = 8 * n * EPS * lu.conditionEstimate();
        double[] re = Arrays.copyOf(right, n);
        double[] im = Arrays.copyOfRange(right, n, 2 * n);
        lu.solve(re, im);
        assertClose(solved(twice, right), concatenated(re, im), tolerance);

        CommonOps_DDRM.transpose(twice);                        // [Aᵀ Bᵀ; -Bᵀ Aᵀ]: the conjugate transpose; the plain one has the conjugate right side and solution
        double[] conjugate = right.clone();
        re = Arrays.copyOf(right, n);
        im = Arrays.copyOfRange(right, n, 2 * n);
        for (int i = n; i < 2 * n; i++) {
            conjugate[i] = -conjugate[i];
        }
        lu.solveTransposed(re, im);
        for (int i = 0; i < n; i++) {
            im[i] = -im[i];
        }
        assertClose(solved(twice, conjugate), concatenated(re, im), tolerance);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void refactorGivesTheSameBitsForTheSameValuesAndSolvesForOthers(TestMatrix matrix) {
        int n = matrix.size();
        double[] imaginary = imaginary(matrix);
        ComplexLuFactorization lu = factored(matrix, imaginary);
        double[] b = TestMatrix.randomVector(n, 4);
        double[] first = b.clone();
        double[] firstIm = new double[n];
        lu.solve(first, firstIm);
        double[] omega = Arrays.stream(imaginary).map(v -> 1.3 * v).toArray();         // another frequency
        lu.factorOrRefactor(matrix.values, omega);
        double[] re = b.clone();
        double[] im = new double[n];
        lu.solve(re, im);
        double error = lu.refine(re, im, b, new double[n]);
        assertTrue(error <= 20 * EPS, "backward error " + error);
        double[] real = matrix.times(re);
        double[] cross = matrix.with(omega).times(im);
        double[] weights = matrix.weights(re, b);
        double[] crossWeights = matrix.with(omega).weights(im, b);
        for (int i = 0; i < n; i++) {
            assertEquals(b[i], real[i] - cross[i], 100 * EPS * (weights[i] + crossWeights[i]));
        }

        assertFalse(lu.factorOrRefactor(matrix.values, imaginary));
        double[] second = b.clone();
        double[] secondIm = new double[n];
        lu.solve(second, secondIm);
        assertArrayEquals(first, second);
        assertArrayEquals(firstIm, secondIm);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void dependentColumnsAndWrongInputAreRefused(TestMatrix matrix) {
        int n = matrix.size();
        double[] im = new double[matrix.values.length];
        ComplexLuFactorization lu = factored(matrix, im);
        double[] zero = matrix.values.clone();
        int column = n / 2;
        Arrays.fill(zero, matrix.pattern.starts()[column], matrix.pattern.starts()[column + 1], 0);
        assertFalse(lu.refactor(zero, im));
        assertThrows(IllegalStateException.class, () -> lu.solve(new double[n], new double[n]));
        assertThrows(SingularMatrixException.class, () -> lu.factor(zero, im));
        im[0] = Double.POSITIVE_INFINITY;
        assertThrows(IllegalArgumentException.class, () -> lu.factor(matrix.values, im));
        assertThrows(IllegalArgumentException.class, () -> lu.factor(matrix.values, new double[1 + n * n]));
    }

    /** Three nodes joined by lossy capacitors but not to the rest: their columns add up to zero but for rounding. */
    @Test
    void floatingReactancesAreRefusedNamingAColumnOfThem() {
        TestMatrix matrix = new TestMatrix.Stamps(5).conductance(0, -1, 1).conductance(0, 1, 1).conductance(2, 3, 0.1).conductance(3, 4, 1.0 / 3).conductance(2, 4, 0.7).build();
        double[] im = Arrays.stream(matrix.values).map(v -> v / 7).toArray();
        SingularMatrixException singular = assertThrows(SingularMatrixException.class, () -> factored(matrix, im));
        assertFalse(singular.isStructural());
        assertTrue(singular.columns()[0] >= 2, singular.getMessage());
    }

    private static double[] solved(DMatrixRMaj a, double[] b) {
        DMatrixRMaj x = new DMatrixRMaj(b.length, 1);
        assertTrue(CommonOps_DDRM.solve(a, new DMatrixRMaj(b.length, 1, true, b.clone()), x));
        return x.data;
    }

    private static double[] concatenated(double[] first, double[] second) {
        double[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static void assertClose(double[] expected, double[] actual, double relative) {
        double largest = NormOps_DDRM.normPInf(new DMatrixRMaj(expected.length, 1, true, expected.clone()));
        assertArrayEquals(expected, actual, relative * largest);
    }
}
