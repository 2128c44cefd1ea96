package org.superpose.circuits.analysis;

import java.util.List;
import org.superpose.circuits.solve.Receipt;

/** Voltages and currents at the points of a sweep, the first axis varying fastest. */
public final class SweepResult {
    private final Kept kept;
    private final List<Axis> axes;
    private final double[][] coordinates;
    private final double[][] rows;
    private final Receipt receipt;

    SweepResult(Kept kept, List<Axis> axes, double[][] coordinates, double[][] rows, Receipt receipt) {
        this.kept = kept;
        this.axes = axes;
        this.coordinates = coordinates;
        this.rows = rows;
        this.receipt = receipt;
    }

    /** Number of points. */
    public int size() {
        return rows.length;
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
        return kept.voltage(node, rows);
    }

    /** Branch current of a component at each point [A], from its first node through it to its second; of one that has none, the current into its first terminal, if it was kept. */
    public double[] current(String component) {
        return kept.current(component, rows);
    }

    /**
     * Current into a terminal of a component at each point [A], if it was kept.
     *
     * @param terminal counted from 0, in the order of its nodes
     */
    public double[] current(String component, int terminal) {
        return kept.current(component, terminal, rows);
    }

    /** Names of what was kept: nodes, inner nodes, {@code v1#branch}, and behind them currents into terminals, {@code q1#0}. */
    public List<String> names() {
        return List.copyOf(kept.names());
    }

    /** Values of what stands at a place in {@link #names} at each point [V or A]. */
    public double[] column(int place) {
        return Kept.column(place, rows);
    }

    /** The worst of all points; iterations in all. */
    public Receipt receipt() {
        return receipt;
    }
}
