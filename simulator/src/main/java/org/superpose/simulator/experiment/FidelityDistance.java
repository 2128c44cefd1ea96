package org.superpose.simulator.experiment;

import org.superpose.simulator.analog.Fidelity;

/**
 * How far the outputs of a layer lie apart at two fidelities, each in its own chain, relative to the layer's full scale.
 *
 * @param layer   from 0
 * @param from    the coarser one
 * @param to      the finer one; {@link Fidelity#NETLIST} stands for the chip by devices, whatever fidelity each of its layers has
 * @param rms     root of the mean square over images and outputs
 * @param largest over images and outputs
 */
public record FidelityDistance(int layer, Fidelity from, Fidelity to, double rms, double largest) {
}
