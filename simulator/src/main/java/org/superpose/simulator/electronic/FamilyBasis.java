package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * A basis of few functions that spans a family of surfaces, found from samples of the family: singular vectors of sampled members, as many as reproduce other
 * members, held out, within a stated tolerance. A member's coefficients follow from its values at as many points, chosen by the discrete empirical interpolation
 * method (Chaturantabut and Sorensen, <i>Nonlinear model reduction via discrete empirical interpolation</i>, SIAM J. Sci. Comput. 32, 2737, 2010, algorithm 1).
 */
final class FamilyBasis {
    private static final int MOST_PANELS = 256;
    /** Relative to full scale; what the panels may add to the residual. Rounding of a law of some ten operations is about 1e-15. */
    private static final double PANEL_TOLERANCE = 2e-14;

    private final PiecewiseChebyshev basis;
    private final double[] points;
    private final double[][] inverse;               // coefficients = inverse × values at the points
    private final double residual;

    private FamilyBasis(PiecewiseChebyshev basis, double[] points, double[][] inverse, double residual) {
        this.basis = basis;
        this.points = points;
        this.inverse = inverse;
        this.residual = residual;
    }

    /**
     * @param low       lower end of the ports [V]
     * @param high      upper end of the ports [V]
     * @param members   from which the basis is made
     * @param heldOut   other members, on which it is judged
     * @param tolerance largest error, relative to the largest value of all members
     */
    static FamilyBasis find(double low, double high, List<Surface> members, List<Surface> heldOut, double tolerance) {
        int panels = panels(low, high, members);
        double[] nodes = PiecewiseChebyshev.nodes(low, high, panels);
        double[][] samples = sampled(members, nodes);
        double[][] judges = sampled(heldOut, nodes);
        double fullScale = largest(samples);
        double[][] singular = singularVectors(samples);
        double[] residualVector = singular[0];
        List<Integer> chosen = new ArrayList<>();
        for (int rank = 1; ; rank++) {
            chosen.add(placeOfLargest(residualVector));
            double[][] inverse = inverse(singular, chosen);
            double error = error(judges, singular, chosen, inverse);
            if (error <= tolerance * fullScale || rank == singular.length) {
                double[][] functions = new double[rank][];
                double[] points = new double[rank];
                for (int r = 0; r < rank; r++) {
                    functions[r] = singular[r];
                    points[r] = nodes[chosen.get(r)];
                }
                return new FamilyBasis(PiecewiseChebyshev.through(low, high, functions), points, inverse, error / fullScale);
            }
            residualVector = interpolationError(singular[rank], singular, chosen, inverse);
        }
    }

    PiecewiseChebyshev basis() {
        return basis;
    }

    int rank() {
        return points.length;
    }

    /** Largest error on the members held out, relative to full scale. */
    double residual() {
        return residual;
    }

    /**
     * @param values workspace [rank]
     * @param into   the member's coefficients [rank]
     */
    void coefficients(Surface member, double[] values, double[] into) {
        member.at(points, values);
        for (int r = 0; r < into.length; r++) {
            double sum = 0;
            for (int k = 0; k < values.length; k++) {
                sum += inverse[r][k] * values[k];
            }
            into[r] = sum;
        }
    }

    /** The fewest panels, a power of two, on which the first members are their own series. */
    private static int panels(double low, double high, List<Surface> members) {
        List<Surface> few = members.subList(0, StrictMath.min(8, members.size()));
        for (int panels = 1; panels < MOST_PANELS; panels *= 2) {
            double[] between = PiecewiseChebyshev.nodes(low, high, 2 * panels);
            double[][] truth = sampled(few, between);
            double[][] series = new double[few.size()][between.length];
            PiecewiseChebyshev.through(low, high, sampled(few, PiecewiseChebyshev.nodes(low, high, panels))).evaluate(between, series);
            double error = 0;
            for (int m = 0; m < truth.length; m++) {
                for (int k = 0; k < between.length; k++) {
                    error = StrictMath.max(error, StrictMath.abs(truth[m][k] - series[m][k]));
                }
            }
            if (error <= PANEL_TOLERANCE * largest(truth)) {
                return panels;
            }
        }
        return MOST_PANELS;
    }

    private static double[][] sampled(List<Surface> members, double[] nodes) {
        double[][] values = new double[members.size()][nodes.length];
        for (int m = 0; m < values.length; m++) {
            members.get(m).at(nodes, values[m]);
        }
        return values;
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
        java.util.Arrays.sort(order, (a, b) -> Double.compare(values[b], values[a]));
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
            for (int n = 0; n < miss.length; n++) {
                miss[n] -= coefficient * functions[r][n];
            }
        }
        return miss;
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
