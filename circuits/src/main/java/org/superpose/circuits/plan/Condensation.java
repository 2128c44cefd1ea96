package org.superpose.circuits.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.sparse.Ordering;
import org.superpose.circuits.sparse.SparsityPattern;

/**
 * What is left of a plan's matrix when the inner nodes of devices, such as those behind the resistances of a transistor's contacts, are eliminated device by device before anything else (static condensation: R. J. Guyan, <i>Reduction of stiffness and mass matrices</i>,
 * AIAA J. 3, 380, 1965; the Schur complement of Gauss's elimination). Such a node has neighbours in one device only, so that devices of one shape are all eliminated alike, in one order of few pivots. Immutable and shared.
 */
public final class Condensation {
    private final int[] unknown;
    private final int[] row;
    private final int[] diagonal;
    private final List<Group> groups;
    private final SparsityPattern pattern;
    private final Ordering ordering;

    private Condensation(CircuitPlan plan, boolean inner) {
        boolean[] isInner = inner ? innerNodes(plan) : new boolean[plan.size()];
        row = new int[plan.size() + 1];
        int size = 0;
        for (int i = 0; i < plan.size(); i++) {
            row[i] = isInner[i] ? -1 : size++;
        }
        row[plan.size()] = size;
        unknown = new int[size];
        for (int i = 0; i < plan.size(); i++) {
            if (row[i] >= 0) {
                unknown[row[i]] = i;
            }
        }
        groups = new ArrayList<>();
        for (int b = 0; b < plan.banks().size(); b++) {
            int bank = b;
            shapes(plan.banks().get(b), plan.size(), isInner).forEach((shape, devices) -> groups.add(new Group(bank, plan.banks().get(bank), shape, devices)));
        }
        diagonal = new int[plan.size()];
        pattern = wire(plan);
        ordering = plan.order(pattern, unknown);
    }

    /** Of all inner nodes. */
    static Condensation of(CircuitPlan plan) {
        return new Condensation(plan, true);
    }

    /** Of none: for values for which the order of pivots will not do. */
    public static Condensation none(CircuitPlan plan) {
        return new Condensation(plan, false);
    }

    /** The nodes behind a resistance, with a conductance of their own, that nobody else sees. */
    private static boolean[] innerNodes(CircuitPlan plan) {
        int[] seen = new int[plan.size() + 1];
        boolean[] inner = new boolean[plan.size() + 1];
        for (PlannedBank planned : plan.banks()) {
            DeviceBank bank = planned.bank();
            int[][] numbers = planned.unknown;
            for (int k = 0; k < numbers.length; k++) {
                int local = k;
                boolean own = Arrays.stream(bank.conductancePattern()).anyMatch(pair -> pair[0] == local && pair[1] == local);
                int[] number = numbers[k];
                for (int i = 0; i < number.length; i++) {
                    if (first(numbers, k, i) == k) {
                        seen[number[i]]++;
                        inner[number[i]] = own && bank.terminal(k, i) != k;
                    }
                }
            }
        }
        for (int i = 0; i < plan.size(); i++) {
            inner[i] &= seen[i] == 1 && plan.isVoltage(i);
        }
        return inner;
    }

    /** The first local unknown of a device that is the same global one. */
    private static int first(int[][] numbers, int k, int device) {
        int first = 0;
        while (numbers[first][device] != numbers[k][device]) {
            first++;
        }
        return first;
    }

    /** Devices of each shape, which is the node of each of their local unknowns: inner ones in the order in which they are eliminated, the others, and −1 for ground. */
    private static Map<List<Integer>, int[]> shapes(PlannedBank planned, int ground, boolean[] isInner) {
        int[][] numbers = planned.unknown;
        int locals = numbers.length;
        int[] number = new int[planned.bank().size()];              // of each device's shape
        Map<List<Integer>, Integer> known = new LinkedHashMap<>();
        int[] kind = new int[locals];                               // first local unknown that is the same; beyond them if inner; −1 for ground
        int[] last = null;
        int current = 0;
        for (int i = 0; i < number.length; i++) {
            for (int k = 0; k < locals; k++) {
                int unknown = numbers[k][i];
                kind[k] = unknown == ground ? -1 : first(numbers, k, i) + (isInner[unknown] ? locals : 0);
            }
            if (!Arrays.equals(kind, last)) {
                last = kind.clone();
                List<Integer> shape = shape(kind);
                known.putIfAbsent(shape, known.size());
                current = known.get(shape);
            }
            number[i] = current;
        }
        int[] count = new int[known.size()];
        for (int shape : number) {
            count[shape]++;
        }
        Map<List<Integer>, int[]> shapes = new LinkedHashMap<>();
        known.forEach((shape, of) -> {
            int[] devices = new int[count[of]];
            int next = 0;
            for (int i = 0; next < devices.length; i++) {
                if (number[i] == of) {
                    devices[next++] = i;
                }
            }
            shapes.put(shape, devices);
        });
        return shapes;
    }

    /** Numbers the nodes: first the inner ones, the last first, because there a contact that carries the sum of the currents, emitter or source, stands, whose pivots are the largest of their columns. */
    private static List<Integer> shape(int[] kind) {
        int locals = kind.length;
        Integer[] nodeOf = new Integer[locals];
        int nodes = 0;
        for (int k = locals - 1; k >= 0; k--) {
            if (kind[k] == k + locals) {
                nodeOf[k] = nodes++;
            }
        }
        for (int k = 0; k < locals; k++) {
            nodeOf[k] = kind[k] == k ? Integer.valueOf(nodes++) : kind[k] < 0 ? Integer.valueOf(-1) : nodeOf[kind[k] % locals];
        }
        return List.of(nodeOf);
    }

