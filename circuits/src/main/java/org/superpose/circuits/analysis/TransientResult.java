package org.superpose.circuits.analysis;

import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.solve.Receipt;

/** Voltages and currents at the accepted time points of a transient run. */
public final class TransientResult {
    private final Kept kept;
    private final double[] times;
    private final double[][] rows;
    private final long rejected;
    private final Receipt receipt;

    TransientResult(Kept kept, double[] times, double[][] rows, long rejected, Receipt receipt) {
        this.kept = kept;
        this.times = times;
        this.rows = rows;
        this.rejected = rejected;
        this.receipt = receipt;
    }

    /** Time points [s]. */
    public double[] times() {
        return times.clone();
    }

    /** Voltage of a node against ground at each time point [V]. */
    public double[] voltage(String node) {
        return kept.voltage(node, rows);
    }

    /** Branch current of a component at each time point [A], from its first node through it to its second; of one that has none, the current into its first terminal, if it was kept. */
    public double[] current(String component) {
        return kept.current(component, rows);
    }

    /**
     * Current into a terminal of a component at each time point [A], what charges it included, if it was kept.
     *
     * @param terminal counted from 0, in the order of its nodes
     */
    public double[] current(String component, int terminal) {
        return kept.current(component, terminal, rows);
    }

    /** Voltage of a node at a time within the run [V], on the straight line between the time points around it. */
    public double voltage(String node, double time) {
        int index = kept.plan().node(node);
        int place = index == kept.plan().size() ? -1 : kept.place(kept.plan().names().get(index));
        if (!(time >= times[0] && time <= times[times.length - 1])) {
            throw new IllegalArgumentException("the run tells of " + times[0] + " ... " + times[times.length - 1] + " s, not of " + time + " s");
        }
        int found = Arrays.binarySearch(times, time);
        if (place < 0) {
            return 0;
        }
        if (found >= 0) {
            return rows[found][place];
        }
        int after = -found - 1;
        double fraction = (time - times[after - 1]) / (times[after] - times[after - 1]);
        return rows[after - 1][place] + fraction * (rows[after][place] - rows[after - 1][place]);
    }

    /** Names of what was kept: nodes, inner nodes, {@code v1#branch}, and behind them currents into terminals, {@code q1#0}. */
    public List<String> names() {
        return List.copyOf(kept.names());
    }

    /** Values of what stands at a place in {@link #names} at each time point [V or A]. */
    public double[] column(int place) {
        return Kept.column(place, rows);
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
