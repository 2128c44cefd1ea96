package org.superpose.simulator.bench;

/**
 * What a detector says.
 *
 * @param detector its name
 * @param quantity what is read
 * @param unit     of the three numbers
 * @param mean     without chance
 * @param sigma    standard deviation from one reading to the next
 * @param drawn    one reading, drawn from the seed
 * @param remark   what to know about it; empty if nothing
 */
public record Reading(String detector, String quantity, String unit, double mean, double sigma, double drawn, String remark) {
}
