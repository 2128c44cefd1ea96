package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.superpose.circuits.analysis.Scatter;
import org.superpose.circuits.analysis.Varied;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;

/** Expands a deck to a circuit: instances in the place of subcircuits, numbers in the place of expressions. */
final class Elaboration {
    private static final int DEEPEST = 50;
    private static final int MOST = 2_000_000;                 // components and instances

    private final Set<String> global;
    private final Models models;
    private final Waveforms waveforms;
    private final Warnings warnings;
    private final double temperature;
    private final List<Varied> varied = new ArrayList<>();
    private Map<Alike, Expansion> seen = new HashMap<>();      // in the scope whose elements are being added; null: of one instance so far
    private Expansion into = new Expansion(0);
    private int unlike;                                        // number of components so far that would not do for another instance
    private int depth;

    /**
     * Instances that are alike but for their names and nodes.
     *
     * @param outer     where they stand
     * @param arguments what they state
     */
    private record Alike(Body body, Scope outer, SortedMap<String, Double> arguments) implements Comparable<Alike> {
        @Override
        public boolean equals(Object other) {                   // what a record has of itself is linked when it is first called, which takes as long as a thousand instances
            return other instanceof Alike alike && body == alike.body && outer == alike.outer && arguments.equals(alike.arguments);
        }

        @Override
        public int hashCode() {
            int hash = 31 * body.hashCode() + outer.hashCode();
            for (Map.Entry<String, Double> argument : arguments.entrySet()) {       // that of a map is a sum in which whole numbers collide by the thousand
                long bits = (Double.doubleToLongBits(argument.getValue()) + argument.getKey().hashCode() * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
                bits = (bits ^ bits >>> 32) * 0x94D049BB133111EBL;
                hash += (int) (bits >>> 32);
            }
            return hash;
        }

        @Override
        public int compareTo(Alike other) {                     // an order of those in one scope, by which a map finds them even if all have one hash
            int order = body.name().compareTo(other.body.name());
            Iterator<Map.Entry<String, Double>> others = other.arguments.entrySet().iterator();
            for (Iterator<Map.Entry<String, Double>> own = arguments.entrySet().iterator(); order == 0 && own.hasNext() && others.hasNext();) {
                Map.Entry<String, Double> argument = own.next();
                Map.Entry<String, Double> counterpart = others.next();
                order = argument.getKey().compareTo(counterpart.getKey());
                order = order != 0 ? order : argument.getValue().compareTo(counterpart.getValue());
            }
            return order != 0 ? order : Integer.compare(arguments.size(), other.arguments.size());
        }
    }

    /**
     * One expansion.
     *
     * @param global      nodes that have one name everywhere
     * @param temperature of the circuit [K]
     * @param set         parameters of models that are other than their cards say, by model
     */
    Elaboration(Set<String> global, Waveforms waveforms, double temperature, Map<String, Map<String, Double>> set, Warnings warnings) {
        this.global = global;
        this.waveforms = waveforms;
        this.temperature = temperature;
        this.warnings = warnings;
        models = new Models(set, warnings);
    }

    /** The circuit of a deck. */
    Circuit circuit(String title, Body top, Scope scope, Position at) {
        Elements elements = new Elements(this, scope, "", new HashMap<>());
        for (Card card : top.elements(scope)) {
            elements.add(card);
        }
        List<Component> components = into.components();
        if (components.isEmpty()) {
            throw new SpiceException(at, "the deck has no elements; the first line is always the title");
        }
        try {
            return Circuit.of(title, components);
        } catch (IllegalArgumentException e) {
            refuseNames();
            throw new SpiceException(at, e.getMessage(), e);
        }
    }

    /** Finds the card of a component that has another one's name, or refers to one that there is not. */
    private void refuseNames() {
        Map<String, Card> byName = new HashMap<>();
        for (int i = 0; i < into.components().size(); i++) {
            String name = into.components().get(i).name();
            Card before = byName.put(name, into.card(i));
            if (before != null) {
                throw into.card(i).error(name + " stands at " + before.position() + " already; rename one of them");
            }
        }
        for (Component component : into.components()) {
            for (String control : component.controls()) {
                if (!byName.containsKey(control)) {
                    throw byName.get(component.name()).error(component.name() + ": there is no " + control + ", whose current it uses; name a voltage source or inductor of the deck");
                }
            }
        }
    }

    Models models() {
        return models;
    }

    Waveforms waveforms() {
        return waveforms;
    }

    Warnings warnings() {
        return warnings;
    }

    double temperature() {
        return temperature;
    }

    boolean isGlobal(String node) {
        return global.contains(node);
    }

    void add(Component component, Card card) {
        if (into.size() >= MOST) {
            throw tooMany(card);
        }
        into.add(component, card);
        for (Toleranced model : models.taken()) {
            tolerances(component, model, card);
            unlike++;
        }
    }

    private static SpiceException tooMany(Card card) {
        return card.error("the deck expands to more than " + MOST + " components; look for subcircuits that contain each other many times");
    }

    /** Adds a component whose law is a formula of the names of its nodes. */
    void addFormula(Component component, Card card) {
        unlike++;
        add(component, card);
    }