    private SparsityPattern wire(CircuitPlan plan) {
        int most = unknown.length;
        for (Group group : groups) {
            most += group.kept() * group.device.length;
        }
        SparsityPattern.Builder builder = SparsityPattern.builder(unknown.length, most);
        for (int i = 0; i < diagonal.length; i++) {
            diagonal[i] = -1;
            if (row[i] >= 0 && plan.isVoltage(i)) {
                diagonal[i] = builder.entries();
                builder.add(row[i], row[i]);
            }
        }
        for (Group group : groups) {
            group.add(builder);
        }
        SparsityPattern built = builder.build();
        int[] slots = builder.slots();
        Wiring.settle(diagonal, slots, -1);
        for (Group group : groups) {
            for (int[] entries : group.slot) {
                if (entries != null) {
                    Wiring.settle(entries, slots, -1);
                }
            }
        }
        return built;
    }

    /** The unknown of the plan in each row. For reading only, as are the arrays below. */
    public int[] unknowns() {
        return unknown;
    }

    /** Row of each unknown of the plan, −1 for those that are eliminated; {@code unknowns().length} for ground. */
    public int[] rows() {
        return row;
    }

    /** Slot of the diagonal of each voltage of the plan; −1 for those that are eliminated and for branch currents. */
    public int[] diagonals() {
        return diagonal;
    }

    public List<Group> groups() {
        return groups;
    }

    public SparsityPattern pattern() {
        return pattern;
    }

    public Ordering ordering() {
        return ordering;
    }

    /** Devices of a bank that are of one shape, and their small matrices: rows and columns are the device's nodes without ground, inner ones first. For reading only. */
    public final class Group {
        /** Place of the bank in the plan. */
        public final int bank;
        public final int[] device;
        /** Nodes to be eliminated. */
        public final int inner;
        /** Unknown of the plan at each node, {@code [node][n]}. */
        public final int[][] unknown;
        /** Number of the entry {row, column}, which may differ from 0 at last; −1: none. */
        public final int[][] entry;
        public final int entries;
        /** Entry to which each pair of the bank's pattern adds; −1 for ground. */
        public final int[] conductanceEntry;
        public final int[] capacitanceEntry;
        /** Where entries go in the values of the matrix, {@code [entry][n]}; null for those that are eliminated. */
        public final int[][] slot;

        private Group(int place, PlannedBank planned, List<Integer> nodeOf, int[] devices) {
            bank = place;
            device = devices;
            int nodes = 1 + nodeOf.stream().mapToInt(Integer::intValue).max().orElse(-1);
            unknown = new int[nodes][device.length];
            for (int k = 0; k < nodeOf.size(); k++) {
                int[] of = planned.unknown[k];
                int[] at = nodeOf.get(k) >= 0 ? unknown[nodeOf.get(k)] : new int[0];
                for (int i = 0; i < at.length; i++) {
                    at[i] = of[device[i]];
                }
            }
            int eliminated = 0;
            while (eliminated < nodes && device.length > 0 && row[unknown[eliminated][0]] < 0) {
                eliminated++;
            }
            inner = eliminated;
            entry = new int[nodes][nodes];
            for (int[] line : entry) {
                Arrays.fill(line, -1);
            }
            int[][] conductances = planned.bank().conductancePattern();
            int[][] capacitances = planned.bank().capacitancePattern();
            mark(conductances, nodeOf);
            mark(capacitances, nodeOf);
            for (int k = 0; k < inner; k++) {
                for (int i = k + 1; i < nodes; i++) {
                    for (int j = k + 1; j < nodes; j++) {
                        if (entry[i][k] == 0 && entry[k][j] == 0) {
                            entry[i][j] = 0;
                        }
                    }
                }
            }
            int count = 0;
            for (int[] line : entry) {
                for (int j = 0; j < nodes; j++) {
                    line[j] = line[j] == 0 ? count++ : -1;
                }
            }
            entries = count;
            conductanceEntry = Arrays.stream(conductances).mapToInt(pair -> at(pair, nodeOf)).toArray();
            capacitanceEntry = Arrays.stream(capacitances).mapToInt(pair -> at(pair, nodeOf)).toArray();
            slot = new int[entries][];
        }

        private void mark(int[][] pairs, List<Integer> nodeOf) {
            for (int[] pair : pairs) {
                if (nodeOf.get(pair[0]) >= 0 && nodeOf.get(pair[1]) >= 0) {
                    entry[nodeOf.get(pair[0])][nodeOf.get(pair[1])] = 0;
                }
            }
        }

        private int at(int[] pair, List<Integer> nodeOf) {
            int i = nodeOf.get(pair[0]);
            int j = nodeOf.get(pair[1]);
            return i < 0 || j < 0 ? -1 : entry[i][j];
        }

        /** Number of entries among the nodes that stay. */
        private int kept() {
            int kept = 0;
            for (int i = inner; i < entry.length; i++) {
                for (int j = inner; j < entry.length; j++) {
                    kept += entry[i][j] >= 0 ? 1 : 0;
                }
            }
            return kept;
        }

        private void add(SparsityPattern.Builder builder) {
            for (int i = inner; i < entry.length; i++) {
                for (int j = inner; j < entry.length; j++) {
                    if (entry[i][j] >= 0) {
                        int[] added = new int[device.length];
                        int[] rows = unknown[i];
                        int[] columns = unknown[j];
                        for (int d = 0; d < added.length; d++) {
                            added[d] = builder.entries();
                            builder.add(row[rows[d]], row[columns[d]]);
                        }
                        slot[entry[i][j]] = added;
                    }
                }
            }
        }
    }
}
