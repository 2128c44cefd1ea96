package org.superpose.circuits.analysis;

import java.util.List;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Receipt;

/** Phasors of voltages and currents over frequency. */
public final class AcResult {
    private final CircuitPlan plan;
    private final double[] frequencies;
    private final double[][] real;
    private final double[][] imaginary;
    private final Equations equations;
    private final Receipt receipt;

    AcResult(Bias bias, double[] frequencies, double[][] real, double[][] imaginary) {
        plan = bias.equations.plan();
        equations = bias.equations;
        this.frequencies = frequencies;
        this.real = real;
        this.imaginary = imaginary;
        receipt = bias.receipt;
    }

    /** [Hz]. */
    public double[] frequencies() {
        return frequencies.clone();
    }

    /** Voltage of a node against ground [V]. */
    public Phasors voltage(String node) {
        return column(plan.node(node));
    }

    /** Current into the first terminal of a component [A]: through a source from its first node to its second, into a collector or drain. */
    public Phasors current(String component) {
        return plan.hasBranch(component) ? column(plan.branch(component)) : current(component, 0);
    }

    /**
     * Current into a terminal of a component [A], what flows into its capacitances included.
     *
     * @param terminal counted from 0, in the order of its nodes
     */
    public Phasors current(String component, int terminal) {
        return TerminalCurrent.of(plan, component, terminal).phasors(equations, frequencies, real, imaginary);
    }

    /** Names of the unknowns: nodes, inner nodes, {@code v1#branch}. */
    public List<String> names() {
        return plan.names();
    }

    /** Phasors of the unknown of a place in {@link #names} [V or A]; ground, one beyond the last, is 0. */
    public Phasors column(int index) {
        double[] re = new double[frequencies.length];
        double[] im = new double[frequencies.length];
        for (int p = 0; p < frequencies.length && index < plan.size(); p++) {
            re[p] = real[p][index];
            im[p] = imaginary[p][index];
        }
        return new Phasors(re, im);
    }

    /** How well the equations of the operating point are met. */
    public Receipt receipt() {
        return receipt;
    }
}
