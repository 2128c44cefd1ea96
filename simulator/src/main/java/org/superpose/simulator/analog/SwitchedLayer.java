package org.superpose.simulator.analog;

import java.util.List;
import java.util.Map;

/** One layer of one chip at the cell level on a batch of inputs, of which each source of error can be switched on and off by itself. Serves many threads. */
public interface SwitchedLayer {
    /** What can be switched, at most 62, by name. Bit k of a set stands for the source number k. */
    List<String> sources();

    /**
     * The outputs of the layer with some of the sources, without read noise: with none of them those of the exact layer, to rounding; with all of them those of the chip.
     *
     * @param on bit k: whether the source number k is there
     * @return [batch × outputs], network units
     */
    double[][] outputs(long on);

    /** Mean variance of the outputs over batch and outputs by kind of read noise, with all sources on [network units²]. */
    Map<String, Double> noise();
}
