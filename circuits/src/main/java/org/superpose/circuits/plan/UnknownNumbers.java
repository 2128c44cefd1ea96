package org.superpose.circuits.plan;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.RandomAccess;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Numbering;

/** Numbers unknowns from 1 in the order in which they are asked for; ground is 0. */
final class UnknownNumbers implements Numbering {
    static final int GROUND = 0;
    /** Of a branch current's name. */
    private static final String BRANCH = CircuitPlan.BRANCH.substring(1);

    private final Circuit circuit;
    private final Map<String, Integer> nodes;
    private final Map<String, Integer> branches = new HashMap<>();
    private final List<String> names;
    private final List<String> endings;
    private final BitSet currents = new BitSet();

    UnknownNumbers(Circuit circuit) {
        this.circuit = circuit;
        nodes = circuit.nodes();
        names = new ArrayList<>(4 * nodes.size());              // most circuits are made of transistors, which have three inner nodes
        endings = new ArrayList<>(4 * nodes.size());
        String[] inOrder = new String[nodes.size()];
        nodes.forEach((node, number) -> inOrder[number] = node);
        for (int i = 1; i < inOrder.length; i++) {
            next(inOrder[i], "");
        }
    }

    @Override
    public int node(String node) {
        Integer known = nodes.get(node);
        if (known == null) {
            throw new CircuitException("circuit \"" + circuit.title() + "\": a bank asks for node " + node + ", which no component has among its nodes; see nodes() of the components");
        }
        return known;
    }

    @Override
    public int inner(Component owner, String what) {
        return next(owner.name(), what);
    }

    @Override
    public int branch(String component) {
        return branches.computeIfAbsent(component.toLowerCase(Locale.ROOT), c -> {
            currents.set(names.size());
            return next(component(c).name(), BRANCH);
        });
    }

    @Override
    public Component component(String name) {
        return circuit.component(name);
    }

    private int next(String name, String ending) {
        names.add(name);
        endings.add(ending);
        return names.size();
    }

    /** Names in the order of the numbers from 1. Those of inner nodes and branch currents are put together when somebody asks for them, which is seldom. */
    List<String> names() {
        return new Names(names.toArray(String[]::new), endings.toArray(String[]::new));
    }

    private static final class Names extends AbstractList<String> implements RandomAccess {
        private final String[] owners;
        private final String[] endings;

        Names(String[] owners, String[] endings) {
            this.owners = owners;
            this.endings = endings;
        }

        @Override
        public String get(int index) {
            return endings[index].isEmpty() ? owners[index] : owners[index] + "#" + endings[index];
        }

        @Override
        public int size() {
            return owners.length;
        }
    }

    /** Which of them are voltages, and not branch currents. */
    boolean[] voltages() {
        boolean[] array = new boolean[names.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = !currents.get(i);
        }
        return array;
    }

    Map<String, Integer> branches() {
        return branches;
    }
}
