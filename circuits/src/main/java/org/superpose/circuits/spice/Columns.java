package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which unknowns of a circuit are shown, and how SPICE names them: {@code v(out)}, {@code i(v1)}, {@code i(v.x1.v1)}. First nodes, then branch currents; inner nodes of devices are not shown. */
final class Columns {
    private static final String BRANCH = "#branch";

    private final List<Integer> indices = new ArrayList<>();
    private final List<String> names = new ArrayList<>();

    /**
     * Columns of a circuit.
     *
     * @param unknowns names in the plan
     * @param saved    only these, unless it is empty
     */
    Columns(List<String> unknowns, Set<String> saved) {
        for (boolean branches : new boolean[] {false, true}) {
            for (int i = 0; i < unknowns.size(); i++) {
                String unknown = unknowns.get(i);
                if (unknown.endsWith(BRANCH) == branches && (branches || unknown.indexOf('#') < 0)) {
                    String name = branches ? "i(" + componentName(unknown.substring(0, unknown.length() - BRANCH.length())) + ")" : "v(" + unknown + ")";
                    if (saved.isEmpty() || saved.contains(name)) {
                        indices.add(i);
                        names.add(name);
                    }
                }
            }
        }
    }

    /** As ngspice names a component of an instance: {@code v.x1.v1}; in a flat deck it may be called so already. */
    static String componentName(String path) {
        int point = path.lastIndexOf('.');
        boolean named = point > 1 && path.charAt(1) == '.' && path.charAt(0) == path.charAt(point + 1);
        return point < 0 || named ? path : path.charAt(point + 1) + "." + path;
    }

    int size() {
        return names.size();
    }

    int index(int column) {
        return indices.get(column);
    }

    String name(int column) {
        return names.get(column);
    }

    String type(int column) {
        return names.get(column).charAt(0) == 'v' ? "voltage" : "current";
    }

    boolean has(String name) {
        return names.contains(name);
    }
}
