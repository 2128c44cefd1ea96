package org.superpose.circuits.analysis;

import java.util.function.ToDoubleFunction;
import org.superpose.circuits.circuit.Component;

/** In what the parts of one specimen of a circuit differ from the design, as a function of draws of the standard normal distribution. */
@FunctionalInterface
public interface Draws {
    /**
     * The part as a specimen has it.
     *
     * @param part   as designed
     * @param normal the draw of each name. Draws of different names are independent; parts that ask for the same name share it, as those of a die do. The names that a part asks for are the same for every specimen; with all draws 0 it is as designed
     * @return a part of the same name between the same nodes
     */
    Component vary(Component part, ToDoubleFunction<String> normal);
}
