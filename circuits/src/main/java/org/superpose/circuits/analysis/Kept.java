package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Equations;

/** What is kept of each point of a run: unknowns, and behind them currents into terminals. Names are {@code out}, {@code v1#branch}, {@code q1#0}. */
final class Kept {
    private final CircuitPlan plan;
    private final int[] unknowns;
    private final List<String> names = new ArrayList<>();
    private final List<TerminalCurrent> currents;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * Columns of a plan.
     *
     * @param asked none: all unknowns
     */
    Kept(CircuitPlan plan, List<String> asked) {
        this.plan = plan;
        List<String> terminals = new ArrayList<>();
        List<Integer> indices = new ArrayList<>();
        for (String name : asked) {
            if (TerminalCurrent.isName(name)) {
                terminals.add(name);
            } else {
                indices.add(plan.unknown(name));
            }
        }
        for (int i = 0; i < plan.size() && asked.isEmpty(); i++) {
            indices.add(i);
        }
        unknowns = indices.stream().mapToInt(Integer::intValue).toArray();
        for (int index : unknowns) {
            names.add(plan.names().get(index));
        }
        names.addAll(terminals);
        currents = TerminalCurrent.all(plan, terminals);
        for (int place = 0; place < names.size(); place++) {
            places.put(names.get(place).toLowerCase(Locale.ROOT), place);
        }
    }

    CircuitPlan plan() {
        return plan;
    }

    List<String> names() {
        return names;
    }

    List<TerminalCurrent> currents() {
        return currents;
    }

    /** The numbers that are kept of a solution; those of the currents are left for the caller to write, in the last places. */
    double[] row(double[] x) {
        double[] row = new double[names.size()];
        for (int c = 0; c < unknowns.length; c++) {
            row[c] = x[unknowns[c]];
        }
        return row;
    }

    /** All that is kept of a solution, at which the equations were evaluated last. */
    double[] row(double[] x, Equations equations) {
        double[] row = row(x);
        for (int c = 0; c < currents.size(); c++) {
            row[unknowns.length + c] = currents.get(c).flow(equations);
        }
        return row;
    }

    /** Place of the first current in a row. */
    int firstCurrent() {
        return unknowns.length;
    }

    /** Values of a node's voltage in these rows, 0 for ground. */
    double[] voltage(String node, double[][] rows) {
        int index = plan.node(node);
        return index == plan.size() ? new double[rows.length] : column(plan.names().get(index), rows);
    }

    /** Values of the branch current of a component, or else of the current into its first terminal. */
    double[] current(String component, double[][] rows) {
        String branch = component.toLowerCase(Locale.ROOT) + CircuitPlan.BRANCH;
        return places.containsKey(branch) ? column(places.get(branch), rows) : current(component, 0, rows);
    }

    /** Values of the current into a terminal. */
    double[] current(String component, int terminal, double[][] rows) {
        return column(component + "#" + terminal, rows);
    }

    private double[] column(String name, double[][] rows) {
        return column(place(name), rows);
    }

    int place(String name) {
        Integer place = places.get(name.toLowerCase(Locale.ROOT));
        if (place == null) {
            throw new CircuitException("of \"" + name + "\" no results were kept; name it among what is kept");
        }
        return place;
    }

    static double[] column(int place, double[][] rows) {
        double[] column = new double[rows.length];
        for (int p = 0; p < column.length; p++) {
            column[p] = rows[p][place];
        }
        return column;
    }
}
