package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.characterisation.FamilyBasis;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.noise.RandomStreams;

/** The cells of one layer: makes the sums of one chip. */
interface CellArray {
    /**
     * @param chip  the streams of the chip, for what all its layers share
     * @param layer the streams of this layer of the chip
     */
    Made make(RandomStreams chip, RandomStreams layer);

    /** Bases that were found, for the report. */
    List<FamilyBasis> bases();

    /** What was made. */
    final class Made {
        /** Signal current [A], without bias; if there are two, the second is the variance of the current [A²]. */
        final List<SeparableSum> sums = new ArrayList<>();
        /** Amplifier of each column. */
        final ColumnAmplifier[] amplifiers;
        /** Variance of each column's current that does not depend on the inputs [A²]. */
        final double[] variance;

        Made(int outputs) {
            amplifiers = new ColumnAmplifier[outputs];
            variance = new double[outputs];
        }
    }
}
