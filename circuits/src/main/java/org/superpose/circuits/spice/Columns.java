package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.plan.CircuitPlan;

/** The columns of a result: first nodes, then branch currents, then what is asked for beside them. Inner nodes of devices are not shown. */
final class Columns {
    private final Map<String, List<List<String>>> recipes = new LinkedHashMap<>();      // sums of products of what the analysis keeps

    /**
     * Columns of a circuit.
     *
     * @param saved only these, unless it is empty
     * @param more  these as well; what the circuit does not have is left out
     */
    Columns(CircuitPlan plan, Names names, Collection<String> saved, Collection<String> more) {
        for (boolean branches : new boolean[] {false, true}) {
            if (saved.isEmpty() || saved.contains("all") || saved.contains(branches ? "alli" : "allv")) {
                for (String unknown : plan.names()) {
                    if (unknown.endsWith(CircuitPlan.BRANCH) == branches && (branches || unknown.indexOf('#') < 0)) {
                        recipes.put(branches ? "i(" + Names.ofComponent(unknown.substring(0, unknown.length() - CircuitPlan.BRANCH.length())) + ")" : "v(" + unknown + ")", List.of(List.of(unknown)));
                    }
                }
            }
        }
        Set<String> asked = new LinkedHashSet<>(saved);
        asked.addAll(more);
        for (String name : asked) {
            List<List<String>> recipe = name.contains("(") || name.startsWith("@") ? recipe(plan, names, name) : List.of();
            if (!recipe.isEmpty()) {
                recipes.putIfAbsent(name, recipe);
            }
        }
    }

    /** Whether a name stands for many columns. */
    static boolean isGroup(String name) {
        return name.equals("all") || name.equals("allv") || name.equals("alli");
    }

    private static List<List<String>> recipe(CircuitPlan plan, Names names, String column) {
        boolean at = column.contains("@");
        int open = at ? column.indexOf('[') : column.indexOf('(');
        String function = at ? column.substring(open + 1, column.indexOf(']')) : column.substring(0, open);
        String of = at ? column.substring(column.indexOf('@') + 1, open) : column.substring(open + 1, column.length() - 1);
        if (function.equals("v")) {
            return of.equals(Circuit.GROUND) || names.node(of) == null ? List.of() : List.of(List.of(of));
        }
        Component component = names.component(of);
        if (component == null) {
            return List.of();
        }
        if (function.equals("p")) {
            List<List<String>> terms = new ArrayList<>();
            for (int k = 0; k < component.nodes().size(); k++) {
                if (!component.nodes().get(k).equals(Circuit.GROUND)) {
                    terms.add(List.of(component.nodes().get(k), component.name() + "#" + k));
                }
            }
            return terms;
        }
        int terminal = Names.terminal(component, function);
        return List.of(List.of(terminal == 0 && plan.hasBranch(component.name()) ? component.name() + CircuitPlan.BRANCH : component.name() + "#" + terminal));
    }

    /** Whether what the analysis has to keep is the current into a terminal, {@code q1#0}, and no unknown. */
    static boolean isTerminal(String kept) {
        int mark = kept.lastIndexOf('#');
        int end = mark + 1;
        while (end < kept.length() && kept.charAt(end) >= '0' && kept.charAt(end) <= '9') {
            end++;
        }
        return mark >= 0 && end > mark + 1 && end == kept.length();
    }

    /** What the analysis has to keep: unknowns and currents into terminals. */
    String[] kept() {
        Set<String> kept = new LinkedHashSet<>();
        recipes.values().forEach(recipe -> recipe.forEach(kept::addAll));
        return kept.toArray(new String[0]);
    }

    private static String type(String column) {
        return column.startsWith("v(") ? "voltage" : column.startsWith("p(") || column.startsWith("@") ? "power" : "current";
    }

    /** Adds the columns to a table, from values of what is kept. */
    void fill(ResultTable table, Function<String, double[]> values) {
        recipes.forEach((name, recipe) -> {
            double[] sum = null;
            for (List<String> product : recipe) {
                double[] term = values.apply(product.get(0)).clone();
                for (String factor : product.subList(1, product.size())) {
                    double[] other = values.apply(factor);
                    for (int p = 0; p < term.length; p++) {
                        term[p] *= other[p];
                    }
                }
                for (int p = 0; sum != null && p < term.length; p++) {
                    term[p] += sum[p];
                }
                sum = term;
            }
            table.add(name, type(name), sum);
        });
    }

    /** Adds the columns to a table of phasors; powers, which are no phasors, are left out. */
    void fillPhasors(ResultTable table, Function<String, Phasors> values) {
        recipes.forEach((name, recipe) -> {
            if (!type(name).equals("power")) {
                Phasors phasors = values.apply(recipe.get(0).get(0));
                table.add(name, type(name), phasors.real(), phasors.imaginary());
            }
        });
    }
}
