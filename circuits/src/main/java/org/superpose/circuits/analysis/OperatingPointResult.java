package org.superpose.circuits.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.plan.PlannedBank;
import org.superpose.circuits.solve.Receipt;

/** Voltages and currents of an operating point. */
public final class OperatingPointResult {
    private final CircuitPlan plan;
    private final double[] x;
    private final Receipt receipt;
    private final Map<String, double[]> currents = new HashMap<>();    // into each terminal, by component in lower case

    OperatingPointResult(Bias bias) {
        plan = bias.equations.plan();
        x = bias.x.clone();
        receipt = bias.receipt;
        List<Evaluation> evaluations = bias.equations.evaluations();
        for (int b = 0; b < evaluations.size(); b++) {
            PlannedBank bank = plan.banks().get(b);
            for (int i = 0; i < bank.members().size(); i++) {
                Component member = bank.members().get(i);
                double[] into = new double[member.nodes().size()];
                for (int k = 0; k < into.length; k++) {
                    into[k] = evaluations.get(b).current[k][i];
                }
                currents.put(member.name().toLowerCase(Locale.ROOT), into);
            }
        }
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
        double[] into = currents.get(component.toLowerCase(Locale.ROOT));
        if (into == null || terminal < 0 || terminal >= into.length) {
            throw new CircuitException("circuit \"" + plan.circuit().title() + "\" has no terminal " + terminal + " of a component " + component);
        }
        return into[terminal];
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
