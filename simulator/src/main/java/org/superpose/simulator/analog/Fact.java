package org.superpose.simulator.analog;

/**
 * One line of what a design says of itself, for the report.
 *
 * @param name  what, with the layer where it belongs to one: {@code "layer 1: feedback resistor"}
 * @param value the number
 * @param unit  its unit, empty for a pure number
 * @param note  formula, source or meaning in a few words; may be empty
 */
public record Fact(String name, double value, String unit, String note) {
}
