package org.superpose.simulator.analog;

import java.util.List;
import java.util.function.LongConsumer;

/** One chip of which layers are computed by every one of their devices, others at a fidelity of their own, each on what the one before gives. Immutable. */
public interface DeviceChip extends Predictor {
    /** Of each layer. */
    List<Fidelity> fidelities();

    /**
     * What the outputs of a layer stay within, but for clipping, network units.
     *
     * @param layer from 0
     */
    double fullScale(int layer);

    /** How many devices it is made of, and the like. */
    List<Fact> facts();

    /**
     * Runs all layers. Each row's result depends on that row alone, whatever the batch and the number of threads.
     *
     * @param x       [batch × inputs], network units
     * @param threads that solve circuits
     * @param solved  is told the number of the row whenever a circuit was solved, in the order of the rows, on the thread of the caller
     * @throws java.util.concurrent.CancellationException if the thread is interrupted
     */
    DeviceRun run(double[][] x, int threads, LongConsumer solved);

    /** Whether all its layers are one circuit, so that it can be followed in time. */
    boolean isOneCircuit();

    /**
     * Follows the chip in time after its inputs step up from 0, until its outputs stand still or, if they do not, for as long as it may; see {@link Settling#isSettled}.
     *
     * @param x    one row, network units
     * @param bits to which it is to settle, of the range of its output converters
     * @throws IllegalArgumentException if its layers are not one circuit
     */
    Settling settling(double[] x, int bits);

    @Override
    default double[][] logits(double[][] x) {
        return run(x, 1, row -> { }).output();
    }
}
