package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * P R A Q = L U + F of complex matrices on one pattern, as {@link LuFactorization} does for real ones. Real and imaginary parts are separate arrays,
 * as the conductances and the susceptances of an AC analysis are.
 */
public final class ComplexLuFactorization {
    private final Ordering ordering;
    private final SparsityPattern pattern;
    private final Pivoting pivoting;
    private final int n;
    private final double[] rowScale;        // by row of A
    private final double[] scaledRe;        // R A, by slot
    private final double[] scaledIm;
    private final double[] xRe;             // dense column; all zero between uses
    private final double[] xIm;
    private final double[] residualRe;
    private final double[] residualIm;
    private final double[] weight;
    private final double[] trialRe;
    private final double[] trialIm;
    private FactorPattern factors;          // null: no pivots chosen yet
    private double[] lRe = new double[0];
    private double[] lIm = new double[0];
    private double[] uRe = new double[0];
    private double[] uIm = new double[0];
    private double[] pivotRe = new double[0];
    private double[] pivotIm = new double[0];
    private double[] inverseRe = new double[0];     // 1 / pivot
    private double[] inverseIm = new double[0];
    private final boolean[] unfit;          // blocks whose pivots will not do for the last values
    private final double[] growthAtChoice;  // by block: max over its columns of max |u| / max |a|, or 1 where that is more
    private double growth;                  // the same for the last values, of all blocks
    private boolean usable;                 // whether l, u and the pivots are those of the last values

    /** A factorisation with {@link Pivoting#STANDARD}. */
    public ComplexLuFactorization(Ordering ordering) {
        this(ordering, Pivoting.STANDARD);
    }

    /** A factorisation with the caller's own thresholds. */
    public ComplexLuFactorization(Ordering ordering, Pivoting pivoting) {
        this.ordering = ordering;
        this.pivoting = pivoting;
        pattern = ordering.pattern();
        n = pattern.size();
        rowScale = new double[n];
        scaledRe = new double[pattern.entries()];
        scaledIm = new double[pattern.entries()];
        xRe = new double[n];
        xIm = new double[n];
        residualRe = new double[n];
        residualIm = new double[n];
        weight = new double[n];
        trialRe = new double[n];
        trialIm = new double[n];
        unfit = new boolean[ordering.blocks()];
        growthAtChoice = new double[ordering.blocks()];
    }

    /**
     * Chooses pivots for these values and factors.
     *
     * @param re real parts, one for each slot of the pattern; not kept
     * @param im imaginary parts
     * @throws SingularMatrixException if a row is zero, or a column has no pivot left that is more than rounding error
     */
    public void factor(double[] re, double[] im) {
        usable = false;
        factors = null;
        int zeroRow = scale(re, im);
        if (zeroRow >= 0) {
            throw SingularMatrixException.zeroRow(zeroRow);
        }
        Arrays.fill(unfit, true);
        growth = 1;
        choose(null);
    }

    /**
     * Takes the pivots that another factorisation has, without its factors, as {@link LuFactorization#takePivots} does.
     *
     * @param other of the same ordering, with pivots
     */
    public void takePivots(ComplexLuFactorization other) {
        if (other.ordering != ordering || other.factors == null) {
            throw new IllegalArgumentException("pivots can be taken from a factorisation of the same ordering that has some");
        }
        usable = false;
        Arrays.fill(xRe, 0);
        Arrays.fill(xIm, 0);
        lRe = sized(lRe, other.lRe.length);
        lIm = sized(lIm, other.lIm.length);
        uRe = sized(uRe, other.uRe.length);
        uIm = sized(uIm, other.uIm.length);
        pivotRe = sized(pivotRe, n);
        pivotIm = sized(pivotIm, n);
        inverseRe = sized(inverseRe, n);
        inverseIm = sized(inverseIm, n);
        System.arraycopy(other.growthAtChoice, 0, growthAtChoice, 0, growthAtChoice.length);
        factors = other.factors;
    }

