package org.superpose.circuits.characterisation;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Numbers of a specimen as functions of its weight w and the draws p of its parts: polynomials in p up to the second degree, whose coefficients are polynomials in w,
 * {@code a(w) + Σ_j b_j(w) p_j + Σ_{j≤k} c_jk(w) p_j p_k}; fitted to specimens by least squares.
 */
final class SpecimenPolynomials {
    /** Degrees in w of a, b and c. */
    private static final int[] DEGREES = {9, 6, 4};

    private final int parameters;
    private final double weights;                    // largest magnitude of w that was seen
    private final double draws;                      // likewise of p
    private final double[][] coefficients;           // [feature][output]

    private SpecimenPolynomials(int parameters, double weights, double draws, double[][] coefficients) {
        this.parameters = parameters;
        this.weights = weights;
        this.draws = draws;
        this.coefficients = coefficients;
    }

    /** Number of coefficients for so many parameters. */
    static int features(int parameters) {
        return DEGREES[0] + 1 + parameters * (DEGREES[1] + 1) + parameters * (parameters + 1) / 2 * (DEGREES[2] + 1);
    }

    /**
     * @param specimens more than {@link #features}
     * @param values    of each specimen [specimens × outputs]
     * @param weights   largest magnitude of w
     */
    static SpecimenPolynomials fit(List<Specimen> specimens, double[][] values, double weights) {
        int parameters = specimens.get(0).size();
        int features = features(parameters);
        int outputs = values[0].length;
        DMatrixRMaj a = new DMatrixRMaj(specimens.size(), features);
        double draws = 0;
        double[] row = new double[features];
        for (int s = 0; s < specimens.size(); s++) {
            fill(specimens.get(s), weights, row);
            System.arraycopy(row, 0, a.data, s * features, features);
            for (int j = 0; j < parameters; j++) {
                draws = Math.max(draws, Math.abs(specimens.get(s).draw(j)));
            }
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.leastSquares(specimens.size(), features);
        if (!solver.setA(a)) {
            throw new ArithmeticException(specimens.size() + " specimens do not determine how " + features + " coefficients depend on weight and parts");
        }
        DMatrixRMaj x = new DMatrixRMaj(features, outputs);
        solver.solve(new DMatrixRMaj(values), x);
        double[][] coefficients = new double[features][outputs];
        for (int f = 0; f < features; f++) {
            System.arraycopy(x.data, f * outputs, coefficients[f], 0, outputs);
        }
        return new SpecimenPolynomials(parameters, weights, draws, coefficients);
    }

    void store(Map<String, double[][]> into) {
        into.put("dependence.coefficients", coefficients);
        into.put("dependence.ranges", new double[][] {{weights, draws}});
    }

    /** What {@link #store} put there. */
    static SpecimenPolynomials restored(int parameters, int outputs, StoredNumbers from) {
        double[] ranges = from.matrix("dependence.ranges", 1, 2)[0];
        return new SpecimenPolynomials(parameters, ranges[0], ranges[1], from.matrix("dependence.coefficients", features(parameters), outputs));
    }

    /** Largest magnitude of a weight that was seen. */
    double weights() {
        return weights;
    }

    /** Largest magnitude of a draw that was seen. */
    double draws() {
        return draws;
    }

    /** Whether the weight and every draw lie where specimens were seen. */
    boolean covers(Specimen specimen) {
        boolean covered = Math.abs(specimen.weight()) <= weights;
        for (int j = 0; j < parameters; j++) {
            covered &= Math.abs(specimen.draw(j)) <= draws;
        }
        return covered;
    }

    /** Writes the numbers of a specimen that is {@linkplain #covers covered}, or the first of them. */
    void evaluate(Specimen specimen, double[] into) {
        double[] t = polynomials(specimen, weights);
        Arrays.fill(into, 0);
        add(1, t, DEGREES[0], 0, into);
        int first = DEGREES[0] + 1;
        int pair = first + parameters * (DEGREES[1] + 1);
        for (int j = 0; j < parameters; j++) {
            double draw = specimen.draw(j);
            if (draw == 0) {                                   // most are, where one source of error is looked at alone
                pair += (j + 1) * (DEGREES[2] + 1);
                continue;
            }
            add(draw, t, DEGREES[1], first + j * (DEGREES[1] + 1), into);
            for (int k = 0; k <= j; k++, pair += DEGREES[2] + 1) {
                if (specimen.draw(k) != 0) {
                    add(draw * specimen.draw(k), t, DEGREES[2], pair, into);
                }
            }
        }
    }

    /** Adds a factor times the sum of the first polynomials, each with the coefficients of a feature. */
    private void add(double factor, double[] t, int degree, int feature, double[] into) {
        int n = 0;
        for (; n + 1 <= degree; n += 2) {
            double a = factor * t[n];
            double b = factor * t[n + 1];
            double[] ofA = coefficients[feature + n];
            double[] ofB = coefficients[feature + n + 1];
            for (int o = 0; o < into.length; o++) {
                into[o] += a * ofA[o] + b * ofB[o];
            }
        }
        for (; n <= degree; n++) {
            double a = factor * t[n];
            double[] ofA = coefficients[feature + n];
            for (int o = 0; o < into.length; o++) {
                into[o] += a * ofA[o];
            }
        }
    }

    /**
     * Writes the derivatives of a specimen's first numbers with respect to one of its draws.
     *
     * @param parameter number of the draw
     * @param into      as many as are wanted
     */
    void slope(Specimen specimen, int parameter, double[] into) {
        double[] t = polynomials(specimen, weights);
        Arrays.fill(into, 0);
        int f = DEGREES[0] + 1 + parameter * (DEGREES[1] + 1);
        add(1, t, DEGREES[1], f, into);
        int products = DEGREES[0] + 1 + parameters * (DEGREES[1] + 1);
        for (int k = 0; k < parameters; k++) {
            int high = Math.max(k, parameter);
            int pair = high * (high + 1) / 2 + Math.min(k, parameter);
            double factor = (k == parameter ? 2 : 1) * specimen.draw(k);
            add(factor, t, DEGREES[2], products + pair * (DEGREES[2] + 1), into);
        }
    }

    /** Chebyshev's, of the weight. */
    private static double[] polynomials(Specimen specimen, double weights) {
        double[] t = new double[DEGREES[0] + 1];
        double u = specimen.weight() / weights;
        t[0] = 1;
        t[1] = u;
        for (int n = 2; n < t.length; n++) {
            t[n] = 2 * u * t[n - 1] - t[n - 2];
        }
        return t;
    }

    private static void fill(Specimen specimen, double weights, double[] row) {
        double[] t = polynomials(specimen, weights);
        int f = 0;
        for (int n = 0; n <= DEGREES[0]; n++) {
            row[f++] = t[n];
        }
        for (int j = 0; j < specimen.size(); j++) {
            for (int n = 0; n <= DEGREES[1]; n++) {
                row[f++] = specimen.draw(j) * t[n];
            }
        }
        for (int j = 0; j < specimen.size(); j++) {
            for (int k = 0; k <= j; k++) {
                for (int n = 0; n <= DEGREES[2]; n++) {
                    row[f++] = specimen.draw(j) * specimen.draw(k) * t[n];
                }
            }
        }
    }
}
