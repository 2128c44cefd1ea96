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

    /** Whether the noise of its outputs is known, by every device and at the cell level: its layers are one circuit, characterised from their netlists. */
    boolean hasNoise();

    /**
     * Noise of its outputs at an input, at the cell level and by every device.
     *
     * @param x one row, network units
     * @throws IllegalArgumentException if {@link #hasNoise} is not so, or there is no operating point
     */
    OutputNoise noise(double[] x);

    /**
     * How the outputs of chips of its design scatter at an input when errors of parts are small, linearised and by samples.
     *
     * @param x       one row, network units
     * @param scale   of the errors of all parts, of what the hardware states
     * @param samples two or more
     * @param threads that solve circuits
     * @param drawn   is told the number of each sample when it is done, on the thread of the caller
     * @throws IllegalArgumentException if its layers are not one circuit, or the design has no operating point
     */
    OutputSpread spread(double[] x, double scale, int samples, int threads, LongConsumer drawn);

    @Override
    default double[][] logits(double[][] x) {
        return run(x, 1, row -> { }).output();
    }
}
