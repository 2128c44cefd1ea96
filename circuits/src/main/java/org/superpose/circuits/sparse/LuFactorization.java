package org.superpose.circuits.sparse;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntPredicate;
import org.superpose.circuits.crew.Crew;

/**
 * P R A Q = L U + F of real matrices on one pattern: R scales rows, F are the entries above the diagonal blocks. {@link #factor} chooses pivots; {@link #refactor}
 * keeps them, allocates nothing but for once and gives the same bits for the same values. Holds its own workspace: one thread at a time.
 */
public final class LuFactorization {
    /** Most right sides of {@link #solveTogether}. */
    public static final int TOGETHER = 4;

    /** Entries and multiplications of a piece of the work that others may take, at least, and pieces for each thread, at most. */
    private static final long SHARE = 15_000;
    private static final int PIECES = 4;
    /** Times that pivots are kept from which on it pays to make a schedule of them. */
    static final int KEPT = 30;

    private final Ordering ordering;
    private final SparsityPattern pattern;
    private final Pivoting pivoting;
    private final int n;
    private final double[] rowScale;        // by row of A
    private final double[] chosenScale;     // the same when the pivots were chosen: what becomes of values depends on them and on the choice alone
    private boolean rescaled;               // whether it is another one now
    private final int[] entryOf;            // row of A of each entry of P A Q
    private final double[] scaled;          // R A, by entries of P A Q
    private final double[] x;               // dense column; all zero between uses
    private Schedule schedule;              // null: the pivots are too new, or there are none
    private int kept;                       // times that they were
    private final IntPredicate roundingError = this::isRoundingError;
    private Course course;                  // null: to be made of the factors when it is asked for
    private final double[] residual;
    private final double[] weight;
    private final double[] trial;
    private FactorPattern factors;          // null: no pivots chosen yet
    private double[] l = new double[0];
    private double[] u = new double[0];
    private double[] pivot = new double[0];
    private double[] inverse = new double[0];       // 1 / pivot
    private final boolean[] unfit;          // blocks whose pivots will not do for the last values
    private final double[] growthNow;       // the same for the last values; NaN where a pivot will not do
    private final double[] growthAtChoice;  // by block: max over its columns of max |u| / max |a|, or 1 where that is more
    private final boolean[] current;        // blocks whose factors and growth are those of their scaled entries
    private boolean suspect;                // whether a scaled entry was not finite
    private Crew crew = Crew.ALONE;         // who may refactor
    private int pieces = 1;
    private int[] cut;                      // first block of each piece, and the end
    private double growth;                  // the same for the last values, of all blocks
    private boolean usable;                 // whether l, u and pivot are those of the last values

    /** A factorisation with {@link Pivoting#STANDARD}. */
    public LuFactorization(Ordering ordering) {
        this(ordering, Pivoting.STANDARD);
    }

    /** A factorisation with the caller's own thresholds. */
    public LuFactorization(Ordering ordering, Pivoting pivoting) {
        this.ordering = ordering;
        this.pivoting = pivoting;
        pattern = ordering.pattern();
        n = pattern.size();
        rowScale = new double[n];
        chosenScale = new double[n];
        scaled = new double[pattern.entries()];
        entryOf = new int[scaled.length];
        for (int p = 0; p < entryOf.length; p++) {
            entryOf[p] = pattern.rows()[ordering.slots()[p]];
        }
        x = new double[n];
        residual = new double[n];
        weight = new double[n];
        trial = new double[n];
        unfit = new boolean[ordering.blocks()];
        growthAtChoice = new double[ordering.blocks()];
        growthNow = new double[ordering.blocks()];
        current = new boolean[ordering.blocks()];
    }

    /**
     * Chooses pivots for these values and factors.
     *
     * @param values one for each slot of the pattern; not kept
     * @throws SingularMatrixException if a row is zero, or a column has no pivot left that is more than rounding error
     */
    public void factor(double[] values) {
        usable = false;
        course = null;
        factors = null;
        requireEntries(values);
        requireFinite(values);
        int zeroRow = scale(values);
        if (zeroRow >= 0) {
            throw SingularMatrixException.zeroRow(zeroRow);
        }
        scale(values, 0, scaled.length);
        Arrays.fill(unfit, true);
        growth = 1;
        choose(null);
    }

