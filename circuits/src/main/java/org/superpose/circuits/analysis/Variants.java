package org.superpose.circuits.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.ConvergenceException;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Nearby;
import org.superpose.circuits.solve.Neighbourhood;
import org.superpose.circuits.solve.Receipt;
import org.superpose.circuits.solve.Settings;

/**
 * Operating points of one circuit with other numbers: inputs, mismatch, temperatures, weights. Each variant begins at the operating point of the circuit as it stands, or where its source says, never at that of another variant, so that a result depends neither on the order nor
 * on the number of threads, to the last bit. Where that start leads nowhere the variant is solved alone from nothing and with every aid; where that fails too, its outcome says why. None is dropped.
 *
 * @param settings   how exactly and at which temperature
 * @param parameters what is varied, by path: {@code vx1} (the principal value of a component), {@code xlayer1.xcolumn1.xc3.q2.area}, {@code x1.q2.is} (of that device alone, in its own copy of its card), {@code npnv.is} (of all devices of a card but
 *                   those with a path of their own), {@code temp} [K]
 * @param kept       names of the unknowns and of the currents into terminals that an outcome has, {@code out}, {@code v1#branch}, {@code q1#0}; none: all unknowns
 * @param threads    that compute
 */
public record Variants(Settings settings, List<String> parameters, List<String> kept, int threads) {
    static final int MOST_THREADS = 1024;

