package org.superpose.circuits.spice;

import java.util.function.Supplier;
import org.superpose.circuits.analysis.Chance;

/**
 * What expressions draw, in one sample: each draw is named by the element, parameter or model for which it is made, {@code x1.r3 draws} and {@code x1.r3 draws#2}, so that a deck's other elements change nothing of it.
 */
final class Drawing {
    private final Chance chance;                // null: everything has its nominal value
    private final long sample;
    private String path = "";
    private String place = "deck";
    private int count;                          // of draws at this place
    private int total;                          // of draws so far

    /** Nothing is drawn. */
    Drawing() {
        this(null, 0);
    }

    /** The draws of a sample. */
    Drawing(Chance chance, long sample) {
        this.chance = chance;
        this.sample = sample;
    }

    /**
     * Evaluates something for an element, parameter or model.
     *
     * @param within of the instance, {@code x1.}
     */
    <T> T at(String within, String name, Supplier<T> what) {
        String outer = path;
        String before = place;
        int counted = count;
        path = within;
        place = name;
        count = 0;
        try {
            return what.get();
        } finally {
            path = outer;
            place = before;
            count = counted;
        }
    }

    /** A standard normal draw; 0 if nothing is drawn. */
    double normal() {
        Chance.Draw draw = next();
        return draw == null ? 0 : draw.normal(sample);
    }

    /** A uniform draw between −1 and 1; 0 if nothing is drawn. */
    double uniform() {
        Chance.Draw draw = next();
        return draw == null ? 0 : 2 * draw.uniform(sample) - 1;
    }

    private Chance.Draw next() {
        total++;
        count++;
        return chance == null ? null : chance.draw(path + place + " draws" + (count == 1 ? "" : "#" + count));
    }

    /** Number of draws that have been asked for. */
    int total() {
        return total;
    }

    /** Whether anything has asked for a draw. */
    boolean isUsed() {
        return total > 0;
    }
}
