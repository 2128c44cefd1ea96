package org.superpose.simulator.analog;

import java.util.ArrayList;
import java.util.List;

/**
 * How the equations of circuits were solved, for many inputs.
 *
 * @param warm       solved from a start near the solution
 * @param cold       solved from nothing, where that start led nowhere
 * @param aided      solved from nothing with aids to convergence
 * @param failures   what was not solved, a line each
 * @param iterations of Newton's method, in all that were solved
 * @param residual   largest remaining current of a node, relative to the currents there
 * @param balance    largest imbalance of power, relative to the power turned over (Tellegen)
 */
public record Solutions(long warm, long cold, long aided, List<String> failures, long iterations, double residual, double balance) {
    /** Nothing to solve. */
    public static final Solutions NONE = new Solutions(0, 0, 0, List.of(), 0, 0, 0);

    public Solutions {
        failures = List.copyOf(failures);
    }

    /** These and others. */
    public Solutions and(Solutions other) {
        List<String> all = new ArrayList<>(failures);
        all.addAll(other.failures);
        return new Solutions(warm + other.warm, cold + other.cold, aided + other.aided, all, iterations + other.iterations, Math.max(residual, other.residual), Math.max(balance, other.balance));
    }

    /** How many were solved. */
    public long solved() {
        return warm + cold + aided;
    }
}
