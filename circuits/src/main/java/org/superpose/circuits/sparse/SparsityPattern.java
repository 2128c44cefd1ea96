package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * Where the entries of a square matrix may stand, by columns. The values live outside, one {@code double} for each slot, so that one pattern
 * serves many matrices. Slots are numbered by columns and within a column by rows. Immutable.
 */
public final class SparsityPattern {
    private final int[] start;      // slots of column j: start[j] ... start[j + 1] - 1
    private final int[] row;        // row of each slot, ascending within a column

    private SparsityPattern(int[] start, int[] row) {
        this.start = start;
        this.row = row;
    }

    /** Begins a pattern of {@code size} × {@code size} entries, at first without any. */
    public static Builder builder(int size) {
        return new Builder(size);
    }

    /** Number of rows, which is the number of columns. */
    public int size() {
        return start.length - 1;
    }

    /** Number of slots: how long an array of values has to be. */
    public int entries() {
        return row.length;
    }

    /**
     * The index of entry (row, column) in an array of values.
     *
     * @throws IllegalArgumentException if the pattern has no such entry
     */
    public int slot(int row, int column) {
        check(row, column, size());
        int slot = Arrays.binarySearch(this.row, start[column], start[column + 1], row);
        if (slot < 0) {
            throw new IllegalArgumentException("the pattern has no entry at row " + row + ", column " + column + "; add it to the builder");
        }
        return slot;
    }

    /** First slot of each column, and after the last column the number of slots. For reading only. */
    int[] starts() {
        return start;
    }

    /** Row of each slot. For reading only. */
    int[] rows() {
        return row;
    }

    /** Row of a slot. */
    public int rowOf(int slot) {
        return row[slot];
    }

    /** Column of a slot, found by halving; slots ascend by columns, and within a column by rows. */
    public int columnOf(int slot) {
        int low = 0;
        int high = size();
        while (high - low > 1) {            // start[low] <= slot < start[high]
            int middle = (low + high) >>> 1;
            if (start[middle] <= slot) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static void check(int row, int column, int size) {
        if (row < 0 || row >= size || column < 0 || column >= size) {
            throw new IllegalArgumentException("entry at row " + row + ", column " + column + " lies outside of the " + size + " x " + size + " matrix");
        }
    }

    /** The same, with room for so many entries, those named twice counted twice. */
    public static Builder builder(int size, int entries) {
        Builder builder = new Builder(size);
        builder.rows = new int[entries];
        builder.columns = new int[entries];
        return builder;
    }

    /** Collects entries in any order; an entry named twice is one entry. */
    public static final class Builder {
        private final int size;
        private int[] rows = new int[16];
        private int[] columns = new int[16];
        private int count;
        private int[] slots = new int[0];

        private Builder(int size) {
            if (size < 0) {
                throw new IllegalArgumentException("size of a matrix must not be negative, got " + size);
            }
            this.size = size;
        }

        /** Says that entry (row, column) may differ from zero. */
        public Builder add(int row, int column) {
            check(row, column, size);
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, 2 * count + 1);
                columns = Arrays.copyOf(columns, 2 * count + 1);
            }
            rows[count] = row;
            columns[count++] = column;
            return this;
        }

        /** Number of entries so far, those named twice counted twice. */
        public int entries() {
            return count;
        }

        /** In the pattern that was built last, the slot of each entry, in the order in which they were added. For reading only. */
        public int[] slots() {
            return slots;
        }

        /** The pattern of all entries so far. */
        public SparsityPattern build() {
            int[] byRow = sortedBy(rows, null);                 // two stable counting sorts: by row, then by column
            int[] order = sortedBy(columns, byRow);
            int[] start = new int[size + 1];
            int[] row = new int[count];
            slots = new int[count];
            int end = 0;
            int column = 0;
            for (int entry : order) {
                while (column < columns[entry]) {
                    start[++column] = end;
                }
                if (end == start[column] || row[end - 1] != rows[entry]) {
                    row[end++] = rows[entry];
                }
                slots[entry] = end - 1;
            }
            Arrays.fill(start, column + 1, size + 1, end);
            return new SparsityPattern(start, Arrays.copyOf(row, end));
        }

        private int[] sortedBy(int[] key, int[] before) {
            int[] next = new int[size + 1];
            for (int e = 0; e < count; e++) {
                next[key[e] + 1]++;
            }
            for (int i = 0; i < size; i++) {
                next[i + 1] += next[i];
            }
            int[] sorted = new int[count];
            for (int e = 0; e < count; e++) {
                int entry = before == null ? e : before[e];
                sorted[next[key[entry]]++] = entry;
            }
            return sorted;
        }
    }
}
