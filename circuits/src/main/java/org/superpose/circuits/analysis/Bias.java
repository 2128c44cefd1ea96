package org.superpose.circuits.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Continuation;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Receipt;
import org.superpose.circuits.solve.Settings;

/** Equations solved in direct current, evaluated at the solution. */
final class Bias {
    /** Ties a node to a given voltage so that an ampere moves it by a microvolt [S]. */
    static final double TIE = 1e6;

    final Equations equations;
    private final Continuation continuation;
    final double[] x;
    final Receipt receipt;
    final boolean warm;                          // whether the start led there

    /** Solves from nothing, or from given node voltages: tied to them first, then let go. */
    Bias(CircuitPlan plan, Settings settings, Map<String, Double> near) {
        this(plan, settings, near, true);
    }

    private Bias(CircuitPlan plan, Settings settings, Map<String, Double> near, boolean charges) {
        plan.checkDirectCurrent();
        equations = new Equations(plan, settings.environment());
        equations.share(settings.threads());
        if (!charges) {
            equations.leaveOutCharges();
        }
        x = equations.zeros();
        continuation = new Continuation(equations, settings);
        settle(equations, continuation, near, x);
        warm = continuation.warm();
        receipt = continuation.newton().receipt(x, continuation.newton().iterations(), continuation.aids());
    }

    /** Solves from values of all unknowns, in the order of the plan's names. */
    Bias(CircuitPlan plan, Settings settings, double[] start) {
        if (start.length != plan.size()) {
            throw new IllegalArgumentException("circuit \"" + plan.circuit().title() + "\" has " + plan.size() + " unknowns, but the start has " + start.length + " values");
        }
        plan.checkDirectCurrent();
        equations = new Equations(plan, settings.environment());
        equations.share(settings.threads());
        x = Arrays.copyOf(start, plan.size() + 1);
        continuation = new Continuation(equations, settings);
        continuation.solve(x, true, "no operating point");
        warm = continuation.warm();
        receipt = continuation.newton().receipt(x, continuation.newton().iterations(), continuation.aids());
    }

    /** Solves from nothing, or from given node voltages, where nobody asks for charges at the solution. */
    static Bias withoutCharges(CircuitPlan plan, Settings settings, Map<String, Double> near) {
        return new Bias(plan, settings, near, false);
    }

    private Bias(Equations equations, Continuation continuation, double[] x, Receipt receipt, boolean warm) {
        this.equations = equations;
        this.continuation = continuation;
        this.x = x;
        this.receipt = receipt;
        this.warm = warm;
    }

    /** Solves a variant of the plan from this solution, with the same equations: what was read from them before no longer holds. */
    Bias of(CircuitPlan variant) {
        equations.adopt(variant);
        double[] moved = x.clone();
        long before = continuation.newton().iterations();
        continuation.solve(moved, true, "no operating point");
        return new Bias(equations, continuation, moved, continuation.newton().receipt(moved, continuation.newton().iterations() - before, continuation.aids()), continuation.warm());
    }

    /** Solves from values of all unknowns and from nowhere else; null if they lead nowhere. */
    static Bias near(CircuitPlan plan, Settings settings, double[] start) {
        Equations equations = new Equations(plan, settings.environment());
        double[] x = Arrays.copyOf(start, plan.size() + 1);
        Continuation continuation = new Continuation(equations, settings);
        return continuation.solveHere(x) ? new Bias(equations, continuation, x, continuation.newton().receipt(x, continuation.newton().iterations(), List.of()), true) : null;
    }

    /** Solves from nothing, or from given node voltages, into x. */
    static void settle(Equations equations, Continuation continuation, Map<String, Double> near, double[] x) {
        CircuitPlan plan = equations.plan();
        if (!near.isEmpty()) {
            near.forEach((node, voltage) -> tie(equations, plan.node(node), voltage, TIE));
            continuation.solve(x, false, "no operating point near the given voltages");
            near.forEach((node, voltage) -> tie(equations, plan.node(node), 0, 0));
        }
        continuation.solve(x, !near.isEmpty(), "no operating point");
    }

    static void tie(Equations equations, int index, double voltage, double conductance) {
        if (index < equations.size()) {
            equations.tie(index, voltage, conductance);
        }
    }
}
