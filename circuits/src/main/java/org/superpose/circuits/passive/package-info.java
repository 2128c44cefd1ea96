/**
 * Passive parts: the preferred values in which resistors are sold, and their thermal noise.
 * <p>May use: {@code circuits.circuit}.
 */
package org.superpose.circuits.passive;
