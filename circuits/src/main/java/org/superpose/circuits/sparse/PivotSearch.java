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

    /** x[place] = value of an entry of P A Q. */
    abstract void load(int place, int entry);

    /** x -= l u for the entries of L from ... to - 1 at the given places, u = x[pivotPlace]. */
    abstract void eliminate(int pivotPlace, int[] places, int from, int to);

    abstract double magnitude(int place);

    /** bound[place] = |x[place]|, of the entries before any elimination. */
    abstract void loadBound(int place, int entry);

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

    /** All is found: there will be so many entries of L and U. */
    abstract void begin(int lowerEntries, int upperEntries);

    /** Entries of L and U of before, one after another, stay and go to other places. */
    abstract void keep(int fromLower, int toLower, int countLower, int fromUpper, int toUpper, int countUpper);

    /** Entry of L: one that was found. */
    abstract void takeLower(int entry, int found);

    /** Entries of U: some that were found, one after another. */
    abstract void takeUpper(int from, int to, int count);

    /** From now on these are L and U. */
    abstract void finish();

    /**
     * Searches some of the diagonal blocks, which know nothing of each other, and keeps what was found for the others before.
     *
     * @param before what was found before, or null if all are to be searched
     * @param again  the blocks to be searched
     */
    final FactorPattern run(FactorPattern before, boolean[] again) {
        int[] blockStart = ordering.blockStart();
        int entries = 0;
        for (int b = 0; b < again.length; b++) {
            for (int k = blockStart[b]; k < blockStart[b + 1] && again[b] && blockStart[b + 1] - blockStart[b] > 1; k++) {
                entries += ordering.starts()[k + 1] - ordering.insideStarts()[k];
            }
        }
        lPlace = new int[entries];
        uPosition = new int[entries];
        reserveLower(entries);
        reserveUpper(entries);
        for (int b = 0; b < again.length; b++) {
            if (!again[b]) {
                System.arraycopy(before.position, blockStart[b], position, blockStart[b], blockStart[b + 1] - blockStart[b]);
            }
            for (int k = blockStart[b]; k < blockStart[b + 1]; k++) {
                if (again[b]) {
                    column(k, blockStart[b + 1] - blockStart[b]);
                } else {
                    lStart[k + 1] = lStart[k];
                    uStart[k + 1] = uStart[k];
                }
            }
        }
        return together(before, again);
    }

    private FactorPattern together(FactorPattern before, boolean[] again) {
        int[] blockStart = ordering.blockStart();
        int[] lBegin = lStart.clone();
        int[] uBegin = uStart.clone();
        int lKept = 0;
        int uKept = 0;
        for (int b = 0; b < again.length; b++) {
            for (int k = blockStart[b]; k < blockStart[b + 1]; k++) {
                if (!again[b]) {
                    lKept += before.lStart[k + 1] - before.lStart[k];
                    uKept += before.uStart[k + 1] - before.uStart[k];
                }
                lBegin[k + 1] += lKept;
                uBegin[k + 1] += uKept;
            }
        }
        int n = position.length;
        int[] lRow = new int[lBegin[n]];
        int[] uRow = new int[uBegin[n]];
        begin(lRow.length, uRow.length);
        long[] keys = new long[0];                  // position of the row, then entry
        for (int b = 0, next; b < again.length; b = next) {
            next = b + 1;
            if (!again[b]) {
                while (next < again.length && !again[next]) {
                    next++;
                }
                int from = blockStart[b];
                int to = blockStart[next];
                int lower = before.lStart[to] - before.lStart[from];
                int upper = before.uStart[to] - before.uStart[from];
                System.arraycopy(before.lRow, before.lStart[from], lRow, lBegin[from], lower);
                System.arraycopy(before.uRow, before.uStart[from], uRow, uBegin[from], upper);
                keep(before.lStart[from], lBegin[from], lower, before.uStart[from], uBegin[from], upper);
                continue;
            }
            for (int k = blockStart[b]; k < blockStart[next]; k++) {
                int length = lStart[k + 1] - lStart[k];
                keys = length <= keys.length ? keys : new long[2 * length];
                for (int p = 0; p < length; p++) {
                    keys[p] = (long) position[lPlace[lStart[k] + p]] << 32 | lStart[k] + p;
                }
                Arrays.sort(keys, 0, length);
                for (int p = 0, l = lBegin[k]; p < length; p++, l++) {
                    lRow[l] = (int) (keys[p] >>> 32);
                    takeLower(l, (int) keys[p]);
                }
            }
            int from = blockStart[b];
            int count = uStart[blockStart[next]] - uStart[from];
            System.arraycopy(uPosition, uStart[from], uRow, uBegin[from], count);
            takeUpper(uStart[from], uBegin[from], count);
        }
        finish();
        return new FactorPattern(ordering, position, lBegin, lRow, uBegin, uRow);
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
            load(place[p], p);
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
        if (largest < 0 || most < Double.MIN_NORMAL || most == Double.POSITIVE_INFINITY) {
            throw SingularMatrixException.column(ordering.columnAt()[k]);
        }
        return largest;
    }

    /**
     * The largest candidate that is more than its own {@link #roundingError}, or -1.
     */
    private int largestCertain(int k, int lEnd) {
        for (int p = ordering.insideStarts()[k]; p < ordering.starts()[k + 1]; p++) {
            loadBound(ordering.places()[p], p);
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
