package org.superpose.circuits.analysis;

import java.util.Arrays;
import org.superpose.circuits.plan.CircuitPlan;

/**
 * The last solutions along an axis, and where they lead: each unknown goes on along the polynomial through the last point alone, or through as many more before it as would have foreseen that best. So a kink shortens it for the unknowns that see the kink, and for them alone.
 * Polynomials stand in Newton's form: a point costs as many operations as there are divided differences.
 */
final class Line {
    /** Points of a polynomial, at most. */
    private static final int MOST = 6;
    /** Of a step over the one before it, at most, for a polynomial to go on; else the last solution is the better start. */
    private static final double GROWTH = 2 * (1 + 1e-9);
    /** Of what the last solution alone missed, a polynomial may have missed so much: after a jump none has foreseen anything. */
    private static final double BETTER = 0.5;

    private final int size;
    private final double[] at = new double[MOST];       // the newest first
    private final double[] difference;                  // divided differences of an unknown, one after the other, from its newest value on
    private final int[] best;                           // by unknown: points that would have foreseen the newest one best, or one more where there were no more
    private final double[] factor = new double[MOST];   // of the differences
    private int known;

    /** For solutions of a plan. */
    Line(CircuitPlan plan) {
        size = plan.size();
        difference = new double[MOST * size];
        best = new int[size];
    }

    /** From now on another line. */
    void begin() {
        known = 0;
    }

    /** The next point was solved. */
    void add(double where, double[] solution) {
        known = lead(where);
        double[] inverse = new double[MOST];
        for (int p = 0; p < known; p++) {
            inverse[p] = 1 / (where - at[p]);
        }
        int kept = Math.min(known, MOST - 1);
        double[] d = difference;
        for (int i = 0, first = 0; i < size; i++, first += MOST) {
            double value = solution[i];
            if (known > 0) {
                double off = value - d[first];
                double least = BETTER * Math.abs(off);
                int points = 1;
                for (int p = 1; p < known; p++) {
                    off -= d[first + p] * factor[p];
                    if (Math.abs(off) < least) {
                        least = Math.abs(off);
                        points = p + 1;
                    }
                }
                best[i] = points == known && known < MOST ? known + 1 : points;
            }
            for (int p = 0; p < kept; p++) {
                double before = d[first + p];
                d[first + p] = value;
                value = (value - before) * inverse[p];
            }
            d[first + kept] = value;
        }
        System.arraycopy(at, 0, at, 1, MOST - 1);
        at[0] = where;
        known = kept + 1;
    }

    /** Writes where a point is to be sought; false if nothing better is known than the last solution. */
    boolean next(double where, double[] start) {
        int leading = lead(where);
        if (leading < 2) {
            return false;
        }
        double[] d = difference;
        for (int i = 0, first = 0; i < size; i++, first += MOST) {
            double sum = d[first];
            int points = Math.min(best[i], leading);
            for (int p = 1; p < points; p++) {
                sum += d[first + p] * factor[p];
            }
            start[i] = sum;
        }
        return true;
    }

    /** How many of the newest points lead there, with the factors of their differences: the axis goes on in one direction, and no step is much longer than the one before. */
    private int lead(double where) {
        Arrays.fill(factor, 0);
        factor[0] = 1;
        double after = known == 0 ? 0 : where - at[0];
        if (after == 0) {
            return 0;
        }
        int points = 1;
        while (points < known) {
            double step = at[points - 1] - at[points];
            if (!(after / step > 0 && after / step <= GROWTH)) {
                break;
            }
            factor[points] = factor[points - 1] * (where - at[points - 1]);
            after = step;
            points++;
        }
        return points;
    }
}
