package org.superpose.circuits.plan;

import java.util.Arrays;
import java.util.List;
import org.superpose.circuits.sparse.Ordering;
import org.superpose.circuits.sparse.SparsityPattern;

/** The whole matrix of a plan and of its variants: where its entries stand, where the banks' numbers go, in which order it is eliminated. All is worked out when somebody first asks for it: operating points do with the {@linkplain Condensation condensed} matrix. */
final class Wiring {
    private final CircuitPlan plan;
    private final List<PlannedBank> banks;
    private int[][][] conductance;              // slots [bank][pair][device]
    private int[][][] capacitance;
    private SparsityPattern pattern;
    private Ordering ordering;

    Wiring(CircuitPlan plan, List<PlannedBank> banks) {
        this.plan = plan;
        this.banks = banks;
    }

    synchronized SparsityPattern pattern() {
        if (pattern == null) {
            pattern = wire();
        }
        return pattern;
    }

    synchronized Ordering ordering() {
        if (ordering == null) {
            ordering = plan.order(pattern(), null);
        }
        return ordering;
    }

    synchronized int[][] conductanceSlots(int bank) {
        pattern();
        return conductance[bank];
    }

    synchronized int[][] capacitanceSlots(int bank) {
        pattern();
        return capacitance[bank];
    }

    private SparsityPattern wire() {
        conductance = new int[banks.size()][][];
        capacitance = new int[banks.size()][][];
        SparsityPattern.Builder builder = SparsityPattern.builder(plan.size());
        for (int i = 0; i < plan.size(); i++) {
            if (plan.isVoltage(i)) {
                builder.add(i, i);                              // for conductances to ground that help convergence
            }
        }
        for (int b = 0; b < banks.size(); b++) {
            PlannedBank bank = banks.get(b);
            int[][] conductances = bank.bank().conductancePattern();
            int[][] capacitances = bank.bank().capacitancePattern();
            conductance[b] = new int[conductances.length][];
            capacitance[b] = new int[capacitances.length][];
            for (int p = 0; p < conductances.length; p++) {
                conductance[b][p] = add(builder, bank, conductances[p]);
            }
            for (int p = 0; p < capacitances.length; p++) {
                int same = indexOf(conductances, capacitances[p]);
                capacitance[b][p] = same < 0 ? add(builder, bank, capacitances[p]) : conductance[b][same];
            }
        }
        SparsityPattern built = builder.build();
        int[] slots = builder.slots();
        for (int b = 0; b < banks.size(); b++) {
            int[][] shared = conductance[b];
            for (int[] entries : shared) {
                settle(entries, slots, built.entries());
            }
            for (int[] entries : capacitance[b]) {
                if (Arrays.stream(shared).noneMatch(other -> other == entries)) {
                    settle(entries, slots, built.entries());
                }
            }
        }
        return built;
    }

    private static int indexOf(int[][] pairs, int[] pair) {
        for (int p = 0; p < pairs.length; p++) {
            if (Arrays.equals(pairs[p], pair)) {
                return p;
            }
        }
        return -1;
    }

    /** Adds an entry for each device; returns their numbers in the builder, or −1 where ground is concerned. */
    private int[] add(SparsityPattern.Builder builder, PlannedBank bank, int[] pair) {
        int[] rows = bank.unknown[pair[0]];
        int[] columns = bank.unknown[pair[1]];
        int[] entries = new int[rows.length];
        int size = plan.size();
        for (int i = 0; i < entries.length; i++) {
            entries[i] = -1;
            if (rows[i] < size && columns[i] < size) {
                entries[i] = builder.entries();
                builder.add(rows[i], columns[i]);
            }
        }
        return entries;
    }

    /** From numbers in the builder to slots in the pattern. */
    static void settle(int[] entries, int[] slots, int ground) {
        for (int i = 0; i < entries.length; i++) {
            entries[i] = entries[i] < 0 ? ground : slots[entries[i]];
        }
    }
}
