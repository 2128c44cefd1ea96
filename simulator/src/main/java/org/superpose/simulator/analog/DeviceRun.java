package org.superpose.simulator.analog;

import java.util.List;

/**
 * What a chip did to a batch, computed by its devices.
 *
 * @param traces    of each layer, in the chain; a row is NaN from the layer on whose circuit was not solved
 * @param solutions how the circuits were solved
 */
public record DeviceRun(List<LayerTrace> traces, Solutions solutions) {
    public DeviceRun {
        traces = List.copyOf(traces);
    }

    /** Of the last layer [batch × outputs]. */
    public double[][] output() {
        return traces.get(traces.size() - 1).output();
    }
}
