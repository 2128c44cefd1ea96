package org.superpose.simulator.experiment;

/**
 * A measured number.
 *
 * @param standardError of {@code value}, from its spread over chips; NaN where there is but one chip
 */
public record Estimate(double value, double standardError) {
}
