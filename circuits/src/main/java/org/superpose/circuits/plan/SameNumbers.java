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
    private final List<String> names;
    private Map<String, Integer> inner;             // by name; made when somebody asks
    private final Map<String, Integer> nodes;
    private final Map<String, Integer> branches;

    SameNumbers(Circuit circuit, List<String> names, Map<String, Integer> nodes, Map<String, Integer> branches) {
        this.circuit = circuit;
        this.nodes = nodes;
        this.branches = branches;
        this.names = names;
    }

    @Override
    public int node(String node) {
        return number(nodes.get(node));
    }

    @Override
    public int inner(Component owner, String what) {
        if (inner == null) {
            inner = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                inner.put(names.get(i), i + 1);
            }
        }
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
