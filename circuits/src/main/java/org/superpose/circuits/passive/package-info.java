/**
 * Passive parts: resistors, capacitors, inductors and their coupling, switches; the preferred values in which resistors are sold, their thermal noise and their temperature coefficient.
 * <p>May use: {@code circuits.circuit}.
 * <p>A new part: a record that implements {@code Component}; beside it its bank; and a test that extends {@code DeviceLaws}. A function that does not depend on a single component stays beside them, as the preferred values do.
 */
package org.superpose.circuits.passive;
