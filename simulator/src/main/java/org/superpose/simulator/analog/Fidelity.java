package org.superpose.simulator.analog;

/** How truly a network is computed. */
public enum Fidelity {
    /** Digital, float64. */
    EXACT,
    /** The hardware's mapping with linear multipliers, infinite bits and no noise: equals {@link #EXACT} to rounding. */
    IDEAL,
    /** Device laws, mismatched and noisy, characterised and run as matrix products. */
    CELL,
    /** Every device of every part: operating points of the circuit of transistors. */
    NETLIST
}