    /** The numbers of a component of which its model states the accuracy. */
    private void tolerances(Component component, Toleranced model, Card card) {
        model.tolerances().forEach((parameter, tolerance) -> {
            double stated = model.nominal().getOrDefault(parameter, Double.NaN);
            OptionalDouble principal = parameter.equals(model.type()) ? Elements.value(component) : OptionalDouble.empty();
            boolean passive = Set.of("r", "c", "l").contains(model.type());
            if (passive && principal.isEmpty() || Double.isNaN(stated)) {
                warnings.add(card.position(), component.name() + ": the tolerance of " + parameter + " in model " + model.name() + " is left out, because nothing can vary it");
                return;
            }
            String number = component.name() + (passive ? "" : "." + parameter);
            List<Varied.Error> errors = new ArrayList<>();
            if (tolerance.each() != null) {
                errors.add(new Varied.Error(component.name() + "." + parameter + " dev", passive ? of(tolerance.each(), stated) : tolerance.each()));
            }
            if (tolerance.all() != null) {
                errors.add(new Varied.Error(model.name() + "." + parameter + " lot", passive ? of(tolerance.all(), stated) : tolerance.all()));
            }
            varied.add(new Varied(number, passive ? principal.getAsDouble() : stated, errors));
        });
    }

    /** Of a value that the model multiplies. */
    private static Scatter of(Scatter scatter, double stated) {
        return scatter.relative() ? scatter : new Scatter(scatter.shape(), scatter.size() / Math.abs(stated), true);
    }

    /** What the models' tolerances say of the circuit that was made. */
    List<Varied> varied() {
        return varied;
    }

    /** Adds what an X card stands for. */
    void instance(Card card, Scope scope, String path, Elements outer) {
        List<Token> tokens = Values.plain(card.tokens());
        int end = tokens.size();
        int arguments = -1;
        for (int i = 1; i < tokens.size() && arguments < 0; i++) {
            if (tokens.get(i).is("params:")) {
                end = i;
                arguments = tokens.get(i).to();
            } else if (i + 1 < tokens.size() && tokens.get(i + 1).is("=")) {
                end = i;
                arguments = tokens.get(i).from();
            }
        }
        if (end < 2) {
            throw card.error(card.head() + ": write an instance as X1 node1 node2 ... subcircuit");
        }
        Token name = tokens.get(end - 1);
        Body body = subcircuit(name.text(), scope);
        if (body == null) {
            throw name.error("subcircuit " + name.raw() + " is not defined; add .subckt " + name.raw() + " ... or include the file that has it");
        }
        int given = end - 2;
        if (given != body.pins().size()) {
            throw name.error(card.head() + ": subcircuit " + body.name() + " has " + body.pins().size() + " nodes " + body.pins() + ", but " + given + " are connected");
        }
        if (depth >= DEEPEST || into.size() >= MOST) {
            throw card.error(card.head() + ": subcircuits contain each other more than " + DEEPEST + " deep, or the deck expands to more than " + MOST + " components; look for one that contains itself");
        }
        into.addInstance();
        SortedMap<String, Double> stated = arguments < 0 ? Collections.emptySortedMap() : arguments(card, arguments, body, scope);
        String[] pins = new String[given];
        for (int i = 0; i < given; i++) {
            pins[i] = outer.node(tokens.get(i + 1));
        }
        String within = path + card.head() + ".";
        Alike alike = new Alike(body, scope, stated);
        Expansion known = seen.get(alike);
        boolean first = known == null && !seen.containsKey(alike);
        depth++;
        if (first || known == Expansion.NONE) {
            int own = unlike + scope.drawing().total();
            Map<String, String> nodes = new HashMap<>();
            for (int i = 0; i < given; i++) {
                nodes.put(body.pins().get(i), pins[i]);
            }
            expand(alike, within, nodes);
            seen.put(alike, unlike + scope.drawing().total() > own ? Expansion.NONE : null);
        } else {
            if (known == null) {                                // one that has no equal is expanded once
                known = forAll(alike);
                seen.put(alike, known);
            }
            if (into.size() + known.count() > MOST) {
                throw tooMany(card);
            }
            into.copy(known, within, pins);
        }
        depth--;
    }

    private static SortedMap<String, Double> arguments(Card card, int from, Body body, Scope scope) {
        SortedMap<String, Double> stated = new TreeMap<>();
        Assignments.parse(card, from).forEach((parameter, expression) -> {
            if (body.hasArgument(parameter)) {
                stated.put(parameter, expression.value(scope));
            } else if (!parameter.equals("m") || expression.value(scope) != 1) {
                throw card.error(card.head() + ": subcircuit " + body.name() + " has no parameter " + parameter + "; declare it on its .subckt line");
            }
        });
        return stated;
    }

    private void expand(Alike instance, String path, Map<String, String> nodes) {
        Scope inner = new Scope(instance.outer, instance.body, path);
        instance.arguments.forEach(inner::set);
        Map<Alike, Expansion> outside = seen;
        seen = new HashMap<>();                                 // nothing else stands within this instance: what was kept for it may go
        Elements elements = new Elements(this, inner, path, nodes);
        for (Card element : instance.body.elements(inner)) {
            elements.add(element);
        }
        seen = outside;
    }

    /** What all these instances are copies of. */
    private Expansion forAll(Alike instances) {
        Expansion outside = into;
        List<String> pins = instances.body.pins();
        into = new Expansion(outside.size());
        expand(instances, Expansion.PATH, Expansion.pins(pins));
        Expansion all = into;
        all.close(pins.size());
        into = outside;
        return all;
    }

    private static Body subcircuit(String name, Scope from) {
        for (Scope scope = from; scope != null; scope = scope.outer()) {
            Body found = scope.body() == null ? null : scope.body().subcircuit(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
