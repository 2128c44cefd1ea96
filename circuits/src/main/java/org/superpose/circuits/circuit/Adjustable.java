package org.superpose.circuits.circuit;

import java.util.Map;
import java.util.Optional;

/** Something with named numbers of which a copy with another number can be made: a model card. */
public interface Adjustable {
    /** The name under which several components share it, or nothing if it belongs to one. */
    default String name() {
        return "";
    }

    /** All its numbers by name, the stated ones and the fallbacks. */
    Map<String, Double> numbers();

    /** What it calls the number that somebody calls so: without regard to case, and by any other spelling that readers of decks take. */
    default Optional<String> spelled(String name) {
        return numbers().keySet().stream().filter(own -> own.equalsIgnoreCase(name)).findFirst();
    }

    /**
     * A copy with another number.
     *
     * @throws IllegalArgumentException if that is outside its range
     */
    Adjustable with(String name, double value);
}
