package org.superpose.circuits.analysis;

import java.util.Arrays;
import org.superpose.circuits.crew.Crew;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Settings;

/**
 * The last solutions along an axis, and where they lead: on along the polynomial through the last point alone, or through as many more before it as would have foreseen that best. So a kink shortens it to what it is good for.
 * In a sweep each unknown chooses for itself, and what does not see the kink goes on as before. In time all choose together: then what is kept, such as charge, stays kept.
 * Polynomials stand in Newton's form: a point costs as many operations as there are divided differences.
 */
final class Line {
    /** Points of a polynomial, at most: of an unknown that chooses for itself, and of all together. */
    private static final int MOST = 6;
    private static final int MOST_TOGETHER = 4;
    /** Of a step over the one before it, at most, for a polynomial to go on; else the last solution is the better start. */
    private static final double GROWTH = 2 * (1 + 1e-9);
    /** Of what the last solution alone missed of an unknown, a polynomial may have missed so much: after a jump none has foreseen anything. */
    private static final double BETTER = 0.5;

    private final Crew crew;
    private final int size;
    private final int most;
    private final double[] least;                       // what does not count of each unknown; null where each chooses for itself
    private final double relative;
    private final double[] at;                          // the newest first
    private final double[] difference;                  // divided differences of an unknown, one after the other, from its newest value on
    private final int[] best;                           // by unknown: points that would have foreseen the newest one best, or one more where there were no more
    private final double[] factor;                      // of the differences
    private final double[] inverse;
    private final int[] hint;                           // by points: an unknown that told last that they are too few or too many, wherever threads saw one first
    private int known;

    private Line(Crew crew, int size, int most, double[] least, double relative) {
        this.crew = crew;
        this.size = size;
        this.most = most;
        this.least = least;
        this.relative = relative;
        at = new double[most];
        difference = new double[most * size];
        best = new int[size];
        factor = new double[most];
        inverse = new double[most];
        hint = new int[most];
    }

    /** For solutions of which each unknown chooses for itself. */
    static Line apart(Equations equations) {
        return new Line(equations.crew(), equations.size(), MOST, null, 0);
    }

    /** For solutions, found with these tolerances, whose unknowns choose together. */
    static Line together(Equations equations, Settings settings) {
        return new Line(equations.crew(), equations.size(), MOST_TOGETHER, equations.leastChanges(settings), settings.relative());
    }

    /** From now on another line. */
    void begin() {
        known = 0;
    }

    /** The next point was solved. */
    void add(double where, double[] solution) {
        known = lead(where);
        if (known > 0 && least == null) {
            crew.over(size, (from, to) -> chooseApart(solution, from, to));
        } else if (known > 0) {
            chooseTogether(solution);
        }
        for (int p = 0; p < known; p++) {
            inverse[p] = 1 / (where - at[p]);
        }
        int kept = Math.min(known, most - 1);
        crew.over(size, (from, to) -> differ(solution, kept, from, to));
        System.arraycopy(at, 0, at, 1, most - 1);
        at[0] = where;
        known = kept + 1;
    }

    private void differ(double[] solution, int kept, int from, int to) {
        double[] d = difference;
        double[] by = inverse;
        int stride = most;
        for (int i = from, first = from * stride; i < to; i++, first += stride) {
            double value = solution[i];
            for (int p = 0; p < kept; p++) {
                double before = d[first + p];
                d[first + p] = value;
                value = (value - before) * by[p];
            }
            d[first + kept] = value;
        }
    }

    private void chooseApart(double[] solution, int from, int to) {
        double[] d = difference;
        double[] times = factor;
        int stride = most;
        int[] chosen = best;
        int leading = known;
        for (int i = from, first = from * stride; i < to; i++, first += stride) {
            double off = solution[i] - d[first];
            double smallest = BETTER * Math.abs(off);
            int points = 1;
            for (int p = 1; p < leading; p++) {
                off -= d[first + p] * times[p];
                double magnitude = Math.abs(off);
                if (magnitude < smallest) {
                    smallest = magnitude;
                    points = p + 1;
                }
            }
            chosen[i] = points == leading && leading < stride ? points + 1 : points;
        }
    }

    private void chooseTogether(double[] solution) {
        int points = 1;
        double smallest = Double.POSITIVE_INFINITY;
        for (int p = Math.min(known, most - 1); p > 0; p--) {
            int leading = p;
            double bound = smallest;
            if (size > 0 && missed(p, solution, 0, hint[p], hint[p] + 1) > bound) {
                continue;
            }
            double missed = crew.largest(size, (from, to) -> missed(leading, solution, bound, from, to));
            if (missed <= smallest) {
                smallest = missed;
                points = p;
            }
        }
        Arrays.fill(best, points == known ? points + 1 : points);
    }

    /** How far the polynomial through so many points is off, in tolerances of the worst unknown, or of one that is off by more than a bound. */
    private double missed(int points, double[] solution, double bound, int from, int to) {
        double[] d = difference;
        double[] times = factor;
        double[] tolerances = least;
        int stride = most;
        double worst = 0;
        for (int i = from, first = from * stride; i < to && worst <= bound; i++, first += stride) {
            double sum = d[first];
            for (int p = 1; p < points; p++) {
                sum += d[first + p] * times[p];
            }
            double off = Math.abs(sum - solution[i]);
            double tolerance = relative * Math.abs(solution[i]) + tolerances[i];
            if (off > worst * tolerance * Crew.DIVIDING) {
                worst = Math.max(worst, off / tolerance);
                hint[points] = worst > bound ? i : hint[points];
            }
        }
        return worst;
    }

    /** Writes where a point is to be sought; false if nothing better is known than the last solution. */
    boolean next(double where, double[] start) {
        int leading = lead(where);
        if (leading < 2 || least != null && (best[0] < 2 || leading < Math.min(best[0], known))) {
            return false;
        }
        crew.over(size, (from, to) -> foresee(start, leading, from, to));
        return true;
    }

    private void foresee(double[] start, int leading, int from, int to) {
        double[] d = difference;
        double[] times = factor;
        int[] chosen = best;
        int stride = most;
        for (int i = from, first = from * stride; i < to; i++, first += stride) {
            double sum = d[first];
            for (int p = 1, points = Math.min(chosen[i], leading); p < points; p++) {
                sum += d[first + p] * times[p];
            }
            start[i] = sum;
        }
    }

    /** How many of the newest points lead there, with the factors of their differences: the axis goes on in one direction, and no step is much longer than the one before. */
    private int lead(double where) {
        double after = known == 0 ? 0 : where - at[0];
        if (after == 0) {
            return 0;
        }
        int points = 1;
        factor[0] = 1;
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
