package org.superpose.simulator.analog;

/** One layer of one chip. Immutable: what is random at a use comes with the {@link Reading}, so any number of threads may run it. */
public interface AnalogLayer {
    int inputs();

    int outputs();

    /**
     * Runs the layer on a batch. Each row's result depends on that row and its sample number alone.
     *
     * @param x [batch × inputs], network units
     */
    LayerTrace run(double[][] x, Reading reading);
}
