package org.superpose.circuits.spice;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.superpose.circuits.analysis.Axis;
import org.superpose.circuits.analysis.Varied;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Settings;

/** A deck at one point of its .step cards: parameters, options, circuit, and the voltages to start from. Without .step there is one such point. */
final class DeckPoint {
    private final DeckSource deck;
    private final DeckPoint like;               // whose plan serves here too; null: none
    private final Map<Swept, Double> stepped;
    private final Drawing drawing;
    private final UnaryOperator<Circuit> change;
    private final Scope scope;
    private final Options options;
    private final Set<String> global = new HashSet<>();
    private final Map<String, Double> near = new LinkedHashMap<>();
    private final Map<String, Double> initial = new LinkedHashMap<>();
    private final double[] times;               // of the first transient analysis
    private final Circuit circuit;
    private List<Varied> varied;
    private Names names;
    private CircuitPlan plan;

    /**
     * One point.
     *
     * @param stepped what has another value than the deck says
     * @param like    a point whose plan may be shared, or null
     */
    DeckPoint(DeckSource deck, Map<Swept, Double> stepped, DeckPoint like) {
        this(deck, stepped, like, new Drawing(), UnaryOperator.identity());
    }

    /**
     * One point of one sample.
     *
     * @param drawing what expressions draw
     * @param change  puts numbers of the circuit in the place of others
     */
    DeckPoint(DeckSource deck, Map<Swept, Double> stepped, DeckPoint like, Drawing drawing, UnaryOperator<Circuit> change) {
        this.deck = deck;
        this.stepped = stepped;
        this.like = like;
        this.drawing = drawing;
        this.change = change;
        scope = fresh();
        options = new Options(deck.constants(), deck.warnings());
        for (boolean guarded : new boolean[] {false, true}) {              // a condition may depend on the temperature
            scope.set("temper", options.celsius());
            for (Guard.Guarded directive : deck.directives()) {
                if (directive.guard() != null == guarded) {
                    option(directive);
                }
            }
        }
        stepped.forEach((axis, value) -> {
            if (axis.kind() == Swept.Kind.TEMPERATURE) {
                options.celsius(value);
            }
        });
        options.warn();
        scope.set("temper", options.celsius());
        scope.set("temp", options.celsius());
        try {
            options.settings(deck.constants());
        } catch (IllegalArgumentException e) {
            throw new SpiceException(deck.begin(), e.getMessage() + "; see .options and .temp", e);
        }
        cards(".global").forEach(card -> card.tokens().stream().skip(1).forEach(token -> global.add(token.text())));
        List<Card> transients = cards(".tran", "tran");
        times = transients.isEmpty() ? new double[] {1e-12, 1, 0, 1} : Analyses.times(transients.get(0), scope);
        if (like != null && ofElements(stepped)) {
            circuit = withElements(like.circuit);
            varied = like.varied;
        } else {
            circuit = circuit(scope, times[0], times[1]);
        }
        cards(".ic").forEach(card -> voltages(card, initial));
        cards(".nodeset").forEach(card -> voltages(card, near));
    }

    /** From now on its analyses take so many threads each. */
    DeckPoint on(int threads) {
        options.threads(threads);
        return this;
    }

    /** Of parameters as they are at this point, nothing evaluated yet. */
    private Scope fresh() {
        Scope fresh = new Scope(deck.top(), drawing);
        stepped.forEach((axis, value) -> {
            if (axis.kind() == Swept.Kind.PARAMETER) {
                if (deck.top().parameter(axis.word().text()) == null) {
                    throw axis.word().error("there is no parameter " + axis.word().raw() + "; define it with .param");
                }
                fresh.set(axis.word().text(), value);
            }
        });
        return fresh;
    }

    private void option(Guard.Guarded directive) {
        Card card = directive.card();
        switch (card.inControl() ? "" : card.head()) {
            case ".options", ".option", ".opt" -> {
                if (directive.holds(scope)) {
                    options.read(card, scope);
                }
            }
            case ".temp" -> {
                if (directive.holds(scope)) {
                    options.temperature(card, scope);
                }
            }
            default -> { }
        }
    }

    /** Cards of these heads that count at this point. */
    List<Card> cards(String... heads) {
        Set<String> wanted = Set.of(heads);
        return deck.directives().stream().filter(directive -> wanted.contains(directive.card().head()) && directive.holds(scope)).map(Guard.Guarded::card).toList();
    }

