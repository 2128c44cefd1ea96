package org.superpose.circuits.sparse;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The multiplications of blocks of few, laid out one after the other as symbolic generation does it (F. G. Gustavson, W. Liniger and R. Willoughby, <i>Symbolic generation of an optimal Crout algorithm for sparse systems of linear equations</i>, J. ACM 17 (1970) 87), level by level: a
 * level has the columns that need only those of earlier levels. Columns of such blocks have two or three entries, and to find out anew how many takes a processor longer than to multiply them. Each number gets its subtractions in the order in which {@link LuFactorization} makes them
 * column by column, so the bits are the same. Immutable, shared by threads.
 */
final class Schedule {
    /** Multiplications for each entry of L and U from which on columns are taken one by one, several together where they are alike. */
    private static final int MOST = 4;

    private final FactorPattern f;
    private final int[] levelStart;         // levels of each block; none: it has no schedule
    private final int[] widestEntry;        // by column, among the entries of A: one that was the largest in its column
    private final int[] columnOfU;          // of each entry of U
    private final int[] columnOfL;
    private final Entries intoU;            // entries of A, by block
    private final Entries intoL;
    private final Entries intoPivots;
    private final Products ofU;             // by level
    private final Products ofL;
    private final Products ofPivots;
    private final int[] columnEnd;          // by level, in column
    private final int[] column;
    private final int[] lowerEnd;           // by level, in lower
    private final int[] lower;              // entries of L by levels of their columns
    private final int[] columnOfLower;

    /** Entries of A and where they go. */
    private static final class Entries {
        private final int[] start;
        private int[] from = new int[0];
        private int[] to = from;
        private int count;

        Entries(int blocks) {
            start = new int[blocks + 1];
        }

        void add(int entry, int place) {
            if (count == from.length) {
                from = Arrays.copyOf(from, 16 + 2 * count);
                to = Arrays.copyOf(to, from.length);
            }
            from[count] = entry;
            to[count++] = place;
        }

        void load(int block, double[] a, double[] into) {
            for (int p = start[block], end = start[block + 1]; p < end; p++) {
                into[to[p]] = a[from[p]];
            }
        }
    }

    /** Products of an entry of L and one of U and what they are subtracted from. */
    private static final class Products {
        private final int[] end;
        private int[] from = new int[0];
        private int[] lower = from;
        private int[] upper = from;
        private int count;

        Products(int levels) {
            end = new int[levels];
        }

        void add(int target, int l, int u) {
            if (count == from.length) {
                from = Arrays.copyOf(from, 16 + 2 * count);
                lower = Arrays.copyOf(lower, from.length);
                upper = Arrays.copyOf(upper, from.length);
            }
            from[count] = target;
            lower[count] = l;
            upper[count++] = u;
        }

        void subtract(int level, double[] target, double[] l, double[] u) {
            for (int p = level == 0 ? 0 : end[level - 1], last = end[level]; p < last; p++) {
                target[from[p]] -= l[lower[p]] * u[upper[p]];
            }
        }
    }

