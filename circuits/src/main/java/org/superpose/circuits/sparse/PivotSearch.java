package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * Finds pivots and with them the patterns of L and U: left-looking elimination column by column, in time proportional to the arithmetic (J. R. Gilbert and
 * T. Peierls, <i>Sparse partial pivoting in time proportional to arithmetic operations</i>, SIAM J. Sci. Stat. Comput. 9 (1988) 862), with symmetric pruning of what the
 * search follows (S. C. Eisenstat and J. W. H. Liu, <i>Exploiting structural symmetry in a sparse partial pivoting code</i>, SIAM J. Sci. Comput. 14 (1993) 253).
 * The numbers, real or complex, are the subclass's: those found here are those of the factors.
 */
abstract class PivotSearch {
    /** A pivot so much smaller than what was subtracted on the way to it calls for a closer look. */
    static final double SUSPICIOUS = 1e-11;

    private final Ordering ordering;
    private final double diagonal;
    private final int[] position;           // pivot number of a place (row of P A Q), or -1
    private final int[] pivotPlace;         // its inverse
    private final int[] lStart;
    private int[] lPlace;                   // rows of L, as places
    private final int[] followEnd;          // of each column of L: end of what a search has to follow; before pruning -1
    private final int[] uStart;
    private int[] uPosition;                // rows of U, as pivot numbers, ascending
    private final int[] seen;               // last column + 1 whose search came by the place
    private final int[] path;
    private final int[] cursor;
    private final int[] order;

    PivotSearch(Ordering ordering, double diagonal) {
        this.ordering = ordering;
        this.diagonal = diagonal;
        int n = ordering.pattern().size();
        position = new int[n];
        pivotPlace = new int[n];
        lStart = new int[n + 1];
        followEnd = new int[n];
        uStart = new int[n + 1];
        seen = new int[n];
        path = new int[n];
        cursor = new int[n];
        order = new int[n];
        lPlace = new int[4 * ordering.pattern().entries()];
        uPosition = new int[4 * ordering.pattern().entries()];
        Arrays.fill(position, -1);
        Arrays.fill(followEnd, -1);
    }

    /**
     * What a candidate may owe to rounding after so many subtractions, as a fraction of {@code |a| + Σ |l| |u|}: {@code (m + 2) 2⁻⁵³} for the elimination
     * (N. J. Higham, <i>Accuracy and Stability of Numerical Algorithms</i>, 2nd ed., 2002, section 9.3), and as much again as six additions for entries that are sums themselves.
     */
    static double roundingError(int subtractions) {
        return (subtractions + 8) * 0x1p-53;
    }

    /** Room for so many entries of L. */
    abstract void reserveLower(int entries);

    /** Room for so many entries of U. */
    abstract void reserveUpper(int entries);

    /** x[place] = value at a slot. */
    abstract void load(int place, int slot);

    /** x -= l u for the entries of L from ... to - 1 at the given places, u = x[pivotPlace]. */
    abstract void eliminate(int pivotPlace, int[] places, int from, int to);

    abstract double magnitude(int place);

    /** bound[place] = |x[place]|, of the entries before any elimination. */
    abstract void loadBound(int place, int slot);

    /** bound += |l| |u|, as eliminate. */
    abstract void eliminateBound(int pivotPlace, int[] places, int from, int to);

    /** The bound at the place, which becomes 0 again. */
    abstract double takeBound(int place);

    /** Entry of U: x[place], which becomes 0. */
    abstract void storeUpper(int entry, int place);

    /** Pivot k: x[place], which becomes 0. */
    abstract void storePivot(int k, int place);

    /** Entry of L in column k: x[place] / pivot, and x[place] becomes 0. */
    abstract void storeLower(int entry, int place, int k);

    /** Exchanges the values of two entries of L. */
    abstract void exchange(int entry, int other);

    /** All is found: entry p of the sorted L is entry origin[p] of this search, and U has so many entries. */
    abstract void finish(int[] origin, int upperEntries);

    final FactorPattern run() {
        reserveLower(lPlace.length);
        reserveUpper(uPosition.length);
        int[] blockStart = ordering.blockStart();
        for (int b = 0; b < ordering.blocks(); b++) {
            for (int k = blockStart[b]; k < blockStart[b + 1]; k++) {
                column(k, blockStart[b + 1] - blockStart[b]);
            }
        }
        int n = position.length;
        long[] keys = new long[lStart[n]];          // position of the row, then entry
        for (int p = 0; p < keys.length; p++) {
            keys[p] = (long) position[lPlace[p]] << 32 | p;
        }
        int[] lRow = new int[keys.length];
        int[] origin = new int[keys.length];
        for (int k = 0; k < n; k++) {
            Arrays.sort(keys, lStart[k], lStart[k + 1]);
            for (int p = lStart[k]; p < lStart[k + 1]; p++) {
                lRow[p] = (int) (keys[p] >>> 32);
                origin[p] = (int) keys[p];
            }
        }
        finish(origin, uStart[n]);
        return new FactorPattern(ordering, position, lStart, lRow, uStart, Arrays.copyOf(uPosition, uStart[n]));
    }

