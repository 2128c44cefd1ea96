/**
 * What a multiplier's netlist does, measured on its test bench and put into few numbers: a basis of functions of the input that spans the currents of all specimens, and one that spans their noise; how a specimen's coefficients follow from its weight and
 * from the errors of its parts; and the figures of merit of the cell.
 * Likewise of what stands behind the cells of a column ({@link org.superpose.circuits.characterisation.CharacterisedColumn}): static curves, response, noise, and what the errors of its parts do.
 * <p>May use: {@code circuits.cell}, {@code circuits.analysis} with {@code circuits.plan}, {@code circuits.solve} and {@code circuits.sparse} below it, the packages of devices, {@code circuits.spice}. Chance enters as an argument; no result depends on the number of threads.
 * <p>A new figure: measure it in {@code CellFigures} on the bench that {@link org.superpose.circuits.cell.MultiplierCell} describes.
 */
package org.superpose.circuits.characterisation;
