package org.superpose.optics.mesh;

import java.util.Arrays;

/**
 * W = U S Vᵀ of a real matrix with square orthogonal U and V: columns are rotated in pairs until all are orthogonal (one-sided Jacobi; Hestenes, <i>Inversion of matrices by
 * biorthogonalization and related results</i>, J. SIAM 6, 51 (1958)). Small singular values come out to a relative 1e-15 of the largest.
 */
final class SingularValues {
    private static final int MOST_SWEEPS = 60;

    /** [outputs × outputs], columns are left singular vectors. */
    final double[][] left;
    /** As many as the shorter side; not sorted. */
    final double[] values;
    /** [inputs × inputs], rows are right singular vectors. */
    final double[][] right;

    /** @param w at least as many rows as columns, all finite */
    private SingularValues(double[][] w) {
        double scale = Arrays.stream(w).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
        int rows = w.length;
        int columns = w[0].length;
        double[][] b = new double[columns][rows];                      // columns of W, rotated
        double[][] v = new double[columns][columns];
        for (int c = 0; c < columns; c++) {
            v[c][c] = 1;
            for (int r = 0; r < rows; r++) {
                b[c][r] = scale == 0 ? 0 : w[r][c] / scale;                // squares neither overflow nor vanish
            }
        }
        boolean rotated = true;
        for (int sweep = 0; rotated; sweep++) {
            if (sweep == MOST_SWEEPS) {
                throw new ArithmeticException("singular values: columns still not orthogonal after " + MOST_SWEEPS + " sweeps");
            }
            rotated = false;
            for (int p = 0; p < columns; p++) {
                for (int q = p + 1; q < columns; q++) {
                    rotated |= rotate(b[p], b[q], v[p], v[q]);
                }
            }
        }
        values = new double[columns];
        double[][] u = new double[rows][];
        double largest = 0;
        for (int c = 0; c < columns; c++) {
            values[c] = Math.sqrt(dot(b[c], b[c]));
            largest = Math.max(largest, values[c]);
        }
        for (int c = 0; c < columns; c++) {
            if (values[c] > 1e-14 * largest) {
                u[c] = scaled(b[c], 1 / values[c]);
            } else {
                values[c] = 0;
            }
        }
        for (int c = 0; c < columns; c++) {
            values[c] *= scale;
        }
        complete(u);
        left = new double[rows][rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < rows; c++) {
                left[r][c] = u[c][r];
            }
        }
        right = v;
    }

    private SingularValues(double[][] left, double[] values, double[][] right) {
        this.left = left;
        this.values = values;
        this.right = right;
    }

    static SingularValues of(double[][] w) {
        if (w.length >= w[0].length) {
            return new SingularValues(w);
        }
        SingularValues turned = new SingularValues(transposed(w));
        return new SingularValues(transposed(turned.right), turned.values, transposed(turned.left));
    }

    private static double[][] transposed(double[][] a) {
        double[][] t = new double[a[0].length][a.length];
        for (int r = 0; r < a.length; r++) {
            for (int c = 0; c < t.length; c++) {
                t[c][r] = a[r][c];
            }
        }
        return t;
    }

    /** Makes two columns orthogonal, and turns V with them. @return whether they were not */
    private static boolean rotate(double[] p, double[] q, double[] vp, double[] vq) {
        double pp = dot(p, p);
        double qq = dot(q, q);
        double pq = dot(p, q);
        if (Math.abs(pq) <= 1e-15 * Math.sqrt(pp) * Math.sqrt(qq)) {
            return false;
        }
        double zeta = (qq - pp) / (2 * pq);
        double t = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
        double cos = 1 / Math.hypot(1, t);
        turn(p, q, cos, cos * t);
        turn(vp, vq, cos, cos * t);
        return true;
    }

    private static void turn(double[] p, double[] q, double cos, double sin) {
        for (int k = 0; k < p.length; k++) {
            double old = p[k];
            p[k] = cos * old - sin * q[k];
            q[k] = sin * old + cos * q[k];
        }
    }

    /** Fills the missing vectors of an orthonormal basis: of the axes the one that the others reach least, less what they reach, twice for rounding. */
    private static void complete(double[][] basis) {
        for (int missing = 0; missing < basis.length; missing++) {
            if (basis[missing] == null) {
                double[] reached = new double[basis.length];
                for (double[] vector : basis) {
                    for (int axis = 0; vector != null && axis < reached.length; axis++) {
                        reached[axis] += vector[axis] * vector[axis];
                    }
                }
                int best = 0;
                for (int axis = 1; axis < reached.length; axis++) {
                    best = reached[axis] < reached[best] ? axis : best;
                }
                double[] fresh = new double[basis.length];
                fresh[best] = 1;
                for (int pass = 0; pass < 2; pass++) {
                    for (double[] vector : basis) {
                        double part = vector == null ? 0 : dot(vector, fresh);
                        for (int axis = 0; vector != null && axis < fresh.length; axis++) {
                            fresh[axis] -= part * vector[axis];
                        }
                    }
                }
                basis[missing] = scaled(fresh, 1 / Math.sqrt(dot(fresh, fresh)));
            }
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static double[] scaled(double[] a, double factor) {
        return Arrays.stream(a).map(x -> x * factor).toArray();
    }
}
