package org.superpose.circuits.analysis;

import java.util.Arrays;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;

/** A weighted sum of what the devices of a bank give at several values of numbers: of currents, of both kinds of derivatives, and of excitations. Every array is {@code [what][device]}, as in {@link Evaluation}. */
final class BankSlopes {
    /** Of the conductances that meet in a row, what rounding leaves of the weighted sum of it: each of the values may be one unit in the last place off, and the weights of {@link Stencil#CENTRAL} add to 18. */
    private static final double ROUNDING = 18 * Math.ulp(1.0);

    final double[][] current;
    final double[][] conductance;
    final double[][] capacitance;
    final double[][] real;
    final double[][] imaginary;
    private final double[][] excitedReal;
    private final double[][] excitedImaginary;

    BankSlopes(PlannedBank planned) {
        int n = planned.bank().size();
        int locals = planned.unknowns().length;
        current = new double[locals][n];
        conductance = new double[planned.conductanceSlots().length][n];
        capacitance = new double[planned.capacitanceSlots().length][n];
        real = new double[locals][n];
        imaginary = new double[locals][n];
        excitedReal = new double[locals][n];
        excitedImaginary = new double[locals][n];
    }

    void clear() {
        for (double[][] all : new double[][][] {current, conductance, capacitance, real, imaginary}) {
            clear(all);
        }
    }

    private static void clear(double[][] all) {
        for (double[] row : all) {
            Arrays.fill(row, 0);
        }
    }

    /** Adds what a bank of these devices gave, times a weight. */
    void add(PlannedBank planned, Evaluation e, double weight) {
        add(e.current, current, weight);
        add(e.conductance, conductance, weight);
        add(e.capacitance, capacitance, weight);
        clear(excitedReal);
        clear(excitedImaginary);
        planned.bank().excite(e, excitedReal, excitedImaginary);
        add(excitedReal, real, weight);
        add(excitedImaginary, imaginary, weight);
    }

    /**
     * Takes the rounding out of rows that see differences of voltages only, whose conductances and capacitances add to 0, and so do their changes: there a row's own entry becomes minus the sum of the others. In it stand all that meet at the node, such as the 20 S of a
     * contact with 0.2 µS of a junction that is off, of whose change rounding of the 20 S would leave three digits.
     *
     * @param plan    of the circuit
     * @param planned the bank
     * @param e       what it gave at one of the values
     */
    void closeRows(CircuitPlan plan, PlannedBank planned, Evaluation e) {
        closeRows(plan, planned, planned.bank().conductancePattern(), e.conductance, conductance);
        closeRows(plan, planned, planned.bank().capacitancePattern(), e.capacitance, capacitance);
    }

    private static void closeRows(CircuitPlan plan, PlannedBank planned, int[][] pattern, double[][] values, double[][] slopes) {
        for (int own = 0; own < pattern.length; own++) {
            int row = pattern[own][0];
            for (int i = 0; pattern[own][1] == row && i < slopes[own].length; i++) {
                double others = 0;
                double meeting = 0;
                boolean voltages = true;
                for (int p = 0; p < pattern.length; p++) {
                    if (pattern[p][0] == row) {
                        others += p == own ? 0 : slopes[p][i];
                        meeting += Math.abs(values[p][i]);
                        voltages &= Curvature.isVoltage(plan, planned.unknowns()[pattern[p][1]][i]);
                    }
                }
                if (voltages && Math.abs(slopes[own][i] + others) <= ROUNDING * meeting) {
                    slopes[own][i] = -others;
                }
            }
        }
    }

    private static void add(double[][] from, double[][] to, double weight) {
        for (int row = 0; row < to.length; row++) {
            for (int i = 0; i < to[row].length; i++) {
                to[row][i] += weight * from[row][i];
            }
        }
    }
}
