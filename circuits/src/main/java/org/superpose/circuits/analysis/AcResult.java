package org.superpose.circuits.analysis;

import java.util.List;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Receipt;

/** Phasors of voltages and currents over frequency. */
public final class AcResult {
    private final CircuitPlan plan;
    private final double[] frequencies;
    private final double[][] real;
    private final double[][] imaginary;
    private final Receipt receipt;

    AcResult(CircuitPlan plan, double[] frequencies, double[][] real, double[][] imaginary, Receipt receipt) {
        this.plan = plan;
        this.frequencies = frequencies;
        this.real = real;
        this.imaginary = imaginary;
        this.receipt = receipt;
    }

    /** [Hz]. */
    public double[] frequencies() {
        return frequencies.clone();
    }

    /** Voltage of a node against ground [V]. */
    public Phasors voltage(String node) {
        return column(plan.node(node));
    }

    /** Branch current of a voltage source or inductor [A], from its first node through it to its second. */
    public Phasors current(String component) {
        return column(plan.branch(component));
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