    private static double[] sized(double[] array, int length) {
        return array.length == length ? array : new double[length];
    }

    /** Chooses pivots for the blocks that are unfit and keeps, with their factors, those of the others. */
    private void choose(FactorPattern before) {
        factors = null;
        Arrays.fill(xRe, 0);                    // a search that failed leaves its column
        Arrays.fill(xIm, 0);
        FactorPattern found = new Search().run(before, unfit);
        for (int b = 0; b < unfit.length; b++) {
            if (unfit[b]) {
                growthAtChoice[b] = growthOf(found, b);
                growth = Math.max(growth, growthAtChoice[b]);
            }
        }
        factors = found;
        usable = true;
    }

    private double growthOf(FactorPattern f, int block) {
        double most = 1;
        for (int k = f.blockStart[block]; k < f.blockStart[block + 1]; k++) {
            double largestA = 0;
            for (int p = f.insideStart[k]; p < f.start[k + 1]; p++) {
                largestA = Math.max(largestA, magnitude(scaledRe[f.slot[p]], scaledIm[f.slot[p]]));
            }
            double largestU = magnitude(pivotRe[k], pivotIm[k]);
            for (int p = f.uStart[k]; p < f.uStart[k + 1]; p++) {
                largestU = Math.max(largestU, magnitude(uRe[p], uIm[p]));
            }
            most = largestU > most * largestA ? largestU / largestA : most;
        }
        return most;
    }

    /**
     * Factors with the pivots chosen last, if they will do for these values, by the rules of {@link LuFactorization#refactor}.
     *
     * @return whether they did; if not, there are no factors until {@link #factor} has chosen others
     */
    public boolean refactor(double[] re, double[] im) {
        usable = false;
        usable = factors != null && scale(re, im) < 0 && compute();
        return usable;
    }

    /** {@link #refactor}, and new pivots for the diagonal blocks in which the old ones will not do; returns whether there were any. */
    public boolean factorOrRefactor(double[] re, double[] im) {
        usable = false;
        if (factors == null || scale(re, im) >= 0) {
            factor(re, im);
            return true;
        }
        if (compute()) {
            usable = true;
            return false;
        }
        choose(factors);
        return true;
    }

    /** Within a factor of √2 of the modulus, and far cheaper. */
    private static double magnitude(double re, double im) {
        return Math.abs(re) + Math.abs(im);
    }

    /** Writes R and R A; returns a row that is zero, or -1. */
    private int scale(double[] re, double[] im) {
        int[] row = pattern.rows();
        if (re.length != row.length || im.length != row.length) {
            throw new IllegalArgumentException("matrix has " + row.length + " entries but " + re.length + " real and " + im.length + " imaginary parts were given");
        }
        double[] scale = rowScale;
        Arrays.fill(scale, 0);
        for (int p = 0; p < row.length; p++) {
            double magnitude = Math.max(Math.abs(re[p]), Math.abs(im[p]));
            if (!(magnitude <= Double.MAX_VALUE)) {
                throw new IllegalArgumentException("matrix entry at row " + row[p] + ", column " + pattern.columnOf(p) + " is " + re[p] + " + " + im[p]
                        + "i, must be finite");
            }
            if (magnitude > scale[row[p]]) {
                scale[row[p]] = magnitude;
            }
        }
        for (int i = 0; i < n; i++) {
            if (scale[i] == 0) {
                return i;
            }
            scale[i] = pivoting.scaled() ? Scale.reciprocal(scale[i]) : 1;
        }
        for (int p = 0; p < row.length; p++) {
            scaledRe[p] = re[p] * scale[row[p]];
            scaledIm[p] = im[p] * scale[row[p]];
        }
        return -1;
    }

