package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * A basis of few functions that spans a family, found from samples of it: singular vectors of sampled members, as many as reproduce other members, held out, within a stated tolerance. A member's coefficients follow from its values at as many
 * points, chosen by the discrete empirical interpolation method (Chaturantabut and Sorensen, <i>Nonlinear model reduction via discrete empirical interpolation</i>, SIAM J. Sci. Comput. 32, 2737, 2010, algorithm 1).
 */
public final class FamilyBasis {
    private static final int MOST_PANELS = 256;
    /** Members on which the number of panels is judged. */
    private static final int JUDGED = 8;
    /** Ranks that are listed even beyond the one that is taken. */
    private static final int LISTED = 8;

    private final PiecewiseChebyshev functions;
    private final double[] points;
    private final double[][] inverse;               // coefficients = inverse × values at the points
    private final List<Rank> ranks;

    /**
     * How well a number of functions does on members held out.
     *
     * @param rank         number of functions
     * @param interpolated largest error relative to full scale, coefficients taken from as many points
     * @param projected    the same, coefficients taken from all points: what the functions could do at best
     */
    public record Rank(int rank, double interpolated, double projected) {
    }

    private FamilyBasis(PiecewiseChebyshev functions, double[] points, double[][] inverse, List<Rank> ranks) {
        this.functions = functions;
        this.points = points;
        this.inverse = inverse;
        this.ranks = ranks;
    }

    /**
     * @param low        lower end of the arguments [V]
     * @param high       upper end of the arguments [V]
     * @param members    from which the basis is made
     * @param heldOut    other members, on which it is judged
     * @param tolerance  largest error, relative to the largest value of all members
     * @param resolution likewise, what the panels may add to it; not below the rounding of the samples
     */
    public static FamilyBasis find(double low, double high, Family members, Family heldOut, double tolerance, double resolution) {
        double[] nodes = PiecewiseChebyshev.nodes(low, high, panels(low, high, members, resolution));
        double[][] samples = members.at(nodes, Integer.MAX_VALUE);
        double[][] judges = heldOut.at(nodes, Integer.MAX_VALUE);
        double fullScale = largest(samples);
        double[][] singular = singularVectors(samples);
        double[] residualVector = singular[0];
        List<Integer> chosen = new ArrayList<>();
        List<Rank> ranks = new ArrayList<>();
        FamilyBasis found = null;
        for (int rank = 1; rank <= singular.length && (found == null || rank <= LISTED); rank++) {
            chosen.add(placeOfLargest(residualVector));
            double[][] inverse = inverse(singular, chosen);
            double error = error(judges, singular, chosen, inverse) / fullScale;
            ranks.add(new Rank(rank, error, projectionError(judges, singular, rank) / fullScale));
            if (found == null && (error <= tolerance || rank == singular.length)) {
                double[][] functions = new double[rank][];
                double[] points = new double[rank];
                for (int r = 0; r < rank; r++) {
                    functions[r] = singular[r];
                    points[r] = nodes[chosen.get(r)];
                }
                found = new FamilyBasis(PiecewiseChebyshev.through(low, high, functions), points, inverse, ranks);
            }
            residualVector = rank < singular.length ? interpolationError(singular[rank], singular, chosen, inverse) : null;
        }
        return found;
    }

    /** All numbers of it, under names that begin with a prefix. */
    void store(String prefix, Map<String, double[][]> into) {
        into.put(prefix + ".window", new double[][] {{functions.low(), functions.high()}});
        into.put(prefix + ".series", functions.rows());
        into.put(prefix + ".points", new double[][] {points.clone()});
        into.put(prefix + ".inverse", inverse);
        into.put(prefix + ".ranks", rows(ranks));
    }

    static double[][] rows(List<Rank> ranks) {
        return ranks.stream().map(r -> new double[] {r.rank(), r.interpolated(), r.projected()}).toArray(double[][]::new);
    }

    static List<Rank> ranks(double[][] rows) {
        return Arrays.stream(rows).map(row -> new Rank((int) row[0], row[1], row[2])).toList();
    }

    /** What {@link #store} put there. */
    static FamilyBasis restored(String prefix, StoredNumbers from) {
        double[] window = from.matrix(prefix + ".window", 1, 2)[0];
        double[] points = from.matrix(prefix + ".points", 1, -1)[0];
        int rank = points.length;
        double[][] rows = from.matrix(prefix + ".series", -1, PiecewiseChebyshev.TERMS);
        if (!(window[0] < window[1]) || rows.length % rank != 0) {
            throw new IllegalArgumentException(prefix + ".series does not hold the same number of panels for each of " + rank + " functions on a window from " + window[0] + " to " + window[1]);
        }
        List<Rank> ranks = ranks(from.matrix(prefix + ".ranks", -1, 3));
        if (ranks.size() < rank) {
            throw new IllegalArgumentException(prefix + ".ranks does not reach the rank " + rank);
        }
        return new FamilyBasis(PiecewiseChebyshev.ofRows(window[0], window[1], rank, rows), points, from.matrix(prefix + ".inverse", rank, rank), ranks);
    }

    public PiecewiseChebyshev functions() {
        return functions;
    }

    public int rank() {
        return points.length;
    }

    /** Where a member is sampled to find its coefficients [V], as many as the rank, in the order in which they were chosen. */
    public double[] points() {
        return points.clone();
    }

    /** Largest error on the members held out, relative to full scale. */
    public double residual() {
        return ranks.get(rank() - 1).interpolated();
    }

