package org.superpose.circuits.source;

import java.util.function.UnaryOperator;

/** The voltage from one node to another, {@code v₊ − v₋}, that controls a source; no current flows there. */
public record SensedVoltage(String positive, String negative) {
    /** The voltage between the nodes that these are called elsewhere. */
    SensedVoltage renamed(UnaryOperator<String> nodes) {
        return new SensedVoltage(nodes.apply(positive), nodes.apply(negative));
    }
}