    private void column(int k, int blockSize) {
        if ((long) lStart[k] + blockSize > lPlace.length) {
            lPlace = Arrays.copyOf(lPlace, roomFor((long) lStart[k] + blockSize));
            reserveLower(lPlace.length);
        }
        if ((long) uStart[k] + blockSize > uPosition.length) {
            uPosition = Arrays.copyOf(uPosition, roomFor((long) uStart[k] + blockSize));
            reserveUpper(uPosition.length);
        }
        int lEnd = search(k);
        int uEnd = uStart[k + 1];
        double largestU = 0;
        for (int p = uStart[k]; p < uEnd; p++) {
            int j = uPosition[p];
            eliminate(pivotPlace[j], lPlace, lStart[j], lStart[j + 1]);
            double magnitude = magnitude(pivotPlace[j]);
            if (magnitude > largestU) {
                largestU = magnitude;
            }
        }
        int pivot = choose(k, lEnd, largestU);
        position[pivot] = k;
        pivotPlace[k] = pivot;
        storePivot(k, pivot);
        int write = lStart[k];
        for (int p = lStart[k]; p < lEnd; p++) {
            if (lPlace[p] != pivot) {
                lPlace[write] = lPlace[p];
                storeLower(write, lPlace[write], k);
                write++;
            }
        }
        lStart[k + 1] = write;
        for (int p = uStart[k]; p < uEnd; p++) {
            storeUpper(p, pivotPlace[uPosition[p]]);
            prune(uPosition[p], pivot);
        }
    }

    private static int roomFor(long entries) {
        if (entries > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the factors of the matrix would have more than 2^31 entries; it is not sparse");
        }
        return (int) Math.min(Integer.MAX_VALUE - 8, entries + entries / 2);
    }

    /** Loads column k, finds its rows of U, writes the places of the candidates behind the entries of L and returns their end. */
    private int search(int k) {
        int[] place = ordering.places();
        int lEnd = lStart[k];
        int top = order.length;
        for (int p = ordering.insideStarts()[k]; p < ordering.starts()[k + 1]; p++) {
            load(place[p], ordering.slots()[p]);
            if (seen[place[p]] == k + 1) {
                continue;
            }
            seen[place[p]] = k + 1;
            if (position[place[p]] < 0) {
                lPlace[lEnd++] = place[p];
                continue;
            }
            int depth = 0;
            path[0] = position[place[p]];
            cursor[0] = lStart[path[0]];
            while (depth >= 0) {
                int j = path[depth];
                int end = followEnd[j] < 0 ? lStart[j + 1] : followEnd[j];
                int next = -1;
                int q = cursor[depth];
                while (q < end && next < 0) {
                    int r = lPlace[q++];
                    if (seen[r] != k + 1) {
                        seen[r] = k + 1;
                        if (position[r] < 0) {
                            lPlace[lEnd++] = r;
                        } else {
                            next = position[r];
                        }
                    }
                }
                cursor[depth] = q;
                if (next < 0) {
                    order[--top] = j;
                    depth--;
                } else {
                    path[++depth] = next;
                    cursor[depth] = lStart[next];
                }
            }
        }
        uStart[k + 1] = uStart[k] + order.length - top;
        System.arraycopy(order, top, uPosition, uStart[k], order.length - top);
        Arrays.sort(uPosition, uStart[k], uStart[k + 1]);       // ascending is in order too, and a refactorisation goes the same way
        return lEnd;
    }

    private int choose(int k, int lEnd, double largestU) {
        int largest = -1;
        double most = 0;
        for (int p = lStart[k]; p < lEnd; p++) {
            double magnitude = magnitude(lPlace[p]);
            if (magnitude > most) {
                most = magnitude;
                largest = lPlace[p];
            }
        }
        if (most <= SUSPICIOUS * largestU) {
            largest = largestCertain(k, lEnd);
        } else if (position[k] < 0 && seen[k] == k + 1 && magnitude(k) >= diagonal * most) {
            largest = k;
        }
        if (largest < 0 || most == Double.POSITIVE_INFINITY) {
            throw SingularMatrixException.column(ordering.columnAt()[k]);
        }
        return largest;
    }

    /**
     * The largest candidate that is more than its own {@link #roundingError}, or -1.
     */
    private int largestCertain(int k, int lEnd) {
        for (int p = ordering.insideStarts()[k]; p < ordering.starts()[k + 1]; p++) {
            loadBound(ordering.places()[p], ordering.slots()[p]);
        }
        for (int p = uStart[k]; p < uStart[k + 1]; p++) {
            int j = uPosition[p];
            eliminateBound(pivotPlace[j], lPlace, lStart[j], lStart[j + 1]);
            takeBound(pivotPlace[j]);
        }
        double error = roundingError(uStart[k + 1] - uStart[k]);
        int largest = -1;
        double most = 0;
        for (int p = lStart[k]; p < lEnd; p++) {
            double magnitude = magnitude(lPlace[p]);
            if (magnitude > error * takeBound(lPlace[p]) && magnitude > most) {
                most = magnitude;
                largest = lPlace[p];
            }
        }
        return largest;
    }

    /** Once column j has its pivot row's mate in U, a search need follow only the rows of L that are pivots by now. */
    private void prune(int j, int pivot) {
        if (followEnd[j] >= 0) {
            return;
        }
        int p = lStart[j];
        while (p < lStart[j + 1] && lPlace[p] != pivot) {
            p++;
        }
        if (p == lStart[j + 1]) {
            return;
        }
        int head = lStart[j];
        int tail = lStart[j + 1];
        while (head < tail) {
            if (position[lPlace[head]] >= 0) {
                head++;
            } else {
                tail--;
                int other = lPlace[tail];
                lPlace[tail] = lPlace[head];
                lPlace[head] = other;
                exchange(head, tail);
            }
        }
        followEnd[j] = head;
    }
}
