package org.superpose.simulator.cli;

import java.io.PrintStream;
import java.time.Clock;

/**
 * What a command speaks to.
 *
 * @param out      results
 * @param err      progress and complaints
 * @param terminal whether {@code err} is a terminal
 * @param clock    for names of folders
 */
record Surroundings(PrintStream out, PrintStream err, boolean terminal, Clock clock) {
}
