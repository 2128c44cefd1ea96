package org.superpose.simulator.electronic;

import org.superpose.simulator.noise.RandomStreams;

/** Cells whose weight is a voltage and that give currents: what can be shown of one alone. */
interface CurrentCells extends CellArray {
    /** The current of one cell. */
    @FunctionalInterface
    interface Law {
        /**
         * @param x             at the input [V]
         * @param weightVoltage at the weight's port [V]
         * @return [A]
         */
        double current(double x, double weightVoltage);
    }

    /** The cell whose parts match. */
    Law nominal();

    /** The first cell of a chip. */
    Law example(RandomStreams chip);
}
