package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
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
    private final List<Component> components = new ArrayList<>();
    private final List<Varied> varied = new ArrayList<>();
    private final Map<String, Card> byName = new HashMap<>();
    private int depth;
    private int instances;

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
        if (components.isEmpty()) {
            throw new SpiceException(at, "the deck has no elements; the first line is always the title");
        }
        for (Component component : components) {
            for (String control : component.controls()) {
                if (!byName.containsKey(control)) {
                    throw byName.get(component.name()).error(component.name() + ": there is no " + control + ", whose current it uses; name a voltage source or inductor of the deck");
                }
            }
        }
        try {
            return Circuit.of(title, components);
        } catch (IllegalArgumentException e) {
            throw new SpiceException(at, e.getMessage(), e);
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
        if (components.size() + instances >= MOST) {
            throw card.error("the deck expands to more than " + MOST + " components; look for subcircuits that contain each other many times");
        }
        Card before = byName.put(component.name(), card);
        if (before != null) {
            throw card.error(component.name() + " stands at " + before.position() + " already; rename one of them");
        }
        components.add(component);
        models.taken().forEach(model -> tolerances(component, model, card));
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
        if (depth >= DEEPEST || ++instances + components.size() >= MOST) {
            throw card.error(card.head() + ": subcircuits contain each other more than " + DEEPEST + " deep, or the deck expands to more than " + MOST + " components; look for one that contains itself");
        }
        Map<String, String> pins = new HashMap<>();
        for (int i = 0; i < given; i++) {
            pins.put(body.pins().get(i), outer.node(tokens.get(i + 1)));
        }
        String within = path + card.head() + ".";
        Scope inner = new Scope(scope, body, within);
        if (arguments >= 0) {
            Assignments.parse(card, arguments).forEach((parameter, expression) -> {
                if (!body.hasArgument(parameter)) {
                    if (!parameter.equals("m") || expression.value(scope) != 1) {
                        throw card.error(card.head() + ": subcircuit " + body.name() + " has no parameter " + parameter + "; declare it on its .subckt line");
                    }
                } else {
                    inner.set(parameter, expression.value(scope));
                }
            });
        }
        depth++;
        Elements elements = new Elements(this, inner, within, pins);
        for (Card element : body.elements(inner)) {
            elements.add(element);
        }
        depth--;
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
