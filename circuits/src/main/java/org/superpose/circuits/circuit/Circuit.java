package org.superpose.circuits.circuit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A circuit: a title and parts with checked names. Immutable; nodes are what the parts name. What subcircuits consist of is among its components, under names that are paths: {@code x1.q3}, between nodes such as {@code x1.e}.
 */
public final class Circuit {
    /** The name of ground. */
    public static final String GROUND = "0";

    private final String title;
    private final List<Part> parts;
    private final List<Component> components;
    private final Map<String, Integer> places;                          // by name in lower case
    private volatile Map<String, Integer> nodes;                        // made when somebody asks for it

    private Circuit(String title, List<? extends Part> parts) {
        this.title = title;
        this.parts = List.copyOf(parts);
        List<Component> expanded = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Instance instance) {
                instance.expand(expanded::add);
            } else if (part instanceof Component component) {
                expanded.add(component);
            }
        }
        components = List.copyOf(expanded);
        places = new HashMap<>(2 * components.size());
        boolean grounded = false;
        for (Component component : components) {
            if (places.put(component.name().toLowerCase(Locale.ROOT), places.size()) != null) {
                throw new CircuitException("circuit \"" + title + "\": two components are named " + component.name() + "; names differ in more than case");
            }
            grounded = grounded || component.nodes().contains(GROUND);
        }
        for (Component component : components) {
            for (String control : component.controls()) {
                if (!places.containsKey(control.toLowerCase(Locale.ROOT))) {
                    throw new CircuitException(component.name() + ": uses the current of " + control + ", which is not in the circuit; name a component with a branch current, such as a voltage source");
                }
            }
        }
        if (!grounded) {
            throw new CircuitException("circuit \"" + title + "\": nothing connects to ground; name one node 0");
        }
    }

    /** A circuit of components and instances of subcircuits. */
    public static Circuit of(String title, Part... parts) {
        return new Circuit(title, List.of(parts));
    }

    /** A circuit of components and instances of subcircuits. */
    public static Circuit of(String title, List<? extends Part> parts) {
        return new Circuit(title, parts);
    }

    public String title() {
        return title;
    }

    /** What it was made of. */
    public List<Part> parts() {
        return parts;
    }

    /** All components, those of instances included. */
    public List<Component> components() {
        return components;
    }

    /** All nodes and their numbers: 0 is ground, the others count from 1 in the order in which components name them. */
    public Map<String, Integer> nodes() {
        Map<String, Integer> known = nodes;
        if (known == null) {
            known = new HashMap<>(2 * components.size());
            known.put(GROUND, 0);
            for (Component component : components) {
                for (String node : component.nodes()) {
                    if (!known.containsKey(node)) {
                        known.put(node, known.size());
                    }
                }
            }
            known = Collections.unmodifiableMap(known);
            nodes = known;
        }
        return known;
    }

    /** Whether it has a component of a name. */
    public boolean has(String name) {
        return places.containsKey(name.toLowerCase(Locale.ROOT));
    }

    /**
     * The component of a name.
     *
     * @throws CircuitException if there is none
     */
    public Component component(String name) {
        return components.get(place(name));
    }

    /**
     * Where the component of a name stands among the {@link #components}.
     *
     * @throws CircuitException if there is none
     */
    public int place(String name) {
        Integer place = places.get(name.toLowerCase(Locale.ROOT));
        if (place == null) {
            throw new CircuitException("circuit \"" + title + "\" has no component " + name);
        }
        return place;
    }

    /** The same circuit with a component in the place of the one of its name; one within a subcircuit has its path for a name. It is flat: its parts are its components. */
    public Circuit with(Component replacement) {
        List<Component> others = new ArrayList<>(components);
        others.set(place(replacement.name()), replacement);
        return new Circuit(title, others);
    }
}
