package org.superpose.simulator.experiment;

import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.Split;
import org.superpose.simulator.network.Network;

/**
 * A network with the data it is tested on. The training rows serve only to plan the hardware's ranges.
 *
 * @param split   scaled as the network expects it
 * @param network as many inputs as the data have features, and an output for every class
 */
public record Problem(Split split, Network network) {
    public Problem {
        for (Dataset part : new Dataset[] {split.train(), split.test()}) {
            if (part.features() != network.inputs()) {
                throw new IllegalArgumentException("split " + split.name() + ": the data have " + part.features()
                        + " features, but the network " + network + " takes " + network.inputs() + " inputs");
            }
            if (part.classes() > network.outputs()) {
                throw new IllegalArgumentException("split " + split.name() + ": the data have " + part.classes()
                        + " classes, but the network " + network + " has " + network.outputs() + " outputs");
            }
        }
    }

    /** The name of the split. */
    public String name() {
        return split.name();
    }
}
