package org.superpose.circuits.circuit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A circuit: a title and components with checked names. Immutable; nodes are what the components name. */
public final class Circuit {
    /** The name of ground. */
    public static final String GROUND = "0";

    private final String title;
    private final List<Component> components;
    private final Map<String, Component> byName;                        // in lower case

    private Circuit(String title, List<Component> components) {
        this.title = title;
        this.components = List.copyOf(components);
        byName = new HashMap<>(2 * components.size());
        boolean grounded = false;
        for (Component component : components) {
            if (byName.put(component.name().toLowerCase(Locale.ROOT), component) != null) {
                throw new CircuitException("circuit \"" + title + "\": two components are named " + component.name() + "; names differ in more than case");
            }
            grounded = grounded || component.nodes().contains(GROUND);
        }
        for (Component component : components) {
            for (String control : component.controls()) {
                if (!byName.containsKey(control.toLowerCase(Locale.ROOT))) {
                    throw new CircuitException(component.name() + ": uses the current of " + control + ", which is not in the circuit; name a component with a branch current, such as a voltage source");
                }
            }
        }
        if (!grounded) {
            throw new CircuitException("circuit \"" + title + "\": nothing connects to ground; name one node 0");
        }
    }

    /** A circuit of components. */
    public static Circuit of(String title, Component... components) {
        return new Circuit(title, List.of(components));
    }

    /** A circuit of components. */
    public static Circuit of(String title, List<? extends Component> components) {
        return new Circuit(title, new ArrayList<>(components));
    }

    public String title() {
        return title;
    }

    public List<Component> components() {
        return components;
    }

    /**
     * The component of a name.
     *
     * @throws CircuitException if there is none
     */
    public Component component(String name) {
        Component component = byName.get(name.toLowerCase(Locale.ROOT));
        if (component == null) {
            throw new CircuitException("circuit \"" + title + "\" has no component " + name);
        }
        return component;
    }

    /** The same circuit with a component in the place of the one of its name. */
    public Circuit with(Component replacement) {
        Component replaced = component(replacement.name());
        List<Component> others = new ArrayList<>(components);
        others.set(components.indexOf(replaced), replacement);
        return new Circuit(title, others);
    }
}
