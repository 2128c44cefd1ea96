package org.superpose.circuits.plan;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;

/**
 * What the wiring alone says about solvability. A set of nodes whose common shift changes no equation is a null vector of the matrix on the right, a set of nodes whose summed currents do not depend on anything is one on the left, and a loop of
 * prescribed voltages is one among the branch rows; each is found from the patterns of the banks, whatever the devices are.
 */
final class Topology {
    private final CircuitPlan plan;
    private final int ground;
    private final boolean[] node;           // whether an unknown is the voltage of a node; ground is one too

    Topology(CircuitPlan plan) {
        this.plan = plan;
        ground = plan.size();
        node = new boolean[ground + 1];
        for (int i = 0; i <= ground; i++) {
            node[i] = i == ground || plan.isVoltage(i);
        }
    }

    /** Every branch current that somebody uses has a component that writes its equation. */
    void checkBranches() {
        boolean[] written = new boolean[ground + 1];
        for (PlannedBank bank : plan.banks()) {
            for (int k = 0; k < bank.unknown.length; k++) {
                if (hasRow(bank.bank().conductancePattern(), k) || hasRow(bank.bank().capacitancePattern(), k)) {
                    for (int index : bank.unknown[k]) {
                        written[index] = true;
                    }
                }
            }
        }
        for (int i = 0; i < ground; i++) {
            if (!plan.isVoltage(i) && !written[i]) {
                throw error(plan.names().get(i) + " is used, but its component has no branch current; put a 0 V source in series and use that one's");
            }
        }
    }

    private static boolean hasRow(int[][] pairs, int row) {
        for (int[] pair : pairs) {
            if (pair[0] == row) {
                return true;
            }
        }
        return false;
    }

    /** No loop of prescribed voltages; an inductor counts as one in direct current. */
    void checkLoops(boolean directCurrent) {
        List<Edge> edges = new ArrayList<>();
        Sets joined = new Sets(ground + 1);
        for (PlannedBank bank : plan.banks()) {
            int[][] conductances = bank.bank().conductancePattern();
            for (int b = 0; b < bank.unknown.length; b++) {
                int[] ends = endsOf(b, bank.unknown.length, conductances);
                if (ends.length != 2 || has(conductances, b, b) || !directCurrent && has(bank.bank().capacitancePattern(), b, b)) {
                    continue;
                }
                for (int i = 0; i < bank.bank().size(); i++) {
                    int branch = bank.unknown[b][i];
                    if (branch != ground && !plan.isVoltage(branch)) {
                        Edge edge = new Edge(bank.unknown[ends[0]][i], bank.unknown[ends[1]][i], bank.members().get(i));
                        if (!joined.join(edge.from, edge.to)) {
                            throw loop(edges, edge);
                        }
                        edges.add(edge);
                    }
                }
            }
        }
    }

    /** Local unknowns that a branch prescribes and that its current flows to. */
    private static int[] endsOf(int branch, int locals, int[][] conductances) {
        return IntStream.range(0, locals).filter(k -> k != branch && has(conductances, k, branch) && has(conductances, branch, k)).toArray();
    }

    private record Edge(int from, int to, Component component) {
    }

    private CircuitException loop(List<Edge> edges, Edge closing) {
        Map<Integer, List<Edge>> at = new HashMap<>();
        for (Edge edge : edges) {
            at.computeIfAbsent(edge.from, n -> new ArrayList<>()).add(edge);
            at.computeIfAbsent(edge.to, n -> new ArrayList<>()).add(edge);
        }
        Map<Integer, Edge> reachedBy = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        open.add(closing.from);
        reachedBy.put(closing.from, closing);
        while (!reachedBy.containsKey(closing.to)) {
            int node = open.remove();
            for (Edge edge : at.get(node)) {
                int other = edge.from == node ? edge.to : edge.from;
                if (reachedBy.putIfAbsent(other, edge) == null) {
                    open.add(other);
                }
            }
        }
        Set<String> loop = new LinkedHashSet<>();
        loop.add(closing.component.name());
        for (int node = closing.to; node != closing.from;) {
            Edge edge = reachedBy.get(node);
            loop.add(edge.component.name());
            node = edge.from == node ? edge.to : edge.from;
        }
        return error(String.join(", ", loop) + (loop.size() == 1 ? " is a voltage source or inductor across itself" : " form a loop of voltage sources or inductors") + ", in which the current is not determined; put a small resistor into it");
    }

