package org.superpose.circuits.spice;

import java.util.List;
import java.util.Map;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;

/**
 * What the cards of a deck can name of its circuit, and how the columns of results are called: {@code v(out)}, {@code i(v1)}, {@code i(v.x1.v1)}, {@code i(r1)}, {@code ic(q1)}, {@code i(@q1[ic])}, {@code p(r1)}.
 */
final class Names {
    private static final Map<Character, String> TERMINALS = Map.of('q', "cbes", 'm', "dgsb", 'j', "dgs");

    private final Circuit circuit;

    Names(Circuit circuit) {
        this.circuit = circuit;
    }

    /** As ngspice names a component of an instance: {@code v.x1.v1}; in a flat deck it may be called so already. */
    static String ofComponent(String path) {
        int point = path.lastIndexOf('.');
        boolean named = point > 1 && path.charAt(1) == '.' && path.charAt(0) == path.charAt(point + 1);
        return point < 0 || named ? path : path.charAt(point + 1) + "." + path;
    }

    /** The node of a name, or null. */
    String node(String name) {
        String node = name.equals("gnd") ? Circuit.GROUND : name;
        return circuit.nodes().containsKey(node) ? node : null;
    }

    /** The component of a name as we write it or as ngspice does, {@code x1.v1} or {@code v.x1.v1}; or null. */
    Component component(String name) {
        Component component = find(name);
        if (component == null && name.length() > 2 && name.charAt(1) == '.') {
            component = find(name.substring(2));
            component = component != null && ofComponent(component.name()).equals(name) ? component : null;
        }
        return component;
    }

    private Component find(String name) {
        return circuit.has(name) ? circuit.component(name) : null;
    }

    /** The column of a voltage or current, or null if the circuit has none of that name. */
    String column(String function, String of) {
        if (function.equals("v")) {
            String node = node(of);
            return node == null ? null : "v(" + node + ")";
        }
        Component component = component(of);
        if (component == null || terminal(component, function) < 0 && !function.equals("p")) {
            return null;
        }
        return function + "(" + ofComponent(component.name()) + ")";
    }

    /** The column of ngspice's {@code @r1[i]}, or null. */
    String column(String at) {
        int bracket = at.indexOf('[');
        if (!at.startsWith("@") || bracket < 0 || !at.endsWith("]")) {
            return null;
        }
        String what = at.substring(bracket + 1, at.length() - 1);
        Component component = component(at.substring(1, bracket));
        if (component == null || terminal(component, what) < 0 && !what.equals("p")) {
            return null;
        }
        String name = "@" + ofComponent(component.name()) + "[" + what + "]";
        return what.equals("p") ? name : "i(" + name + ")";
    }

    /** Number of the terminal of {@code i}, {@code ic}, {@code id}, or −1. */
    static int terminal(Component component, String function) {
        List<String> terminals = component.nodes();
        if (terminals.isEmpty() || function.isEmpty() || function.length() > 2 || function.charAt(0) != 'i') {
            return -1;
        }
        if (function.equals("i")) {
            return 0;
        }
        char kind = component.name().charAt(component.name().lastIndexOf('.') + 1);
        if (kind == 'd') {
            return function.equals("id") ? 0 : -1;
        }
        int terminal = TERMINALS.getOrDefault(kind, "").indexOf(function.charAt(1));
        return terminal < terminals.size() ? terminal : -1;
    }

    /** The current columns of all terminals of a component, as ngspice's savecurrents names them. */
    static List<String> currents(Component component) {
        char kind = component.name().charAt(component.name().lastIndexOf('.') + 1);
        String name = ofComponent(component.name());
        if (kind == 'd') {
            return List.of("i(@" + name + "[id])");
        }
        String letters = TERMINALS.get(kind);
        if (letters == null) {
            return component.nodes().isEmpty() ? List.of() : List.of("i(@" + name + "[i])");
        }
        return letters.chars().limit(component.nodes().size()).mapToObj(letter -> "i(@" + name + "[i" + (char) letter + "])").toList();
    }
}
