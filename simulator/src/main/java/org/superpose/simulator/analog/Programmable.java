package org.superpose.simulator.analog;

import org.superpose.simulator.network.Network;

/** A machine whose chips can be written anew, and whose converters can look at every layer: what a controller needs that learns from its chip. */
public interface Programmable extends Machine {
    /**
     * The same hardware with other weights and biases written into it: its ranges stay, and its chips have the same errors. Numbers beyond the range of what can be stored are held at its end.
     *
     * @param network of the same shape
     */
    Programmable written(Network network);

    /**
     * Around a layer. A controller that looks at the outputs of a layer between others does so with the converter of the machine's outputs, through a multiplexer.
     *
     * @param layer from 0
     */
    Converters converters(int layer);
}
