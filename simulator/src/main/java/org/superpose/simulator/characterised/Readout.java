package org.superpose.simulator.characterised;

import org.superpose.simulator.analog.Reading;

/** From the columns' sums to the layer's outputs: amplifier, read noise, rails, converter, activation, back to network units. */
public interface Readout {
    /**
     * @param sums          the layer's sums for one sample [sums × outputs], in the layer's order
     * @param preActivation result [outputs], network units
     * @param output        result [outputs], network units
     * @param row           row of the batch, for {@link Reading#stream}
     * @return how many outputs were clipped
     */
    long read(double[][] sums, double[] preActivation, double[] output, Reading reading, int row);
}