    public Variants {
        parameters = List.copyOf(parameters);
        kept = List.copyOf(kept);
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException("variants need from 1 to " + MOST_THREADS + " threads, got " + threads);
        }
    }

    /** At 27 °C, on all processors, with all unknowns kept. */
    public Variants(String... parameters) {
        this(Settings.standard(), List.of(parameters), List.of(), Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));
    }

    public Variants with(Settings other) {
        return new Variants(other, parameters, kept, threads);
    }

    /** Keeps the results of these only: unknowns {@code out}, {@code v1#branch}, and currents into terminals, {@code q1#0}. */
    public Variants keeping(String... names) {
        return new Variants(settings, parameters, List.of(names), threads);
    }

    /** On so many threads. */
    public Variants on(int otherThreads) {
        return new Variants(settings, parameters, kept, otherThreads);
    }

    /** Says the values of a variant. */
    @FunctionalInterface
    public interface Source {
        /**
         * Writes the values of a variant: a pure function of its number, called from any thread.
         *
         * @param values in the order of the parameters, SI
         */
        void fill(long variant, double[] values);

        /**
         * Where to begin a variant of which more is known than the circuit as it stands tells: also a pure function, called from any thread. A source says so of all variants or of none.
         *
         * @param attempt 0, and 1, 2 … as long as the start before led nowhere
         * @return values [V, A] of {@link CircuitPlan#names}, in their order; null if there is no other start: then the variant is solved from nothing, or, if it never had one, from the operating point of the circuit as it stands
         */
        default double[] start(long variant, int attempt) {
            return null;
        }
    }

    /** Takes the outcomes. */
    @FunctionalInterface
    public interface Sink {
        /** Takes the next outcome: in the order of the numbers, one at a time, on the thread of the caller. */
        void accept(Outcome outcome);
    }

    /** How a solution was reached. */
    public enum Way {
        /** From the operating point of the circuit as it stands, or from the start that its source gave. */
        WARM,
        /** From nothing. */
        COLD,
        /** From nothing, with aids to convergence. */
        AIDED,
        /** Not at all. */
        FAILED
    }

    /**
     * What became of a variant.
     *
     * @param variant its number
     * @param values  of what is kept [V or A], in the order of {@link #names}; the taker's own; NaN if it failed
     * @param receipt how well the equations are met; null if it failed
     * @param failure why there is no solution, in one line; null if there is one
     */
    public record Outcome(long variant, double[] values, Way way, Receipt receipt, String failure) {
    }

    /** Names of what is kept, in the order of the values of an outcome: unknowns as the plan has them, then currents into terminals. */
    public List<String> names(CircuitPlan plan) {
        return List.copyOf(new Kept(plan, kept).names());
    }

    /** Runs a range of variants. */
    public void run(Circuit circuit, long first, long count, Source source, Sink sink) {
        run(CircuitPlan.of(circuit), first, count, source, sink);
    }

    /**
     * Runs a range of variants of a circuit that is planned already. A few outcomes wait for their turn, however many there are.
     *
     * @throws org.superpose.circuits.circuit.CircuitException if a parameter or what is to be kept is not in the circuit
     * @throws java.util.concurrent.CancellationException      if the thread was interrupted
     */
    public void run(CircuitPlan plan, long first, long count, Source source, Sink sink) {
        run(plan, null, first, count, source, sink);
    }

    /**
     * The same where more is known than the circuit tells.
     *
     * @param start from which to look for the operating point of the circuit as it stands, in the order of {@link CircuitPlan#names}; null: from nothing
     */
    public void run(CircuitPlan plan, double[] start, long first, long count, Source source, Sink sink) {
        if (count < 0) {
            throw new IllegalArgumentException("a number of variants must not be negative, got " + count);
        }
        VariedNumbers numbers = new VariedNumbers(plan.circuit(), parameters);
        Kept columns = new Kept(plan, kept);
        Bias nominal = count == 0 || source.start(first, 0) != null ? null : nominal(plan, start);
        Neighbourhood near = nominal == null ? null : new Neighbourhood(nominal.equations, nominal.x);
        Tuning tuning = nominal == null ? null : Tuning.of(plan, numbers, settings.environment());
        if (tuning != null) {
            nominal.equations.accept();
            Equations watched = equations(tuning, nominal);
            tuning.watch(watched, near);
        }
        int together = tuning != null && tuning.foresees() ? Nearby.PLACES : 1;
        InOrder.<Outcome[]>run(threads, 0, (count + together - 1) / together, () -> {
            double[][] values = new double[together][parameters.size()];
            Quick quick = tuning == null ? null : new Quick(equations(tuning, nominal), tuning, near, columns);
            return group -> {
                Outcome[] outcomes = new Outcome[(int) Math.min(together, count - group * together)];
                long from = first + group * together;
                for (int k = 0; k < outcomes.length; k++) {
                    source.fill(from + k, values[k]);
                }
                if (quick != null) {
                    quick.solve(from, values, outcomes);
                }
                for (int k = 0; k < outcomes.length; k++) {
                    outcomes[k] = outcomes[k] != null ? outcomes[k] : outcome(plan, numbers, columns, nominal, source, from + k, values[k]);
                }
                return outcomes;
            };
        }, outcomes -> {
            for (Outcome outcome : outcomes) {
                sink.accept(outcome);
            }
        });
    }

    private Equations equations(Tuning tuning, Bias nominal) {
        Equations equations = new Equations(tuning.reference(), settings.environment());
        equations.junctionConductance(settings.junctionConductance());
        equations.accept(nominal.equations);
        return equations;
    }

    /** The operating point of the circuit as it stands; null if it has none. */
    private Bias nominal(CircuitPlan plan, double[] start) {
        try {
            Settings shared = settings.on(threads);
            return start == null ? new Bias(plan, shared, Map.of()) : new Bias(plan, shared, start);
        } catch (ConvergenceException e) {
            return null;
        }
    }

    /** One thread's way to variants whose numbers can be set in place: from a predicted start, a few at once, with nothing made anew. */
    private final class Quick {
        private final Equations equations;
        private final Tuning tuning;
        private final Nearby nearby;
        private final Kept columns;
        private final int[] taken = new int[Nearby.PLACES];         // which of them is in each place
        private long from;
        private Outcome[] outcomes;
        private final Nearby.Found found = this::found;

        Quick(Equations equations, Tuning tuning, Neighbourhood near, Kept columns) {
            this.equations = equations;
            this.tuning = tuning;
            this.columns = columns;
            nearby = new Nearby(equations, settings, near, tuning.touched());
        }

        /** Writes the outcomes of those that take no more than that. */
        void solve(long first, double[][] values, Outcome[] into) {
            from = first;
            outcomes = into;
            int count = 0;
            for (int k = 0; k < into.length; k++) {
                nearby.take(count);
                if (set(values[k])) {
                    if (tuning.foresees()) {
                        tuning.change(values[k], nearby.change(count));
                    }
                    taken[count++] = k;
                }
            }
            nearby.solve(count, tuning.foresees(), found);
        }

        private boolean set(double[] values) {
            try {
                return tuning.set(equations, values);
            } catch (IllegalArgumentException e) {
                return false;                                   // said by the records
            }
        }

        private void found(int place, double[] x, Receipt receipt) {
            outcomes[taken[place]] = new Outcome(from + taken[place], columns.row(x, equations), Way.WARM, receipt, null);
        }
    }

    /** By records: from the starts of its source or from the operating point of the circuit as it stands, or else from nothing with every aid. */
    private Outcome outcome(CircuitPlan plan, VariedNumbers numbers, Kept columns, Bias nominal, Source source, long variant, double[] values) {
        try {
            CircuitPlan varied = plan.variant(numbers.circuit(values));
            if (!varied.isLike(plan)) {
                throw new IllegalArgumentException("these values change the nodes of the circuit");
            }
            Settings here = numbers.settings(settings, values).on(1);
            Bias bias = null;
            double[] start = source.start(variant, 0);
            for (int attempt = 1; bias == null && start != null; attempt++) {
                bias = Bias.near(varied, here, start);
                start = bias == null ? source.start(variant, attempt) : start;
            }
            if (bias == null) {
                bias = nominal == null ? new Bias(varied, here, Map.of()) : new Bias(varied, here, Arrays.copyOf(nominal.x, plan.size()));
            }
            Way way = bias.warm ? Way.WARM : bias.receipt.aids().isEmpty() ? Way.COLD : Way.AIDED;
            return new Outcome(variant, columns.row(bias.x, bias.equations), way, bias.receipt, null);
        } catch (ConvergenceException | IllegalArgumentException e) {
            double[] nothing = new double[columns.names().size()];
            Arrays.fill(nothing, Double.NaN);
            return new Outcome(variant, nothing, Way.FAILED, null, e.getMessage());
        }
    }
}