    private Circuit circuit(Scope with, double tranStep, double tranStop) {
        Map<String, Map<String, Double>> models = new HashMap<>();
        stepped.forEach((axis, value) -> {
            if (axis.kind() == Swept.Kind.MODEL) {
                models.computeIfAbsent(axis.model(), name -> new HashMap<>()).put(axis.word().text(), value);
            }
        });
        Elaboration elaboration = new Elaboration(global, new Waveforms(tranStep, tranStop), options.kelvin(), models, deck.warnings());
        Circuit made = elaboration.circuit(deck.title(), deck.top(), with, deck.begin());
        varied = elaboration.varied();
        return change.apply(withElements(made));
    }

    /** Whether the circuit is that of the deck but for the values of some elements. */
    private static boolean ofElements(Map<Swept, Double> stepped) {
        return !stepped.isEmpty() && stepped.keySet().stream().allMatch(axis -> axis.kind() == Swept.Kind.ELEMENT);
    }

    private Circuit withElements(Circuit before) {
        Circuit made = before;
        for (Map.Entry<Swept, Double> entry : stepped.entrySet()) {
            if (entry.getKey().kind() == Swept.Kind.ELEMENT) {
                Component element = component(entry.getKey().word(), new Names(made));
                try {
                    made = made.with(element.withValue(entry.getValue()));
                } catch (IllegalArgumentException e) {
                    throw new SpiceException(entry.getKey().word().position(), e.getMessage(), e);
                }
            }
        }
        return made;
    }

    /** Numbers that scatter as model cards say. */
    List<Varied> varied() {
        return varied;
    }

    /** An axis along which parameters take other values; the elements whose own values are swept beside them keep those. */
    Axis parameterAxis(Swept axis, Map<String, Double> swept, List<String> elements) {
        String parameter = axis.word().text();
        return Axis.of(parameter, axis.sweep(), (before, value) -> {
            swept.put(parameter, value);
            Scope other = fresh();
            other.set("temper", options.celsius());
            other.set("temp", options.celsius());
            swept.forEach(other::set);
            Circuit varied = circuit(other, times[0], times[1]);
            for (String element : elements) {
                varied = varied.with(before.component(element));
            }
            return varied;
        });
    }

    /** Its circuit for a transient analysis: what a waveform does not say of itself depends on that. */
    CircuitPlan plan(double tranStep, double tranStop) {
        return times[0] == tranStep && times[1] == tranStop ? plan() : plan().variant(circuit(scope, tranStep, tranStop));
    }

    CircuitPlan plan() {
        if (plan == null) {
            plan = like == null ? CircuitPlan.of(circuit) : like.plan().variant(circuit);
        }
        return plan;
    }

    Circuit circuit() {
        return circuit;
    }

    Names names() {
        if (names == null) {
            names = new Names(circuit);
        }
        return names;
    }

    Scope scope() {
        return scope;
    }

    Options options() {
        return options;
    }

    Settings settings() {
        return options.settings(deck.constants());
    }

    Settings transientSettings() {
        return options.transientSettings(deck.constants());
    }

    /** Voltages of .nodeset [V]. */
    Map<String, Double> near() {
        return near;
    }

    /** Voltages of .ic [V]. */
    Map<String, Double> initial() {
        return initial;
    }

    boolean hasParameter(String name) {
        return deck.top().parameter(name) != null;
    }

    /** Values of what is stepped, by the names of their columns. */
    Map<String, Double> stepped() {
        Map<String, Double> named = new LinkedHashMap<>();
        stepped.forEach((axis, value) -> named.put(axis.columnName(), value));
        return named;
    }

    String node(Token token) {
        String node = names().node(token.text());
        if (node == null) {
            throw token.error("there is no node " + token.raw() + " in the circuit; correct the name");
        }
        return node;
    }

    Component component(Token token) {
        return component(token, names());
    }

    private static Component component(Token token, Names names) {
        Component component = names.component(token.text());
        if (component == null) {
            throw token.error("there is no element " + token.raw() + " in the circuit; correct the name");
        }
        return component;
    }

    /** {@code v(node)=value}, in any number. */
    private void voltages(Card card, Map<String, Double> into) {
        List<Token> tokens = Values.plain(card.tokens());
        for (int i = 1; i < tokens.size(); i += 4) {
            if (i + 3 >= tokens.size() || !tokens.get(i).is("v") || !tokens.get(i + 2).is("=")) {
                throw tokens.get(i).error("write " + card.head() + " as " + card.head() + " v(node)=value");
            }
            String node = node(tokens.get(i + 1));
            double value = Values.of(tokens.get(i + 3), scope);
            if (!node.equals(Circuit.GROUND)) {
                into.put(node, value);
            }
        }
    }
}
