/**
 * Chance: named, counter-based random streams, and the switches that turn single sources of noise on and off.
 * <p>May use: nothing of ours.
 * <p>A new draw: take a stream by a name of its own from {@link org.superpose.simulator.noise.RandomStreams}; never share a stream between two purposes, and never let the number of draws of one sample depend on another sample.
 */
package org.superpose.simulator.noise;
