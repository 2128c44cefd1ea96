package org.superpose.circuits.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Numbering;

/** The numbers that a circuit of the same wiring had; what it did not have gets the number −1. */
final class SameNumbers implements Numbering {
    private final Circuit circuit;
    private final Map<String, Integer> inner = new HashMap<>();
    private final Map<String, Integer> nodes;
    private final Map<String, Integer> branches;

    SameNumbers(Circuit circuit, List<String> names, Map<String, Integer> nodes, Map<String, Integer> branches) {
        this.circuit = circuit;
        this.nodes = nodes;
        this.branches = branches;
        for (int i = 0; i < names.size(); i++) {
            inner.put(names.get(i), i + 1);
        }
    }

    @Override
    public int node(String node) {
        return number(nodes.get(node));
    }

    @Override
    public int inner(Component owner, String what) {
        return number(inner.get(owner.name() + "#" + what));
    }

    @Override
    public int branch(String component) {
        return number(branches.get(component.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Component component(String name) {
        return circuit.component(name);
    }

    private static int number(Integer number) {
        return number == null ? -1 : number;
    }
}
