/**
 * Choices that lay a network out on hardware, the same for every kind of it: which range each signal needs, and which code stands for a weight.
 * <p>May use: {@code network, reference, hardware}. Volts, currents and phases are the machines' own affair.
 * <p>A new choice: a value made from the network and the calibration data, never from the test data.
 */
package org.superpose.simulator.mapping;
