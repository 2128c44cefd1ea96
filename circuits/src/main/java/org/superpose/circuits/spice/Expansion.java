package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;

/** Components that cards stand for, in their order: those of a circuit, or those of every instance of a subcircuit with the same arguments in the same place, whose pins and path then have names that no deck can write. */
final class Expansion {
    /** Of every instance of which another one would not be a copy. */
    static final Expansion NONE = new Expansion(0);

    /** Path of an instance that stands for all; and, with its number behind it, the node at a pin. */
    static final String PATH = "\u0001.";
    private static final String PIN = "\u0002";

    private final List<Component> components = new ArrayList<>();
    private final List<Card> cards = new ArrayList<>();
    private final int outside;
    private int instances;
    private Map<String, Integer> numbers;       // of all nodes that the components connect to, the pins first
    private String[] nodes;
    private Map<String, String> rests;          // of names that begin with the path of an instance that stands for all: what stands behind it

    /**
     * Of nothing yet.
     *
     * @param outside components and instances that there are beside these
     */
    Expansion(int outside) {
        this.outside = outside;
    }

    void add(Component component, Card card) {
        components.add(component);
        cards.add(card);
    }

    void addInstance() {
        instances++;
    }

    List<Component> components() {
        return components;
    }

    /** Where a component comes from. */
    Card card(int component) {
        return cards.get(component);
    }

    /** Components and instances. */
    int count() {
        return components.size() + instances;
    }

    /** The same, and those outside. */
    int size() {
        return outside + count();
    }

    /** The nodes of an instance that stands for all, by those of its subcircuit. */
    static Map<String, String> pins(List<String> pins) {
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < pins.size(); i++) {
            names.put(pins.get(i), PIN + i);
        }
        return names;
    }

    /** Numbers the nodes when nothing is to be added any more. */
    void close(int pins) {
        numbers = new HashMap<>();
        rests = new HashMap<>();
        List<String> order = new ArrayList<>();
        UnaryOperator<String> number = node -> {
            if (numbers.putIfAbsent(node, numbers.size()) == null) {
                order.add(node);
            }
            return rest(node);
        };
        for (int i = 0; i < pins; i++) {
            number.apply(PIN + i);
        }
        components.forEach(component -> component.renamed(this::rest, number));
        nodes = order.toArray(String[]::new);
    }

    /**
     * Adds what an instance consists of.
     *
     * @param all  what stands for it
     * @param pins nodes at its pins
     */
    void copy(Expansion all, String path, String[] pins) {
        String[] named = Arrays.copyOf(pins, all.nodes.length);
        for (int i = pins.length; i < named.length; i++) {
            named[i] = all.within(path, all.nodes[i]);
        }
        UnaryOperator<String> names = name -> all.within(path, name);
        UnaryOperator<String> nodes = node -> named[all.numbers.get(node)];
        for (int i = 0; i < all.components.size(); i++) {
            Card card = all.cards.get(i);
            try {
                add(all.components.get(i).renamed(names, nodes), card);
            } catch (IllegalArgumentException e) {
                throw new SpiceException(card.position(), e.getMessage(), e);
            }
        }
        instances += all.instances;
    }

    private String rest(String name) {
        if (name.startsWith(PATH)) {
            rests.put(name, name.substring(PATH.length()));
        }
        return name;
    }

    private String within(String path, String name) {
        String rest = rests.get(name);
        return rest == null ? name : path.concat(rest);
    }
}
