package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * The part of a matrix that matters for Aᵀ x = b if b differs from 0 in a few columns only: outside of its rows x is 0, whatever the values. With a row for each column, a_rc ≠ 0, the equation of column c settles x_r, given those x in whose rows c has entries;
 * so the part grows from the columns of b along rows (J. R. Gilbert, <i>Predicting structure in sparse matrix computations</i>, SIAM J. Matrix Anal. Appl. 15 (1994) 62, section 5). Immutable.
 */
public final class Portion {
    private final int[] rows;
    private final int[] columns;
    private final int[] slots;
    private final SparsityPattern pattern;

    private Portion(int[] rows, int[] columns, int[] slots, SparsityPattern pattern) {
        this.rows = rows;
        this.columns = columns;
        this.slots = slots;
        this.pattern = pattern;
    }

    /**
     * The part that matters.
     *
     * @param columns in which b may differ from 0
     * @throws SingularMatrixException if no values can make a matrix of this pattern regular
     */
    public static Portion of(SparsityPattern pattern, int... columns) {
        int n = pattern.size();
        int[] rowOf = Ordering.inverse(MaximumTransversal.columnOfRow(pattern));
        int[] start = new int[n + 1];                       // the entries by rows
        int[] column = new int[pattern.entries()];
        for (int row : pattern.rows()) {
            start[row + 1]++;
        }
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        int[] next = Arrays.copyOf(start, n);
        for (int j = 0; j < n; j++) {
            for (int p = pattern.starts()[j]; p < pattern.starts()[j + 1]; p++) {
                column[next[pattern.rows()[p]]++] = j;
            }
        }
        boolean[] seen = new boolean[n];
        int[] reached = new int[n];
        int count = 0;
        for (int j : columns) {
            count = reach(j, seen, reached, count);
        }
        for (int head = 0; head < count; head++) {
            int row = rowOf[reached[head]];
            for (int p = start[row]; p < start[row + 1]; p++) {
                count = reach(column[p], seen, reached, count);
            }
        }
        int[] all = Arrays.copyOf(reached, count);
        Arrays.sort(all);
        return cut(pattern, Arrays.stream(all).map(j -> rowOf[j]).sorted().toArray(), all);
    }

    private static int reach(int column, boolean[] seen, int[] reached, int count) {
        if (seen[column]) {
            return count;
        }
        seen[column] = true;
        reached[count] = column;
        return count + 1;
    }

    private static Portion cut(SparsityPattern pattern, int[] rows, int[] columns) {
        int[] place = new int[pattern.size()];
        Arrays.fill(place, -1);
        for (int i = 0; i < rows.length; i++) {
            place[rows[i]] = i;
        }
        SparsityPattern.Builder builder = SparsityPattern.builder(rows.length);
        int[] slots = new int[pattern.entries()];
        for (int j = 0; j < columns.length; j++) {
            for (int p = pattern.starts()[columns[j]]; p < pattern.starts()[columns[j] + 1]; p++) {
                if (place[pattern.rows()[p]] >= 0) {
                    slots[builder.entries()] = p;
                    builder.add(place[pattern.rows()[p]], j);
                }
            }
        }
        return new Portion(rows, columns, Arrays.copyOf(slots, builder.entries()), builder.build());    // added as a pattern numbers them
    }

    /** Rows of the matrix, ascending. For reading only, as are the arrays below. */
    public int[] rows() {
        return rows;
    }

    /** Columns of the matrix, as many, ascending. */
    public int[] columns() {
        return columns;
    }

    /** Slot in the pattern of the matrix of each slot of {@link #pattern}. */
    public int[] slots() {
        return slots;
    }

    /** The entries in these rows and columns. */
    public SparsityPattern pattern() {
        return pattern;
    }
}
