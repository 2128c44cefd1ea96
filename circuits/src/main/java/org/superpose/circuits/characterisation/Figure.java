package org.superpose.circuits.characterisation;

/**
 * One figure of merit.
 *
 * @param name  what was measured
 * @param value the number
 * @param unit  its unit, empty for a pure number
 * @param note  under which conditions, in a few words
 */
public record Figure(String name, double value, String unit, String note) {
}