    /** What other numbers of functions would do, from 1 on. */
    public List<Rank> ranks() {
        return List.copyOf(ranks);
    }

    /**
     * @param values of a member at the {@link #points} [rank]
     * @param into   the member's coefficients [rank]
     */
    public void coefficients(double[] values, double[] into) {
        for (int r = 0; r < into.length; r++) {
            double sum = 0;
            for (int k = 0; k < values.length; k++) {
                sum += inverse[r][k] * values[k];
            }
            into[r] = sum;
        }
    }

    /** The fewest panels, a power of two, on which the first members are their own series. */
    private static int panels(double low, double high, Family members, double resolution) {
        for (int panels = 1; panels < MOST_PANELS; panels *= 2) {
            double[] between = PiecewiseChebyshev.nodes(low, high, 2 * panels);
            double[][] truth = members.at(between, JUDGED);
            double[][] series = new double[truth.length][between.length];
            PiecewiseChebyshev.through(low, high, members.at(PiecewiseChebyshev.nodes(low, high, panels), JUDGED)).evaluate(between, series);
            double error = 0;
            for (int m = 0; m < truth.length; m++) {
                for (int k = 0; k < between.length; k++) {
                    error = StrictMath.max(error, StrictMath.abs(truth[m][k] - series[m][k]));
                }
            }
            if (error <= resolution * largest(truth)) {
                return panels;
            }
        }
        return MOST_PANELS;
    }

    /** Directions in which the members extend, most important first, those within rounding left out [functions × nodes]. */
    private static double[][] singularVectors(double[][] samples) {
        DMatrixRMaj matrix = new DMatrixRMaj(samples);
        SingularValueDecomposition_F64<DMatrixRMaj> svd = DecompositionFactory_DDRM.svd(matrix.numRows, matrix.numCols, false, true, true);
        if (!svd.decompose(matrix)) {
            throw new ArithmeticException("the singular value decomposition of " + samples.length + " cells did not converge");
        }
        double[] values = svd.getSingularValues();
        DMatrixRMaj vectors = svd.getV(null, true);
        Integer[] order = new Integer[svd.numberOfSingularValues()];
        for (int k = 0; k < order.length; k++) {
            order[k] = k;
        }
        Arrays.sort(order, (a, b) -> Double.compare(values[b], values[a]));
        List<double[]> kept = new ArrayList<>();
        for (int k : order) {
            if (kept.isEmpty() || values[k] > 1e-14 * values[order[0]]) {
                double[] vector = new double[matrix.numCols];
                for (int n = 0; n < vector.length; n++) {
                    vector[n] = vectors.get(k, n);
                }
                kept.add(vector);
            }
        }
        return kept.toArray(double[][]::new);
    }

    private static double[][] inverse(double[][] functions, List<Integer> chosen) {
        int rank = chosen.size();
        DMatrixRMaj values = new DMatrixRMaj(rank, rank);
        for (int k = 0; k < rank; k++) {
            for (int r = 0; r < rank; r++) {
                values.set(k, r, functions[r][chosen.get(k)]);
            }
        }
        if (!CommonOps_DDRM.invert(values)) {
            throw new ArithmeticException("the interpolation points of a basis of rank " + rank + " do not determine it");
        }
        double[][] inverse = new double[rank][rank];
        for (int r = 0; r < rank; r++) {
            for (int k = 0; k < rank; k++) {
                inverse[r][k] = values.get(r, k);
            }
        }
        return inverse;
    }

    private static double error(double[][] judges, double[][] functions, List<Integer> chosen, double[][] inverse) {
        double worst = 0;
        for (double[] judge : judges) {
            for (double miss : interpolationError(judge, functions, chosen, inverse)) {
                worst = StrictMath.max(worst, StrictMath.abs(miss));
            }
        }
        return worst;
    }

    private static double[] interpolationError(double[] member, double[][] functions, List<Integer> chosen, double[][] inverse) {
        double[] miss = member.clone();
        for (int r = 0; r < inverse.length; r++) {
            double coefficient = 0;
            for (int k = 0; k < inverse.length; k++) {
                coefficient += inverse[r][k] * member[chosen.get(k)];
            }
            subtract(miss, coefficient, functions[r]);
        }
        return miss;
    }

    private static double projectionError(double[][] judges, double[][] functions, int rank) {
        double worst = 0;
        for (double[] judge : judges) {
            double[] miss = judge.clone();
            for (int r = 0; r < rank; r++) {
                double coefficient = 0;
                for (int n = 0; n < judge.length; n++) {
                    coefficient += judge[n] * functions[r][n];             // singular vectors are orthonormal
                }
                subtract(miss, coefficient, functions[r]);
            }
            for (double m : miss) {
                worst = StrictMath.max(worst, StrictMath.abs(m));
            }
        }
        return worst;
    }

    private static void subtract(double[] from, double factor, double[] function) {
        for (int n = 0; n < from.length; n++) {
            from[n] -= factor * function[n];
        }
    }

    private static int placeOfLargest(double[] values) {
        int place = 0;
        for (int k = 1; k < values.length; k++) {
            if (StrictMath.abs(values[k]) > StrictMath.abs(values[place])) {
                place = k;
            }
        }
        return place;
    }

    private static double largest(double[][] values) {
        double largest = 0;
        for (double[] row : values) {
            for (double value : row) {
                largest = StrictMath.max(largest, StrictMath.abs(value));
            }
        }
        return largest;
    }
}