    /**
     * Takes the pivots that another factorisation has, without its factors: {@link #refactor} makes them of values. Nothing is searched, and from the second time on nothing allocated.
     *
     * @param other of the same ordering, with factors
     */
    public void takePivots(LuFactorization other) {
        if (other.ordering != ordering || other.factors == null) {
            throw new IllegalArgumentException("pivots can be taken from a factorisation of the same ordering that has some");
        }
        usable = false;
        course = null;
        Arrays.fill(x, 0);
        l = l.length != other.l.length ? new double[other.l.length] : l;
        u = u.length != other.u.length ? new double[other.u.length] : u;
        pivot = pivot.length != n ? new double[n] : pivot;
        inverse = inverse.length != n ? new double[n] : inverse;
        System.arraycopy(other.growthAtChoice, 0, growthAtChoice, 0, growthAtChoice.length);
        factors = other.factors;
        schedule = other.schedule;
        kept = 0;
        System.arraycopy(other.chosenScale, 0, chosenScale, 0, n);
        rescaled = true;
        Arrays.fill(current, false);
        divide();
    }

    /** Chooses pivots for the blocks that are unfit and keeps, with their factors, those of the others. */
    private void choose(FactorPattern before) {
        factors = null;
        Arrays.fill(x, 0);                      // a search that failed leaves its column
        for (int b = 0; b < unfit.length; b++) {
            current[b] &= !unfit[b];
        }
        FactorPattern found = new Search().run(before, unfit);
        for (int b = 0; b < unfit.length; b++) {
            if (unfit[b]) {
                growthAtChoice[b] = growthOf(found, b);
                growth = Math.max(growth, growthAtChoice[b]);
            }
        }
        factors = found;
        schedule = null;
        kept = 0;
        System.arraycopy(rowScale, 0, chosenScale, 0, n);
        rescaled = false;
        divide();
        usable = true;
    }

    private double growthOf(FactorPattern f, int block) {
        double most = 1;
        for (int k = f.blockStart[block]; k < f.blockStart[block + 1]; k++) {
            double largestA = 0;
            for (int p = f.insideStart[k]; p < f.start[k + 1]; p++) {
                largestA = Math.max(largestA, Math.abs(scaled[p]));
            }
            double largestU = Math.abs(pivot[k]);
            for (int p = f.uStart[k]; p < f.uStart[k + 1]; p++) {
                largestU = Math.max(largestU, Math.abs(u[p]));
            }
            most = largestU > most * largestA ? largestU / largestA : most;
        }
        return most;
    }

    /**
     * Factors with the pivots chosen last, if they will do for these values: each at least {@link Pivoting#reuse} of the largest candidate in its column and more than
     * its own rounding error, and the growth in each diagonal block not more than {@link Pivoting#growth} times what it was. Rows keep the scale that they had then, a power of two, by which no digit changes, and get another one for once where with that the pivots will not do.
     *
     * @return whether they did; if not, there are no factors until {@link #factor} has chosen others
     */
    public boolean refactor(double[] values) {
        usable = false;
        course = null;
        usable = factors != null && (computeAsChosen(values) || scale(values) < 0 && compute(values));
        return usable;
    }

    /** {@link #refactor}, and new pivots for the diagonal blocks in which the old ones will not do; returns whether there were any. */
    public boolean factorOrRefactor(double[] values) {
        usable = false;
        course = null;
        if (factors != null && computeAsChosen(values)) {
            usable = true;
            return false;
        }
        if (factors == null || scale(values) >= 0) {
            factor(values);
            return true;
        }
        if (compute(values)) {
            usable = true;
            return false;
        }
        choose(factors);
        return true;
    }

    /** Writes R; returns a row that is zero, or -1. */
    private int scale(double[] values) {
        int[] row = pattern.rows();
        double[] scale = rowScale;
        boolean scaling = pivoting.scaled();
        rescaled = true;
        Arrays.fill(scale, 0);
        for (int p = 0; p < row.length; p++) {
            double magnitude = Math.abs(values[p]);
            if (magnitude > scale[row[p]]) {
                scale[row[p]] = magnitude;
            }
        }
        for (int i = 0; i < n; i++) {
            if (scale[i] == 0) {
                return i;
            }
            scale[i] = scaling ? Scale.reciprocal(scale[i]) : 1;
        }
        return -1;
    }

    private void requireEntries(double[] values) {
        if (values.length != pattern.entries()) {
            throw new IllegalArgumentException("matrix has " + pattern.entries() + " entries but " + values.length + " values were given");
        }
    }

