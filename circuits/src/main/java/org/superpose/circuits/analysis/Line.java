package org.superpose.circuits.analysis;

import org.superpose.circuits.plan.CircuitPlan;

/**
 * The last solutions along an axis, and where they lead: the polynomial through none, one, two or three of the points before the last one goes on from that, as many as would have foreseen the last point best. So a kink shortens it to what it is good for.
 */
final class Line {
    /** Points of a polynomial, at most. */
    private static final int MOST = 4;
    /** Of a step over the one before it, at most, for a polynomial to go on; else the last solution is the better start. */
    private static final double GROWTH = 2;

    private final double[] at = new double[MOST];       // the newest first
    private final double[][] x = new double[MOST][];
    private int known;
    private int best;                                   // points that would have foreseen the newest one best

    /** From now on another line. */
    void begin() {
        known = 0;
        best = 1;
    }

    /** The next point was solved. The array is kept, and not written to. */
    void add(double where, double[] solution, CircuitPlan plan) {
        best = Math.min(known + 1, MOST);
        double least = Double.POSITIVE_INFINITY;
        for (int points = 1; points <= Math.min(known, MOST - 1); points++) {
            double[] weight = weights(where, points);
            double missed = weight == null ? Double.POSITIVE_INFINITY : missed(weight, solution, plan);
            if (missed < least) {
                least = missed;
                best = points + (points == known ? 1 : 0);
            }
        }
        for (int p = MOST - 1; p > 0; p--) {
            at[p] = at[p - 1];
            x[p] = x[p - 1];
        }
        at[0] = where;
        x[0] = solution;
        known = Math.min(known + 1, MOST);
    }

    /** Where a point is to be sought; null if nothing better is known than the last solution. */
    double[] next(double where) {
        double[] weight = known < 2 || best < 2 ? null : weights(where, Math.min(best, known));
        if (weight == null) {
            return null;
        }
        double[] start = new double[x[0].length];
        for (int i = 0; i < start.length; i++) {
            start[i] = sum(weight, i);
        }
        return start;
    }

    /** How far the polynomial is off, in its worst voltage [V]. */
    private double missed(double[] weight, double[] solution, CircuitPlan plan) {
        double worst = 0;
        for (int i = 0; i < plan.size(); i++) {
            worst = plan.isVoltage(i) ? Math.max(worst, Math.abs(sum(weight, i) - solution[i])) : worst;
        }
        return worst;
    }

    private double sum(double[] weight, int i) {
        double sum = weight[0] * x[0][i];
        for (int p = 1; p < weight.length; p++) {
            sum += weight[p] * x[p][i];
        }
        return sum;
    }

    /** Of the newest points in Lagrange's polynomial; null if they do not lead there: the axis goes on in one direction, and no step is much longer than the one before. */
    private double[] weights(double where, int points) {
        double after = where - at[0];
        for (int p = 0; p + 1 < points; p++) {
            double step = at[p] - at[p + 1];
            if (!(after / step > 0 && after / step <= GROWTH)) {
                return null;
            }
            after = step;
        }
        double[] weight = new double[points];
        for (int p = 0; p < points; p++) {
            weight[p] = 1;
            for (int q = 0; q < points; q++) {
                weight[p] *= q == p ? 1 : (where - at[q]) / (at[p] - at[q]);
            }
        }
        return weight;
    }
}
