/**
 * Circuits as they are made: what of a deck scatters and what is wanted of it ({@link org.superpose.simulator.tolerance.ToleranceStudy}, from YAML or from the deck itself), its samples ({@link org.superpose.simulator.tolerance.ToleranceRun}), and
 * their statistics with intervals of confidence ({@link org.superpose.simulator.tolerance.OutputStatistics}, {@link org.superpose.simulator.tolerance.Yield}).
 * <p>May use: {@code simulator.input}, {@code simulator.noise}, and of circuits the decks, their analyses and {@code circuits.cell.Mismatch}. No word of networks.
 * <p>A new way to scatter: a key in {@code StudyReader}, which makes {@link org.superpose.circuits.analysis.Varied}s of it.
 */
package org.superpose.simulator.tolerance;
