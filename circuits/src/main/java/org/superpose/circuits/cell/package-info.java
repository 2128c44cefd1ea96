/**
 * Cells of an analog computer and their laws in closed form: the four-quadrant multiplier, the summing and difference amplifiers, rectifiers,
 * the capacitor that holds a voltage. A law is a record of the parts' values; chance enters as an argument, never by itself.
 * <p>May use: {@code circuits.circuit}, {@code circuits.passive}. Knows nothing of what the cells compute.
 * <p>A new cell: a record, its law with its source, and a test that holds it to the closed form or to finite differences.
 */
package org.superpose.circuits.cell;
