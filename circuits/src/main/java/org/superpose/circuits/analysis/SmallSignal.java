package org.superpose.circuits.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.sparse.ComplexLuFactorization;
import org.superpose.circuits.sparse.Ordering;
import org.superpose.circuits.sparse.Portion;
import org.superpose.circuits.sparse.SingularMatrixException;

/** The circuit linearised at its operating point: {@code (G + jωC) x = b}. */
final class SmallSignal {
    /** Frequencies that follow one another on one thread. */
    private static final int STRETCH = 6;
    /** Unknowns at all frequencies for which another thread pays. */
    private static final long SHARE = 100_000;
    /** Unknowns for which a shape is sought on another thread. */
    private static final int LARGE = 5000;

    private final CircuitPlan plan;
    private final double[] conductance;
    private final double[] capacitance;
    private final double[] susceptance;
    private final Ordering ordering;
    private final Portion portion;          // null: everything
    private final ComplexLuFactorization lu;

    /**
     * Which part of the matrix is taken, and in which order.
     *
     * @param portion null: everything
     */
    record Shape(Portion portion, Ordering ordering) {
        static Shape whole(CircuitPlan plan) {
            return new Shape(null, plan.ordering());
        }

        /** Only what acts on some unknowns, for {@linkplain #solveTransposed transposed systems} whose right sides are 0 elsewhere. Of a layer of cells one output depends on its own cells only. */
        static Shape towards(CircuitPlan plan, int... unknowns) {
            try {
                Portion portion = Portion.of(plan.pattern(), Arrays.stream(unknowns).filter(i -> i < plan.size()).toArray());
                return portion.rows().length == plan.size() ? whole(plan) : new Shape(portion, Ordering.of(portion.pattern()));
            } catch (SingularMatrixException e) {
                return whole(plan);
            }
        }

        /** The same, found beside what the caller does meanwhile if the circuit is large and there is a thread for it. */
        static Supplier<Shape> beside(CircuitPlan plan, int threads, Supplier<Shape> shape) {
            if (threads == 1 || plan.size() < LARGE) {
                return shape;
            }
            CompletableFuture<Shape> sought = CompletableFuture.supplyAsync(shape);
            return () -> {
                try {
                    return sought.join();
                } catch (CompletionException e) {
                    return shape.get();                     // throws what was thrown there
                }
            };
        }
    }

    /** Takes the derivatives at the point at which the equations were evaluated last. */
    SmallSignal(Equations equations) {
        this(equations, Shape.whole(equations.plan()));
    }

    /** The same, in a shape. */
    SmallSignal(Equations equations, Shape shape) {
        plan = equations.plan();
        portion = shape.portion;
        ordering = shape.ordering;
        int entries = ordering.pattern().entries();
        conductance = new double[entries];
        capacitance = new double[entries];
        susceptance = new double[entries];
        lu = new ComplexLuFactorization(ordering);
        take(equations);
    }

    /** Takes the derivatives of another point, or of a variant. */
    void take(Equations equations) {
        if (portion == null) {
            equations.conductances(conductance);
            equations.capacitances(capacitance);
            return;
        }
        double[] all = new double[plan.pattern().entries()];
        equations.conductances(all);
        pick(all, conductance);
        equations.capacitances(all);
        pick(all, capacitance);
    }

    private void pick(double[] all, double[] into) {
        int[] slots = portion.slots();
        for (int s = 0; s < slots.length; s++) {
            into[s] = all[slots[s]];
        }
    }

    /** The same derivatives for another thread. */
    private SmallSignal(SmallSignal other) {
        plan = other.plan;
        portion = other.portion;
        ordering = other.ordering;
        conductance = other.conductance;
        capacitance = other.capacitance;
        susceptance = new double[conductance.length];
        lu = new ComplexLuFactorization(ordering);
    }

    /** What is to be done at one of several frequencies, whose matrix is factored. */
    interface Work {
        /**
         * Does it.
         *
         * @param linear factored at the frequency
         * @param point  number of the frequency
         */
        void at(SmallSignal linear, int point);
    }

