package org.superpose.circuits.characterisation;

import java.util.function.ToDoubleFunction;
import org.superpose.circuits.circuit.Component;

/** In what the parts of one specimen differ from those of another. */
@FunctionalInterface
public interface Variation {
    /** No difference: all specimens are the cell itself. */
    Variation NONE = (part, normal) -> part;

    /**
     * The part as a specimen has it.
     *
     * @param part   of the cell's test bench: {@code xcell.q1}, or one of the circuits that cells share
     * @param normal a draw of the standard normal distribution for each name; the names that are asked for are the same for every specimen
     * @return a part of the same name between the same nodes
     */
    Component vary(Component part, ToDoubleFunction<String> normal);
}
