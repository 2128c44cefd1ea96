/**
 * Cells of an analog computer: multipliers, summing and difference amplifiers, rectifiers, weight stores. Each has its law in closed form, as a record of the parts' values; a netlist ({@link org.superpose.circuits.circuit.Subcircuit}); and a test
 * bench that drives the netlist. Chance enters as an argument, never by itself.
 * <p>May use: {@code circuits.circuit}, the packages of devices, and {@code circuits.analysis}: figures of a netlist are measured on it, and mismatch is said as its scatter. Knows nothing of what the cells compute.
 * <p>A new cell: a record, its law with its source, its netlist, and tests that hold the law to the closed form or to finite differences, and the netlist to the law and to ngspice.
 */
package org.superpose.circuits.cell;
