package org.superpose.circuits.analysis;

import java.util.Arrays;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.PlannedBank;

/** A weighted sum of what the devices of a bank give at several values of numbers: of currents, of both kinds of derivatives, and of excitations. Every array is {@code [what][device]}, as in {@link Evaluation}. */
final class BankSlopes {
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

    private static void add(double[][] from, double[][] to, double weight) {
        for (int row = 0; row < to.length; row++) {
            for (int i = 0; i < to[row].length; i++) {
                to[row][i] += weight * from[row][i];
            }
        }
    }
}