    private void requireFinite(double[] values) {
        for (int p = 0; p < values.length; p++) {
            if (!(Math.abs(values[p]) <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("matrix entry at row " + pattern.rows()[p] + ", column " + pattern.columnOf(p) + " is " + values[p] + ", must be finite");
            }
        }
    }

    /** Writes entries of R A; whether one changed. */
    private boolean scale(double[] values, int from, int to) {
        boolean changed = false;
        boolean finite = true;
        double[] scale = rowScale;
        double[] into = scaled;
        int[] slot = ordering.slots();
        int[] rowOf = entryOf;
        for (int p = from; p < to; p++) {
            double entry = values[slot[p]] * scale[rowOf[p]];
            changed |= entry != into[p];
            finite &= Math.abs(entry) <= Double.MAX_VALUE;
            into[p] = entry;
        }
        if (!finite) {
            suspect = true;
        }
        return changed;
    }

    /** Fills in L and U, of each block up to the first pivot that will not do; whether all did. Blocks do not share a number, so several threads give the same bits. */
    private boolean compute(double[] values) {
        requireEntries(values);
        suspect = false;
        if (schedule == null && ++kept == KEPT) {
            schedule = new Schedule(factors, scaled);
        }
        if (pieces == 1) {
            computeBlocks(values, 0, unfit.length);
        } else {
            crew.run(pieces, piece -> computeBlocks(values, cut[piece], cut[piece + 1]));
        }
        if (suspect) {
            Arrays.fill(current, false);
            requireFinite(values);
            return false;
        }
        growth = 1;
        boolean fit = true;
        for (int b = 0; b < unfit.length; b++) {
            unfit[b] = !(growthNow[b] <= pivoting.growth() * growthAtChoice[b]);
            fit &= !unfit[b];
            growth = unfit[b] ? growth : Math.max(growth, growthNow[b]);
        }
        return fit;
    }

    /** The same with rows scaled as they were when the pivots were chosen. */
    private boolean computeAsChosen(double[] values) {
        if (rescaled) {
            System.arraycopy(chosenScale, 0, rowScale, 0, n);
            rescaled = false;
        }
        return compute(values);
    }

    /** Blocks of which no entry changed keep their factors. */
    private void computeBlocks(double[] values, int first, int end) {
        int[] start = factors.start;
        int[] blockStart = factors.blockStart;
        for (int b = first, next; b < end; b = next) {
            next = b;
            while (next < end && blockStart[next + 1] - blockStart[next] == 1) {
                next++;
            }
            if (next > b) {
                scale(values, start[blockStart[b]], start[blockStart[next]]);
                for (int one = b; one < next; one++) {
                    growthNow[one] = computeOne(blockStart[one]);
                }
                continue;
            }
            next++;
            if (scale(values, start[blockStart[b]], start[blockStart[next]]) || !current[b]) {
                growthNow[b] = isScheduled(b) ? schedule.factor(b, scaled, l, u, pivot, inverse, pivoting.reuse(), roundingError) : compute(blockStart[b], blockStart[next]);
                current[b] = growthNow[b] <= Double.MAX_VALUE;
            }
        }
    }

    boolean isScheduled(int block) {
        return schedule != null && schedule.has(block);
    }

    /** From now on a crew refactors, if there is enough to do. */
    public void share(Crew other) {
        crew = other;
        divide();
    }

    /** Cuts the blocks so that each piece has as much to multiply. */
    private void divide() {
        pieces = 1;
        if (factors == null || crew.size() == 1) {
            return;
        }
        long[] work = new long[unfit.length + 1];
        for (int b = 0; b < unfit.length; b++) {
            long sum = 0;
            for (int k = factors.blockStart[b]; k < factors.blockStart[b + 1]; k++) {
                sum += 1 + factors.start[k + 1] - factors.start[k] + factors.lStart[k + 1] - factors.lStart[k];
                for (int p = factors.uStart[k]; p < factors.uStart[k + 1]; p++) {
                    sum += 1 + factors.lStart[factors.uRow[p] + 1] - factors.lStart[factors.uRow[p]];
                }
            }
            work[b + 1] = work[b] + sum;
        }
        long all = work[unfit.length];
        pieces = (int) Math.max(1, Math.min(PIECES * crew.size(), all / SHARE));
        cut = new int[pieces + 1];
        for (int piece = 1; piece < pieces; piece++) {
            int at = Arrays.binarySearch(work, all * piece / pieces);
            cut[piece] = at < 0 ? -at - 1 : at;
        }
        cut[pieces] = unfit.length;
    }

    /** Fills in a block of one row and column, which cannot grow; NaN if its pivot will not do. */
    private double computeOne(int k) {
        double chosen = 0;
        for (int p = factors.insideStart[k]; p < factors.start[k + 1]; p++) {
            chosen = scaled[p];
        }
        pivot[k] = chosen;
        inverse[k] = 1 / chosen;
        return Math.abs(chosen) >= Double.MIN_NORMAL ? 1 : Double.NaN;
    }

    /** Fills in a block; returns its growth, or NaN if a pivot will not do. */
    private double compute(int from, int to) {
        FactorPattern f = factors;
        int[] start = f.start;
        int[] inside = f.insideStart;
        int[] entryRow = f.entryRow;
        int[] lStart = f.lStart;
        int[] lRow = f.lRow;
        int[] uStart = f.uStart;
        int[] uRow = f.uRow;
        int[] chainEnd = f.chainEnd;
        double[] work = x;
        double[] a = scaled;
        double[] l = this.l;
        double[] u = this.u;
        double most = 1;
        for (int k = from; k < to; k++) {
            double largestA = 0;
            for (int p = inside[k]; p < start[k + 1]; p++) {
                double entry = a[p];
                work[entryRow[p]] = entry;
                double magnitude = Math.abs(entry);
                if (magnitude > largestA) {
                    largestA = magnitude;
                }
            }
            double largestU = 0;
            int uEnd = uStart[k + 1];
            for (int p = uStart[k]; p < uEnd;) {
                int j = uRow[p];
                int width = Math.min(chainEnd[j] + 1 - j, uEnd - p);
                if (width >= 4) {
                    eliminate4(work, lRow, l, lStart, j);
                    width = 4;
                } else if (width >= 2) {
                    eliminate2(work, lRow, l, lStart, j);
                    width = 2;
                } else {
                    eliminate1(work, lRow, l, lStart, j);
                }
                for (int end = p + width; p < end; p++, j++) {
                    double value = work[j];
                    u[p] = value;
                    work[j] = 0;
                    double magnitude = Math.abs(value);
                    if (magnitude > largestU) {
                        largestU = magnitude;
                    }
                }
            }
            double chosen = work[k];
            double size = Math.abs(chosen);
            double largest = size;
            double inverted = 1 / chosen;
            pivot[k] = chosen;
            inverse[k] = inverted;
            work[k] = 0;
            for (int p = lStart[k]; p < lStart[k + 1]; p++) {
                int i = lRow[p];
                double value = work[i];
                work[i] = 0;
                l[p] = value * inverted;
                double magnitude = Math.abs(value);
                if (magnitude > largest) {
                    largest = magnitude;
                }
            }
            if (!(size >= Double.MIN_NORMAL && size >= pivoting.reuse() * largest && largest <= Double.MAX_VALUE)
                    || size <= PivotSearch.SUSPICIOUS * largestU && isRoundingError(k)) {
                return Double.NaN;
            }
            double inU = size > largestU ? size : largestU;
            most = inU > most * largestA ? inU / largestA : most;
        }
        return most;
    }

    private static void eliminate1(double[] x, int[] row, double[] l, int[] start, int j) {
        double u0 = x[j];
        for (int p = start[j]; p < start[j + 1]; p++) {
            x[row[p]] -= l[p] * u0;
        }
    }

    private static void eliminate2(double[] x, int[] row, double[] l, int[] start, int j) {
        int p0 = start[j];
        int p1 = start[j + 1];
        double u0 = x[j];
        double u1 = x[j + 1] - l[p0++] * u0;
        x[j + 1] = u1;
        int count = start[j + 2] - p1;
        for (int t = 0; t < count; t++) {
            int i = row[p1 + t];
            x[i] = x[i] - l[p0 + t] * u0 - l[p1 + t] * u1;
        }
    }

    private static void eliminate4(double[] x, int[] row, double[] l, int[] start, int j) {
        int p0 = start[j];
        int p1 = start[j + 1];
        int p2 = start[j + 2];
        int p3 = start[j + 3];
        double u0 = x[j];
        double u1 = x[j + 1] - l[p0++] * u0;
        double u2 = x[j + 2] - l[p0++] * u0 - l[p1++] * u1;
        double u3 = x[j + 3] - l[p0++] * u0 - l[p1++] * u1 - l[p2++] * u2;
        x[j + 1] = u1;
        x[j + 2] = u2;
        x[j + 3] = u3;
        int count = start[j + 4] - p3;
        for (int t = 0; t < count; t++) {
            int i = row[p3 + t];
            x[i] = x[i] - l[p0 + t] * u0 - l[p1 + t] * u1 - l[p2 + t] * u2 - l[p3 + t] * u3;
        }
    }

    /** Whether the pivot of column k may owe its value to rounding. */
    private boolean isRoundingError(int k) {
        FactorPattern f = factors;
        double bound = 0;
        for (int p = f.insideStart[k]; p < f.start[k + 1]; p++) {
            if (f.entryRow[p] == k) {
                bound = Math.abs(scaled[p]);
            }
        }
        for (int p = f.uStart[k]; p < f.uStart[k + 1]; p++) {
            int j = f.uRow[p];
            int at = Arrays.binarySearch(f.lRow, f.lStart[j], f.lStart[j + 1], k);
            if (at >= 0) {
                bound += Math.abs(l[at] * u[p]);
            }
        }
        return Math.abs(pivot[k]) <= PivotSearch.roundingError(f.uStart[k + 1] - f.uStart[k]) * bound;
    }

    /**
     * Solves A x = b.
     *
     * @param b right side [n], overwritten by the solution
     */
    public void solve(double[] b) {
        requireFactors(b.length);
        FactorPattern f = factors;
        crew.over(n, (from, to) -> enter(f.rowOf, b, from, to));
        int[] wave = f.waves.start;
        for (int number = 0; number + 1 < wave.length; number++) {
            int first = wave[number];
            int blocks = wave[number + 1] - first;
            int shares = Math.min(PIECES * crew.size(), blocks);
            if (pieces == 1 || shares < 2) {
                solveBlocks(f, first, first + blocks);
            } else {
                crew.run(shares, share -> solveBlocks(f, first + (int) ((long) blocks * share / shares), first + (int) ((long) blocks * (share + 1) / shares)));
            }
        }
        crew.over(n, (from, to) -> leave(f.columnOf, b, from, to));
    }

    /** What a thread needs to solve for few numbers. */
    public static final class Room {
        private final double[] x;               // all zero between uses
        private final BitSet reached = new BitSet();    // blocks; none between uses

        private Room(int n) {
            x = new double[n];
        }
    }

    /** Room for one thread. */
    public Room room() {
        return new Room(n);
    }

    /**
     * Solves A x = b where b is 0 but for a few numbers: blocks that they do not reach are passed by. Threads may do so at the same time, each in a room of its own.
     *
     * @param room  to compute in
     * @param b     right side [n], 0 but in the rows that are named; overwritten by the solution
     * @param at    [n]; the first are rows in which b may be other than 0, overwritten by the columns in which x is
     * @param count of such rows
     * @return of such columns
     */
    public int solve(Room room, double[] b, int[] at, int count) {
        requireFactors(b.length);
        FactorPattern f = factors;
        int[] blockStart = f.blockStart;
        int[] blockOf = f.waves.blockOf;
        BitSet reached = room.reached;
        double[] w = room.x;
        for (int p = 0; p < count; p++) {
            int row = at[p];
            int k = f.pivotOf[row];
            w[k] += b[row] * rowScale[row];         // a row that is named twice is 0 the second time
            b[row] = 0;
            reached.set(blockOf[k]);
        }
        int found = 0;
        for (int block = reached.length() - 1; block >= 0; block = reached.previousSetBit(block)) {
            reached.clear(block);
            int from = blockStart[block];
            int to = blockStart[block + 1];
            lower(f, block, w);
            upper(w, f.uRow, u, f.uStart, inverse, from, to);
            for (int k = from; k < to; k++) {
                double solved = w[k];
                if (solved == 0) {
                    continue;
                }
                w[k] = 0;
                b[f.columnOf[k]] = solved;
                at[found++] = f.columnOf[k];
                for (int p = f.start[k]; p < f.insideStart[k]; p++) {
                    w[f.entryRow[p]] -= scaled[p] * solved;
                    reached.set(blockOf[f.entryRow[p]]);
                }
            }
        }
        return found;
    }

    /** Solves blocks of one wave. */
    private void solveBlocks(FactorPattern f, int first, int end) {
        int[] blockStart = f.blockStart;
        int[] block = f.waves.block;
        int[] placeOf = f.placeOf;
        int[] start = f.waves.rowStart;
        int[] entry = f.waves.entry;
        int[] column = f.waves.column;
        double[] a = scaled;
        double[] w = x;
        for (int place = first; place < end; place++) {
            int from = blockStart[block[place]];
            int to = blockStart[block[place] + 1];
            boolean zero = true;
            for (int k = from; k < to; k++) {
                double sum = w[k];
                for (int q = start[placeOf[k]], last = start[placeOf[k] + 1]; q < last; q++) {
                    sum -= a[entry[q]] * w[column[q]];
                }
                w[k] = sum;
                zero &= sum == 0;
            }
            if (zero) {
                continue;                               // as most blocks where a right side is a single number
            }
            if (to - from == 1) {
                w[from] *= inverse[from];
            } else {
                lower(f, block[place], w);
                upper(w, f.uRow, u, f.uStart, inverse, from, to);
            }
        }
    }

    private void enter(int[] rowOf, double[] b, int from, int to) {
        double[] w = x;
        double[] scale = rowScale;
        for (int k = from; k < to; k++) {
            int i = rowOf[k];
            w[k] = b[i] * scale[i];
        }
    }

    private void leave(int[] columnOf, double[] b, int from, int to) {
        double[] w = x;
        for (int k = from; k < to; k++) {
            b[columnOf[k]] = w[k];
            w[k] = 0;
        }
    }

    private void lower(FactorPattern f, int block, double[] w) {
        if (isScheduled(block)) {
            schedule.lower(block, w, l);
        } else {
            lower(w, f.lRow, l, f.lStart, f.chainEnd, f.blockStart[block], f.blockStart[block + 1]);
        }
    }

    private static void lower(double[] w, int[] row, double[] l, int[] start, int[] chainEnd, int from, int to) {
        for (int k = from; k < to;) {
            if (chainEnd[k] >= k + 3) {
                eliminate4(w, row, l, start, k);
                k += 4;
            } else if (chainEnd[k] > k) {
                eliminate2(w, row, l, start, k);
                k += 2;
            } else {
                eliminate1(w, row, l, start, k);
                k++;
            }
        }
    }

    private static void upper(double[] w, int[] row, double[] u, int[] start, double[] inverse, int from, int to) {
        for (int k = to - 1; k >= from; k--) {
            double solved = w[k] * inverse[k];
            w[k] = solved;
            for (int p = start[k]; p < start[k + 1]; p++) {
                w[row[p]] -= u[p] * solved;
            }
        }
    }

    /**
     * Solves A x = b for a few right sides, none of which depends on the others by a bit: the factors, of which there are many more than unknowns, are fetched once for all, in the order in which they are needed. A right side is the sum of numbers that stand among others and of
     * numbers {@code [n][TOGETHER]} that stand side by side; the solution is written to both places.
     *
     * @param b     right sides, each with row i at {@code place[i]}, overwritten by the solutions, column j at {@code place[j]}
     * @param count of them, from 1 to {@link #TOGETHER}
     * @param side  the other part of the right sides, overwritten by the solutions
     */
    public void solveTogether(double[][] b, int count, int[] place, double[] side) {
        requireFactors(place.length);
        if (course == null) {
            course = new Course();
        }
        course.run(b, count, place, side);
    }

    /**
     * The course of a solution: with D the pivots, {@code D⁻¹ P R b} is solved for with {@code D⁻¹ L D}, {@code D⁻¹ U} and {@code D⁻¹ F}, all of which have ones or nothing on the diagonal, so that each entry is one and the same instruction, and all of them are one loop, in place of
     * thousands of short ones whose ends no processor foresees.
     */
    private final class Course {
        private final int[] rowOf = factors.rowOf;
        private final int[] columnOf = factors.columnOf;
        private final double[] scale = new double[n];
        private final double[] w = new double[TOGETHER * n];
        private int[] of;                                   // of each entry: where the unknown stands that it takes
        private int[] from;                                 // and what the product is subtracted from
        private double[] entry;
        private int entries;

        Course() {
            FactorPattern f = factors;
            int most = l.length + u.length + f.entryRow.length;
            of = new int[most];
            from = new int[most];
            entry = new double[most];
            for (int k = 0; k < n; k++) {
                scale[k] = rowScale[f.rowOf[k]] / pivot[k];
            }
            for (int block = f.blockStart.length - 2; block >= 0; block--) {
                int first = f.blockStart[block];
                int end = f.blockStart[block + 1];
                for (int k = first; k < end; k++) {
                    add(k, f.lRow, l, f.lStart[k], f.lStart[k + 1], pivot[k]);
                }
                for (int k = end - 1; k >= first; k--) {
                    add(k, f.uRow, u, f.uStart[k], f.uStart[k + 1], 1);
                }
                for (int k = first; k < end; k++) {
                    add(k, f.entryRow, scaled, f.start[k], f.insideStart[k], 1);
                }
            }
            of = Arrays.copyOf(of, entries);
            from = Arrays.copyOf(from, entries);
            entry = Arrays.copyOf(entry, entries);
        }

        private void add(int k, int[] row, double[] values, int first, int end, double factor) {
            for (int p = first; p < end; p++) {
                of[entries] = TOGETHER * k;
                from[entries] = TOGETHER * row[p];
                entry[entries++] = values[p] * factor / pivot[row[p]];
            }
        }

        void run(double[][] b, int count, int[] place, double[] side) {
            double[] b0 = b[0];
            double[] b1 = b[Math.min(1, count - 1)];        // of fewer, the last stands for those that lack, and is written after them
            double[] b2 = b[Math.min(2, count - 1)];
            double[] b3 = b[Math.min(3, count - 1)];
            fetch(b0, b1, b2, b3, place, side);
            eliminate(w, of, from, entry);
            leave(b0, b1, b2, b3, place, side);
        }

        private void fetch(double[] b0, double[] b1, double[] b2, double[] b3, int[] place, double[] side) {
            double[] w = this.w;
            for (int k = 0; k < scale.length; k++) {
                int i = rowOf[k];
                int at = place[i];
                double factor = scale[k];
                i *= TOGETHER;
                int to = TOGETHER * k;
                w[to] = (side[i] + b0[at]) * factor;
                w[to + 1] = (side[i + 1] + b1[at]) * factor;
                w[to + 2] = (side[i + 2] + b2[at]) * factor;
                w[to + 3] = (side[i + 3] + b3[at]) * factor;
            }
        }

        private void leave(double[] b0, double[] b1, double[] b2, double[] b3, int[] place, double[] side) {
            double[] w = this.w;
            for (int k = 0; k < columnOf.length; k++) {
                int j = columnOf[k];
                int at = place[j];
                j *= TOGETHER;
                int from = TOGETHER * k;
                double x0 = w[from];
                double x1 = w[from + 1];
                double x2 = w[from + 2];
                double x3 = w[from + 3];
                side[j] = x0;
                side[j + 1] = x1;
                side[j + 2] = x2;
                side[j + 3] = x3;
                b3[at] = x3;
                b2[at] = x2;
                b1[at] = x1;
                b0[at] = x0;
            }
        }

        private static void eliminate(double[] w, int[] of, int[] from, double[] entry) {
            for (int p = 0; p < entry.length; p++) {
                int k = of[p];
                int i = from[p];
                double factor = entry[p];
                w[i] -= factor * w[k];
                w[i + 1] -= factor * w[k + 1];
                w[i + 2] -= factor * w[k + 2];
                w[i + 3] -= factor * w[k + 3];
            }
        }
    }

    /**
     * Solves Aᵀ x = b, as adjoint noise and sensitivities need.
     *
     * @param b right side [n], overwritten by the solution
     */
    public void solveTransposed(double[] b) {
        requireFactors(b.length);
        FactorPattern f = factors;
        double[] w = x;
        for (int k = 0; k < n; k++) {
            w[k] = b[f.columnOf[k]];
        }
        int[] blockStart = f.blockStart;
        for (int block = 0; block + 1 < blockStart.length; block++) {
            int from = blockStart[block];
            int to = blockStart[block + 1];
            for (int k = from; k < to; k++) {
                double sum = w[k];
                for (int p = f.start[k]; p < f.insideStart[k]; p++) {
                    sum -= scaled[p] * w[f.entryRow[p]];
                }
                for (int p = f.uStart[k]; p < f.uStart[k + 1]; p++) {
                    sum -= u[p] * w[f.uRow[p]];
                }
                w[k] = sum * inverse[k];
            }
            for (int k = to - 1; k >= from; k--) {
                double sum = w[k];
                for (int p = f.lStart[k]; p < f.lStart[k + 1]; p++) {
                    sum -= l[p] * w[f.lRow[p]];
                }
                w[k] = sum;
            }
        }
        for (int k = 0; k < n; k++) {
            int i = f.rowOf[k];
            b[i] = w[k] * rowScale[i];
            w[k] = 0;
        }
    }

    private void requireFactors(int length) {
        if (!usable) {
            throw new IllegalStateException("there are no factors: call factor first, and again where refactor says false");
        }
        if (length != n) {
            throw new IllegalArgumentException("matrix has " + n + " rows but the right side has " + length);
        }
    }

    /**
     * One step of iterative refinement, for matrices whose growth was large. A step that would not help is not taken.
     *
     * @param x solution [n], is improved
     * @param b right side [n]
     * @return backward error of x, {@code max |b - A x| / (|A| |x| + |b|)} over the rows: x solves exactly a system whose entries differ by no more than
     *         that fraction from these (W. Oettli and W. Prager, Numer. Math. 6 (1964) 405); about 10⁻¹⁶ is as good as it gets
     */
    public double refine(double[] x, double[] b) {
        requireFactors(x.length);
        requireFactors(b.length);
        double before = residual(x, b);
        for (int i = 0; i < n; i++) {
            residual[i] /= rowScale[i];
        }
        solve(residual);
        for (int j = 0; j < n; j++) {
            trial[j] = x[j] + residual[j];
        }
        double after = residual(trial, b);
        if (!(after < before)) {
            return before;
        }
        System.arraycopy(trial, 0, x, 0, n);
        return after;
    }

    /** Leaves R (b - A x); returns the backward error, which the scaling of rows does not touch. */
    private double residual(double[] x, double[] b) {
        int[] start = ordering.starts();
        int[] row = entryOf;
        for (int i = 0; i < n; i++) {
            residual[i] = b[i] * rowScale[i];
            weight[i] = Math.abs(residual[i]);
        }
        for (int k = 0; k < n; k++) {
            double factor = x[ordering.columnAt()[k]];
            for (int p = start[k]; p < start[k + 1]; p++) {
                double product = scaled[p] * factor;
                residual[row[p]] -= product;
                weight[row[p]] += Math.abs(product);
            }
        }
        double error = 0;
        for (int i = 0; i < n; i++) {
            if (residual[i] != 0) {
                error = Math.max(error, Math.abs(residual[i]) / weight[i]);
            }
        }
        return error;
    }

    /** Estimate of the condition number {@code |A|₁ |A⁻¹|₁}, seldom more than a factor of three too small. Costs about ten solutions. */
    public double conditionEstimate() {
        requireFactors(n);
        double norm = 0;
        for (int k = 0; k < n; k++) {
            double sum = 0;
            for (int p = ordering.starts()[k]; p < ordering.starts()[k + 1]; p++) {
                sum += Math.abs(scaled[p]) / rowScale[entryOf[p]];
            }
            norm = Math.max(norm, sum);
        }
        return norm * ConditionEstimate.normOfInverse(n, (re, im) -> solve(re), (re, im) -> solveTransposed(re));
    }

    /** Entries of L and U, diagonals included. */
    public int entries() {
        requireFactors(n);
        return l.length + u.length + n;
    }

    /**
     * Reciprocal growth of the pivots: the least over columns of {@code max |a| / max |u|}, scaled, at most 1. Near 1 is good; 10⁻⁶ says that some six digits are lost
     * where the matrix itself is not to blame.
     */
    public double reciprocalGrowth() {
        requireFactors(n);
        return 1 / growth;
    }

    FactorPattern factors() {
        return factors;
    }

    double lower(int entry) {
        return l[entry];
    }

    double upper(int entry) {
        return u[entry];
    }

    double pivot(int k) {
        return pivot[k];
    }

    double rowScale(int row) {
        return rowScale[row];
    }

    private final class Search extends PivotSearch {
        private final double[] bound = new double[n];
        private double[] lower = new double[0];
        private double[] upper = new double[0];
        private double[] foundLower;
        private double[] foundUpper;

        Search() {
            super(ordering, pivoting.diagonal());
            pivot = pivot.length == n ? pivot : new double[n];
            inverse = inverse.length == n ? inverse : new double[n];
        }

        @Override
        void reserveLower(int entries) {
            lower = Arrays.copyOf(lower, entries);
        }

        @Override
        void reserveUpper(int entries) {
            upper = Arrays.copyOf(upper, entries);
        }

        @Override
        void load(int place, int entry) {
            x[place] = scaled[entry];
        }

        @Override
        void eliminate(int pivotPlace, int[] places, int from, int to) {
            double[] work = x;
            double[] entry = lower;
            double u0 = work[pivotPlace];
            for (int p = from; p < to; p++) {
                work[places[p]] -= entry[p] * u0;
            }
        }

        @Override
        double magnitude(int place) {
            return Math.abs(x[place]);
        }

        @Override
        void loadBound(int place, int entry) {
            bound[place] = Math.abs(scaled[entry]);
        }

        @Override
        void eliminateBound(int pivotPlace, int[] places, int from, int to) {
            for (int p = from; p < to; p++) {
                bound[places[p]] += Math.abs(lower[p] * x[pivotPlace]);
            }
        }

        @Override
        double takeBound(int place) {
            double taken = bound[place];
            bound[place] = 0;
            return taken;
        }

        @Override
        void storeUpper(int entry, int place) {
            upper[entry] = x[place];
            x[place] = 0;
        }

        @Override
        void storePivot(int k, int place) {
            pivot[k] = x[place];
            inverse[k] = 1 / x[place];
            x[place] = 0;
        }

        @Override
        void storeLower(int entry, int place, int k) {
            lower[entry] = x[place] * inverse[k];
            x[place] = 0;
        }

        @Override
        void exchange(int entry, int other) {
            double value = lower[entry];
            lower[entry] = lower[other];
            lower[other] = value;
        }

        @Override
        void begin(int lowerEntries, int upperEntries) {
            foundLower = new double[lowerEntries];
            foundUpper = new double[upperEntries];
        }

        @Override
        void keep(int fromLower, int toLower, int countLower, int fromUpper, int toUpper, int countUpper) {
            System.arraycopy(l, fromLower, foundLower, toLower, countLower);
            System.arraycopy(u, fromUpper, foundUpper, toUpper, countUpper);
        }

        @Override
        void takeLower(int entry, int found) {
            foundLower[entry] = lower[found];
        }

        @Override
        void takeUpper(int from, int to, int count) {
            System.arraycopy(upper, from, foundUpper, to, count);
        }

        @Override
        void finish() {
            l = foundLower;
            u = foundUpper;
        }
    }
}
