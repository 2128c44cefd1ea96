/**
 * Descriptions of hardware as records: numbers with units and a source, presets, and their reading from YAML. No behaviour.
 * <p>May use: {@code input, noise}.
 * <p>A new kind of hardware: a record that {@link org.superpose.simulator.hardware.Hardware} permits, with a package for its machine.
 */
package org.superpose.simulator.hardware;
