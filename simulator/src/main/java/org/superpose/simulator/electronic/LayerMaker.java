package org.superpose.simulator.electronic;

import org.superpose.simulator.characterised.CharacterisedLayer;
import org.superpose.simulator.noise.RandomStreams;

/** Makes one layer of chips. */
interface LayerMaker {
    CellArray cells();

    /**
     * @param chip  the streams of the chip, for what all its layers share
     * @param layer the streams of this layer of the chip
     */
    CharacterisedLayer make(RandomStreams chip, RandomStreams layer);
}