    /** Fills in L and U, up to the first pivot of a block that will not do; whether all did. */
    private boolean compute() {
        growth = 1;
        boolean fit = true;
        for (int b = 0; b < unfit.length; b++) {
            double most = compute(factors.blockStart[b], factors.blockStart[b + 1]);
            unfit[b] = !(most <= pivoting.growth() * growthAtChoice[b]);
            fit &= !unfit[b];
            growth = unfit[b] ? growth : Math.max(growth, most);
        }
        return fit;
    }

    /** Fills in a block; returns its growth, or NaN if a pivot will not do. */
    private double compute(int from, int to) {
        FactorPattern f = factors;
        int[] start = f.start;
        int[] inside = f.insideStart;
        int[] entryRow = f.entryRow;
        int[] slot = f.slot;
        int[] lStart = f.lStart;
        int[] lRow = f.lRow;
        int[] uStart = f.uStart;
        int[] uRow = f.uRow;
        int[] chainEnd = f.chainEnd;
        double[] re = xRe;
        double[] im = xIm;
        double[] aRe = scaledRe;
        double[] aIm = scaledIm;
        double[] lRe = this.lRe;
        double[] lIm = this.lIm;
        double[] uRe = this.uRe;
        double[] uIm = this.uIm;
        double most = 1;
        for (int k = from; k < to; k++) {
            double largestA = 0;
            for (int p = inside[k]; p < start[k + 1]; p++) {
                int i = entryRow[p];
                re[i] = aRe[slot[p]];
                im[i] = aIm[slot[p]];
                double magnitude = magnitude(re[i], im[i]);
                if (magnitude > largestA) {
                    largestA = magnitude;
                }
            }
            double largestU = 0;
            int uEnd = uStart[k + 1];
            for (int p = uStart[k]; p < uEnd;) {
                int j = uRow[p];
                int width = Math.min(chainEnd[j] + 1 - j, uEnd - p);
                if (width >= 2) {                // four at a time were no faster: too few registers
                    eliminate2(re, im, lRow, lRe, lIm, lStart, j);
                    width = 2;
                } else {
                    eliminate1(re, im, lRow, lRe, lIm, lStart, j);
                }
                for (int end = p + width; p < end; p++, j++) {
                    uRe[p] = re[j];
                    uIm[p] = im[j];
                    double magnitude = magnitude(re[j], im[j]);
                    if (magnitude > largestU) {
                        largestU = magnitude;
                    }
                    re[j] = 0;
                    im[j] = 0;
                }
            }
            double size = magnitude(re[k], im[k]);
            double largest = size;
            takePivot(re[k], im[k], k);
            double inverseRe = this.inverseRe[k];
            double inverseIm = this.inverseIm[k];
            re[k] = 0;
            im[k] = 0;
            for (int p = lStart[k]; p < lStart[k + 1]; p++) {
                int i = lRow[p];
                double real = re[i];
                double imaginary = im[i];
                re[i] = 0;
                im[i] = 0;
                lRe[p] = real * inverseRe - imaginary * inverseIm;
                lIm[p] = real * inverseIm + imaginary * inverseRe;
                double magnitude = magnitude(real, imaginary);
                if (magnitude > largest) {
                    largest = magnitude;
                }
            }
            if (!(size > 0 && size >= pivoting.reuse() * largest && largest <= Double.MAX_VALUE)
                    || size <= PivotSearch.SUSPICIOUS * largestU && isRoundingError(k, size)) {
                return Double.NaN;
            }
            double inU = size > largestU ? size : largestU;
            most = inU > most * largestA ? inU / largestA : most;
        }
        return most;
    }

    /** Pivot k and its inverse, without overflow on the way (R. L. Smith, <i>Algorithm 116: Complex division</i>, Commun. ACM 5 (1962) 435). */
    private void takePivot(double re, double im, int k) {
        pivotRe[k] = re;
        pivotIm[k] = im;
        if (Math.abs(re) >= Math.abs(im)) {
            double ratio = im / re;
            double denominator = re + im * ratio;
            inverseRe[k] = 1 / denominator;
            inverseIm[k] = -ratio / denominator;
        } else {
            double ratio = re / im;
            double denominator = re * ratio + im;
            inverseRe[k] = ratio / denominator;
            inverseIm[k] = -1 / denominator;
        }
    }

