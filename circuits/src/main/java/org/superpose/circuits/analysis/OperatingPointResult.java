package org.superpose.circuits.analysis;

import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Receipt;

/** Voltages and currents of an operating point. */
public final class OperatingPointResult {
    private final CircuitPlan plan;
    private final double[] x;
    private final Receipt receipt;
    private final Equations equations;

    OperatingPointResult(Bias bias) {
        plan = bias.equations.plan();
        x = bias.x.clone();
        receipt = bias.receipt;
        equations = bias.equations;
    }

    /** Voltage of a node against ground [V]. */
    public double voltage(String node) {
        return x[plan.node(node)];
    }

    /** Voltage between two nodes [V]. */
    public double voltage(String node, String reference) {
        return voltage(node) - voltage(reference);
    }

    /** Current into the first terminal of a component [A]: through a resistor or source from its first node to its second, into a collector or drain. */
    public double current(String component) {
        return current(component, 0);
    }

    /**
     * Current into a terminal of a component [A].
     *
     * @param terminal counted from 0, in the order of its nodes
     */
    public double current(String component, int terminal) {
        return TerminalCurrent.of(plan, component, terminal).flow(equations);
    }

    /** Names of the unknowns: nodes, inner nodes, {@code v1#branch}. */
    public List<String> names() {
        return plan.names();
    }

    /** Values of the unknowns in the order of their names [V or A]. */
    public double[] values() {
        return Arrays.copyOf(x, plan.size());
    }

    public Receipt receipt() {
        return receipt;
    }
}
