package org.superpose.circuits.circuit;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A subcircuit in its place. Its components may differ in values from those of the subcircuit, as those of a chip do from those of its design.
 *
 * @param name       unique where it stands; without dots, which part the names in a path
 * @param subcircuit what it is an instance of
 * @param nodes      what the ports connect to, in their order
 * @param replaced   components in the place of others, by their path within the subcircuit ({@code q3}, {@code xa.q3}); each has the name, nodes and controls of the one that it replaces, as they are called there
 */
public record Instance(String name, Subcircuit subcircuit, List<String> nodes, Map<String, Component> replaced) implements Part {
    public Instance {
        nodes = List.copyOf(nodes);
        replaced = Map.copyOf(replaced);
        if (name.isEmpty() || name.contains(".")) {
            throw new CircuitException("instance \"" + name + "\" of " + subcircuit.name() + ": its name must not be empty nor contain a dot");
        }
        if (nodes.size() != subcircuit.ports().size()) {
            throw new CircuitException(name + ": " + subcircuit.name() + " has " + subcircuit.ports().size() + " ports " + subcircuit.ports() + ", got " + nodes.size() + " nodes " + nodes);
        }
        if (!replaced.isEmpty()) {
            Map<String, Component> originals = originals(subcircuit);
            replaced.forEach((path, component) -> {
                Component original = originals.get(path);
                if (original == null || !component.name().equals(original.name()) || !component.nodes().equals(original.nodes()) || !component.controls().equals(original.controls())) {
                    throw new CircuitException("instance of " + subcircuit.name() + ": what replaces " + path + " must have the name, nodes and controls of a component there");
                }
            });
        }
    }

    /**
     * The same instance with other values.
     *
     * @param change gets the path of each component within the subcircuit and the component as it stands; returns it, or one with other values
     */
    public Instance varied(BiFunction<String, Component, Component> change) {
        Map<String, Component> others = new HashMap<>(replaced);
        originals(subcircuit).forEach((path, original) -> {
            Component present = replaced.getOrDefault(path, original);
            Component changed = change.apply(path, present);
            if (changed != present) {
                others.put(path, changed);
            }
        });
        return new Instance(name, subcircuit, nodes, others);
    }

    /** The components of a subcircuit by their paths, in the order of its parts. */
    private static Map<String, Component> originals(Subcircuit subcircuit) {
        Map<String, Component> byPath = new LinkedHashMap<>();
        walk(subcircuit, "", (path, component) -> component, byPath::put);
        return byPath;
    }

    private static void walk(Subcircuit subcircuit, String path, BiFunction<String, Component, Component> present, BiConsumer<String, Component> visitor) {
        for (Part part : subcircuit.parts()) {
            if (part instanceof Component component) {
                visitor.accept(path + component.name(), present.apply(component.name(), component));
            } else if (part instanceof Instance inner) {
                walk(inner.subcircuit, path + inner.name + ".", inner.within(present), visitor);
            }
        }
    }

    /** What stands in the places of this instance's components, if it is itself part of one in which something may be replaced. */
    private BiFunction<String, Component, Component> within(BiFunction<String, Component, Component> outer) {
        return (path, component) -> outer.apply(name + "." + path, replaced.getOrDefault(path, component));
    }

    /** Gives the components that it consists of to a circuit, named by their paths. */
    void expand(Consumer<Component> circuit) {
        expand("", UnaryOperator.identity(), replaced::getOrDefault, circuit);
    }

    private void expand(String path, UnaryOperator<String> outer, BiFunction<String, Component, Component> present, Consumer<Component> circuit) {
        String prefix = path + name + ".";
        Map<String, String> known = new HashMap<>();
        known.put(Circuit.GROUND, Circuit.GROUND);
        for (int p = 0; p < nodes.size(); p++) {
            known.put(subcircuit.ports().get(p), outer.apply(nodes.get(p)));
        }
        UnaryOperator<String> inner = node -> known.computeIfAbsent(node, prefix::concat);
        for (Part part : subcircuit.parts()) {
            if (part instanceof Component component) {
                circuit.accept(present.apply(component.name(), component).renamed(prefix::concat, inner));
            } else if (part instanceof Instance instance) {
                instance.expand(prefix, inner, instance.within(present), circuit);
            }
        }
    }
}