    private static void eliminate1(double[] re, double[] im, int[] row, double[] lRe, double[] lIm, int[] start, int j) {
        double uRe = re[j];
        double uIm = im[j];
        for (int p = start[j]; p < start[j + 1]; p++) {
            int i = row[p];
            re[i] = re[i] - lRe[p] * uRe + lIm[p] * uIm;
            im[i] = im[i] - lRe[p] * uIm - lIm[p] * uRe;
        }
    }

    private static void eliminate2(double[] re, double[] im, int[] row, double[] lRe, double[] lIm, int[] start, int j) {
        int p0 = start[j];
        int p1 = start[j + 1];
        double aRe = re[j];
        double aIm = im[j];
        double bRe = re[j + 1] - lRe[p0] * aRe + lIm[p0] * aIm;
        double bIm = im[j + 1] - lRe[p0] * aIm - lIm[p0] * aRe;
        re[j + 1] = bRe;
        im[j + 1] = bIm;
        p0++;
        int count = start[j + 2] - p1;
        for (int t = 0; t < count; t++) {
            int i = row[p1 + t];
            re[i] = re[i] - lRe[p0 + t] * aRe + lIm[p0 + t] * aIm - lRe[p1 + t] * bRe + lIm[p1 + t] * bIm;
            im[i] = im[i] - lRe[p0 + t] * aIm - lIm[p0 + t] * aRe - lRe[p1 + t] * bIm - lIm[p1 + t] * bRe;
        }
    }

    /** Whether the pivot of column k may owe its value to rounding; a complex product rounds up to 2√2 times as much as a real one (Higham 2002, lemma 3.5). */
    private boolean isRoundingError(int k, double size) {
        FactorPattern f = factors;
        double bound = 0;
        for (int p = f.insideStart[k]; p < f.start[k + 1]; p++) {
            if (f.entryRow[p] == k) {
                bound = magnitude(scaledRe[f.slot[p]], scaledIm[f.slot[p]]);
            }
        }
        for (int p = f.uStart[k]; p < f.uStart[k + 1]; p++) {
            int j = f.uRow[p];
            int at = Arrays.binarySearch(f.lRow, f.lStart[j], f.lStart[j + 1], k);
            if (at >= 0) {
                bound += magnitude(lRe[at], lIm[at]) * magnitude(uRe[p], uIm[p]);
            }
        }
        return size <= PivotSearch.roundingError(f.uStart[k + 1] - f.uStart[k]) * Search.COMPLEX * bound;
    }

    /**
     * Solves A x = b.
     *
     * @param bRe real parts of the right side [n], overwritten by those of the solution
     * @param bIm imaginary parts
     */
    public void solve(double[] bRe, double[] bIm) {
        requireFactors(bRe.length);
        requireFactors(bIm.length);
        FactorPattern f = factors;
        double[] re = xRe;
        double[] im = xIm;
        for (int k = 0; k < n; k++) {
            int i = f.rowOf[k];
            re[k] = bRe[i] * rowScale[i];
            im[k] = bIm[i] * rowScale[i];
        }
        int[] blockStart = f.blockStart;
        for (int block = blockStart.length - 2; block >= 0; block--) {
            int from = blockStart[block];
            int to = blockStart[block + 1];
            for (int k = from; k < to;) {
                if (f.chainEnd[k] > k) {
                    eliminate2(re, im, f.lRow, lRe, lIm, f.lStart, k);
                    k += 2;
                } else {
                    eliminate1(re, im, f.lRow, lRe, lIm, f.lStart, k);
                    k++;
                }
            }
            for (int k = to - 1; k >= from; k--) {
                double real = re[k] * inverseRe[k] - im[k] * inverseIm[k];
                im[k] = re[k] * inverseIm[k] + im[k] * inverseRe[k];
                re[k] = real;
                eliminate1(re, im, f.uRow, uRe, uIm, f.uStart, k);
                for (int p = f.start[k]; p < f.insideStart[k]; p++) {
                    int i = f.entryRow[p];
                    int slot = f.slot[p];
                    re[i] = re[i] - scaledRe[slot] * re[k] + scaledIm[slot] * im[k];
                    im[i] = im[i] - scaledRe[slot] * im[k] - scaledIm[slot] * re[k];
                }
            }
        }
        for (int k = 0; k < n; k++) {
            bRe[f.columnOf[k]] = re[k];
            bIm[f.columnOf[k]] = im[k];
            re[k] = 0;
            im[k] = 0;
        }
    }

