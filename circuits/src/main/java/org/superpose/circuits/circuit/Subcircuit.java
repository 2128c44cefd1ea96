package org.superpose.circuits.circuit;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A circuit with ports, to be used in others: {@code .subckt}. Immutable. Nodes that are not ports belong to each instance alone, except ground.
 *
 * @param name    as a deck has it: letters, digits, {@code _}
 * @param purpose what it is, for a comment in decks; one line, may be empty
 * @param ports   names of the nodes that an instance connects, in order
 * @param parts   components and instances of other subcircuits, with names and nodes as they are called here
 */
public record Subcircuit(String name, String purpose, List<String> ports, List<Part> parts) {
    public Subcircuit {
        ports = List.copyOf(ports);
        parts = List.copyOf(parts);
        if (!name.matches("[A-Za-z_][A-Za-z_0-9]*")) {
            throw new CircuitException("subcircuit \"" + name + "\": a name has letters, digits and _, and begins with none of the digits");
        }
        if (purpose.lines().count() > 1) {
            throw new CircuitException("subcircuit " + name + ": its purpose must be one line");
        }
        if (new HashSet<>(ports).size() != ports.size() || ports.contains(Circuit.GROUND)) {
            throw new CircuitException("subcircuit " + name + ": ports must differ from each other and from ground, got " + ports);
        }
        Set<String> names = new HashSet<>();
        Set<String> nodes = new HashSet<>();
        for (Part part : parts) {
            if (!names.add(part.name().toLowerCase(Locale.ROOT))) {
                throw new CircuitException("subcircuit " + name + ": two parts are named " + part.name() + "; names differ in more than case");
            }
            nodes.addAll(part.nodes());
        }
        for (String port : ports) {
            if (!nodes.contains(port)) {
                throw new CircuitException("subcircuit " + name + ": nothing connects to its port " + port);
            }
        }
    }

    /** Of parts. */
    public static Subcircuit of(String name, String purpose, List<String> ports, Part... parts) {
        return new Subcircuit(name, purpose, ports, List.of(parts));
    }

    /**
     * An instance of it.
     *
     * @param instance its name, in decks with an x before it
     * @param nodes    what its ports connect to, in their order
     */
    public Instance as(String instance, String... nodes) {
        return new Instance(instance, this, List.of(nodes), Map.of());
    }
}
