package org.superpose.circuits.analysis;

import java.util.List;
import java.util.stream.IntStream;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.sparse.ComplexLuFactorization;
import org.superpose.circuits.sparse.SingularMatrixException;

/** The circuit linearised at its operating point: {@code (G + jωC) x = b}. */
final class SmallSignal {
    /** Frequencies that follow one another on one thread. */
    private static final int STRETCH = 6;
    /** Unknowns at all frequencies for which another thread pays. */
    private static final long SHARE = 100_000;

    private final CircuitPlan plan;
    private final double[] conductance;
    private final double[] capacitance;
    private final double[] susceptance;
    private final ComplexLuFactorization lu;

    /** Takes the derivatives at the point at which the equations were evaluated last. */
    SmallSignal(Equations equations) {
        plan = equations.plan();
        int entries = plan.pattern().entries();
        conductance = new double[entries];
        capacitance = new double[entries];
        susceptance = new double[entries];
        lu = new ComplexLuFactorization(plan.ordering());
        take(equations);
    }

    /** Takes the derivatives of another point, or of a variant. */
    void take(Equations equations) {
        equations.conductances(conductance);
        equations.capacitances(capacitance);
    }

    /** The same derivatives for another thread. */
    private SmallSignal(SmallSignal other) {
        plan = other.plan;
        conductance = other.conductance;
        capacitance = other.capacitance;
        susceptance = new double[conductance.length];
        lu = new ComplexLuFactorization(plan.ordering());
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
        int useful = (long) plan.size() * frequencies.length < SHARE ? 1 : Math.min(threads, stretches);
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
            int index = e.columns().length > 0 ? e.columns()[0] : e.rows()[0];
            throw new CircuitException("circuit \"" + plan.circuit().title() + "\": at " + frequency + " Hz nothing settles \"" + plan.names().get(index) + "\"; look for a lossless resonance or a node that only senses");
        }
    }

    /** Solves for a right-hand side, in place. */
    void solve(double[] real, double[] imaginary) {
        lu.solve(real, imaginary);
    }

    /** Solves the transposed system, in place. */
    void solveTransposed(double[] real, double[] imaginary) {
        lu.solveTransposed(real, imaginary);
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
