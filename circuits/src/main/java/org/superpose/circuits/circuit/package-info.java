/**
 * What every circuit is made of: the description ({@link org.superpose.circuits.circuit.Circuit}, {@link org.superpose.circuits.circuit.Component}, {@link org.superpose.circuits.circuit.Subcircuit}), the interface that a family of devices implements
 * ({@link org.superpose.circuits.circuit.DeviceBank}), and the physical constants.
 * <p>May use: nothing of this project.
 * <p>Signs: a current counts positive into a device's terminal; a branch current flows from the first node through the component to the second. Node names keep their spelling and are compared without regard to case by readers, not here.
 * <p>A new device: a record that implements {@code Component}, in the package of its kind; beside it, package-private, its bank; and its line in {@code DeviceLaws}.
 */
package org.superpose.circuits.circuit;
