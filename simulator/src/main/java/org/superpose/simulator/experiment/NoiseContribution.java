package org.superpose.simulator.experiment;

import java.util.List;

/**
 * What one cause alone does to the outputs of each layer, fed with exact inputs.
 *
 * @param name     of the source ({@link org.superpose.simulator.noise.NoiseSource#name()}), or what else was measured
 * @param ofLayers root mean square change of the outputs of each layer, network units, over chips and images
 */
public record NoiseContribution(String name, List<Estimate> ofLayers) {
    public NoiseContribution {
        ofLayers = List.copyOf(ofLayers);
    }
}
