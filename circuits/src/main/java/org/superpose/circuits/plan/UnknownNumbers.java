package org.superpose.circuits.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Numbering;

/** Numbers unknowns from 1 in the order in which they are asked for; ground is 0. */
final class UnknownNumbers implements Numbering {
    static final int GROUND = 0;

    private final Circuit circuit;
    private final Map<String, Integer> nodes = new HashMap<>();
    private final Map<String, Integer> branches = new HashMap<>();
    private final List<String> names = new ArrayList<>();
    private final List<Boolean> voltages = new ArrayList<>();

    UnknownNumbers(Circuit circuit) {
        this.circuit = circuit;
    }

    @Override
    public int node(String node) {
        return node.equals(Circuit.GROUND) ? GROUND : nodes.computeIfAbsent(node, n -> next(n, true));
    }

    @Override
    public int inner(Component owner, String what) {
        return next(owner.name() + "#" + what, true);
    }

    @Override
    public int branch(String component) {
        return branches.computeIfAbsent(component.toLowerCase(Locale.ROOT), c -> next(component(c).name() + CircuitPlan.BRANCH, false));
    }

    @Override
    public Component component(String name) {
        return circuit.component(name);
    }

    private int next(String name, boolean voltage) {
        names.add(name);
        voltages.add(voltage);
        return names.size();
    }

    /** Names in the order of the numbers from 1. */
    List<String> names() {
        return names;
    }

    /** Which of them are voltages, and not branch currents. */
    boolean[] voltages() {
        boolean[] array = new boolean[voltages.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = voltages.get(i);
        }
        return array;
    }

    Map<String, Integer> nodes() {
        return nodes;
    }

    Map<String, Integer> branches() {
        return branches;
    }
}