    /**
     * Of all blocks of which it pays.
     *
     * @param scaled entries of A as they are now
     */
    Schedule(FactorPattern f, double[] scaled) {
        this.f = f;
        int n = f.columnOf.length;
        int blocks = f.blockStart.length - 1;
        int[] level = new int[n];
        levelStart = new int[blocks + 1];
        int scheduled = 0;
        int entries = 0;
        for (int block = 0; block < blocks; block++) {
            levelStart[block + 1] = levelStart[block] + (pays(block) ? levels(block, level) : 0);
            if (has(block)) {
                scheduled += f.blockStart[block + 1] - f.blockStart[block];
                entries += f.lStart[f.blockStart[block + 1]] - f.lStart[f.blockStart[block]];
            }
        }
        columnOfL = scheduled > 0 ? columns(f.lStart) : new int[0];
        columnOfU = scheduled > 0 ? columns(f.uStart) : new int[0];
        widestEntry = new int[n];
        intoU = new Entries(blocks);
        intoL = new Entries(blocks);
        intoPivots = new Entries(blocks);
        int levels = levelStart[blocks];
        ofU = new Products(levels);
        ofL = new Products(levels);
        ofPivots = new Products(levels);
        columnEnd = new int[levels];
        lowerEnd = new int[levels];
        column = new int[scheduled];
        lower = new int[entries];
        columnOfLower = new int[entries];
        int[] place = new int[n];
        int columns = 0;
        int lowers = 0;
        for (int block = 0; block < blocks; block++) {
            if (has(block)) {
                int first = columns;
                columns = byLevel(block, level, columns);
                for (int c = first; c < columns; c++) {
                    add(column[c], place, scaled);
                    for (int p = f.lStart[column[c]]; p < f.lStart[column[c] + 1]; p++) {
                        lower[lowers] = p;
                        columnOfLower[lowers++] = column[c];
                    }
                    int at = levelStart[block] + level[column[c]];
                    columnEnd[at] = c + 1;
                    lowerEnd[at] = lowers;
                    ofU.end[at] = ofU.count;
                    ofL.end[at] = ofL.count;
                    ofPivots.end[at] = ofPivots.count;
                }
            }
            intoU.start[block + 1] = intoU.count;
            intoL.start[block + 1] = intoL.count;
            intoPivots.start[block + 1] = intoPivots.count;
        }
    }

    private boolean pays(int block) {
        int from = f.blockStart[block];
        int to = f.blockStart[block + 1];
        long entries = to - from + f.lStart[to] - f.lStart[from] + f.uStart[to] - f.uStart[from];
        long products = 0;
        for (int p = f.uStart[from]; p < f.uStart[to]; p++) {
            products += f.lStart[f.uRow[p] + 1] - f.lStart[f.uRow[p]];
        }
        return to - from > 1 && products <= MOST * entries;
    }

    /** Writes the level of each column of a block; returns how many there are. */
    private int levels(int block, int[] level) {
        int levels = 0;
        for (int k = f.blockStart[block]; k < f.blockStart[block + 1]; k++) {
            for (int p = f.uStart[k]; p < f.uStart[k + 1]; p++) {
                level[k] = Math.max(level[k], level[f.uRow[p]] + 1);
            }
            levels = Math.max(levels, level[k] + 1);
        }
        return levels;
    }

    private static int[] columns(int[] start) {
        int[] column = new int[start[start.length - 1]];
        for (int k = 0; k + 1 < start.length; k++) {
            Arrays.fill(column, start[k], start[k + 1], k);
        }
        return column;
    }

    /** Writes the columns of a block by levels, ascending in each, behind those that are there; returns how many there are then. */
    private int byLevel(int block, int[] level, int before) {
        int[] next = new int[levelStart[block + 1] - levelStart[block] + 1];
        for (int k = f.blockStart[block]; k < f.blockStart[block + 1]; k++) {
            next[level[k] + 1]++;
        }
        for (int number = 1; number < next.length; number++) {
            next[number] += next[number - 1];
        }
        for (int k = f.blockStart[block]; k < f.blockStart[block + 1]; k++) {
            column[before + next[level[k]]++] = k;
        }
        return before + next[next.length - 1];
    }

    private void add(int k, int[] place, double[] scaled) {
        for (int p = f.uStart[k]; p < f.uStart[k + 1]; p++) {
            place[f.uRow[p]] = p;
        }
        for (int p = f.lStart[k]; p < f.lStart[k + 1]; p++) {
            place[f.lRow[p]] = p;
        }
        widestEntry[k] = f.insideStart[k];
        for (int p = f.insideStart[k]; p < f.start[k + 1]; p++) {
            int i = f.entryRow[p];
            (i < k ? intoU : i == k ? intoPivots : intoL).add(p, i == k ? k : place[i]);
            widestEntry[k] = Math.abs(scaled[p]) > Math.abs(scaled[widestEntry[k]]) ? p : widestEntry[k];
        }
        for (int p = f.uStart[k]; p < f.uStart[k + 1]; p++) {
            int j = f.uRow[p];
            for (int q = f.lStart[j]; q < f.lStart[j + 1]; q++) {
                int i = f.lRow[q];
                (i < k ? ofU : i == k ? ofPivots : ofL).add(i == k ? k : place[i], q, p);
            }
        }
    }

