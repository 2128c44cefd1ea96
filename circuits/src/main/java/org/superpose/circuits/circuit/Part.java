package org.superpose.circuits.circuit;

import java.util.List;

/** What a description of a circuit is made of: a {@link Component}, or an {@link Instance} of a {@link Subcircuit}. */
public sealed interface Part permits Component, Instance {
    /** Unique in its circuit or subcircuit without regard to case. */
    String name();

    /** The nodes that it connects to, in the order of its terminals or ports; {@code "0"} is ground. */
    List<String> nodes();
}
