package org.superpose.circuits.solve;

import java.util.Locale;

/** What it took to find a solution. */
public enum Aid {
    /** Steps shortened until the next one would be shorter. */
    DAMPING,
    /** Conductances from every node to ground, taken away little by little. */
    SHUNT_STEPPING,
    /** Sources turned up little by little. */
    SOURCE_STEPPING,
    /** Following the circuit in a fictitious time in which every node has a capacitance to ground. */
    PSEUDO_TRANSIENT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
