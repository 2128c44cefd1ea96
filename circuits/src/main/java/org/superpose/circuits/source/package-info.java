/**
 * Independent sources of voltage and current, and the waveforms that they follow in time.
 * <p>May use: {@code circuits.circuit}.
 * <p>A new waveform: a record that implements {@link org.superpose.circuits.source.Waveform}, its name in the permits clause, and its closed form in the tests.
 */
package org.superpose.circuits.source;
