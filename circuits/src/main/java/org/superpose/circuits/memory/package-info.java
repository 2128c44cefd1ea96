/**
 * Devices that keep a value: conductances that are programmed once and then read, as memristive, floating-gate and phase-change cells are. How they are programmed is no part of a circuit in use: a component has the value that it has.
 * <p>May use: {@code circuits.circuit}.
 * <p>A new device: its record, beside it its bank, and a test that extends {@code DeviceLaws}.
 */
package org.superpose.circuits.memory;
