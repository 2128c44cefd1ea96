package org.superpose.circuits.solve;

/** From where limiting measures the first iteration. */
public enum Start {
    /** Junctions begin at voltages of their own, at which they conduct, whatever x is. */
    COLD,
    /** Junctions begin at the voltages of x. */
    HERE,
    /** Junctions begin where the last evaluation, or {@link Equations#revert}, left them. */
    REMEMBERED
}
