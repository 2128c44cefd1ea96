package org.superpose.circuits.source;

/** The voltage from one node to another, {@code v₊ − v₋}, that controls a source; no current flows there. */
public record SensedVoltage(String positive, String negative) {
}
