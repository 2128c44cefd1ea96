package org.superpose.circuits.circuit;

/** Gives the unknowns of a circuit their numbers: node voltages [V], inner node voltages [V], branch currents [A]. Ground has a number of its own, whose value is always 0. */
public interface Numbering {
    /** The voltage of a node that a component has among its {@link Component#nodes}, or of ground. */
    int node(String node);

    /**
     * A new node within a component, such as the base behind its resistance.
     *
     * @param what names it: {@code base} in {@code q1} becomes {@code q1#base}
     */
    int inner(Component owner, String what);

    /** The branch current of a component, {@code v1#branch}: the current from its first node through it to its second. The component that owns it writes its equation. */
    int branch(String component);

    /** The component of a name that stands among {@link Component#controls}, for those that need its parameters: a mutual inductance the two inductors. */
    Component component(String name);
}
