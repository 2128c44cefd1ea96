package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.superpose.circuits.circuit.Adjustable;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Spelling;
import org.superpose.circuits.solve.Settings;

/**
 * Numbers of a circuit by their paths: {@code r1}, the principal value of a component; {@code x1.q3.area} and {@code x1.q3.is}, numbers of one device and of its own copy of the card; {@code npnv.is}, that of all devices of a model card but
 * those that have a path of their own; {@code temp}, the temperature of the circuit [K].
 */
final class VariedNumbers {
    /** What the temperature of the circuit is called. */
    static final String TEMPERATURE = "temp";

    /**
     * Where a value goes.
     *
     * @param parameter place of its path among the paths
     * @param component place of the component in the circuit
     * @param number    which of its numbers; null for its principal value
     */
    record Target(int parameter, int component, ComponentNumber number) {
        /** The numbers of the component that it changes. */
        List<List<String>> places(Circuit circuit) {
            if (number != null) {
                return List.of(number.path());
            }
            return ComponentNumber.principals(circuit.components().get(component)).stream().map(ComponentNumber::path).toList();
        }

        Component set(Component present, double value) {
            return number == null ? present.withValue(value) : new ComponentNumber(present, number.path(), value).with(value);
        }
    }

    private final Circuit circuit;
    private final List<String> paths;
    private final List<Target> targets = new ArrayList<>();                   // those of cards before those of single devices
    private Map<String, List<Integer>> cards;                                 // components by the names of their cards, in lower case; made when somebody asks
    private int temperature = -1;

    /**
     * Finds the places.
     *
     * @throws CircuitException if a path leads nowhere, or two lead to the same number
     */
    VariedNumbers(Circuit circuit, List<String> paths) {
        this.circuit = circuit;
        this.paths = paths;
        List<Target> own = new ArrayList<>();
        for (int p = 0; p < paths.size(); p++) {
            resolve(p, paths.get(p), own);
        }
        Map<String, Integer> taken = new HashMap<>();
        targets.forEach(target -> take(taken, "card of " + target.component + " " + target.number.path(), target.parameter));
        own.forEach(target -> target.places(circuit).forEach(place -> take(taken, target.component + " " + place, target.parameter)));
        targets.addAll(own);
    }

    private Map<String, List<Integer>> cards() {
        if (cards == null) {
            cards = new LinkedHashMap<>();
            for (int c = 0; c < circuit.components().size(); c++) {
                for (String card : ComponentNumber.cards(circuit.components().get(c))) {
                    cards.computeIfAbsent(card.toLowerCase(Locale.ROOT), name -> new ArrayList<>()).add(c);
                }
            }
        }
        return cards;
    }

    /** Notes a place; refuses it if another path leads there too. */
    private void take(Map<String, Integer> taken, String place, int parameter) {
        Integer before = taken.putIfAbsent(place, parameter);
        if (before != null && before != parameter) {
            throw new CircuitException("parameters \"" + paths.get(before) + "\" and \"" + paths.get(parameter) + "\" are the same number; name it once");
        }
    }

    private void resolve(int parameter, String path, List<Target> own) {
        String lower = path.toLowerCase(Locale.ROOT);
        if (circuit.has(path)) {
            circuit.component(path).withValue(1);                             // refuses what has no principal value
            own.add(new Target(parameter, circuit.place(path), null));
            return;
        }
        if (lower.equals(TEMPERATURE)) {
            if (temperature >= 0) {
                throw new CircuitException("parameter \"" + path + "\" is named twice; name it once");
            }
            temperature = parameter;
            return;
        }
        for (int dot = lower.lastIndexOf('.'); dot > 0; dot = lower.lastIndexOf('.', dot - 1)) {
            String owner = lower.substring(0, dot);
            String name = path.substring(dot + 1);
            if (circuit.has(owner)) {
                Component whole = circuit.component(owner);
                ComponentNumber number = ComponentNumber.named(whole, name);
                if (number == null) {
                    throw unknown(path, whole.name() + " has no number \"" + name + "\"", whole.name(), names(whole), name);
                }
                own.add(new Target(parameter, circuit.place(owner), number));
                return;
            }
            if (cards().containsKey(owner)) {
                for (int device : cards().get(owner)) {
                    ComponentNumber number = ComponentNumber.named(circuit.components().get(device), name);
                    if (number == null || number.path().size() < 2) {
                        throw unknown(path, "model " + owner + " has no number \"" + name + "\"", owner, names(circuit.components().get(device)), name);
                    }
                    targets.add(new Target(parameter, device, number));
                }
                return;
            }
        }
        int last = lower.lastIndexOf('.');
        List<String> known = new ArrayList<>(cards().keySet());
        circuit.components().forEach(each -> known.add(each.name()));
        String sought = last > 0 && !near(lower, known).startsWith(lower.substring(0, last)) ? lower.substring(0, last) : lower;
        String nearest = near(sought, known);
        throw new CircuitException("no parameter \"" + path + "\" in circuit \"" + circuit.title() + "\"" + (nearest.isEmpty() ? "" : "; nearest: " + nearest) + "; write r1, x1.q3.area, x1.q3.is, a model's npnv.is, or temp");
    }

    private static CircuitException unknown(String path, String what, String owner, Collection<String> names, String name) {
        String nearest = near(name, names);
        return new CircuitException("parameter \"" + path + "\": " + what + (nearest.isEmpty() ? "" : "; nearest: " + owner + "." + nearest.replace(", ", ", " + owner + ".")));
    }

    private static Collection<String> names(Component component) {
        TreeSet<String> names = new TreeSet<>();
        for (ComponentNumber number : ComponentNumber.of(component)) {
            names.add(number.path().get(number.path().size() - 1).toLowerCase(Locale.ROOT));
        }
        return names;
    }

    private static String near(String sought, Collection<String> known) {
        return String.join(", ", Spelling.nearest(sought, known, 3, Integer.MAX_VALUE));
    }

    Circuit circuit() {
        return circuit;
    }

    /** Where the values go but for the temperature; what is set later overrides. */
    List<Target> targets() {
        return targets;
    }

    /** Place of the temperature among the parameters, or −1. */
    int temperature() {
        return temperature;
    }

    /**
     * The circuit with these values.
     *
     * @throws IllegalArgumentException if a component cannot have one
     */
    Circuit circuit(double[] values) {
        if (targets.isEmpty()) {
            return circuit;
        }
        List<Component> varied = new ArrayList<>(circuit.components());
        for (Target target : targets) {
            double value = values[target.parameter];
            try {
                varied.set(target.component, target.set(varied.get(target.component), value));
            } catch (IllegalArgumentException e) {
                throw new CircuitException("parameter \"" + paths.get(target.parameter) + "\" = " + value + ": " + e.getMessage());
            }
        }
        return Circuit.of(circuit.title(), varied);
    }

    /**
     * The settings with these values.
     *
     * @throws IllegalArgumentException if the temperature is none
     */
    Settings settings(Settings nominal, double[] values) {
        return temperature < 0 ? nominal : nominal.at(values[temperature]);
    }
}
