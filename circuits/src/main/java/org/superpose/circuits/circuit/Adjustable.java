package org.superpose.circuits.circuit;

import java.util.Map;

/** Something with named numbers of which a copy with another number can be made: a model card. */
public interface Adjustable {
    /** The name under which several components share it, or nothing if it belongs to one. */
    default String name() {
        return "";
    }

    /** All its numbers by name, the stated ones and the fallbacks. */
    Map<String, Double> numbers();

    /**
     * A copy with another number.
     *
     * @throws IllegalArgumentException if that is outside its range
     */
    Adjustable with(String name, double value);
}