    /**
     * Solves Aᵀ x = b, transposed without conjugation, as adjoint noise and sensitivities need. (For the conjugate transpose change the sign of the imaginary parts
     * before and after.)
     *
     * @param bRe real parts of the right side [n], overwritten by those of the solution
     * @param bIm imaginary parts
     */
    public void solveTransposed(double[] bRe, double[] bIm) {
        requireFactors(bRe.length);
        requireFactors(bIm.length);
        FactorPattern f = factors;
        double[] re = xRe;
        double[] im = xIm;
        for (int k = 0; k < n; k++) {
            re[k] = bRe[f.columnOf[k]];
            im[k] = bIm[f.columnOf[k]];
        }
        int[] blockStart = f.blockStart;
        for (int block = 0; block + 1 < blockStart.length; block++) {
            int from = blockStart[block];
            int to = blockStart[block + 1];
            for (int k = from; k < to; k++) {
                for (int p = f.start[k]; p < f.insideStart[k]; p++) {
                    int i = f.entryRow[p];
                    int slot = f.slot[p];
                    re[k] = re[k] - scaledRe[slot] * re[i] + scaledIm[slot] * im[i];
                    im[k] = im[k] - scaledRe[slot] * im[i] - scaledIm[slot] * re[i];
                }
                subtractProduct(re, im, f.uRow, uRe, uIm, f.uStart, k);
                double real = re[k] * inverseRe[k] - im[k] * inverseIm[k];
                im[k] = re[k] * inverseIm[k] + im[k] * inverseRe[k];
                re[k] = real;
            }
            for (int k = to - 1; k >= from; k--) {
                subtractProduct(re, im, f.lRow, lRe, lIm, f.lStart, k);
            }
        }
        for (int k = 0; k < n; k++) {
            int i = f.rowOf[k];
            bRe[i] = re[k] * rowScale[i];
            bIm[i] = im[k] * rowScale[i];
            re[k] = 0;
            im[k] = 0;
        }
    }

