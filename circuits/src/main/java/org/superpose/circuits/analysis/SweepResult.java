package org.superpose.circuits.analysis;

import java.util.List;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Receipt;

/** Voltages and currents at the points of a sweep, the first axis varying fastest. */
public final class SweepResult {
    private final CircuitPlan plan;
    private final List<Axis> axes;
    private final double[][] coordinates;
    private final double[][] solutions;
    private final Receipt receipt;

    SweepResult(CircuitPlan plan, List<Axis> axes, double[][] coordinates, double[][] solutions, Receipt receipt) {
        this.plan = plan;
        this.axes = axes;
        this.coordinates = coordinates;
        this.solutions = solutions;
        this.receipt = receipt;
    }

    /** Number of points. */
    public int size() {
        return solutions.length;
    }

    public List<Axis> axes() {
        return axes;
    }

    /** Value of an axis at each point; axis 0 is the fastest. */
    public double[] axis(int axis) {
        return coordinates[axis].clone();
    }

    /** Voltage of a node against ground at each point [V]. */
    public double[] voltage(String node) {
        return column(plan.node(node));
    }

    /** Branch current of a voltage source or inductor at each point [A], from its first node through it to its second. */
    public double[] current(String component) {
        return column(plan.branch(component));
    }

    /** Names of the unknowns: nodes, inner nodes, {@code v1#branch}. */
    public List<String> names() {
        return plan.names();
    }

    /** Value of the unknown of a place in {@link #names} at each point [V or A]. */
    public double[] column(int index) {
        double[] column = new double[solutions.length];
        for (int p = 0; p < column.length; p++) {
            column[p] = solutions[p][index];
        }
        return column;
    }

    /** The worst of all points; iterations in all. */
    public Receipt receipt() {
        return receipt;
    }
}
