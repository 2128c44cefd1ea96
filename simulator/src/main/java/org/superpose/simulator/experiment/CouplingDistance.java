package org.superpose.simulator.experiment;

import java.util.Set;
import org.superpose.simulator.analog.Coupling;

/**
 * How far the cell level lies from the netlist of the same chip when it has some of its corrections for couplings alone, its readings without noise; relative to the layer's full scale.
 *
 * @param coupled those that it has
 * @param layer   from 0
 * @param rms     root of the mean square over images and outputs
 * @param largest over images and outputs
 */
public record CouplingDistance(Set<Coupling> coupled, int layer, double rms, double largest) {
    public CouplingDistance {
        coupled = Set.copyOf(coupled);
    }
}
