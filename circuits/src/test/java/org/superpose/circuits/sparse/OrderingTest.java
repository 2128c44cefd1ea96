package org.superpose.circuits.sparse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderingTest {
    static TestMatrix[] matrices() {
        return new TestMatrix[] {TestMatrix.grid(12, 1), TestMatrix.crossbar(8, 2), TestMatrix.random(150, 2, 3), TestMatrix.random(60, 20, 4),
            TestMatrix.circuit(40, 5), TestMatrix.shuffledTriangle(200, 6), TestMatrix.reducible(60, 7)};
    }

    @ParameterizedTest
    @MethodSource("matrices")
    void permutedMatrixIsBlockUpperTriangularWithZeroFreeDiagonal(TestMatrix matrix) {
        Ordering ordering = Ordering.of(matrix.pattern);
        int n = matrix.size();
        requirePermutation(ordering.rowAt());
        requirePermutation(ordering.columnAt());
        int[] blockOf = new int[n];
        for (int b = 0; b < ordering.blocks(); b++) {
            Arrays.fill(blockOf, ordering.blockStart()[b], ordering.blockStart()[b + 1], b);
        }
        int[] placeOfRow = Ordering.inverse(ordering.rowAt());
        int[] placeOfColumn = Ordering.inverse(ordering.columnAt());
        boolean[] diagonal = new boolean[n];
        for (int slot = 0; slot < matrix.pattern.entries(); slot++) {
            int i = placeOfRow[matrix.pattern.rows()[slot]];
            int j = placeOfColumn[matrix.pattern.columnOf(slot)];
            assertTrue(blockOf[i] <= blockOf[j]);
            diagonal[i] |= i == j;
        }
        for (boolean d : diagonal) {
            assertTrue(d);
        }
    }

    @Test
    void blocksAreTheStrongComponents() {
        assertEquals(200, Ordering.of(TestMatrix.shuffledTriangle(200, 8).pattern).blocks());
        assertEquals(1, Ordering.of(TestMatrix.grid(10, 9).pattern).blocks());
        TestMatrix reducible = TestMatrix.reducible(50, 10);
        assertEquals(50, Ordering.of(reducible.pattern).blocks());
        assertTrue(Ordering.of(reducible.pattern).largestBlock() <= 5);
        assertEquals(0, Ordering.of(SparsityPattern.builder(0).build()).blocks());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void minimumDegreeOrderIsAPermutation(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = random.nextInt(1, 400);
        requirePermutation(order(n, IntStream.range(0, random.nextInt(4 * n)).mapToObj(e ->
                new int[] {random.nextInt(n), (int) (n * Math.pow(random.nextDouble(), 3))}).toArray(int[][]::new)));
    }

    @Test
    void minimumDegreeFillsATreeNowhere() {
        SplittableRandom random = new SplittableRandom(11);
        int[][] edges = IntStream.range(1, 500).mapToObj(i -> new int[] {i, random.nextInt(i)}).toArray(int[][]::new);
        assertEquals(499, fill(500, edges, order(500, edges)));
    }

    @Test
    void rowsThatTouchEverythingComeLast() {
        int n = 400;
        int[][] edges = IntStream.range(0, 2 * n).mapToObj(e -> e < n ? new int[] {7, e} : new int[] {e - n, (e - n + 1) % n}).toArray(int[][]::new);
        assertEquals(7, order(n, edges)[n - 1]);
    }

    /** A k x k grid in natural order fills k³; minimum degree must come near the best known order, nested dissection with 31/4 k² log2 k (George 1973). */
    @Test
    void minimumDegreeFillsAGridLikeNestedDissection() {
        int side = 60;
        TestMatrix grid = TestMatrix.grid(side, 1);
        int[][] edges = IntStream.range(0, grid.pattern.entries()).mapToObj(s -> new int[] {grid.pattern.rows()[s], grid.pattern.columnOf(s)}).toArray(int[][]::new);
        long natural = fill(side * side, edges, IntStream.range(0, side * side).toArray());
        long ordered = fill(side * side, edges, order(side * side, edges));
        assertTrue(natural > 0.9 * side * side * side, "natural " + natural);
        assertTrue(ordered < 31.0 / 4 * side * side * Math.log(side) / Math.log(2) * 0.5, "ordered " + ordered);
        assertTrue(ordered < natural / 2.5, ordered + " against " + natural);
    }

    @Test
    void structurallySingularPatternsNameTheRowsAndColumnsConcerned() {
        SparsityPattern floating = SparsityPattern.builder(3).add(0, 0).add(0, 2).add(2, 0).add(2, 2).build();
        SingularMatrixException alone = assertThrows(SingularMatrixException.class, () -> Ordering.of(floating));
        assertTrue(alone.isStructural());
        assertArrayEquals(new int[] {1}, alone.rows());
        assertArrayEquals(new int[] {1}, alone.columns());

        // nodes 0, 1 with a conductance between and one to ground; branches 2 and 3 are voltage sources in parallel at node 0
        SparsityPattern parallel = SparsityPattern.builder(4).add(0, 0).add(0, 1).add(1, 0).add(1, 1).add(0, 2).add(2, 0).add(0, 3).add(3, 0).build();
        SingularMatrixException loop = assertThrows(SingularMatrixException.class, () -> Ordering.of(parallel));
        assertArrayEquals(new int[] {2, 3}, loop.rows());
        assertArrayEquals(new int[] {2, 3}, loop.columns());
    }

    /** Hall 1935: what is named must be a set of rows with entries in fewer columns, and likewise for the columns. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void namedRowsHaveEntriesInFewerColumnsThanTheyAre(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparsityPattern.Builder builder = SparsityPattern.builder(50);
        random.ints(60, 0, 50).forEach(row -> builder.add(row, random.nextInt(50)));
        SparsityPattern pattern = builder.build();
        SingularMatrixException singular = assertThrows(SingularMatrixException.class, () -> Ordering.of(pattern));
        TreeSet<Integer> rows = new TreeSet<>(Arrays.stream(singular.rows()).boxed().toList());
        TreeSet<Integer> columns = new TreeSet<>(Arrays.stream(singular.columns()).boxed().toList());
        TreeSet<Integer> columnsOfRows = new TreeSet<>();
        TreeSet<Integer> rowsOfColumns = new TreeSet<>();
        for (int slot = 0; slot < pattern.entries(); slot++) {
            if (rows.contains(pattern.rows()[slot])) {
                columnsOfRows.add(pattern.columnOf(slot));
            }
            if (columns.contains(pattern.columnOf(slot))) {
                rowsOfColumns.add(pattern.rows()[slot]);
            }
        }
        assertTrue(columnsOfRows.size() < rows.size());
        assertTrue(rowsOfColumns.size() < columns.size());
        assertEquals(rows.size() - columnsOfRows.size(), columns.size() - rowsOfColumns.size());
    }

    private static void requirePermutation(int[] p) {
        assertArrayEquals(IntStream.range(0, p.length).toArray(), Arrays.stream(p).sorted().toArray());
    }

    private static int[] order(int n, int[][] edges) {
        List<TreeSet<Integer>> neighbours = neighbours(n, edges);
        int[] start = new int[n + 1];
        for (int i = 0; i < n; i++) {
            start[i + 1] = start[i] + neighbours.get(i).size();
        }
        return MinimumDegree.order(start, neighbours.stream().flatMap(TreeSet::stream).mapToInt(Integer::intValue).toArray());
    }

    private static List<TreeSet<Integer>> neighbours(int n, int[][] edges) {
        List<TreeSet<Integer>> neighbours = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            neighbours.add(new TreeSet<>());
        }
        for (int[] edge : edges) {
            if (edge[0] != edge[1]) {
                neighbours.get(edge[0]).add(edge[1]);
                neighbours.get(edge[1]).add(edge[0]);
            }
        }
        return neighbours;
    }

    /** Entries below the diagonal of the Cholesky factor, by playing the elimination: each vertex hands its neighbours to the first of them. */
    private static long fill(int n, int[][] edges, int[] order) {
        int[] place = Ordering.inverse(order);
        int[][] placed = Arrays.stream(edges).map(e -> new int[] {place[e[0]], place[e[1]]}).toArray(int[][]::new);
        List<TreeSet<Integer>> neighbours = neighbours(n, placed);
        long fill = 0;
        for (int k = 0; k < n; k++) {
            TreeSet<Integer> later = new TreeSet<>(neighbours.get(k).tailSet(k + 1));
            fill += later.size();
            if (!later.isEmpty()) {
                neighbours.get(later.first()).addAll(later);
            }
        }
        return fill;
    }
}
