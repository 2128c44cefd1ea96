package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Aid;
import org.superpose.circuits.solve.Continuation;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Receipt;
import org.superpose.circuits.solve.Settings;

/**
 * Operating points over one or more nested axes. Each point begins at the solution of its neighbour, and with switches as the point before left them.
 *
 * @param settings how exactly and at which temperature
 * @param axes     the first varies fastest
 */
public record DcSweep(Settings settings, List<Axis> axes) {
    private static final long MOST = 10_000_000;

    public DcSweep {
        axes = List.copyOf(axes);
        long points = 1;
        for (Axis axis : axes) {
            points *= axis.sweep().values().length;
            if (points > MOST) {
                throw new IllegalArgumentException("sweep over " + axis.name() + " makes more than " + MOST + " points");
            }
        }
        if (axes.isEmpty()) {
            throw new IllegalArgumentException("a sweep needs at least one axis");
        }
    }

    /** Sweeps the principal value of a component at 27 °C. */
    public DcSweep(String component, Sweep sweep) {
        this(Settings.standard(), List.of(Axis.value(component, sweep)));
    }

    /** Sweeps along an axis at 27 °C. */
    public DcSweep(Axis axis) {
        this(Settings.standard(), List.of(axis));
    }

    /** All of this for every point of one more axis. */
    public DcSweep within(Axis outer) {
        List<Axis> more = new ArrayList<>(axes);
        more.add(outer);
        return new DcSweep(settings, more);
    }

    /** At another temperature [K]. */
    public DcSweep at(double temperature) {
        return with(settings.at(temperature));
    }

    public DcSweep with(Settings other) {
        return new DcSweep(other, axes);
    }

    /** Runs it. */
    public SweepResult run(Circuit circuit) {
        double[][] values = new double[axes.size()][];
        int points = 1;
        for (int a = 0; a < values.length; a++) {
            values[a] = axes.get(a).sweep().values();
            points *= values[a].length;
        }
        double[][] coordinates = new double[values.length][points];
        double[][] solutions = new double[points][];
        Run run = new Run();
        for (int point = 0; point < points; point++) {
            Circuit here = circuit;
            Settings settingsHere = settings;
            int stride = 1;
            int neighbour = point - 1;                           // at the begin of a line: the begin of the line before
            for (int a = 0; a < values.length; a++) {
                int index = point / stride % values[a].length;
                coordinates[a][point] = values[a][index];
                here = axes.get(a).vary(here, values[a][index]);
                settingsHere = axes.get(a).set(settingsHere, values[a][index]);
                if (point % (stride * values[a].length) == 0) {
                    neighbour = point - stride * values[a].length;
                }
                stride *= values[a].length;
            }
            solutions[point] = run.solve(here, settingsHere, neighbour < 0 ? null : solutions[neighbour]);
        }
        return new SweepResult(run.plan, axes, coordinates, solutions, new Receipt(run.residual, run.relative, run.balance, run.iterations, new ArrayList<>(run.aids)));
    }

    private static final class Run {
        private CircuitPlan plan;
        private Equations equations;
        private Continuation continuation;
        private Environment environment;
        private final Set<Aid> aids = new LinkedHashSet<>();
        private double residual;
        private double relative;
        private double balance;
        private long iterations;

        double[] solve(Circuit circuit, Settings settings, double[] neighbour) {
            CircuitPlan next = plan == null ? CircuitPlan.of(circuit) : circuit == plan.circuit() ? plan : plan.variant(circuit);
            boolean sameNames = plan == null || next.names().equals(plan.names());
            if (!sameNames) {
                throw new IllegalArgumentException("sweep: the circuit changes its nodes on the way, from " + plan.names() + " to " + next.names() + "; a sweep can only change values");
            }
            if (plan == null || next.ordering() != plan.ordering() || !environment.equals(settings.environment())) {
                next.checkDirectCurrent();
                Equations before = equations;
                equations = new Equations(next, settings.environment());
                if (before != null && next.ordering() == plan.ordering()) {
                    equations.accept(before);
                }
                continuation = new Continuation(equations, settings);
            } else if (next != plan) {
                equations.adopt(next);
            }
            plan = next;
            environment = settings.environment();
            long before = continuation.newton().iterations();
            double[] x = neighbour == null ? equations.zeros() : neighbour.clone();
            continuation.solve(x, neighbour != null, "no operating point");
            equations.accept();
            Receipt receipt = equations.receipt(x, continuation.newton().iterations() - before, continuation.aids());
            residual = Math.max(residual, receipt.residual());
            relative = Math.max(relative, receipt.relativeResidual());
            balance = Math.max(balance, receipt.powerBalance());
            iterations += receipt.iterations();
            aids.addAll(receipt.aids());
            return x;
        }
    }
}
