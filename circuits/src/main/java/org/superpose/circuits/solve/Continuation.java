package org.superpose.circuits.solve;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.superpose.circuits.plan.CircuitPlan;

/**
 * Finds a solution of {@link Equations} by whatever it takes: warm, then cold, then the aids, each in turn: damping, shunt (gmin) stepping, source stepping, pseudo-transient.
 * <p>On the way devices of two states stay in theirs: what holds with shunts or with half the supply, or where an attempt failed, decides nothing. They decide at the solution, and where one of them turns the search goes on from there. So a switch whose control lies within its
 * hysteresis stays as it was, whichever aid led there.
 */
public final class Continuation {
    /** A path that needs more steps than this leads nowhere. */
    private static final int STEPS = 500;
    /** A device that turns this often on the way to one solution has none in either state. */
    private static final int TURNS = 25;

    private final Equations equations;
    private final Newton newton;
    private final Settings settings;
    private final CircuitPlan plan;
    private final double[] zero;
    private final Set<Aid> aids = EnumSet.noneOf(Aid.class);
    private boolean warm;
    private boolean turning;            // whether the last run failed because a device turns to and fro

    /** A solver for these equations. */
    public Continuation(Equations equations, Settings settings) {
        this.equations = equations;
        this.settings = settings;
        plan = equations.plan();
        newton = new Newton(equations, settings);
        zero = equations.zeros();
    }

    public Newton newton() {
        return newton;
    }

    /** What the last solution took beyond plain Newton. */
    public List<Aid> aids() {
        return List.copyOf(aids);
    }

    /** Whether the last solution was reached from its start, and not from nothing. */
    public boolean warm() {
        return warm;
    }

    /**
     * Solves.
     *
     * @param x    start if {@code warm}, and then the solution
     * @param warm whether x is near a solution; then devices begin in the states in which they are, else in those that were accepted
     * @param what is sought, for the message: {@code no operating point}
     * @throws ConvergenceException if nothing helped; x is then undefined
     */
    public void solve(double[] x, boolean warm, String what) {
        long before = newton.iterations();
        if (!warm) {
            equations.revert();
        }
        if (!solve(x, warm, true)) {
            throw failure(what, newton.iterations() - before);
        }
    }

    /** Solves from a start and from nowhere else, with devices first in the states in which they are; false if it does not lead to a solution, and x is then undefined. */
    public boolean solveHere(double[] x) {
        return solve(x, true, false);
    }

    private boolean solve(double[] x, boolean here, boolean thorough) {
        aids.clear();
        turning = false;
        warm = here;
        Map<String, Integer> turns = new HashMap<>();
        int round = 0;
        do {
            if (!(here && newton.solve(x, Start.HERE, settings.iterations())) && !(thorough && fromNothing(x))) {
                return false;
            }
            here = true;
            if (!equations.decide(round++)) {
                return true;
            }
        } while (turns.merge(equations.turned(), 1, Integer::sum) <= TURNS);
        turning = true;
        return false;
    }

    /** With devices in the states in which they are. */
    private boolean fromNothing(double[] x) {
        warm = false;
        clear(x);
        return newton.solve(x, Start.COLD, settings.iterations())
                || tryAid(Aid.DAMPING, x) || tryAid(Aid.SHUNT_STEPPING, x) || tryAid(Aid.SOURCE_STEPPING, x) || tryAid(Aid.PSEUDO_TRANSIENT, x);
    }

    /** Solves from a start that is near a solution, and from nowhere else; how well the equations are met there, where they were evaluated last, or null if it does not lead to one, and x is then undefined. */
    public Receipt solveNear(double[] x) {
        aids.clear();
        turning = false;
        Receipt receipt = newton.solveNear(x);
        warm = receipt != null;
        return receipt;
    }

    /** Says where the last run of Newton's method failed, and what was tried. */
    public ConvergenceException failure(String what, long iterations) {
        int worst = turning ? equations.turnedAt() : newton.worst();
        String trouble = turning ? equations.turned() + " turns to and fro, because neither of its states agrees with its control there; what oscillates needs a start without operating point" : newton.trouble();
        String node = plan.names().get(worst);
        return new ConvergenceException("circuit \"" + plan.circuit().title() + "\": " + what, "worst at \"" + node + "\": " + trouble, node, equations.largestIn(worst), iterations, aids());
    }

