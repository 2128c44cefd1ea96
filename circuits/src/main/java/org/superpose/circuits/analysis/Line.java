package org.superpose.circuits.analysis;

import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;

/**
 * The last solutions along an axis, and where they lead: the polynomial through none, one, two or three of the points before the last one goes on from that, as many as would have foreseen the last point best. So a kink shortens it to what it is good for.
 */
final class Line {
    /** Points of a polynomial, at most. */
    private static final int MOST = 4;
    /** Of a step over the one before it, at most, for a polynomial to go on; else the last solution is the better start. */
    private static final double GROWTH = 2 * (1 + 1e-9);

    /** Unknowns between two looks at a bound. */
    private static final int TOGETHER = 1024;

    private final int size;
    private final double relative;
    private final double[] least;                       // what does not count of each unknown
    private final double[] at = new double[MOST];       // the newest first
    private final double[][] x = new double[MOST][];
    private final double[] sum;
    private int known;
    private int best;                                   // points that would have foreseen the newest one best

    /** For solutions of a plan that are found with these tolerances. */
    Line(CircuitPlan plan, Settings settings) {
        size = plan.size();
        relative = settings.relative();
        least = new double[size];
        for (int i = 0; i < size; i++) {
            least[i] = plan.isVoltage(i) ? settings.voltage() : settings.current();
        }
        for (int p = 0; p < MOST; p++) {
            x[p] = new double[size];
        }
        sum = new double[size];
    }

    /** From now on another line. */
    void begin() {
        known = 0;
        best = 1;
    }

    /** The next point was solved. */
    void add(double where, double[] solution) {
        best = Math.min(known + 1, MOST);
        double least = Double.POSITIVE_INFINITY;
        for (int points = Math.min(known, MOST - 1); points > 0; points--) {
            double[] weight = weights(where, points);
            double missed = weight == null ? Double.POSITIVE_INFINITY : missed(weight, solution, least);
            if (missed <= least && missed < Double.POSITIVE_INFINITY) {
                least = missed;
                best = points + (points == known ? 1 : 0);
            }
        }
        double[] spare = x[MOST - 1];
        for (int p = MOST - 1; p > 0; p--) {
            at[p] = at[p - 1];
            x[p] = x[p - 1];
        }
        at[0] = where;
        x[0] = spare;
        System.arraycopy(solution, 0, spare, 0, size);
        known = Math.min(known + 1, MOST);
    }

    /** Writes where a point is to be sought; false if nothing better is known than the last solution. */
    boolean next(double where, double[] start) {
        double[] weight = known < 2 || best < 2 ? null : weights(where, Math.min(best, known));
        if (weight == null) {
            return false;
        }
        sum(weight, start, 0, size);
        return true;
    }

    /** How far weighted points are off, in tolerances of the worst unknown, or of one that is off by more than a bound. */
    private double missed(double[] weight, double[] solution, double bound) {
        double worst = 0;
        for (int from = 0, to; from < size && worst <= bound; from = to) {
            to = Math.min(size, from + TOGETHER);
            sum(weight, sum, from, to);
            for (int i = from; i < to; i++) {
                double off = Math.abs(sum[i] - solution[i]);
                double tolerance = relative * Math.abs(solution[i]) + least[i];
                if (off > worst * tolerance) {
                    worst = off / tolerance;
                }
            }
        }
        return worst;
    }

    private void sum(double[] weight, double[] into, int from, int to) {
        double[] newest = x[0];
        double w = weight[0];
        for (int i = from; i < to; i++) {
            into[i] = w * newest[i];
        }
        for (int p = 1; p < weight.length; p++) {
            w = weight[p];
            double[] point = x[p];
            for (int i = from; i < to; i++) {
                into[i] += w * point[i];
            }
        }
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
