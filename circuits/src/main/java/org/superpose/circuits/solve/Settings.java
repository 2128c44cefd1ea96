package org.superpose.circuits.solve;

import org.superpose.circuits.circuit.Environment;

/**
 * How exactly and under which circumstances a circuit is solved.
 *
 * @param environment         temperature and constants
 * @param relative            last change of an unknown, and remaining current of a node, relative to what they are made of (SPICE's RELTOL is for currents and voltages alike)
 * @param voltage             last change of a voltage below which it does not count [V] (VNTOL)
 * @param current             change of a branch current, or remaining current of a node, below which it does not count [A] (ABSTOL)
 * @param junctionConductance across every junction [S] (GMIN)
 * @param iterations          of one Newton run, at most
 * @param threads             on which one circuit may be evaluated, if it has devices enough; no bit of a result depends on it
 * @param bypass              whether devices that stand nearly still go along their tangents and are not computed anew: what that changes is far below the tolerances
 */
public record Settings(Environment environment, double relative, double voltage, double current, double junctionConductance, int iterations, int threads, boolean bypass) {
    public Settings {
        if (!(relative > 0 && relative < 1) || !(voltage > 0) || !(current > 0)) {
            throw new IllegalArgumentException("tolerances must be positive and the relative one below 1, got " + relative + ", " + voltage + " V, " + current + " A");
        }
        if (!(junctionConductance >= 0 && junctionConductance <= 1)) {
            throw new IllegalArgumentException("conductance across junctions must lie in 0 ... 1 S, got " + junctionConductance);
        }
        if (iterations < 2) {
            throw new IllegalArgumentException("Newton's method needs at least 2 iterations, got " + iterations);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("a circuit is evaluated on at least 1 thread, got " + threads);
        }
    }

    /** On all processors, with bypass. */
    public Settings(Environment environment, double relative, double voltage, double current, double junctionConductance, int iterations) {
        this(environment, relative, voltage, current, junctionConductance, iterations, Runtime.getRuntime().availableProcessors(), true);
    }

    /** 27 °C, and a thousand times closer than SPICE's defaults, which costs an iteration and spares what is computed from the operating point their error. */
    public static Settings standard() {
        return new Settings(Environment.standard(), 1e-6, 1e-9, 1e-13, 1e-12, 50);
    }

    /** At another temperature [K]. */
    public Settings at(double temperature) {
        return in(environment.at(temperature));
    }

    public Settings in(Environment other) {
        return new Settings(other, relative, voltage, current, junctionConductance, iterations, threads, bypass);
    }

    public Settings withRelative(double other) {
        return new Settings(environment, other, voltage, current, junctionConductance, iterations, threads, bypass);
    }

    public Settings withJunctionConductance(double other) {
        return new Settings(environment, relative, voltage, current, other, iterations, threads, bypass);
    }

    public Settings withIterations(int other) {
        return new Settings(environment, relative, voltage, current, junctionConductance, other, threads, bypass);
    }

    /** On so many threads. */
    public Settings on(int otherThreads) {
        return new Settings(environment, relative, voltage, current, junctionConductance, iterations, otherThreads, bypass);
    }

    public Settings withBypass(boolean other) {
        return new Settings(environment, relative, voltage, current, junctionConductance, iterations, threads, other);
    }
}
