/**
 * Passive parts: the preferred values in which resistors are sold, their thermal noise and their temperature coefficient.
 * <p>May use: {@code circuits.circuit}.
 */
package org.superpose.circuits.passive;
