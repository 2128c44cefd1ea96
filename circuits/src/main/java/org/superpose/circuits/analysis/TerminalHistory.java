package org.superpose.circuits.analysis;

import java.util.List;
import org.superpose.circuits.solve.Equations;

/** Currents into terminals along a transient run: {@code f + q̇}, where q̇ is integrated by the same formula as the charges of the nodes, so that Kirchhoff's law holds for them too. */
final class TerminalHistory {
    private final List<TerminalCurrent> terminals;
    private final Equations equations;
    private final double[] charge;               // at the newest point, and at the one before it [C]
    private final double[] before;
    private final double[] rate;                 // q̇ at the newest point [A]
    private final double[] current;
    private double a;
    private double a0;
    private double a1;
    private double aRate;

    TerminalHistory(List<TerminalCurrent> terminals, Equations equations) {
        this.terminals = terminals;
        this.equations = equations;
        charge = new double[terminals.size()];
        before = new double[terminals.size()];
        rate = new double[terminals.size()];
        current = new double[terminals.size()];
    }

    /** The point that was evaluated last is the first one, at rest. */
    void begin() {
        for (int i = 0; i < current.length; i++) {
            charge[i] = terminals.get(i).charge(equations);
            current[i] = terminals.get(i).flow(equations);
        }
    }

    /** The formula of the next point: {@code q̇ = a q + a₀ q₀ + a₁ q₁ + b q̇₀}. */
    void formula(double next, double newest, double older, double newestRate) {
        a = next;
        a0 = newest;
        a1 = older;
        aRate = newestRate;
    }

    /** The point that was evaluated last is the newest one now. */
    void accept() {
        for (int i = 0; i < current.length; i++) {
            double q = terminals.get(i).charge(equations);
            rate[i] = a * q + a0 * charge[i] + a1 * before[i] + aRate * rate[i];
            before[i] = charge[i];
            charge[i] = q;
            current[i] = terminals.get(i).flow(equations) + rate[i];
        }
    }

    /** Back to the point before the newest one; the next formula knows no other. */
    void goBack() {
        System.arraycopy(before, 0, charge, 0, charge.length);
    }

    /** Writes the currents of the newest point into a row from a place on [A]. */
    void write(double[] row, int from) {
        System.arraycopy(current, 0, row, from, current.length);
    }
}
