/**
 * Networks on electronic hardware: the design of each layer's cells, columns and amplifiers, and chips of that design with mismatch and noise.
 * <p>A chip is compiled from the laws of {@code circuits.cell}, or from a cell that {@code circuits.characterisation} found out about from its netlist: each cell's current and noise power become coefficients of a basis found from those.
 * What stands behind the cells is a law too ({@code ColumnAmplifier}), or was found out from its netlist likewise ({@code LayerCircuits}). Draws of parts are named in {@code PartDraws} alone.
 * {@link org.superpose.simulator.electronic.LayerNetlist} makes a circuit of transistors of the same design, with its {@link org.superpose.simulator.electronic.PartsList} and {@link org.superpose.simulator.electronic.WeightTable}.
 * <p>May use: {@code analog, characterised, matrix, mapping, network, hardware, noise, tolerance} (statistics of samples), and, alone in the simulator, {@code org.superpose.circuits}.
 * <p>A new encoding of weights: a record in {@code hardware.WeightStorage} and its law in {@code WeightStore}. A new multiplier: a law in
 * {@code circuits.cell} and a {@code CellArray} that lays it out.
 */
package org.superpose.simulator.electronic;
