package org.superpose.simulator.network;

/** One step of a {@link Network}: a vector of {@link #inputs()} numbers becomes one of {@link #outputs()} numbers. */
public sealed interface Layer permits DenseLayer {
    int inputs();

    int outputs();
}