    /** x[k] -= Σ m[p] x[row[p]] over column k. */
    private static void subtractProduct(double[] re, double[] im, int[] row, double[] mRe, double[] mIm, int[] start, int k) {
        double sumRe = re[k];
        double sumIm = im[k];
        for (int p = start[k]; p < start[k + 1]; p++) {
            int i = row[p];
            sumRe = sumRe - mRe[p] * re[i] + mIm[p] * im[i];
            sumIm = sumIm - mRe[p] * im[i] - mIm[p] * re[i];
        }
        re[k] = sumRe;
        im[k] = sumIm;
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
     * One step of iterative refinement, as {@link LuFactorization#refine}.
     *
     * @return backward error of x, {@code max |b - A x| / (|A| |x| + |b|)} over the rows, with |z| for |Re z| + |Im z|
     */
    public double refine(double[] xRe, double[] xIm, double[] bRe, double[] bIm) {
        requireFactors(xRe.length);
        requireFactors(xIm.length);
        requireFactors(bRe.length);
        requireFactors(bIm.length);
        double before = residual(xRe, xIm, bRe, bIm);
        for (int i = 0; i < n; i++) {
            residualRe[i] /= rowScale[i];
            residualIm[i] /= rowScale[i];
        }
        solve(residualRe, residualIm);
        for (int j = 0; j < n; j++) {
            trialRe[j] = xRe[j] + residualRe[j];
            trialIm[j] = xIm[j] + residualIm[j];
        }
        double after = residual(trialRe, trialIm, bRe, bIm);
        if (!(after < before)) {
            return before;
        }
        System.arraycopy(trialRe, 0, xRe, 0, n);
        System.arraycopy(trialIm, 0, xIm, 0, n);
        return after;
    }

    private double residual(double[] yRe, double[] yIm, double[] bRe, double[] bIm) {
        int[] start = pattern.starts();
        int[] row = pattern.rows();
        for (int i = 0; i < n; i++) {
            residualRe[i] = bRe[i] * rowScale[i];
            residualIm[i] = bIm[i] * rowScale[i];
            weight[i] = magnitude(residualRe[i], residualIm[i]);
        }
        for (int j = 0; j < n; j++) {
            for (int p = start[j]; p < start[j + 1]; p++) {
                double re = scaledRe[p] * yRe[j] - scaledIm[p] * yIm[j];
                double im = scaledRe[p] * yIm[j] + scaledIm[p] * yRe[j];
                residualRe[row[p]] -= re;
                residualIm[row[p]] -= im;
                weight[row[p]] += magnitude(scaledRe[p], scaledIm[p]) * magnitude(yRe[j], yIm[j]);
            }
        }
        double error = 0;
        for (int i = 0; i < n; i++) {
            double size = magnitude(residualRe[i], residualIm[i]);
            if (size != 0) {
                error = Math.max(error, size / weight[i]);
            }
        }
        return error;
    }

    /** Estimate of the condition number {@code |A|₁ |A⁻¹|₁}, seldom more than a factor of three too small. Costs about ten solutions. */
    public double conditionEstimate() {
        requireFactors(n);
        double norm = 0;
        for (int j = 0; j < n; j++) {
            double sum = 0;
            for (int p = pattern.starts()[j]; p < pattern.starts()[j + 1]; p++) {
                sum += Math.hypot(scaledRe[p], scaledIm[p]) / rowScale[pattern.rows()[p]];
            }
            norm = Math.max(norm, sum);
        }
        return norm * ConditionEstimate.normOfInverse(n, this::solve, (re, im) -> {
            negate(im);
            solveTransposed(re, im);
            negate(im);
        });
    }

    private static void negate(double[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = -values[i];
        }
    }

    /** Entries of L and U, diagonals included. */
    public int entries() {
        requireFactors(n);
        return lRe.length + uRe.length + n;
    }

    /** Reciprocal growth of the pivots, as {@link LuFactorization#reciprocalGrowth}. */
    public double reciprocalGrowth() {
        requireFactors(n);
        return 1 / growth;
    }

    private final class Search extends PivotSearch {
        static final double COMPLEX = 4;            // 2√2 for a product, √2 for the magnitude

        private final double[] bound = new double[n];
        private double[] lowerRe = new double[0];
        private double[] lowerIm = new double[0];
        private double[] upperRe = new double[0];
        private double[] upperIm = new double[0];
        private double[] foundLowerRe;
        private double[] foundLowerIm;
        private double[] foundUpperRe;
        private double[] foundUpperIm;

        Search() {
            super(ordering, pivoting.diagonal());
            if (pivotRe.length != n) {
                pivotRe = new double[n];
                pivotIm = new double[n];
                inverseRe = new double[n];
                inverseIm = new double[n];
            }
        }

        @Override
        void reserveLower(int entries) {
            lowerRe = Arrays.copyOf(lowerRe, entries);
            lowerIm = Arrays.copyOf(lowerIm, entries);
        }

        @Override
        void reserveUpper(int entries) {
            upperRe = Arrays.copyOf(upperRe, entries);
            upperIm = Arrays.copyOf(upperIm, entries);
        }

        @Override
        void load(int place, int entry) {
            int slot = ordering.slots()[entry];
            xRe[place] = scaledRe[slot];
            xIm[place] = scaledIm[slot];
        }

        @Override
        void eliminate(int pivotPlace, int[] places, int from, int to) {
            double[] re = xRe;
            double[] im = xIm;
            double[] lRe = lowerRe;
            double[] lIm = lowerIm;
            double uRe = re[pivotPlace];
            double uIm = im[pivotPlace];
            for (int p = from; p < to; p++) {
                int i = places[p];
                re[i] = re[i] - lRe[p] * uRe + lIm[p] * uIm;
                im[i] = im[i] - lRe[p] * uIm - lIm[p] * uRe;
            }
        }

        @Override
        double magnitude(int place) {
            return ComplexLuFactorization.magnitude(xRe[place], xIm[place]);
        }

        @Override
        void loadBound(int place, int entry) {
            int slot = ordering.slots()[entry];
            bound[place] = COMPLEX * ComplexLuFactorization.magnitude(scaledRe[slot], scaledIm[slot]);
        }

        @Override
        void eliminateBound(int pivotPlace, int[] places, int from, int to) {
            for (int p = from; p < to; p++) {
                bound[places[p]] += COMPLEX * ComplexLuFactorization.magnitude(lowerRe[p], lowerIm[p]) * magnitude(pivotPlace);
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
            upperRe[entry] = xRe[place];
            upperIm[entry] = xIm[place];
            clear(place);
        }

        @Override
        void storePivot(int k, int place) {
            takePivot(xRe[place], xIm[place], k);
            clear(place);
        }

        @Override
        void storeLower(int entry, int place, int k) {
            lowerRe[entry] = xRe[place] * inverseRe[k] - xIm[place] * inverseIm[k];
            lowerIm[entry] = xRe[place] * inverseIm[k] + xIm[place] * inverseRe[k];
            clear(place);
        }

        private void clear(int place) {
            xRe[place] = 0;
            xIm[place] = 0;
        }

        @Override
        void exchange(int entry, int other) {
            double re = lowerRe[entry];
            double im = lowerIm[entry];
            lowerRe[entry] = lowerRe[other];
            lowerIm[entry] = lowerIm[other];
            lowerRe[other] = re;
            lowerIm[other] = im;
        }

        @Override
        void begin(int lowerEntries, int upperEntries) {
            foundLowerRe = new double[lowerEntries];
            foundLowerIm = new double[lowerEntries];
            foundUpperRe = new double[upperEntries];
            foundUpperIm = new double[upperEntries];
        }

        @Override
        void keep(int fromLower, int toLower, int countLower, int fromUpper, int toUpper, int countUpper) {
            System.arraycopy(lRe, fromLower, foundLowerRe, toLower, countLower);
            System.arraycopy(lIm, fromLower, foundLowerIm, toLower, countLower);
            System.arraycopy(uRe, fromUpper, foundUpperRe, toUpper, countUpper);
            System.arraycopy(uIm, fromUpper, foundUpperIm, toUpper, countUpper);
        }

        @Override
        void takeLower(int entry, int found) {
            foundLowerRe[entry] = lowerRe[found];
            foundLowerIm[entry] = lowerIm[found];
        }

        @Override
        void takeUpper(int from, int to, int count) {
            System.arraycopy(upperRe, from, foundUpperRe, to, count);
            System.arraycopy(upperIm, from, foundUpperIm, to, count);
        }

        @Override
        void finish() {
            lRe = foundLowerRe;
            lIm = foundLowerIm;
            uRe = foundUpperRe;
            uIm = foundUpperIm;
        }
    }
}
