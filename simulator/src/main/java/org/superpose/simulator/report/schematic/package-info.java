/**
 * Schematics: symbols at places chosen by hand, joined by wires, as SVG. What a sheet shows is checked against the netlist that it is drawn for, so that none can show another circuit.
 * <p>May use: {@code report.chart} for writing SVG. Knows symbols, pins and nodes, no circuits.
 * <p>A new subcircuit: its sheet in {@link org.superpose.simulator.report.schematic.Sheets}, and a look at the picture. A new symbol: its pins and strokes in {@link org.superpose.simulator.report.schematic.Symbol}.
 */
package org.superpose.simulator.report.schematic;
