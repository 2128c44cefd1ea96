/**
 * Independent sources of voltage and current with the waveforms that they follow in time, and sources that follow voltages and currents of the circuit by a polynomial (SPICE's E, F, G, H).
 * <p>May use: {@code circuits.circuit}.
 * <p>A new waveform: a record that implements {@link org.superpose.circuits.source.Waveform}, its name in the permits clause, and its closed form in the tests.
 */
package org.superpose.circuits.source;
