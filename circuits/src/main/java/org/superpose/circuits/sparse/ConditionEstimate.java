package org.superpose.circuits.sparse;

import java.util.Arrays;

/**
 * A lower bound, mostly sharp within a factor of three, of the 1-norm of an inverse that can only be applied (W. W. Hager, <i>Condition estimates</i>, SIAM J. Sci. Stat.
 * Comput. 5 (1984) 311; N. J. Higham, <i>FORTRAN codes for estimating the one-norm of a real or complex matrix</i>, ACM Trans. Math. Softw. 14 (1988) 381).
 */
final class ConditionEstimate {
    private static final int MOST_STEPS = 5;

    /** Overwrites a complex vector by the inverse, or its conjugate transpose, times the vector. */
    interface Operator {
        void apply(double[] re, double[] im);
    }

    private ConditionEstimate() {
    }

    static double normOfInverse(int n, Operator inverse, Operator adjoint) {
        if (n == 0) {
            return 0;
        }
        double[] re = new double[n];
        double[] im = new double[n];
        Arrays.fill(re, 1.0 / n);
        inverse.apply(re, im);
        double norm = norm(re, im);
        int unit = -1;
        for (int step = 1; step < MOST_STEPS && n > 1; step++) {
            for (int i = 0; i < n; i++) {
                double size = Math.hypot(re[i], im[i]);
                re[i] = size == 0 ? 1 : re[i] / size;
                im[i] = size == 0 ? 0 : im[i] / size;
            }
            adjoint.apply(re, im);
            int largest = 0;
            for (int i = 1; i < n; i++) {
                if (Math.hypot(re[i], im[i]) > Math.hypot(re[largest], im[largest])) {
                    largest = i;
                }
            }
            if (largest == unit) {
                break;
            }
            unit = largest;
            Arrays.fill(re, 0);
            Arrays.fill(im, 0);
            re[unit] = 1;
            inverse.apply(re, im);
            double next = norm(re, im);
            if (!(next > norm)) {
                break;
            }
            norm = next;
        }
        for (int i = 0; i < n; i++) {           // guards against exact cancellation in the steps above
            re[i] = (i % 2 == 0 ? 1 : -1) * (1 + (n > 1 ? (double) i / (n - 1) : 0));
            im[i] = 0;
        }
        inverse.apply(re, im);
        return Math.max(norm, 2 * norm(re, im) / (3.0 * n));
    }

    private static double norm(double[] re, double[] im) {
        double sum = 0;
        for (int i = 0; i < re.length; i++) {
            sum += Math.hypot(re[i], im[i]);
        }
        return sum;
    }
}
