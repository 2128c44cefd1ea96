package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * The symbolic analysis of a pattern: P A Q is upper block triangular with a zero-free diagonal, and within each diagonal block B the order is one
 * of little fill for the pattern of B + Bᵀ. Pivoting later moves rows within their block only. Immutable, to be shared by threads and by factorisations.
 */
public final class Ordering {
    private final SparsityPattern pattern;
    private final int[] row;            // row of A at each place of P A Q
    private final int[] column;         // column of A at each place of P A Q
    private final int[] blockStart;
    // P A Q by columns: entries of other blocks come first
    private final int[] start;
    private final int[] insideStart;    // first entry of the diagonal block
    private final int[] place;          // row of P A Q
    private final int[] slot;
    private Waves waves;                // null: not asked for yet

    private Ordering(SparsityPattern pattern, int[] row, int[] column, int[] blockStart) {
        this.pattern = pattern;
        this.row = row;
        this.column = column;
        this.blockStart = blockStart;
        int n = pattern.size();
        start = new int[n + 1];
        insideStart = new int[n];
        place = new int[pattern.entries()];
        slot = new int[pattern.entries()];
        int[] placeOfRow = inverse(row);
        for (int b = 0; b + 1 < blockStart.length; b++) {
            for (int k = blockStart[b]; k < blockStart[b + 1]; k++) {
                int j = column[k];
                int from = pattern.starts()[j];
                int to = pattern.starts()[j + 1];
                int outside = start[k];
                int inside = start[k] + to - from;
                start[k + 1] = inside;
                for (int p = to - 1; p >= from; p--) {
                    int at = placeOfRow[pattern.rows()[p]];
                    int q = at < blockStart[b] ? outside++ : --inside;
                    place[q] = at;
                    slot[q] = p;
                }
                insideStart[k] = outside;
            }
        }
    }

    /**
     * Analyses a pattern.
     *
     * @throws SingularMatrixException if no values can make a matrix of this pattern regular; it names the rows and columns
     */
    public static Ordering of(SparsityPattern pattern) {
        int n = pattern.size();
        int[] columnOfRow = MaximumTransversal.columnOfRow(pattern);
        StrongComponents components = StrongComponents.of(pattern, columnOfRow);
        int[] rowOfColumn = inverse(columnOfRow);
        int[] placeOf = inverse(components.order());
        int[] column = new int[n];
        int[] row = new int[n];
        int[] blockStart = components.blockStart();
        for (int b = 0; b + 1 < blockStart.length; b++) {
            int begin = blockStart[b];
            int[] order = blockStart[b + 1] - begin > 2
                    ? leastFill(pattern, components.order(), begin, blockStart[b + 1], columnOfRow, placeOf) : new int[] {0, 1};
            for (int k = begin; k < blockStart[b + 1]; k++) {
                column[k] = components.order()[begin + order[k - begin]];
                row[k] = rowOfColumn[column[k]];
            }
        }
        return new Ordering(pattern, row, column, blockStart);
    }

    private static int[] leastFill(SparsityPattern pattern, int[] order, int begin, int end, int[] columnOfRow, int[] placeOf) {
        int[] from = pattern.starts();
        int[] rows = pattern.rows();
        int size = end - begin;
        int[] start = new int[size + 1];
        for (int k = 0; k < size; k++) {                        // both triangles of B + B', an entry in both counted twice
            for (int p = from[order[begin + k]]; p < from[order[begin + k] + 1]; p++) {
                int i = placeOf[columnOfRow[rows[p]]] - begin;
                if (i >= 0 && i != k) {
                    start[k + 1]++;
                    start[i + 1]++;
                }
            }
        }
        for (int k = 0; k < size; k++) {
            start[k + 1] += start[k];
        }
        int[] neighbours = new int[start[size]];
        int[] end1 = Arrays.copyOf(start, size);
        for (int k = 0; k < size; k++) {
            for (int p = from[order[begin + k]]; p < from[order[begin + k] + 1]; p++) {
                int i = placeOf[columnOfRow[rows[p]]] - begin;
                if (i >= 0 && i != k) {
                    neighbours[end1[k]++] = i;
                    neighbours[end1[i]++] = k;
                }
            }
        }
        int[] seenBy = new int[size];
        int write = 0;
        for (int k = 0; k < size; k++) {                        // without repetition, packed
            int p = start[k];
            start[k] = write;
            for (; p < end1[k]; p++) {
                if (seenBy[neighbours[p]] != k + 1) {
                    seenBy[neighbours[p]] = k + 1;
                    neighbours[write++] = neighbours[p];
                }
            }
        }
        start[size] = write;
        return MinimumDegree.order(start, neighbours);
    }

    synchronized Waves waves() {
        if (waves == null) {
            waves = new Waves(this);
        }
        return waves;
    }

    static int[] inverse(int[] permutation) {
        int[] inverse = new int[permutation.length];
        for (int k = 0; k < permutation.length; k++) {
            inverse[permutation[k]] = k;
        }
        return inverse;
    }

    /** The pattern that was analysed. */
    public SparsityPattern pattern() {
        return pattern;
    }

    /** Number of diagonal blocks: 1 for an irreducible matrix, n for a permuted triangular one. */
    public int blocks() {
        return blockStart.length - 1;
    }

    /** Rows of the largest diagonal block. */
    public int largestBlock() {
        int largest = 0;
        for (int b = 0; b < blocks(); b++) {
            largest = Math.max(largest, blockStart[b + 1] - blockStart[b]);
        }
        return largest;
    }

    /** Row of A at each place of P A Q. For reading only, as are the arrays below. */
    int[] rowAt() {
        return row;
    }

    /** Column of A at each place of P A Q. */
    int[] columnAt() {
        return column;
    }

    /** First place of each block, and after the last one n. */
    int[] blockStart() {
        return blockStart;
    }

    /** First entry of each column of P A Q, and their number; the entries above the diagonal block come first. */
    int[] starts() {
        return start;
    }

    /** First entry of each column that lies in the diagonal block. */
    int[] insideStarts() {
        return insideStart;
    }

    /** Place (row of P A Q) of each entry. */
    int[] places() {
        return place;
    }

    /** Index of each entry in an array of values of A. */
    int[] slots() {
        return slot;
    }
}
