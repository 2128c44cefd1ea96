package org.superpose.circuits.analysis;

import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.plan.CircuitPlan;

/**
 * What a sensitivity is one of: the voltage of a node against another one, or a branch current.
 *
 * @param unknown   name of the node, or of the branch current: {@code v1#branch}
 * @param reference node against which a voltage counts; ground for a current
 */
public record Output(String unknown, String reference) {
    /** The voltage of a node against ground, or a branch current. */
    public static Output of(String unknown) {
        return new Output(unknown, Circuit.GROUND);
    }

    /** The voltage against another node. */
    public Output against(String node) {
        return new Output(unknown, node);
    }

    /** Where it stands among the unknowns: {@code {index, index of the reference}}; ground is one beyond the last. */
    int[] places(CircuitPlan plan) {
        int size = plan.size();
        int at = unknown.equals(Circuit.GROUND) ? size : plan.unknown(unknown);
        int against = plan.node(reference);
        if (at == against || at < size && !plan.isVoltage(at) && against < size) {
            throw new CircuitException("circuit \"" + plan.circuit().title() + "\": the output is sought between \"" + unknown + "\" and \"" + reference + "\"; name two different nodes, or a current alone");
        }
        return new int[] {at, against};
    }

    /** e, of which the output is {@code eᵀ x}, with one more number for ground. */
    double[] row(CircuitPlan plan) {
        int[] places = places(plan);
        double[] row = new double[plan.size() + 1];
        row[places[0]] = 1;
        row[places[1]] -= 1;
        row[plan.size()] = 0;
        return row;
    }

    @Override
    public String toString() {
        return unknown.endsWith(CircuitPlan.BRANCH) ? "i(" + unknown.substring(0, unknown.length() - CircuitPlan.BRANCH.length()) + ")" : "v(" + unknown + (reference.equals(Circuit.GROUND) ? "" : "," + reference) + ")";
    }
}
