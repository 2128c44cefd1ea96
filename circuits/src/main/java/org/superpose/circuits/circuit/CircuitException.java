package org.superpose.circuits.circuit;

/** A circuit that cannot be what it says: duplicate names, a floating node, a loop of voltage sources. The message says what, where and how to mend it. */
public final class CircuitException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public CircuitException(String message) {
        super(message);
    }
}
