package org.superpose.simulator.analog;

import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/**
 * One use of one layer of a chip on a batch: says which streams its read noise comes from. Row b of the batch is sample {@code firstSample + b}, whatever batch it comes in.
 *
 * @param streams     the streams of this chip and layer
 * @param read        number of the use; two reads of the same sample draw independent noise
 * @param firstSample number of the sample in row 0
 */
public record Reading(RandomStreams streams, long read, long firstSample) {
    /** The stream of one purpose for the sample in a row of the batch; look {@code streams.named(purpose)} up once, outside the loop over rows. */
    public RandomStream stream(RandomStreams purpose, int row) {
        return purpose.stream(firstSample + row, read);
    }
}
