package org.superpose.circuits.characterisation;

/**
 * Functions on an interval as Chebyshev series of 16 terms on equal panels: Trefethen, <i>Approximation Theory and Approximation Practice</i> (2013), chapters 3
 * and 19. Arguments outside the interval are taken at its ends.
 */
public final class PiecewiseChebyshev {
    static final int TERMS = 16;

    private final double low;
    private final double width;                 // of a panel
    private final double[][][] series;          // [panel][function][term]

    private PiecewiseChebyshev(double low, double width, double[][][] series) {
        this.low = low;
        this.width = width;
        this.series = series;
    }

    /** The points on which functions are sampled, panel after panel, rising: the zeros of T₁₆, shifted to each panel. */
    static double[] nodes(double low, double high, int panels) {
        double[] nodes = new double[panels * TERMS];
        double width = (high - low) / panels;
        for (int p = 0; p < panels; p++) {
            for (int k = 0; k < TERMS; k++) {
                nodes[p * TERMS + k] = low + width * (p + 0.5 * (1 - StrictMath.cos(StrictMath.PI * (k + 0.5) / TERMS)));
            }
        }
        return nodes;
    }

    /**
     * The functions that have given values at the {@link #nodes}.
     *
     * @param values of each function at the nodes [functions × nodes]
     */
    static PiecewiseChebyshev through(double low, double high, double[][] values) {
        int panels = values[0].length / TERMS;
        double[][][] series = new double[panels][values.length][TERMS];
        for (int p = 0; p < panels; p++) {
            for (int f = 0; f < values.length; f++) {
                for (int n = 0; n < TERMS; n++) {
                    double sum = 0;
                    for (int k = 0; k < TERMS; k++) {                              // discrete orthogonality; the nodes ascend, so T_n(−cos θ) = (−1)ⁿ cos nθ
                        sum += values[f][p * TERMS + k] * StrictMath.cos(n * StrictMath.PI * (k + 0.5) / TERMS);
                    }
                    series[p][f][n] = sum * (n == 0 ? 1.0 : n % 2 == 0 ? 2.0 : -2.0) / TERMS;
                }
            }
        }
        return new PiecewiseChebyshev(low, (high - low) / panels, series);
    }

    /** The series, panel after panel and in each function after function [(panels · functions) × 16]. */
    double[][] rows() {
        double[][] rows = new double[series.length * rank()][];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = series[k / rank()][k % rank()].clone();
        }
        return rows;
    }

    /** What {@link #rows} gave. */
    static PiecewiseChebyshev ofRows(double low, double high, int rank, double[][] rows) {
        double[][][] series = new double[rows.length / rank][rank][];
        for (int k = 0; k < rows.length; k++) {
            series[k / rank][k % rank] = rows[k].clone();
        }
        return new PiecewiseChebyshev(low, (high - low) / series.length, series);
    }

    double low() {
        return low;
    }

    double high() {
        return low + width * series.length;
    }

    /** Number of functions. */
    public int rank() {
        return series[0].length;
    }

    /**
     * Evaluates all functions at each argument.
     *
     * @param x   arguments [arguments]
     * @param phi result, {@code phi[r][i] = φ_r(x[i])} [functions × arguments]
     */
    public void evaluate(double[] x, double[][] phi) {
        double[] t = new double[TERMS];
        t[0] = 1;
        for (int i = 0; i < x.length; i++) {
            double position = StrictMath.min(series.length, StrictMath.max(0, (x[i] - low) / width));
            int panel = StrictMath.min(series.length - 1, (int) position);
            double s = 2 * (position - panel) - 1;
            t[1] = s;
            for (int n = 2; n < TERMS; n += 2) {                    // T_{2m} = 2T_m² − 1 and T_{2m+1} = 2T_m T_{m+1} − T₁: four steps deep where the recurrence is 14
                double half = 2 * t[n / 2];
                t[n] = half * t[n / 2] - 1;
                t[n + 1] = half * t[n / 2 + 1] - s;
            }
            for (int f = 0; f < phi.length; f++) {
                double[] c = series[panel][f];
                double even = c[0];
                double odd = c[1] * s;
                for (int n = 2; n < TERMS; n += 2) {
                    even += c[n] * t[n];
                    odd += c[n + 1] * t[n + 1];
                }
                phi[f][i] = even + odd;
            }
        }
    }
}
