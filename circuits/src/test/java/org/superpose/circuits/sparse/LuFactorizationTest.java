package org.superpose.circuits.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.NormOps_DDRM;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LuFactorizationTest {
    private static final double EPS = 0x1p-52;

    static TestMatrix[] matrices() {
        return new TestMatrix[] {TestMatrix.grid(11, 1), TestMatrix.crossbar(7, 2), TestMatrix.random(100, 2, 3), TestMatrix.random(40, 30, 4),
            TestMatrix.random(1, 0, 5), TestMatrix.random(2, 3, 5), TestMatrix.circuit(20, 6), TestMatrix.shuffledTriangle(100, 7), TestMatrix.reducible(50, 8)};
    }

    private static LuFactorization factored(TestMatrix matrix) {
        LuFactorization lu = new LuFactorization(Ordering.of(matrix.pattern));
        lu.factor(matrix.values);
        return lu;
    }

    /** |P R A Q - (L U + F)| is at most n ε |L| |U|, entry by entry (Higham 2002, theorem 9.3). */
    @ParameterizedTest
    @MethodSource("matrices")
    void factorsMultiplyToTheScaledPermutedMatrix(TestMatrix matrix) {
        LuFactorization lu = factored(matrix);
        FactorPattern f = lu.factors();
        int n = matrix.size();
        double[][] product = new double[n][n];
        double[][] weight = new double[n][n];
        for (int k = 0; k < n; k++) {
            for (int q = f.uStart[k]; q <= f.uStart[k + 1]; q++) {
                boolean last = q == f.uStart[k + 1];
                int j = last ? k : f.uRow[q];
                double u = last ? lu.pivot(k) : lu.upper(q);
                product[j][k] += u;
                weight[j][k] += Math.abs(u);
                for (int p = f.lStart[j]; p < f.lStart[j + 1]; p++) {
                    product[f.lRow[p]][k] += lu.lower(p) * u;
                    weight[f.lRow[p]][k] += Math.abs(lu.lower(p) * u);
                }
            }
        }
        DMatrixRMaj dense = matrix.dense();
        int[] blockOf = new int[n];
        for (int b = 0; b + 1 < f.blockStart.length; b++) {
            Arrays.fill(blockOf, f.blockStart[b], f.blockStart[b + 1], b);
        }
        for (int i = 0; i < n; i++) {
            double scale = lu.rowScale(f.rowOf[i]);
            assertEquals(1, Math.abs(scale) / Math.scalb(1.0, Math.getExponent(scale)), 0, "scale is a power of two");
            for (int k = 0; k < n; k++) {
                double expected = blockOf[i] < blockOf[k] ? 0 : scale * dense.get(f.rowOf[i], f.columnOf[k]);
                assertEquals(expected, product[i][k], n * EPS * weight[i][k]);
            }
        }
    }

    /** Blocks that keep their factors because no entry of them changed have those that they would get anew. */
    @ParameterizedTest
    @MethodSource("matrices")
    void changedEntriesGiveTheBitsOfAllFactorsAnew(TestMatrix matrix) {
        Ordering ordering = Ordering.of(matrix.pattern);
        LuFactorization first = new LuFactorization(ordering);
        first.factor(matrix.values);
        LuFactorization kept = new LuFactorization(ordering);
        kept.takePivots(first);
        double[] values = matrix.values.clone();
        for (int e = 0; e < values.length; e += 1 + values.length / 20) {
            values[e] *= 1.01;
            LuFactorization anew = new LuFactorization(ordering);
            anew.takePivots(first);
            assertTrue(anew.refactor(values));
            assertTrue(kept.refactor(values));
            double[] expected = TestMatrix.randomVector(matrix.size(), e);
            double[] actual = expected.clone();
            anew.solve(expected);
            kept.solve(actual);
            assertArrayEquals(expected, actual);
        }
    }

    /**
     * The residual is at most a small multiple of n ε ‖A‖ ‖x‖, times the growth of the elements; threshold 10⁻³ allows some growth, hence 100.
     * One step of refinement brings the componentwise backward error down to rounding (Skeel 1980).
     */
    @ParameterizedTest
    @MethodSource("matrices")
    void residualsAreOfTheSizeOfRounding(TestMatrix matrix) {
        LuFactorization lu = factored(matrix);
        int n = matrix.size();
        for (int seed = 0; seed < 3; seed++) {
            double[] b = TestMatrix.randomVector(n, seed);
            double[] x = b.clone();
            lu.solve(x);
            double[] ax = matrix.times(x);
            double largest = Arrays.stream(x).map(Math::abs).max().orElse(0);
            for (int i = 0; i < n; i++) {
                assertEquals(b[i], ax[i], 100 * n * EPS / Math.min(1, lu.reciprocalGrowth()) * matrix.normInfinity() * largest);
            }
            double error = lu.refine(x, b);
            assertTrue(error <= 20 * EPS, "backward error " + error);
            double[] weights = matrix.weights(x, b);
            double[] refined = matrix.times(x);
            for (int i = 0; i < n; i++) {
                assertEquals(b[i], refined[i], 40 * EPS * weights[i]);
            }
        }
    }

    /** xᵀ(A y) = (Aᵀx)ᵀ y, so with x from Aᵀ x = c and y from A y = b: xᵀ b = cᵀ y. */
    @ParameterizedTest
    @MethodSource("matrices")
    void transposedSolutionIsTheAdjointOfTheSolution(TestMatrix matrix) {
        LuFactorization lu = factored(matrix);
        int n = matrix.size();
        double[] c = TestMatrix.randomVector(n, 11);
        double[] x = c.clone();
        lu.solveTransposed(x);
        double[] atx = matrix.transposedTimes(x);
        double norm = matrix.normInfinity() * n;
        double largest = Arrays.stream(x).map(Math::abs).max().orElse(0);
        for (int i = 0; i < n; i++) {
            assertEquals(c[i], atx[i], 100 * n * EPS / Math.min(1, lu.reciprocalGrowth()) * norm * largest);
        }
        double[] b = TestMatrix.randomVector(n, 12);
        double[] y = b.clone();
        lu.solve(y);
        double xb = 0;
        double cy = 0;
        double size = 0;
        for (int i = 0; i < n; i++) {
            xb += x[i] * b[i];
            cy += c[i] * y[i];
            size += Math.abs(x[i] * b[i]) + Math.abs(c[i] * y[i]);
        }
        assertEquals(xb, cy, n * EPS * lu.conditionEstimate() * size);
    }

    /** Both solutions are within n ε times the condition number (Higham 2002, theorem 9.4), growth being small. */
    @ParameterizedTest
    @MethodSource("matrices")
    void denseSolverAgrees(TestMatrix matrix) {
        LuFactorization lu = factored(matrix);
        int n = matrix.size();
        double[] b = TestMatrix.randomVector(n, 13);
        DMatrixRMaj expected = new DMatrixRMaj(n, 1);
        assertTrue(CommonOps_DDRM.solve(matrix.dense(), new DMatrixRMaj(n, 1, true, b), expected));
        double largest = NormOps_DDRM.normPInf(expected);
        lu.solve(b);
        for (int i = 0; i < n; i++) {
            assertEquals(expected.get(i), b[i], 4 * n * EPS * lu.conditionEstimate() * largest);
        }
    }

    /** Sums in another order: 1e-8 leaves room for matrices that lose half of their digits. */
    @ParameterizedTest
    @MethodSource("matrices")
    void fewNumbersAreSolvedForAsTheWholeRightSideIs(TestMatrix matrix) {
        LuFactorization lu = factored(matrix);
        int n = matrix.size();
        LuFactorization.Room room = lu.room();
        double[] found = new double[n];
        for (int row = 0; row < n; row += 1 + n / 50) {
            double[] expected = new double[n];
            expected[row] = 2;
            expected[n / 2] -= 3;
            System.arraycopy(expected, 0, found, 0, n);
            lu.solve(expected);
            int[] at = new int[n + 3];
            at[0] = row;
            at[1] = n / 2;
            at[2] = row;                                                // named twice
            int count = lu.solve(room, found, at, 3);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
            assertArrayEquals(expected, found, 1e-8 * largest);
            assertEquals(count, Arrays.stream(at, 0, count).distinct().count());
            for (int p = 0; p < count; p++) {
                found[at[p]] = 0;
            }
            assertArrayEquals(new double[n], found, 0, "a column that is not named is not 0");
        }
    }

    /** The order of the operations, and so the last digits, may be another one than for a right side alone; 1e-8 leaves room for matrices that lose half of them. */
    @ParameterizedTest
    @MethodSource("matrices")
    void whatIsSolvedTogetherDoesNotDependOnPlaceOrNeighbours(TestMatrix matrix) {
        LuFactorization lu = factored(matrix);
        double[] alone = TestMatrix.randomVector(matrix.size(), 20);
        int[] place = IntStream.range(0, alone.length).map(i -> 2 * (alone.length - 1 - i) + 1).toArray();     // among others, backwards
        double[] first = TestMatrix.randomVector(2 * alone.length, 21);
        double[] side = new double[LuFactorization.TOGETHER * alone.length];
        double[][] full = IntStream.range(0, LuFactorization.TOGETHER).mapToObj(s -> TestMatrix.randomVector(2 * alone.length, 22 + s)).toArray(double[][]::new);
        double[] fullSide = TestMatrix.randomVector(side.length, 30);
        double[] last = full[LuFactorization.TOGETHER - 1];
        for (int i = 0; i < alone.length; i++) {
            first[place[i]] = alone[i] / 4;
            side[LuFactorization.TOGETHER * i] = alone[i] * 3 / 4;
            last[place[i]] = alone[i] / 4;
            fullSide[LuFactorization.TOGETHER * i + LuFactorization.TOGETHER - 1] = alone[i] * 3 / 4;
        }
        double[] before = first.clone();
        lu.solveTogether(new double[][] {first}, 1, place, side);
        lu.solveTogether(full, LuFactorization.TOGETHER, place, fullSide);
        lu.solve(alone);
        double largest = Arrays.stream(alone).map(Math::abs).max().orElse(0);
        for (int i = 0; i < alone.length; i++) {
            assertEquals(first[place[i]], last[place[i]]);
            assertEquals(first[place[i]], side[LuFactorization.TOGETHER * i]);
            assertEquals(last[place[i]], fullSide[LuFactorization.TOGETHER * i + LuFactorization.TOGETHER - 1]);
            assertEquals(before[place[i] - 1], first[place[i] - 1], "what stands between was touched");
            assertEquals(alone[i], first[place[i]], 1e-8 * largest);
        }
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void refactorOfTheSameValuesGivesTheSameBits(TestMatrix matrix) {
        LuFactorization lu = factored(matrix);
        double[] b = TestMatrix.randomVector(matrix.size(), 14);
        double[] first = b.clone();
        lu.solve(first);
        lu.refactor(matrix.varied(0.3, 15).values);
        assertFalse(lu.factorOrRefactor(matrix.values));
        double[] second = b.clone();
        lu.solve(second);
        assertArrayEquals(first, second);

        LuFactorization other = factored(matrix);
        other.solve(b);
        assertArrayEquals(first, b);
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void refactorOfOtherValuesSolvesForThose(TestMatrix matrix) {
        LuFactorization lu = factored(matrix);
        for (int seed = 0; seed < 5; seed++) {
            TestMatrix varied = matrix.varied(0.2, seed);
            lu.factorOrRefactor(varied.values);
            double[] b = TestMatrix.randomVector(matrix.size(), 16);
            double[] x = b.clone();
            lu.solve(x);
            assertTrue(lu.refine(x, b) <= 20 * EPS);
            double[] ax = varied.times(x);
            double[] weights = varied.weights(x, b);
            for (int i = 0; i < b.length; i++) {
                assertEquals(b[i], ax[i], 40 * EPS * weights[i]);
            }
        }
    }

    /** Pivots that were kept often have a schedule; it gives the bits, the growth and the verdict of factors that are made column by column. */
    @ParameterizedTest
    @MethodSource("sparseMatrices")
    void scheduleGivesTheBitsAndTheVerdictOfFactorsByColumns(TestMatrix matrix) {
        int n = matrix.size();
        LuFactorization kept = factored(matrix);
        for (int k = 0; k < LuFactorization.KEPT; k++) {
            assertTrue(kept.refactor(matrix.values));
        }
        assertTrue(IntStream.range(0, kept.factors().blockStart.length - 1).anyMatch(kept::isScheduled));
        int refused = 0;
        int taken = 0;
        for (int seed = 0; seed < 200; seed++) {
            LuFactorization fresh = factored(matrix);
            SplittableRandom random = new SplittableRandom(seed);
            double decades = seed % 20;                                 // up to 19, so that pivots drown, growth is too large and rounding decides
            double factor = seed == 0 ? 1.5e-308 : 1;                    // with the scale of before pivots have lost digits: rows need another one
            double[] values = Arrays.stream(matrix.values).map(v -> factor * v * Math.pow(10, decades * (random.nextDouble() - 0.5))).toArray();
            assertTrue(kept.refactor(matrix.values));                   // blocks that were refused have factors again
            boolean fits = fresh.refactor(values);
            assertEquals(fits, kept.refactor(values), "seed " + seed);
            refused += fits ? 0 : 1;
            taken += fits ? 1 : 0;
            if (!fits) {
                continue;
            }
            assertEquals(fresh.reciprocalGrowth(), kept.reciprocalGrowth(), 2 * EPS);
            for (int k = 0; k < n; k++) {
                assertEquals(fresh.pivot(k), kept.pivot(k));
            }
            for (int p = 0; p < fresh.factors().lRow.length; p++) {
                assertEquals(fresh.lower(p), kept.lower(p));
            }
            for (int p = 0; p < fresh.factors().uRow.length; p++) {
                assertEquals(fresh.upper(p), kept.upper(p));
            }
            double[] x = TestMatrix.randomVector(n, seed);
            double[] y = x.clone();
            fresh.solve(x);
            kept.solve(y);
            assertArrayEquals(x, y);
        }
        assertTrue(refused > 10 && taken > 10, refused + " refused, " + taken + " taken");
    }

    static TestMatrix[] sparseMatrices() {
        return new TestMatrix[] {TestMatrix.crossbar(7, 2), TestMatrix.random(100, 2, 3), TestMatrix.circuit(20, 6), TestMatrix.reducible(50, 8)};
    }

    /** A network that is cut off from ground: the last pivot is what rounding leaves, of any size below 1e-15 or so. */
    @Test
    void scheduleRefusesPivotsThatAreRounding() {
        int refused = 0;
        for (int seed = 0; seed < 50; seed++) {
            LuFactorization kept = factored(chain(1, seed));
            TestMatrix floating = chain(0, seed);
            for (int k = 0; k < LuFactorization.KEPT; k++) {
                assertTrue(kept.refactor(chain(1, seed).values));
            }
            assertTrue(kept.isScheduled(0));
            assertFalse(kept.refactor(floating.values), "seed " + seed);
            refused += factored(chain(1, seed)).refactor(floating.values) ? 0 : 1;
        }
        assertEquals(50, refused);
    }

    private static TestMatrix chain(double toGround, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TestMatrix.Stamps stamps = new TestMatrix.Stamps(12).add(0, 0, toGround);
        for (int node = 1; node < 12; node++) {
            stamps.conductance(node - 1, node, 0.1 + random.nextDouble());
        }
        return stamps.build();
    }

    /** A block that one whole refactorisation could not make takes new pivots; the others keep theirs, and none keeps a schedule that is not its own. */
    @Test
    void newPivotsOfABlockEndTheSchedule() {
        TestMatrix matrix = TestMatrix.circuit(20, 6);
        LuFactorization kept = factored(matrix);
        for (int k = 0; k < LuFactorization.KEPT; k++) {
            kept.refactor(matrix.values);
        }
        int chosen = 0;
        for (int seed = 0; seed < 100; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            double[] values = Arrays.stream(matrix.values).map(v -> v * Math.pow(10, 6 * (random.nextDouble() - 0.5))).toArray();
            boolean before = IntStream.range(0, kept.factors().blockStart.length - 1).anyMatch(kept::isScheduled);
            boolean anew = kept.factorOrRefactor(values);
            chosen += anew && before ? 1 : 0;
            assertFalse(anew && IntStream.range(0, kept.factors().blockStart.length - 1).anyMatch(kept::isScheduled));
            double[] b = TestMatrix.randomVector(matrix.size(), seed);
            double[] x = b.clone();
            kept.solve(x);
            assertTrue(kept.refine(x, b) <= 20 * EPS);
            for (int k = 0; k < LuFactorization.KEPT; k++) {
                assertTrue(kept.refactor(values));
            }
        }
        assertTrue(chosen > 10, chosen + " times");
    }

    @Test
    void pivotsThatHaveGrownTooSmallAreRefusedAndChosenAnew() {
        TestMatrix matrix = new TestMatrix.Stamps(2).add(0, 0, 2).add(0, 1, 1).add(1, 0, 1).add(1, 1, 2).build();
        LuFactorization lu = new LuFactorization(Ordering.of(matrix.pattern), new Pivoting(1e-3, 1e-6, 1e12, true));
        lu.factor(matrix.values);
        int first = lu.factors().columnOf[0];
        int slot = matrix.pattern.slot(first, first);
        double[] values = matrix.values.clone();
        values[slot] = 1e-5;
        assertTrue(lu.refactor(values));
        values[slot] = 1e-7;
        assertFalse(lu.refactor(values));
        assertThrows(IllegalStateException.class, () -> lu.solve(new double[2]));
        assertTrue(lu.factorOrRefactor(values));
        double[] x = matrix.with(values).times(new double[] {1, 1});
        lu.solve(x);
        assertArrayEquals(new double[] {1, 1}, x, 4 * EPS);
        assertFalse(lu.factorOrRefactor(values));
    }

    /** Wilkinson's matrix, with its multipliers raised from 1 to 3000: every pivot is 1/3000 of its column, yet the last column grows 3000-fold at each step. */
    @Test
    void growthOfTheElementsIsRefusedAlthoughEachPivotWouldDo() {
        int n = 6;
        TestMatrix.Stamps stamps = new TestMatrix.Stamps(n);
        for (int i = 0; i < n * n; i++) {
            stamps.add(i / n, i % n, i % (n + 1) == 0 ? 10 : 1);
        }
        TestMatrix matrix = stamps.build();
        LuFactorization lu = factored(matrix);
        int[] order = lu.factors().columnOf;
        assertArrayEquals(order, lu.factors().rowOf, "pivots stand on the diagonal");
        double[] values = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                values[matrix.pattern.slot(order[i], order[k])] = i == k || k == n - 1 ? 1 : i > k ? -3e3 : 0;
            }
        }
        assertFalse(lu.refactor(values));
        lu.factor(values);
        assertTrue(lu.reciprocalGrowth() > 1.0 / 64);
    }

    @Test
    void rowsOfAnySizeAreScaledWithoutLoss() {
        TestMatrix matrix = TestMatrix.grid(6, 20);
        double[] values = matrix.values.clone();
        for (int slot = 0; slot < values.length; slot++) {
            values[slot] *= Math.scalb(1.0, matrix.pattern.rows()[slot] * 40 - 700);        // 2⁻⁷⁰⁰ ... 2⁷⁰⁰
        }
        double[] b = TestMatrix.randomVector(36, 21);
        double[] scaledB = b.clone();
        for (int i = 0; i < 36; i++) {
            scaledB[i] *= Math.scalb(1.0, i * 40 - 700);
        }
        factored(matrix).solve(b);
        factored(matrix.with(values)).solve(scaledB);
        assertArrayEquals(b, scaledB);
    }

    /** Two nodes joined by a conductance but not to the rest: every value is there, yet one column is the negative of the other. */
    @Test
    void floatingPartIsRefusedNamingAColumnOfIt() {
        TestMatrix.Stamps stamps = new TestMatrix.Stamps(6).conductance(0, 1, 0.3).conductance(1, -1, 0.7).conductance(1, 2, 0.9);
        stamps.conductance(3, 4, 0.1).conductance(4, 5, 1.0 / 3).conductance(3, 5, 1.0 / 7);
        TestMatrix matrix = stamps.build();
        SingularMatrixException singular = assertThrows(SingularMatrixException.class, () -> factored(matrix));
        assertFalse(singular.isStructural());
        assertEquals(1, singular.columns().length);
        assertTrue(singular.columns()[0] >= 3, singular.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void floatingNetworksOfManyNodesAreRefused(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        TestMatrix.Stamps stamps = new TestMatrix.Stamps(60).conductance(0, -1, 1);
        for (int node = 1; node < 60; node++) {
            for (int e = 0; e < 3; e++) {
                int low = node < 30 ? 0 : 30;                   // nodes 30 ... 59 touch only each other
                if (node != low) {
                    stamps.conductance(node, random.nextInt(low, node), Math.pow(10, random.nextDouble(-6, 0)));
                }
            }
        }
        TestMatrix matrix = stamps.build();
        SingularMatrixException singular = assertThrows(SingularMatrixException.class, () -> factored(matrix));
        assertTrue(singular.columns()[0] >= 30, singular.getMessage());
    }

    /**
     * The last column is exactly the sum of the others: all entries are multiples of 2⁻²⁰. Elimination leaves only rounding errors as last pivot. Where earlier pivots
     * have amplified them beyond the bound of the last column alone, the condition estimate tells.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void dependentColumnsAreRefusedOrShowInTheConditionEstimate(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(5, 60);
        SparsityPattern.Builder full = SparsityPattern.builder(n);
        double[] columns = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                full.add(i, j);
                if (j < n - 1) {
                    columns[j * n + i] = Math.rint(random.nextDouble(-1, 1) * 0x1p20) * 0x1p-20;
                    columns[(n - 1) * n + i] += columns[j * n + i];
                }
            }
        }
        LuFactorization lu = new LuFactorization(Ordering.of(full.build()));
        try {
            lu.factor(columns);
            assertTrue(lu.conditionEstimate() > 1e13 && seed == 3);     // one of the ten slips through
        } catch (SingularMatrixException refused) {
            assertFalse(refused.isStructural());
        }
        columns[(n - 1) * n + 3] += 1e-9;                       // regular again, by far more than rounding
        lu.factor(columns);
        assertTrue(lu.conditionEstimate() > 1e8);
    }

    /**
     * Random patterns with zeros, ones that cancel and entries over nine decades. Whatever is refused must have a singular neighbour, rows and columns scaled, nearer
     * than 10⁻¹¹; whatever is taken and has none must be solved to rounding.
     */
    @Test
    void onlyMatricesNextToASingularOneAreRefused() {
        int refused = 0;
        int solved = 0;
        for (long seed = 0; seed < 400; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int n = random.nextInt(2, 16);
            TestMatrix.Stamps stamps = new TestMatrix.Stamps(n);
            for (int i = 0; i < n; i++) {
                stamps.add(i, i, random.nextInt(3) == 0 ? 0 : random.nextDouble());
            }
            for (int e = 0; e < 3 * n; e++) {
                int kind = random.nextInt(6);
                stamps.add(random.nextInt(n), random.nextInt(n), kind < 3 ? kind - 1 : random.nextDouble(-1, 1) * Math.pow(10, random.nextDouble(-6, 3)));
            }
            TestMatrix matrix = stamps.build();
            double distance = distanceFromSingular(matrix.dense());
            double[] b = TestMatrix.randomVector(n, seed);
            double[] x = b.clone();
            try {
                LuFactorization lu = factored(matrix);
                lu.solve(x);
                lu.refine(x, b);
                assertTrue(lu.refine(x, b) <= 20 * EPS || distance < 1e-11, "seed " + seed);
                solved += distance < 1e-11 ? 0 : 1;
            } catch (SingularMatrixException singular) {
                assertTrue(distance < 1e-11, "seed " + seed + ": " + singular.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 50 && solved > 50, refused + " refused, " + solved + " solved");
    }

    /** Ratio of the extreme singular values once the largest entry of each row and column is 1. */
    private static double distanceFromSingular(DMatrixRMaj a) {
        int n = a.getNumRows();
        for (int pass = 0; pass < 4; pass++) {
            for (int i = 0; i < n; i++) {
                double largest = 0;
                for (int j = 0; j < n; j++) {
                    largest = Math.max(largest, Math.abs(a.get(i, j)));
                }
                for (int j = 0; j < n && largest > 0; j++) {
                    a.set(i, j, a.get(i, j) / largest);
                }
            }
            CommonOps_DDRM.transpose(a);
        }
        return NormOps_DDRM.conditionP2(a) == Double.POSITIVE_INFINITY ? 0 : 1 / NormOps_DDRM.conditionP2(a);
    }

    @Test
    void zeroColumnsAndRowsAreRefusedByName() {
        TestMatrix matrix = TestMatrix.grid(5, 30);
        double[] zeroColumn = matrix.values.clone();
        Arrays.fill(zeroColumn, matrix.pattern.starts()[13], matrix.pattern.starts()[14], 0);
        LuFactorization lu = factored(matrix);
        assertFalse(lu.refactor(zeroColumn));
        assertArrayEquals(new int[] {13}, assertThrows(SingularMatrixException.class, () -> lu.factor(zeroColumn)).columns());
        double[] zeroRow = matrix.values.clone();
        for (int slot = 0; slot < zeroRow.length; slot++) {
            zeroRow[slot] *= matrix.pattern.rows()[slot] == 7 ? 0 : 1;
        }
        assertFalse(lu.refactor(zeroRow));
        assertArrayEquals(new int[] {7}, assertThrows(SingularMatrixException.class, () -> lu.factorOrRefactor(zeroRow)).rows());
        assertFalse(lu.refactor(matrix.values));                // there are no pivots after a failure
        lu.factor(matrix.values);                               // nor anything else
        double[] b = TestMatrix.randomVector(25, 31);
        double[] x = b.clone();
        lu.solve(x);
        factored(matrix).solve(b);
        assertArrayEquals(b, x);
    }

    /** Of matrices whose entries change by up to eight decades some keep their pivots only with rows scaled anew, and that scale holds for them alone. */
    @Test
    void factorsDependOnThePivotsAndTheValuesAloneAndNotOnWhatWasFactoredBetween() {
        SplittableRandom random = new SplittableRandom(8);
        int compared = 0;
        for (int seed = 0; seed < 3000; seed++) {
            int n = 3 + random.nextInt(20);
            TestMatrix.Stamps stamps = new TestMatrix.Stamps(n);
            for (int i = 0; i < n; i++) {
                stamps.add(i, i, random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-3, 4)));
                for (int t = 0; t < 3; t++) {
                    stamps.add(i, random.nextInt(n), random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-3, 4)));
                }
            }
            TestMatrix matrix = stamps.build();
            Ordering ordering = Ordering.of(matrix.pattern);
            LuFactorization known = new LuFactorization(ordering);
            known.factor(matrix.values);
            double[] between = changed(matrix.values, random);
            double[] values = changed(matrix.values, random);
            LuFactorization used = new LuFactorization(ordering);
            used.takePivots(known);
            LuFactorization fresh = new LuFactorization(ordering);
            fresh.takePivots(known);
            if (!used.refactor(between)) {
                continue;
            }
            boolean fits = fresh.refactor(values);
            assertEquals(fits, used.refactor(values), "matrix " + seed);
            if (fits) {
                double[] expected = TestMatrix.randomVector(n, seed);
                double[] actual = expected.clone();
                fresh.solve(expected);
                used.solve(actual);
                assertArrayEquals(expected, actual, "matrix " + seed);
                compared++;
            }
        }
        assertTrue(compared > 1000, compared + " compared");
    }

    private static double[] changed(double[] values, SplittableRandom random) {
        double[] changed = values.clone();
        for (int c = 1 + random.nextInt(6); c > 0; c--) {
            changed[random.nextInt(changed.length)] *= Math.pow(10, random.nextInt(-8, 9));
        }
        return changed;
    }

    /** Entries that did not change are no reason to keep factors made with other pivots. */
    @Test
    void takenPivotsMakeNewFactorsOfTheSameEntries() {
        TestMatrix matrix = new TestMatrix.Stamps(3).add(0, 0, 4).add(1, 1, 5).add(2, 2, 6).add(0, 1, 1).add(1, 0, 2).add(0, 2, 1).add(2, 0, 3).add(1, 2, 2).add(2, 1, 1).build();
        TestMatrix elsewhere = new TestMatrix.Stamps(3).add(0, 0, 1e-6).add(1, 1, 1e-6).add(2, 2, 1e-6).add(0, 1, 4).add(1, 0, 1).add(0, 2, 1).add(2, 0, 5).add(1, 2, 6).add(2, 1, 2).build();
        Ordering ordering = Ordering.of(matrix.pattern);
        Pivoting lenient = new Pivoting(1e-3, 1e-9, 1e4, true);
        LuFactorization other = new LuFactorization(ordering, lenient);
        other.factor(elsewhere.values);
        LuFactorization fresh = new LuFactorization(ordering, lenient);
        fresh.takePivots(other);
        assertTrue(fresh.refactor(matrix.values));
        LuFactorization used = new LuFactorization(ordering, lenient);
        used.factor(matrix.values);
        assertTrue(used.refactor(matrix.values));
        used.takePivots(other);
        assertTrue(used.refactor(matrix.values));
        double[] expected = {1, 2, 3};
        double[] actual = expected.clone();
        fresh.solve(expected);
        used.solve(actual);
        assertArrayEquals(expected, actual);
    }

    /** A tiny pivot that nothing was subtracted from is no rounding error: gmin alone ties node 1 to ground. */
    @Test
    void smallButCertainPivotsAreTaken() {
        double gmin = 1e-18;
        TestMatrix matrix = new TestMatrix.Stamps(2).add(0, 0, 1).add(0, 1, gmin).add(1, 0, 1e-3).add(1, 1, 3 * gmin).build();
        double[] b = {1, 1e-3};
        new LuFactorization(Ordering.of(matrix.pattern), new Pivoting(1e-3, 1e-6, 1e4, false)).factor(matrix.values);
        factored(matrix).solve(b);
        assertEquals(1, b[0], 4 * EPS);
        assertEquals(0, b[1], 4 * EPS / gmin);
    }

    @Test
    void conditionEstimateIsWithinAFactorOfThreeOfTheConditionNumber() {
        for (TestMatrix matrix : matrices()) {
            DMatrixRMaj inverse = matrix.dense();
            assertTrue(CommonOps_DDRM.invert(inverse));
            double condition = NormOps_DDRM.inducedP1(matrix.dense()) * NormOps_DDRM.inducedP1(inverse);
            double estimate = factored(matrix).conditionEstimate();
            assertTrue(estimate <= 1.001 * condition && estimate >= condition / 3, estimate + " against " + condition);
        }
    }

    @Test
    void wrongInputIsRefused() {
        TestMatrix matrix = TestMatrix.grid(3, 40);
        LuFactorization lu = new LuFactorization(Ordering.of(matrix.pattern));
        assertThrows(IllegalStateException.class, () -> lu.solve(new double[9]));
        assertFalse(lu.refactor(matrix.values));                // no pivots yet
        double[] spoilt = matrix.values.clone();
        spoilt[matrix.pattern.slot(3, 4)] = Double.NaN;
        String message = assertThrows(IllegalArgumentException.class, () -> lu.factor(spoilt)).getMessage();
        assertTrue(message.contains("row 3, column 4"), message);
        assertThrows(IllegalArgumentException.class, () -> lu.factor(new double[3]));
        lu.factor(matrix.values);
        assertThrows(IllegalArgumentException.class, () -> lu.solve(new double[8]));
        assertThrows(IllegalArgumentException.class, () -> new Pivoting(0, 1e-6, 1e4, true));
        assertThrows(IllegalArgumentException.class, () -> new Pivoting(1e-3, 2, 1e4, true));
        assertThrows(IllegalArgumentException.class, () -> new Pivoting(1e-3, 1e-6, 0.5, true));
    }

    @Test
    void emptyMatrixIsSolved() {
        LuFactorization lu = new LuFactorization(Ordering.of(SparsityPattern.builder(0).build()));
        lu.factor(new double[0]);
        lu.solve(new double[0]);
        assertEquals(0, lu.entries());
    }
}
