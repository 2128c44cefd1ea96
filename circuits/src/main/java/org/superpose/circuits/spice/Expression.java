package org.superpose.circuits.spice;

import org.superpose.circuits.source.Formula;

/** An expression that is parsed already. */
@FunctionalInterface
interface Expression {
    /** What it is with the names of a scope: a number where only numbers are within reach. */
    Formula of(Scope scope);

    /** Its value in a scope of numbers. */
    default double value(Scope scope) {
        return of(scope).number();
    }
}