    /** One aid alone, from nothing, with devices in the states in which they are. */
    boolean tryAid(Aid aid, double[] x) {
        aids.add(aid);
        try {
            return switch (aid) {
                case DAMPING -> damping(x);
                case SHUNT_STEPPING -> shuntStepping(x);
                case SOURCE_STEPPING -> sourceStepping(x);
                case PSEUDO_TRANSIENT -> pseudoTransient(x);
            };
        } finally {
            equations.shunt(0, zero);
            equations.sourceScale(1);
        }
    }

    private boolean damping(double[] x) {
        clear(x);
        return newton.solveDamped(x, Start.COLD, 2 * settings.iterations());
    }

    /** {@code F(x) + g x = 0} for ever smaller g. */
    private boolean shuntStepping(double[] x) {
        clear(x);
        double conductance = 1e-2;
        equations.shunt(conductance, zero);
        if (!newton.solve(x, Start.COLD, settings.iterations())) {
            return false;
        }
        double[] reached = x.clone();
        double factor = 10;
        for (int steps = 0; steps < STEPS; steps++) {
            double next = conductance / factor;
            boolean last = next < 1e-14;
            equations.shunt(last ? 0 : next, zero);
            if (attempt(x, last)) {
                if (last) {
                    return true;
                }
                conductance = next;
                System.arraycopy(x, 0, reached, 0, x.length);
                if (newton.lastIterations() <= settings.iterations() / 6) {
                    factor = Math.min(factor * Math.sqrt(factor), 1e3);
                }
            } else {
                System.arraycopy(reached, 0, x, 0, x.length);
                factor = Math.sqrt(factor);
                if (factor < 1.001) {
                    return false;
                }
            }
        }
        return false;
    }

    /** All sources times s, from 0 to 1. */
    private boolean sourceStepping(double[] x) {
        clear(x);
        equations.sourceScale(0);
        if (!newton.solve(x, Start.COLD, settings.iterations())) {
            return false;
        }
        double[] reached = x.clone();
        double scale = 0;
        double step = 0.01;
        for (int steps = 0; steps < STEPS; steps++) {
            double next = Math.min(1, scale + step);
            equations.sourceScale(next);
            if (attempt(x, next == 1)) {
                if (next == 1) {
                    return true;
                }
                scale = next;
                System.arraycopy(x, 0, reached, 0, x.length);
                if (newton.lastIterations() <= settings.iterations() / 6) {
                    step *= 2;
                }
            } else {
                System.arraycopy(reached, 0, x, 0, x.length);
                step /= 4;
                if (step < 1e-7) {
                    return false;
                }
            }
        }
        return false;
    }

    /** {@code F(x) + g (x − x_before) = 0}: implicit Euler steps of growing length 1/g from rest, for every node with a capacitance to ground (Kelley and Keyes, SIAM J. Numer. Anal. 35, 508, 1998). */
    private boolean pseudoTransient(double[] x) {
        clear(x);
        double[] reached = x.clone();
        double conductance = 1;
        boolean cold = true;
        for (int steps = 0; steps < 2 * STEPS; steps++) {
            boolean last = conductance < 1e-12;
            equations.shunt(last ? 0 : conductance, reached);
            if (cold ? newton.solve(x, Start.COLD, settings.iterations()) : attempt(x, last)) {
                if (last) {
                    return true;
                }
                cold = false;
                System.arraycopy(x, 0, reached, 0, x.length);
                conductance /= newton.lastIterations() <= settings.iterations() / 6 ? 4 : 1.5;
            } else {
                System.arraycopy(reached, 0, x, 0, x.length);
                conductance *= 16;
                if (conductance > 1e6) {
                    return false;
                }
            }
        }
        return false;
    }

    /** From the x of the step before: plain, and damped from there if that fails. */
    private boolean attempt(double[] x, boolean thorough) {
        double[] start = x.clone();
        if (newton.solve(x, Start.HERE, settings.iterations() / 2)) {
            return true;
        }
        System.arraycopy(start, 0, x, 0, x.length);
        return newton.solveDamped(x, Start.HERE, thorough ? 2 * settings.iterations() : settings.iterations() / 4);
    }

    private static void clear(double[] x) {
        Arrays.fill(x, 0);
    }
}
