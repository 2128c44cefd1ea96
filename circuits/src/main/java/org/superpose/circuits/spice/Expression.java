package org.superpose.circuits.spice;

/** A formula that is parsed already. */
@FunctionalInterface
interface Expression {
    /** Its value with the names of a scope. */
    double value(Scope scope);
}
