package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Equations;

/**
 * How conductances and capacitances of devices change with their unknowns, {@code ∂G/∂x} and {@code ∂C/∂x}: what makes a small signal depend on the operating point. Differences of fourth order ({@link Stencil#CENTRAL}) for all devices at once, one local unknown after the other: four times as many evaluations as a device has unknowns, whatever the size of the circuit and the number of frequencies. Kept is only what is not 0.
 */
final class Curvature {
    /** Of a voltage [V]: what changes e-fold over w = 25 mV has the error (h/w)⁴/30, 1e-15; rounding of some volts leaves 1e-10. Larger steps would reach over kinks nearby: a MOS transistor that carries no more than gmin hangs within 50 µV of its threshold, and a source of gain 1e5 has its limits within 0.15 mV. */
    private static final double VOLTAGE_STEP = 1e-5;
    /** Of a current, relative; smaller ones than 1 mA count as that. */
    private static final double CURRENT_STEP = 1e-4;
    private static final double LEAST_CURRENT = 1e-3;
    /** Of the largest change: a sum of changes that is less is rounding, 1.4e-9 at 100 V. */
    private static final double ROUNDING = 5e-9;

    /**
     * The change of a kind of derivative of the devices of a bank.
     *
     * @param planned the bank
     * @param row     local unknown of the equation
     * @param column  local unknown after which the equation was differentiated first
     * @param moved   local unknown after which it was differentiated then
     * @param stored  whether it is a capacitance
     * @param values  by device
     * @param floats  by device: whether the row sees differences of voltages only, so that its changes add to 0 over the columns and over what is moved
     */
    private record Term(PlannedBank planned, int row, int column, int moved, boolean stored, double[] values, boolean[] floats) {
    }

    private final CircuitPlan plan;
    private final List<Term> terms = new ArrayList<>();

    /** At the operating point at which the equations were evaluated last. */
    Curvature(Equations equations) {
        plan = equations.plan();
        for (int b = 0; b < plan.banks().size(); b++) {
            bank(plan.banks().get(b), equations.evaluations().get(b));
        }
    }

    private void bank(PlannedBank planned, Evaluation e) {
        int begin = terms.size();
        boolean[][][] floats = new boolean[2][planned.unknowns().length][planned.bank().size()];      // conductances, capacitances
        for (int k = 0; k < planned.unknowns().length; k++) {
            double[] present = e.unknown[k].clone();
            double[] step = new double[present.length];
            for (int i = 0; i < present.length; i++) {
                step[i] = isVoltage(plan, planned.unknowns()[k][i]) ? VOLTAGE_STEP : CURRENT_STEP * Math.max(Math.abs(present[i]), LEAST_CURRENT);
            }
            double[][] sum = null;
            for (int s = 0; s < Stencil.CENTRAL.steps().length; s++) {
                for (int i = 0; i < present.length; i++) {
                    e.unknown[k][i] = present[i] + Stencil.CENTRAL.steps()[s] * step[i];
                }
                planned.bank().load(e);
                sum = added(sum, e, Stencil.CENTRAL.weights()[s]);
            }
            System.arraycopy(present, 0, e.unknown[k], 0, present.length);
            int[][] conductances = planned.bank().conductancePattern();
            int[][] capacitances = planned.bank().capacitancePattern();
            for (int p = 0; p < sum.length; p++) {
                double[] change = sum[p];
                boolean any = false;
                for (int i = 0; i < change.length; i++) {
                    change[i] /= Stencil.CENTRAL.width() * step[i];
                    any |= change[i] != 0;
                }
                if (any) {
                    boolean stored = p >= conductances.length;
                    int[] pair = stored ? capacitances[p - conductances.length] : conductances[p];
                    terms.add(new Term(planned, pair[0], pair[1], k, stored, change, floats[stored ? 1 : 0][pair[0]]));
                }
            }
        }
        planned.bank().load(e);
        for (int row = 0; row < planned.unknowns().length; row++) {
            for (int kind = 0; kind < 2; kind++) {
                int at = row;
                boolean stored = kind == 1;
                findFloating(planned, terms.subList(begin, terms.size()).stream().filter(term -> term.row == at && term.stored == stored).toList(), floats[kind][row]);
            }
        }
    }

    private void findFloating(PlannedBank planned, List<Term> ofRow, boolean[] floats) {
        int[][] unknowns = planned.unknowns();
        for (int i = 0; i < floats.length && !ofRow.isEmpty(); i++) {
            double largest = 0;
            double[] overMoved = new double[unknowns.length];                  // by columns
            double[] overColumns = new double[unknowns.length];                // by what is moved
            boolean voltages = isVoltage(plan, unknowns[ofRow.get(0).row][i]);
            for (Term term : ofRow) {
                double value = term.values[i];
                largest = Math.max(largest, Math.abs(value));
                overMoved[term.column] += value;
                overColumns[term.moved] += value;
                voltages &= value == 0 || isVoltage(plan, unknowns[term.column][i]) && isVoltage(plan, unknowns[term.moved][i]);
            }
            double rounding = ROUNDING * largest;
            floats[i] = voltages && Arrays.stream(overMoved).allMatch(sum -> Math.abs(sum) <= rounding) && Arrays.stream(overColumns).allMatch(sum -> Math.abs(sum) <= rounding);
        }
    }

    /** Whether an unknown, or ground, is a voltage. */
    static boolean isVoltage(CircuitPlan plan, int unknown) {
        return unknown == plan.size() || plan.isVoltage(unknown);
    }

    /** Conductances, and capacitances behind them, times a weight. */
    private static double[][] added(double[][] before, Evaluation e, double weight) {
        double[][] both = Arrays.copyOf(e.conductance, e.conductance.length + e.capacitance.length);
        System.arraycopy(e.capacitance, 0, both, e.conductance.length, e.capacitance.length);
        double[][] sum = before == null ? new double[both.length][e.unknown[0].length] : before;
        for (int p = 0; p < both.length; p++) {
            for (int i = 0; i < sum[p].length; i++) {
                sum[p][i] += weight * both[p][i];
            }
        }
        return sum;
    }

    /**
     * Adds {@code Σ μ_r ∂(G + jωC)_rc/∂x_k X_c} to place k. All vectors have one more number for ground. Of a row that sees differences of voltages only, columns and what is moved count against the row's own node: in an amplifier all voltages of a
     * follower move together a thousand times as far as against each other, and what rounding leaves of the sums would count as often.
     */
    void gradient(double omega, double[][] adjoint, double[][] phasors, double[] real, double[] imaginary) {
        for (Term term : terms) {
            int[] rows = term.planned.unknowns()[term.row];
            int[] columns = term.planned.unknowns()[term.column];
            int[] moved = term.planned.unknowns()[term.moved];
            for (int i = 0; i < rows.length; i++) {
                int row = rows[i];
                boolean floats = term.floats[i];
                double xRe = floats ? phasors[0][columns[i]] - phasors[0][row] : phasors[0][columns[i]];
                double xIm = floats ? phasors[1][columns[i]] - phasors[1][row] : phasors[1][columns[i]];
                double re = adjoint[0][row] * xRe - adjoint[1][row] * xIm;
                double im = adjoint[0][row] * xIm + adjoint[1][row] * xRe;
                double value = term.stored ? omega * term.values[i] : term.values[i];
                double hRe = value * (term.stored ? -im : re);
                double hIm = value * (term.stored ? re : im);
                real[moved[i]] += hRe;
                imaginary[moved[i]] += hIm;
                if (floats) {
                    real[row] -= hRe;
                    imaginary[row] -= hIm;
                }
            }
        }
    }
}
