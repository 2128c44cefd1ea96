package org.superpose.circuits.analysis;

import java.util.Locale;

/**
 * Where a curve comes to a level from one side, or leaves it to the side from which it came; passing through counts once, and a curve that begins on the level has not come there. Counted from 1, from a place on.
 *
 * @see Measure#crossing(double)
 */
public final class Crossing {
    private static final int LAST = -1;

    private final Measure difference;       // from the level
    private final String level;             // for messages
    private final Direction direction;
    private final int number;
    private final double from;

    /** Which crossings count. */
    enum Direction {
        ANY, RISING, FALLING
    }

    Crossing(Measure difference, String level, Direction direction, int number, double from) {
        if (number < 1 && number != LAST) {
            throw new IllegalArgumentException("crossings are counted from 1, got " + number);
        }
        this.difference = difference;
        this.level = level;
        this.direction = direction;
        this.number = number;
        this.from = from;
    }

    /** The nth at which the curve rises. */
    public Crossing rising(int count) {
        return new Crossing(difference, level, Direction.RISING, count, from);
    }

    /** The nth at which the curve falls. */
    public Crossing falling(int count) {
        return new Crossing(difference, level, Direction.FALLING, count, from);
    }

    /** The nth of either kind. */
    public Crossing either(int count) {
        return new Crossing(difference, level, Direction.ANY, count, from);
    }

    /** The last one of its kind. */
    public Crossing last() {
        return new Crossing(difference, level, direction, LAST, from);
    }

    /** Counts only those at or behind a place. */
    public Crossing after(double place) {
        return new Crossing(difference, level, direction, number, place);
    }

    /**
     * Where it is on the abscissa.
     *
     * @throws MeasureException if there is no such crossing
     */
    public double place() {
        int found = 0;
        double place = Double.NaN;
        int cameFrom = 0;                   // the side from which the curve came to the level that it is on
        for (int p = 1; p < difference.size(); p++) {
            int before = difference.sign(p - 1);
            int now = difference.sign(p);
            boolean comes = before != 0 && now != before;
            boolean leaves = before == 0 && now != 0 && cameFrom == now;
            if (comes) {
                cameFrom = before;
            }
            boolean rises = comes ? before < 0 : now > 0;
            if ((comes || leaves) && (direction == Direction.ANY || rises == (direction == Direction.RISING))) {
                double at = comes ? difference.zero(p - 1) : difference.place(p - 1);
                if (at >= from) {
                    place = at;
                    if (++found == number) {
                        return at;
                    }
                }
            }
        }
        if (number == LAST && found > 0) {
            return place;
        }
        String kind = direction == Direction.ANY ? "crosses" : direction == Direction.RISING ? "rises through" : "falls through";
        throw new MeasureException(found == 0 ? "the curve never " + kind + " " + level + (from > difference.first() ? String.format(Locale.ROOT, " behind %.6g", from) : "") : "the curve " + kind + " " + level + " only " + found + " times, not " + number);
    }
}
