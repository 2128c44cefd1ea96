package org.superpose.simulator.noise;

/**
 * A named source of random error of a machine.
 *
 * @param name   as used by {@link NoiseControl}, for example {@code "shot noise"}
 * @param moment when it is drawn
 */
public record NoiseSource(String name, Moment moment) {
}