    /** Whether a block has one. */
    boolean has(int block) {
        return levelStart[block] < levelStart[block + 1];
    }

    /**
     * Fills in a block that {@linkplain #has has} one.
     *
     * @param scaled        entries of A
     * @param reuse         least part of the largest candidate in its column that a pivot has to be
     * @param roundingError whether the pivot of a column may owe its value to rounding
     * @return its growth, or NaN if a pivot will not do
     */
    double factor(int block, double[] scaled, double[] l, double[] u, double[] pivot, double[] inverse, double reuse, IntPredicate roundingError) {
        int from = f.blockStart[block];
        int to = f.blockStart[block + 1];
        Arrays.fill(l, f.lStart[from], f.lStart[to], 0);
        Arrays.fill(u, f.uStart[from], f.uStart[to], 0);
        Arrays.fill(pivot, from, to, 0);
        intoL.load(block, scaled, l);
        intoU.load(block, scaled, u);
        intoPivots.load(block, scaled, pivot);
        boolean fit = true;
        for (int level = levelStart[block]; level < levelStart[block + 1]; level++) {
            ofU.subtract(level, u, l, u);
            ofPivots.subtract(level, pivot, l, u);
            ofL.subtract(level, l, l, u);
            fit &= invert(level, pivot, inverse);
            fit &= scale(level, l, pivot, inverse, reuse);
        }
        return fit ? growth(from, to, scaled, u, pivot, roundingError) : Double.NaN;
    }

    private boolean invert(int level, double[] pivot, double[] inverse) {
        boolean fit = true;
        for (int c = level == 0 ? 0 : columnEnd[level - 1], end = columnEnd[level]; c < end; c++) {
            int k = column[c];
            double size = Math.abs(pivot[k]);
            inverse[k] = 1 / pivot[k];
            fit &= size >= Double.MIN_NORMAL & size <= Double.MAX_VALUE;
        }
        return fit;
    }

    private boolean scale(int level, double[] l, double[] pivot, double[] inverse, double reuse) {
        boolean fit = true;
        for (int c = level == 0 ? 0 : lowerEnd[level - 1], end = lowerEnd[level]; c < end; c++) {
            int p = lower[c];
            int k = columnOfLower[c];
            double value = l[p];
            l[p] = value * inverse[k];
            double size = Math.abs(value);
            fit &= Math.abs(pivot[k]) >= reuse * size & size <= Double.MAX_VALUE;
        }
        return fit;
    }

    /** Most of the columns do not grow beyond an entry of theirs that was the largest once, so the largest of now are sought in few. */
    private double growth(int from, int to, double[] scaled, double[] u, double[] pivot, IntPredicate roundingError) {
        double most = 1;
        for (int k = from; k < to; k++) {
            double size = Math.abs(pivot[k]);
            if (size > most * Math.abs(scaled[widestEntry[k]])) {
                most = growth(size, k, scaled, most);
            }
        }
        for (int p = f.uStart[from], end = f.uStart[to]; p < end; p++) {
            int k = columnOfU[p];
            double size = Math.abs(u[p]);
            if (size > most * Math.abs(scaled[widestEntry[k]])) {
                most = growth(size, k, scaled, most);
            }
            if (Math.abs(pivot[k]) <= PivotSearch.SUSPICIOUS * size && roundingError.test(k)) {
                return Double.NaN;
            }
        }
        return most;
    }

    private double growth(double size, int k, double[] scaled, double before) {
        double largest = 0;
        for (int p = f.insideStart[k]; p < f.start[k + 1]; p++) {
            largest = Math.max(largest, Math.abs(scaled[p]));
        }
        return size > before * largest ? size / largest : before;
    }

    /** Applies L⁻¹ to a block that {@linkplain #has has} one, of w by pivots. */
    void lower(int block, double[] w, double[] l) {
        int[] row = f.lRow;
        for (int p = f.lStart[f.blockStart[block]], end = f.lStart[f.blockStart[block + 1]]; p < end; p++) {
            w[row[p]] -= l[p] * w[columnOfL[p]];
        }
    }
}