    /** Every node has a path for direct current to ground. */
    void checkFloating() {
        Sets columns = new Sets(ground + 1);
        Sets rows = new Sets(ground + 1);
        for (PlannedBank bank : plan.banks()) {
            int[][] pairs = bank.bank().conductancePattern();
            for (int line = 0; line < bank.unknown.length; line++) {
                join(columns, bank, pairs, line, 0);
                join(rows, bank, pairs, line, 1);
            }
        }
        refuse(columns, "floating: no component fixes the voltage of %s against ground");
        refuse(rows, "no direct current can flow between %s and the rest of the circuit, only what capacitors and current sources let through");
    }

    /** Joins the nodes among the entries of one local row (side 0: their columns) or of one local column (side 1: their rows). A lone one is joined with ground. */
    private void join(Sets sets, PlannedBank bank, int[][] pairs, int line, int side) {
        int[][] others = Arrays.stream(pairs).filter(pair -> pair[side] == line).map(pair -> bank.unknown[pair[1 - side]]).toArray(int[][]::new);
        int devices = bank.bank().size();
        for (int i = 0; i < devices; i++) {
            int root = -1;
            int count = 0;
            for (int[] other : others) {
                int index = other[i];
                if (!node[index]) {
                    continue;
                }
                int found = sets.of(index);
                if (count++ == 0) {
                    root = found;
                } else if (found != root) {
                    sets.parent[found] = root;
                }
            }
            if (count == 1) {
                sets.join(root, ground);
            }
        }
    }

    private void refuse(Sets sets, String what) {
        for (int i = 0; i < ground; i++) {
            if (plan.isVoltage(i) && sets.of(i) != sets.of(ground)) {
                Set<String> inside = new LinkedHashSet<>();
                for (int j = i; j < ground; j++) {
                    if (plan.isVoltage(j) && sets.of(j) == sets.of(i)) {
                        inside.add('"' + plan.names().get(j) + '"');
                    }
                }
                Set<String> touching = new LinkedHashSet<>();
                for (PlannedBank bank : plan.banks()) {
                    for (int[] local : bank.unknown) {
                        for (int d = 0; d < local.length; d++) {
                            if (local[d] != ground && plan.isVoltage(local[d]) && sets.of(local[d]) == sets.of(i)) {
                                touching.add(bank.members().get(d).name());
                            }
                        }
                    }
                }
                String nodes = (inside.size() == 1 ? "node " : "nodes ") + first(inside);
                throw error(String.format(Locale.ROOT, what, nodes) + " (" + first(touching) + "); connect a resistor to ground or to a node that has a path to it");
            }
        }
    }

    private static String first(Set<String> names) {
        List<String> list = new ArrayList<>(names);
        return list.size() > 10 ? String.join(", ", list.subList(0, 10)) + ", ... " + list.size() + " in all" : String.join(", ", list);
    }

    private static boolean has(int[][] pairs, int row, int column) {
        for (int[] pair : pairs) {
            if (pair[0] == row && pair[1] == column) {
                return true;
            }
        }
        return false;
    }

    private CircuitException error(String what) {
        return new CircuitException("circuit \"" + plan.circuit().title() + "\": " + what);
    }

    /** Disjoint sets. */
    private static final class Sets {
        private final int[] parent;

        Sets(int size) {
            parent = new int[size];
            for (int i = 0; i < size; i++) {
                parent[i] = i;
            }
        }

        int of(int i) {
            int root = i;
            while (parent[root] != root) {
                parent[root] = parent[parent[root]];
                root = parent[root];
            }
            return root;
        }

        /** False if they are in one set already. */
        boolean join(int a, int b) {
            int rootA = of(a);
            int rootB = of(b);
            parent[rootA] = rootB;
            return rootA != rootB;
        }
    }
}