    /**
     * Does something at each frequency [Hz], on several threads if there is enough to do. Pivots are those of the first frequency, and where they will not do, others to the end of a stretch of {@link #STRETCH} frequencies: so no bit depends on the threads.
     */
    void each(double[] frequencies, int threads, Work work) {
        if (frequencies.length == 0) {
            return;
        }
        at(frequencies[0]);
        int stretches = (frequencies.length - 1) / STRETCH + 1;
        int useful = (long) ordering.pattern().size() * frequencies.length < SHARE ? 1 : Math.min(threads, stretches);
        CircuitException[] trouble = new CircuitException[stretches];
        IntStream.range(0, useful).parallel().forEach(thread -> {
            SmallSignal own = new SmallSignal(this);
            for (int stretch = thread; stretch < stretches; stretch += useful) {
                try {
                    own.lu.takePivots(lu);
                    for (int p = stretch * STRETCH; p < Math.min((stretch + 1) * STRETCH, frequencies.length); p++) {
                        own.at(frequencies[p]);
                        work.at(own, p);
                    }
                } catch (CircuitException e) {
                    trouble[stretch] = e;
                    return;
                }
            }
        });
        for (CircuitException first : trouble) {
            if (first != null) {
                throw first;
            }
        }
    }

    /** Factors the matrix at a frequency [Hz]. */
    void at(double frequency) {
        double omega = 2 * Math.PI * frequency;
        for (int s = 0; s < susceptance.length; s++) {
            susceptance[s] = omega * capacitance[s];
        }
        try {
            lu.factorOrRefactor(conductance, susceptance);
        } catch (SingularMatrixException e) {
            int index = e.columns().length > 0 ? portion == null ? e.columns()[0] : portion.columns()[e.columns()[0]] : portion == null ? e.rows()[0] : portion.rows()[e.rows()[0]];
            throw new CircuitException("circuit \"" + plan.circuit().title() + "\": at " + frequency + " Hz nothing settles \"" + plan.names().get(index) + "\"; look for a lossless resonance or a node that only senses");
        }
    }

    /** Solves for a right-hand side, in place. Not {@linkplain #towards towards} some unknowns only. */
    void solve(double[] real, double[] imaginary) {
        lu.solve(real, imaginary);
    }

    /** Solves the transposed system, in place; what stands behind the unknowns stays. */
    void solveTransposed(double[] real, double[] imaginary) {
        if (portion == null) {
            double[] re = Arrays.copyOf(real, plan.size());
            double[] im = Arrays.copyOf(imaginary, plan.size());
            lu.solveTransposed(re, im);
            System.arraycopy(re, 0, real, 0, re.length);
            System.arraycopy(im, 0, imaginary, 0, im.length);
            return;
        }
        int[] columns = portion.columns();
        int[] rows = portion.rows();
        double[] re = new double[columns.length];
        double[] im = new double[columns.length];
        for (int j = 0; j < columns.length; j++) {
            re[j] = real[columns[j]];
            im[j] = imaginary[columns[j]];
            real[columns[j]] = 0;
            imaginary[columns[j]] = 0;
        }
        lu.solveTransposed(re, im);
        for (int i = 0; i < rows.length; i++) {
            real[rows[i]] = re[i];
            imaginary[rows[i]] = im[i];
        }
    }

    /** Right-hand side of what the sources excite. */
    static void excitation(Equations equations, double[] real, double[] imaginary) {
        CircuitPlan plan = equations.plan();
        List<Evaluation> evaluations = equations.evaluations();
        for (int b = 0; b < evaluations.size(); b++) {
            PlannedBank planned = plan.banks().get(b);
            DeviceBank bank = planned.bank();
            int locals = planned.unknowns().length;
            double[][] re = new double[locals][bank.size()];
            double[][] im = new double[locals][bank.size()];
            bank.excite(evaluations.get(b), re, im);
            for (int k = 0; k < locals; k++) {
                for (int i = 0; i < bank.size(); i++) {
                    int row = planned.unknowns()[k][i];
                    if (row < plan.size()) {
                        real[row] += re[k][i];
                        imaginary[row] += im[k][i];
                    }
                }
            }
        }
    }

    /** Right-hand side of a voltage or current source of magnitude 1, with one more number for ground. */
    static double[] unitExcitation(CircuitPlan plan, Component source) {
        double[] row = new double[plan.size() + 1];
        if (plan.hasBranch(source.name())) {
            row[plan.branch(source.name())] = 1;
        } else {
            row[plan.node(source.nodes().get(0))] -= 1;
            row[plan.node(source.nodes().get(1))] += 1;
        }
        return row;
    }
}
