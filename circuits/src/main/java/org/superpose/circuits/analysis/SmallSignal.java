package org.superpose.circuits.analysis;

import java.util.List;
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
