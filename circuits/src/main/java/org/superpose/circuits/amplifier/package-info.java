/**
 * Amplifiers as primitives of a circuit: an operational amplifier by its data-sheet figures.
 * <p>May use: {@code circuits.circuit}.
 * <p>A new amplifier: its record, beside it its bank, and a test that extends {@code DeviceLaws}.
 */
package org.superpose.circuits.amplifier;
