package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Receipt;

/** Voltages and currents at the accepted time points of a transient run. */
public final class TransientResult {
    private final CircuitPlan plan;
    private final int[] columns;        // index of the unknown of each column
    private final double[] times;
    private final double[][] solutions;
    private final long rejected;
    private final Receipt receipt;

    TransientResult(CircuitPlan plan, int[] columns, double[] times, double[][] solutions, long rejected, Receipt receipt) {
        this.plan = plan;
        this.columns = columns;
        this.times = times;
        this.solutions = solutions;
        this.rejected = rejected;
        this.receipt = receipt;
    }

    /** Time points [s]. */
    public double[] times() {
        return times.clone();
    }

    /** Voltage of a node against ground at each time point [V]. */
    public double[] voltage(String node) {
        return values(plan.node(node));
    }

    /** Branch current of a voltage source or inductor at each time point [A], from its first node through it to its second. */
    public double[] current(String component) {
        return values(plan.branch(component));
    }

    /** Voltage of a node at a time within the run [V], on the straight line between the time points around it. */
    public double voltage(String node, double time) {
        int index = columnOf(plan.node(node));
        if (!(time >= times[0] && time <= times[times.length - 1])) {
            throw new IllegalArgumentException("the run tells of " + times[0] + " ... " + times[times.length - 1] + " s, not of " + time + " s");
        }
        int found = Arrays.binarySearch(times, time);
        if (index < 0) {
            return 0;
        }
        if (found >= 0) {
            return solutions[found][index];
        }
        int after = -found - 1;
        double fraction = (time - times[after - 1]) / (times[after] - times[after - 1]);
        return solutions[after - 1][index] + fraction * (solutions[after][index] - solutions[after - 1][index]);
    }

    /** Names of the unknowns that were kept: nodes, inner nodes, {@code v1#branch}. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int column : columns) {
            names.add(plan.names().get(column));
        }
        return names;
    }

    /** Values of the unknown of a place in {@link #names} at each time point [V or A]. */
    public double[] column(int place) {
        double[] column = new double[times.length];
        for (int p = 0; p < column.length; p++) {
            column[p] = solutions[p][place];
        }
        return column;
    }

    private double[] values(int index) {
        int column = columnOf(index);
        return column < 0 ? new double[times.length] : column(column);
    }

    /** −1 for ground. */
    private int columnOf(int index) {
        if (index == plan.size()) {
            return -1;
        }
        for (int c = 0; c < columns.length; c++) {
            if (columns[c] == index) {
                return c;
            }
        }
        throw new CircuitException("of \"" + plan.names().get(index) + "\" no results were kept; name it among what is kept");
    }

    /** Steps that were tried and thrown away, because their error was too large or they did not converge. */
    public long rejectedSteps() {
        return rejected;
    }

    /** The worst of all time points; iterations in all, those of rejected steps included. */
    public Receipt receipt() {
        return receipt;
    }
}
