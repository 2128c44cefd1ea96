/**
 * Networks on coherent optics: inputs as phases, weights as counts of micromirrors, sums as interference, read by homodyne detection.
 * <p>The only package that may use {@code org.superpose.optics}; the report's optical pictures come through it as plain arrays. May use: {@code characterised, mapping, hardware, network, analog, matrix, noise}.
 * <p>A new effect of the bench: if it is linear in the field, put it into the coefficients that {@code LayerBench} makes; if it acts on currents, into a readout; if it is random, name its source in {@code Sources}.
 */
package org.superpose.simulator.photonic;
