/**
 * Independent sources of voltage and current with the waveforms that they follow in time; sources that follow voltages and currents of the circuit by a polynomial (SPICE's E, F, G, H); and sources, resistors and capacitors that follow a
 * {@link org.superpose.circuits.source.Formula} (SPICE's B, E and G with VALUE or TABLE, R and C with an expression).
 * <p>May use: {@code circuits.circuit}.
 * <p>A new waveform: a record that implements {@link org.superpose.circuits.source.Waveform}, its name in the permits clause, and its closed form in the tests. A new function of formulas: if others cannot be put together to it, a constant of
 * {@link org.superpose.circuits.source.Function} with law, slope and continuation; the tests run over all of them.
 */
package org.superpose.circuits.source;
