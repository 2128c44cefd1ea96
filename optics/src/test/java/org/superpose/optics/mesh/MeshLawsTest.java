package org.superpose.optics.mesh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.ComplexMatrix;

class MeshLawsTest {
    /** A random unitary of Haar's measure: columns of normal numbers made orthonormal, twice for rounding. */
    private static ComplexMatrix unitary(int n, RandomGenerator random) {
        double[][] re = new double[n][n];
        double[][] im = new double[n][n];
        for (int c = 0; c < n; c++) {
            for (int r = 0; r < n; r++) {
                re[c][r] = random.nextGaussian();
                im[c][r] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int p = 0; p < c; p++) {
                    double a = 0;
                    double b = 0;
                    for (int r = 0; r < n; r++) {
                        a += re[p][r] * re[c][r] + im[p][r] * im[c][r];
                        b += re[p][r] * im[c][r] - im[p][r] * re[c][r];
                    }
                    for (int r = 0; r < n; r++) {
                        re[c][r] -= a * re[p][r] - b * im[p][r];
                        im[c][r] -= a * im[p][r] + b * re[p][r];
                    }
                }
                double norm = 0;
                for (int r = 0; r < n; r++) {
                    norm += re[c][r] * re[c][r] + im[c][r] * im[c][r];
                }
                for (int r = 0; r < n; r++) {
                    re[c][r] /= Math.sqrt(norm);
                    im[c][r] /= Math.sqrt(norm);
                }
            }
        }
        double[] entries = new double[2 * n * n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                entries[2 * (r * n + c)] = re[c][r];
                entries[2 * (r * n + c) + 1] = im[c][r];
            }
        }
        return ComplexMatrix.of(n, n, entries);
    }

    /** Both meshes rebuild random unitaries: N(N − 1)/2 interferometers, in N columns or in 2N − 3. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 8, 17, 32})
    void meshesRebuildRandomUnitaries(int n) {
        ComplexMatrix wanted = unitary(n, new SplittableRandom(n));
        Mesh clements = Mesh.clements(wanted);
        Mesh reck = Mesh.reck(wanted);
        for (Mesh mesh : new Mesh[] {clements, reck}) {
            assertEquals(0, mesh.transfer().distance(wanted), 1e-12);
            assertTrue(mesh.transfer().unitarityError() < 1e-12);
            assertEquals(n * (n - 1) / 2, mesh.interferometers().size());
        }
        assertEquals(n == 1 ? 0 : n == 2 ? 1 : n, clements.depth());
        assertEquals(n == 1 ? 0 : Math.max(1, 2 * n - 3), reck.depth());
    }

    /** Entries that are zero already, and permutations, whose interferometers stand at their ends. */
    @Test
    void permutationsAndIdentitiesAreRebuilt() {
        double[][] cyclic = new double[5][5];
        double[][] identity = new double[5][5];
        for (int k = 0; k < 5; k++) {
            cyclic[(k + 2) % 5][k] = k == 3 ? -1 : 1;
            identity[k][k] = 1;
        }
        for (double[][] each : new double[][][] {cyclic, identity}) {
            assertEquals(0, Mesh.clements(ComplexMatrix.of(each)).transfer().distance(ComplexMatrix.of(each)), 1e-12);
            assertEquals(0, Mesh.reck(ComplexMatrix.of(each)).transfer().distance(ComplexMatrix.of(each)), 1e-12);
        }
    }

    /** i e^{iθ/2} [[e^{iφ} sin(θ/2), cos(θ/2)], [e^{iφ} cos(θ/2), −sin(θ/2)]]. */
    @Test
    void interferometerHasItsClosedForm() {
        double theta = 1.1;
        double phi = -2.3;
        Complex[] t = Interferometer.matrix(theta, phi, Math.PI / 4, Math.PI / 4);
        double[] size = {Math.sin(theta / 2), Math.cos(theta / 2), Math.cos(theta / 2), -Math.sin(theta / 2)};
        for (int k = 0; k < 4; k++) {
            double phase = Math.PI / 2 + theta / 2 + (k % 2 == 0 ? phi : 0);
            assertEquals(size[k] * Math.cos(phase), t[k].re(), 1e-15);
            assertEquals(size[k] * Math.sin(phase), t[k].im(), 1e-15);
        }
    }

    /** Over all θ the straight power is at least sin²(δ₁ + δ₂) and the crossed at least sin²(δ₁ − δ₂); both are reached, at θ = 0 and π. */
    @ParameterizedTest
    @CsvSource({"0.05, 0.02", "0.1, -0.04", "-0.03, -0.03"})
    void couplerErrorsLimitTheExtinction(double d1, double d2) {
        double bar = 1;
        double cross = 1;
        for (int k = 0; k < 2000; k++) {
            Complex[] t = Interferometer.matrix(2 * Math.PI * k / 2000, 0.3, Math.PI / 4 + d1, Math.PI / 4 + d2);
            bar = Math.min(bar, Math.pow(t[0].abs(), 2));
            cross = Math.min(cross, Math.pow(t[1].abs(), 2));
        }
        assertEquals(Math.pow(Math.sin(d1 + d2), 2), bar, 1e-15);
        assertEquals(Math.pow(Math.sin(d1 - d2), 2), cross, 1e-15);
    }

    /** Wrong phases, couplers and warm neighbours change the matrix, but no power is lost. */
    @Test
    void imperfectMeshesWithoutLossStayUnitary() {
        Mesh mesh = Mesh.clements(unitary(8, new SplittableRandom(1)));
        ComplexMatrix chip = mesh.transfer(new MeshErrors(0.2, 0.1, 0.05, 0), new SplittableRandom(2));
        assertTrue(chip.unitarityError() < 1e-12);
        assertTrue(chip.distance(mesh.transfer()) > 0.5);
        assertEquals(0, mesh.transfer(MeshErrors.NONE, new SplittableRandom(3)).distance(mesh.transfer()), 1e-12);
    }

    /**
     * Relative error of the matrix ‖ΔT‖/‖T‖, root mean square over chips, is σ√N to first order: a phase changes T = A D B in one guide only, by σ times a matrix of rank one and
     * norm 1; there are N² of them (two to an interferometer and one at each output), and ‖T‖² = N. Without errors at the outputs it would be σ√(N − 1). 400 chips, each of N²
     * squares, leave 4 standard errors below 3 %.
     */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void phaseErrorsGrowWithTheRootOfTheGuides(int n) {
        double sigma = 1e-3;
        SplittableRandom random = new SplittableRandom(4);
        double squares = 0;
        int chips = 400;
        for (int chip = 0; chip < chips; chip++) {
            Mesh mesh = Mesh.clements(unitary(n, random));
            squares += Math.pow(mesh.transfer(MeshErrors.NONE.withPhaseError(sigma), random).distance(mesh.transfer()), 2) / n;
        }
        assertEquals(sigma * Math.sqrt(n), Math.sqrt(squares / chips), 0.03 * sigma * Math.sqrt(n));
    }

    /** Errors of first order: ten times the coupler error, ten times the deviation (same draws; second order is 1e-2 of it at most). */
    @Test
    void couplerErrorsGrowLinearly() {
        Mesh mesh = Mesh.clements(unitary(8, new SplittableRandom(5)));
        double small = mesh.transfer(new MeshErrors(0, 1e-4, 0, 0), new SplittableRandom(6)).distance(mesh.transfer());
        double large = mesh.transfer(new MeshErrors(0, 1e-3, 0, 0), new SplittableRandom(6)).distance(mesh.transfer());
        assertTrue(small > 1e-4);
        assertEquals(10, large / small, 0.1);
    }

    /** Two guides: a heater's φ and θ are half a pitch apart, the outputs' stand behind and beside them; φ′ = (1 + C) φ by hand. */
    @Test
    void heatersWarmTheirNeighbours() {
        Mesh mesh = Mesh.clements(unitary(2, new SplittableRandom(7)));
        Interferometer at = mesh.interferometers().get(0);
        double turn = 2 * Math.PI;
        double[] phase = {at.phi(), at.theta(), (mesh.outputPhases()[0] % turn + turn) % turn, (mesh.outputPhases()[1] % turn + turn) % turn};
        double[][] place = {{0, 0}, {0.5, 0}, {1, 0}, {1, 1}};
        double c = 0.03;
        double[] warm = phase.clone();
        for (int k = 0; k < 4; k++) {
            for (int other = 0; other < 4; other++) {
                if (other != k) {
                    warm[k] += Math.pow(c, Math.hypot(place[k][0] - place[other][0], place[k][1] - place[other][1])) * phase[other];
                }
            }
        }
        Complex[] t = Interferometer.matrix(warm[1], warm[0], Math.PI / 4, Math.PI / 4);
        ComplexMatrix chip = mesh.transfer(new MeshErrors(0, 0, c, 0), new SplittableRandom(8));
        for (int k = 0; k < 4; k++) {
            double out = warm[2 + k / 2];
            assertEquals(t[k].re() * Math.cos(out) - t[k].im() * Math.sin(out), chip.at(k / 2, k % 2).re(), 1e-7);          // crosstalk below 1e-9 is left out
            assertEquals(t[k].re() * Math.sin(out) + t[k].im() * Math.cos(out), chip.at(k / 2, k % 2).im(), 1e-7);
        }
    }

    /** Loss takes power and, where paths are of unequal length, fidelity |tr(U* T)|²/(N tr(T* T)): the triangle loses more of it than the rectangle. */
    @Test
    void lossHurtsTheTriangleMoreThanTheRectangle() {
        SplittableRandom random = new SplittableRandom(9);
        MeshErrors lossy = new MeshErrors(0, 0, 0, 0.045);
        for (int trial = 0; trial < 20; trial++) {
            ComplexMatrix wanted = unitary(10, random);
            double rectangle = fidelity(wanted, Mesh.clements(wanted).transfer(lossy, random));
            double triangle = fidelity(wanted, Mesh.reck(wanted).transfer(lossy, random));
            assertTrue(triangle < rectangle && rectangle < 1, triangle + " against " + rectangle);
        }
    }

    private static double fidelity(ComplexMatrix wanted, ComplexMatrix made) {
        ComplexMatrix product = wanted.adjoint().times(made);
        double re = 0;
        double im = 0;
        for (int k = 0; k < product.rows(); k++) {
            re += product.at(k, k).re();
            im += product.at(k, k).im();
        }
        double power = Math.pow(made.distance(ComplexMatrix.of(made.rows(), made.columns(), new double[2 * made.rows() * made.columns()])), 2);
        return (re * re + im * im) / (wanted.rows() * power);
    }

    /** Every light passes one interferometer between two guides, and loses its loss. */
    @Test
    void oneInterferometerLosesItsLoss() {
        ComplexMatrix wanted = unitary(2, new SplittableRandom(10));
        ComplexMatrix made = Mesh.clements(wanted).transfer(new MeshErrors(0, 0, 0, 0.19), new SplittableRandom(11));
        assertEquals(0, made.distance(wanted.times(ComplexMatrix.of(new double[][] {{0.9, 0}, {0, 0.9}}))), 1e-13);
    }

    private static double[][] real(int rows, int columns, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] w = new double[rows][columns];
        for (double[] row : w) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextDouble(-1, 1);
            }
        }
        return w;
    }

    /** g W to 1e-12 of its largest singular value, 1, for square, wide and tall matrices; no imaginary part; g = 1/σ_max as another decomposition has it. */
    @ParameterizedTest
    @CsvSource({"4, 4", "3, 7", "9, 2", "1, 5", "6, 1", "16, 16"})
    void realMatricesAreBuiltFromSingularValues(int rows, int columns) {
        double[][] w = real(rows, columns, 12);
        MatrixProcessor processor = MatrixProcessor.brightest(w);
        double sigma = new SingularValueDecomposition(MatrixUtils.createRealMatrix(w)).getNorm();
        assertEquals(1 / sigma, processor.gain(), 1e-13 / sigma);
        ComplexMatrix made = processor.transfer();
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                assertEquals(w[r][c] / sigma, made.at(r, c).re(), 1e-12);
                assertEquals(0, made.at(r, c).im(), 1e-12);
            }
        }
        for (double t : processor.attenuators()) {
            assertTrue(t >= 0 && t <= 1);
        }
    }

    /** Equal and zero singular values, rows of zeros: the vectors that nothing determines are completed to an orthogonal matrix. */
    @Test
    void degenerateMatricesAreBuiltToo() {
        for (double[][] w : new double[][][] {{{0.6, 0, 0}, {0, 0, 0}, {0, 0.6, 0}}, {{1, 1}, {1, 1}, {1, 1}}, {{0, 2e-9}, {0, 0}}, {{3e-200, 1e-200}, {0, 2e-200}}, {{3e200, 1e200}, {0, 2e200}}}) {
            ComplexMatrix made = MatrixProcessor.brightest(w).transfer();
            double gain = MatrixProcessor.brightest(w).gain();
            for (int r = 0; r < w.length; r++) {
                for (int c = 0; c < w[0].length; c++) {
                    assertEquals(gain * w[r][c], made.at(r, c).re(), 1e-12);
                }
            }
        }
    }

    /** No chip has more power out than in, and what it makes is a passive matrix. */
    @Test
    void builtMatricesStayPassive() {
        double[][] w = real(6, 4, 13);
        ComplexMatrix made = MatrixProcessor.brightest(w).transfer(new MeshErrors(0.05, 0.02, 0.01, 0.02), new SplittableRandom(14));
        SplittableRandom random = new SplittableRandom(15);
        for (int trial = 0; trial < 100; trial++) {
            double in = 0;
            double out = 0;
            double[] light = random.doubles(8, -1, 1).toArray();
            for (double x : light) {
                in += x * x;
            }
            for (double y : made.times(light)) {
                out += y * y;
            }
            assertTrue(out <= in * (1 + 1e-12));
        }
    }

    @Test
    void gainAboveThePassiveLimitAndOtherMistakesAreRefused() {
        double[][] w = {{3, 0}, {0, 1}};
        assertEquals(0.3, MatrixProcessor.of(w, 0.1).transfer().at(0, 0).re(), 1e-14);
        String message = assertThrows(IllegalArgumentException.class, () -> MatrixProcessor.of(w, 0.5)).getMessage();
        assertTrue(message.contains("at most 0.333333") && message.contains("take 0.333333 and multiply by the rest behind the detectors"), message);
        assertThrows(IllegalArgumentException.class, () -> MatrixProcessor.of(w, Double.NaN));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MatrixProcessor.brightest(new double[2][2])).getMessage().contains("matrix is zero"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MatrixProcessor.brightest(new double[1][513])).getMessage().contains("into tiles"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> MatrixProcessor.brightest(new double[][] {{1, Double.NaN}})).getMessage().contains("row 0, column 1"));
        message = assertThrows(IllegalArgumentException.class, () -> Mesh.clements(ComplexMatrix.of(w))).getMessage();
        assertTrue(message.contains("not unitary") && message.contains("MatrixProcessor"), message);
        assertThrows(IllegalArgumentException.class, () -> Mesh.clements(ComplexMatrix.of(new double[][] {{1, 0}})));
        assertThrows(IllegalArgumentException.class, () -> new MeshErrors(0, 0, 0.7, 0));
        assertThrows(IllegalArgumentException.class, () -> new MeshErrors(-1, 0, 0, 0));
    }
}
