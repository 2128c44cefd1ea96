/**
 * A trained network as numbers: layers of weights and biases, and the safetensors files that hold them.
 * <p>Weights are {@code [outputs × inputs]}, row-major, and a layer computes {@code y = activation(W x + b)}.
 * <p>May use: {@code input}. May not use: anything that knows hardware, data sets or noise.
 * <p>A new kind of layer: add it to {@code permits} of {@link org.superpose.simulator.network.Layer}. A new activation: a constant of
 * {@link org.superpose.simulator.network.Activation}. A new element type of files: a constant of
 * {@link org.superpose.simulator.network.ElementType}.
 */
package org.superpose.simulator.network;
