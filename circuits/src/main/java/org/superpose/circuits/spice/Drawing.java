package org.superpose.circuits.spice;

import java.util.function.Supplier;
import org.superpose.circuits.analysis.Chance;

/**
 * What expressions draw, in one sample: each draw is named by the element, parameter or model for which it is made, {@code x1.r3 draws} and {@code x1.r3 draws#2}, so that a deck's other elements change nothing of it.
 */
final class Drawing {
    private final Chance chance;                // null: everything has its nominal value
    private final long sample;
    private String place = "deck";
    private int count;                          // of draws at this place
    private boolean used;

    /** Nothing is drawn. */
    Drawing() {
        this(null, 0);
    }

    /** The draws of a sample. */
    Drawing(Chance chance, long sample) {
        this.chance = chance;
        this.sample = sample;
    }

    /** Evaluates something for an element, parameter or model. */
    <T> T at(String name, Supplier<T> what) {
        String before = place;
        int counted = count;
        place = name;
        count = 0;
        try {
            return what.get();
        } finally {
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
        used = true;
        count++;
        return chance == null ? null : chance.draw(place + " draws" + (count == 1 ? "" : "#" + count));
    }

    /** Whether anything has asked for a draw. */
    boolean isUsed() {
        return used;
    }
}
