package org.superpose.simulator.cli;

import java.io.PrintStream;
import java.time.LocalDateTime;
import java.util.function.Supplier;

/**
 * What a command speaks to.
 *
 * @param out      results
 * @param err      progress and complaints
 * @param terminal whether {@code err} is a terminal
 * @param clock    for names of folders, asked only when one is made: a JVM takes its time to find its time zone
 */
record Surroundings(PrintStream out, PrintStream err, boolean terminal, Supplier<LocalDateTime> clock) {
}
