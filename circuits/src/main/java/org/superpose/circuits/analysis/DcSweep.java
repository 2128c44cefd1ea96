package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
 * @param near     node voltages near which to look for the first operating point first [V]
 * @param kept     names of the unknowns and of the currents into terminals of which results are kept, {@code out}, {@code v1#branch}, {@code q1#0}; none: all unknowns, which in a large circuit are many
 */
public record DcSweep(Settings settings, List<Axis> axes, Map<String, Double> near, List<String> kept) {
    private static final long MOST = 10_000_000;

    public DcSweep {
        axes = List.copyOf(axes);
        near = Map.copyOf(near);
        kept = List.copyOf(kept);
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
        this(Axis.value(component, sweep));
    }

    /** Sweeps along an axis at 27 °C. */
    public DcSweep(Axis axis) {
        this(Settings.standard(), List.of(axis), Map.of(), List.of());
    }

    /** All of this for every point of one more axis. */
    public DcSweep within(Axis outer) {
        List<Axis> more = new ArrayList<>(axes);
        more.add(outer);
        return new DcSweep(settings, more, near, kept);
    }

    /** At another temperature [K]. */
    public DcSweep at(double temperature) {
        return with(settings.at(temperature));
    }

    public DcSweep with(Settings other) {
        return new DcSweep(other, axes, near, kept);
    }

    /** Looks for the first operating point first near these node voltages [V]. */
    public DcSweep near(Map<String, Double> voltages) {
        return new DcSweep(settings, axes, voltages, kept);
    }

    /** Keeps the results of these only: unknowns {@code out}, {@code v1#branch}, and currents into terminals, {@code q1#0}. */
    public DcSweep keeping(String... names) {
        return new DcSweep(settings, axes, near, List.of(names));
    }

    /** Runs it. */
    public SweepResult run(Circuit circuit) {
        return run(CircuitPlan.of(circuit));
    }

    /** Runs it on a circuit that is planned already. */
    public SweepResult run(CircuitPlan plan) {
        double[][] values = new double[axes.size()][];
        int points = 1;
        for (int a = 0; a < values.length; a++) {
            values[a] = axes.get(a).sweep().values();
            points *= values[a].length;
        }
        double[][] coordinates = new double[values.length][points];
        double[][] rows = new double[points][];
        double[][] begins = new double[values.length][];         // solution at the begin of the line along each axis
        Kept columns = new Kept(plan, kept);
        Tuning tuning = tuning(plan, values);
        double[] here = new double[values.length];
        Run run = new Run(tuning == null ? plan : tuning.reference(), near, settings);
        for (int point = 0; point < points; point++) {
            int stride = 1;
            int slowest = -1;                                    // axis along which this point begins a line
            for (int a = 0; a < values.length; a++) {
                int index = point / stride % values[a].length;
                coordinates[a][point] = values[a][index];
                here[a] = values[a][index];
                stride *= values[a].length;
                if (point % stride == 0) {
                    slowest = a;
                }
            }
            double[] neighbour = point == 0 ? null : slowest < 0 ? run.x : begins[slowest];
            if (tuning == null) {
                remake(run, plan.circuit(), here);
            } else {
                run.tune(tuning, settings, here);
            }
            if (slowest >= 0) {
                run.line.begin();
            }
            run.solve(neighbour, here[0]);
            for (int a = 0; a <= slowest; a++) {
                begins[a] = run.x;
            }
            rows[point] = columns.row(run.x, run.equations);
        }
        return new SweepResult(columns, axes, coordinates, rows, new Receipt(run.residual, run.relative, run.balance, run.iterations, new ArrayList<>(run.aids)));
    }

    /** Sets the numbers of the axes in place; null if one of them is none that can be, at one of its points. */
    private Tuning tuning(CircuitPlan plan, double[][] values) {
        if (axes.stream().anyMatch(axis -> axis.path() == null || axis.path().equals(VariedNumbers.TEMPERATURE) == plan.circuit().has(axis.path())) || axes.stream().map(Axis::path).distinct().count() < axes.size()) {
            return null;
        }
        Tuning tuning = Tuning.of(plan, new VariedNumbers(plan.circuit(), axes.stream().map(Axis::path).toList()), settings.environment());
        for (int a = 0; a < values.length && tuning != null; a++) {
            for (double value : values[a]) {
                if (!tuning.allows(a, value)) {
                    return null;
                }
            }
        }
        return tuning;
    }

    /** Makes the circuit of a point. */
    private void remake(Run run, Circuit nominal, double[] values) {
        Circuit circuit = nominal;
        Settings settingsHere = settings;
        for (int a = 0; a < values.length; a++) {
            circuit = axes.get(a).vary(circuit, values[a]);
            settingsHere = axes.get(a).set(settingsHere, values[a]);
        }
        run.take(circuit, settingsHere);
    }

    private static final class Run {
        private final Map<String, Double> near;
        private CircuitPlan plan;
        private double[] x;
        private Equations equations;
        private Continuation continuation;
        private Environment environment;
        private final Set<Aid> aids = new LinkedHashSet<>();
        private double residual;
        private double relative;
        private double balance;
        private long iterations;
        private Line line;

        Run(CircuitPlan plan, Map<String, Double> near, Settings settings) {
            this.plan = plan;
            this.near = near;
        }

        /** Sets the numbers of a point in place. */
        void tune(Tuning tuning, Settings settings, double[] values) {
            if (equations == null) {
                take(plan.circuit(), settings);
            }
            tuning.set(equations, values);
        }

        /** Takes the circuit of a point. */
        void take(Circuit circuit, Settings settings) {
            CircuitPlan next = circuit == plan.circuit() ? plan : plan.variant(circuit);
            if (!next.names().equals(plan.names())) {
                throw new IllegalArgumentException("sweep: the circuit changes its nodes on the way, from " + plan.names() + " to " + next.names() + "; a sweep can only change values");
            }
            if (equations == null || !next.isLike(plan) || !environment.equals(settings.environment())) {
                next.checkDirectCurrent();
                Equations before = equations;
                equations = new Equations(next, settings.environment());
                equations.share(settings.threads());
                if (before != null && next.isLike(plan)) {
                    equations.accept(before);
                }
                continuation = new Continuation(equations, settings);
                line = line == null ? Line.apart(equations) : line;
            } else if (next != plan) {
                equations.adopt(next);
            }
            plan = next;
            environment = settings.environment();
        }

        /**
         * Solves a point of the innermost axis.
         *
         * @param neighbour where to begin if the points before do not tell better; null at the first point
         * @param at        on the innermost axis
         */
        void solve(double[] neighbour, double at) {
            long before = continuation.newton().iterations();
            Receipt receipt = neighbour == null ? null : foreseen(at);
            if (receipt == null) {
                x = neighbour == null ? equations.zeros() : neighbour.clone();
                if (neighbour == null) {
                    Bias.settle(equations, continuation, near, x);
                } else {
                    continuation.solve(x, true, "no operating point");
                }
                receipt = continuation.newton().receipt(x, continuation.newton().iterations() - before, continuation.aids());
            }
            line.add(at, x);
            equations.accept();
            residual = Math.max(residual, receipt.residual());
            relative = Math.max(relative, receipt.relativeResidual());
            balance = Math.max(balance, receipt.powerBalance());
            iterations += receipt.iterations();
            aids.addAll(receipt.aids());
        }

        /** The solution to which the points before lead; null if they lead to none. */
        private Receipt foreseen(double at) {
            double[] start = equations.zeros();
            Receipt receipt = line.next(at, start) ? continuation.solveNear(start) : null;
            if (receipt == null) {
                equations.revert();
                return null;
            }
            x = start;
            return receipt;
        }
    }
}
