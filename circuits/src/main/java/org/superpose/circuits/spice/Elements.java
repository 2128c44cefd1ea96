package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.superpose.circuits.amplifier.OperationalAmplifier;
import org.superpose.circuits.amplifier.OperationalAmplifierModel;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.memory.ProgrammableConductance;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.CurrentControlledSwitch;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.MutualInductance;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.passive.VoltageControlledSwitch;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.EkvModel;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.JunctionFieldEffectModel;
import org.superpose.circuits.semiconductor.JunctionFieldEffectTransistor;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.source.CurrentControlledCurrentSource;
import org.superpose.circuits.source.CurrentControlledVoltageSource;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.Polynomial;
import org.superpose.circuits.source.SensedVoltage;
import org.superpose.circuits.source.VoltageControlledCurrentSource;
import org.superpose.circuits.source.VoltageControlledVoltageSource;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.circuits.source.Waveform;

/** Makes the component of an element card, within one instance of a subcircuit. */
final class Elements {
    private static final double ZERO_CELSIUS = 273.15;         // [K]
    private static final double SQUARE = 100e-6;               // side of a MOSFET that states neither W nor L, as in SPICE [m]
    private static final int MOST_INPUTS = 100;
    private static final int MOST_COUPLED = 100;

    private final Elaboration deck;
    private final Scope scope;
    private final String path;                                  // "" or "x1.x2."
    private final Map<String, String> nodes;                    // names in the whole circuit, by those within the instance
    private final BehaviouralElements behavioural;

    /**
     * @param nodes names in the whole circuit of those of the instance that are its pins; the others come to them
     */
    Elements(Elaboration deck, Scope scope, String path, Map<String, String> nodes) {
        this.deck = deck;
        this.scope = scope;
        this.path = path;
        this.nodes = nodes;
        behavioural = new BehaviouralElements(this, path, scope);
    }

    /** An element's words and, apart from them, its {@code name=value}s. */
    private final class Words {
        private final Card card;
        private final String name;
        private final List<Token> words;
        private final Map<String, List<Token>> named;
        private int next = 1;

        Words(Card card) {
            this.card = card;
            name = within(card.head());
            words = card.words();
            named = card.named().isEmpty() ? Collections.emptyMap() : new LinkedHashMap<>(card.named());
        }

        boolean more() {
            return next < words.size();
        }

        Token peek() {
            return words.get(next);
        }

        Token take(String what) {
            if (!more()) {
                throw card.error(card.head() + ": its " + what + " is missing");
            }
            return words.get(next++);
        }

        String node(String what) {
            return Elements.this.node(take(what));
        }

        double number(String what) {
            return Values.of(take(what), scope);
        }

        /** Whether the next word is a number or an expression; names count as parameters if they are no models. */
        boolean numberNext() {
            return more() && (Values.isNumber(peek()) || peek().kind() == Token.Kind.EXPRESSION || peek().kind() == Token.Kind.WORD && !deck.models().has(peek().text(), scope));
        }

        boolean has(String parameter) {
            return named.containsKey(parameter);
        }

        /** The value of a named parameter, which is then done with. */
        double named(String parameter, double fallback) {
            List<Token> values = named.remove(parameter);
            if (values == null) {
                return fallback;
            }
            if (values.size() > 1) {
                throw values.get(1).error(card.head() + ": \"" + values.get(1).raw() + "\" is one value too many for " + parameter);
            }
            return Values.of(values.get(0), scope);
        }

        /** Refuses what is left. */
        void end() {
            if (more()) {
                throw peek().error(card.head() + ": \"" + peek().raw() + "\" is not understood here; take it away");
            }
            if (!named.isEmpty()) {
                Map.Entry<String, List<Token>> first = named.entrySet().iterator().next();
                throw first.getValue().get(0).error(card.head() + ": parameter " + first.getKey() + " is not built; take it away");
            }
        }

        /** Drops parameters that say nothing about the answer. */
        void ignore(String... parameters) {
            for (String parameter : parameters) {
                named.remove(parameter);
            }
        }
    }

    /** Adds what the card stands for. */
    void add(Card card) {
        try {
            scope.drawing().at(path, card.head(), () -> {
                make(card);
                return null;
            });
        } catch (SpiceException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SpiceException(card.position(), e.getMessage(), e);
        }
    }

    private void make(Card card) {
        Component formula = scope.drawing().at(path, card.head(), () -> behavioural.of(card));     // what is no formula draws again, the same
        if (formula != null) {
            deck.addFormula(formula, card);
            return;
        }
        if (card.head().startsWith("x")) {
            deck.instance(card, scope, path, this);
            return;
        }
        Words w = new Words(card);
        if (w.words.isEmpty()) {
            throw card.error("\"" + card.shown() + "\" is no element; its first word must be a name");
        }
        switch (card.head().isEmpty() ? ' ' : card.head().charAt(0)) {
            case 'r' -> deck.add(resistor(w), card);
            case 'c' -> deck.add(capacitor(w), card);
            case 'l' -> deck.add(inductor(w), card);
            case 'k' -> coupling(w);
            case 'v', 'i' -> deck.add(independent(w), card);
            case 'e', 'g' -> deck.add(voltageControlled(w), card);
            case 'f', 'h' -> deck.add(currentControlled(w), card);
            case 'd' -> deck.add(diode(w), card);
            case 'q' -> deck.add(bipolar(w), card);
            case 'm' -> deck.add(mosfet(w), card);
            case 'j' -> deck.add(junctionFieldEffect(w), card);
            case 's', 'w' -> deck.add(contact(w), card);
            case 't', 'o', 'u', 'y', 'p' -> throw refuse(card, "transmission lines");
            case 'a' -> deck.add(own(w), card);
            case 'n' -> throw refuse(card, "code models");
            case 'z' -> throw refuse(card, "MESFETs and IGBTs");
            default -> throw card.error("\"" + card.shown() + "\" is no element; a line begins with R C L K V I B E F G H D Q M J S W X or a point, a comment with *");
        }
    }

    private static SpiceException refuse(Card card, String what) {
        return card.error(card.head() + ": " + what + " are not built; built are R C L K V I B E F G H D Q M J S W A X");
    }

    /** The name of a node in the whole circuit. */
    String node(Token token) {
        if (token.kind() != Token.Kind.WORD) {
            throw token.error("\"" + token.raw() + "\" stands where the name of a node should be");
        }
        return node(token.text());
    }

    /** The name of a node in the whole circuit. */
    String node(String name) {
        if (name.equals("0") || name.equals("gnd")) {
            return Circuit.GROUND;
        }
        String known = nodes.get(name);
        if (known == null) {
            known = deck.isGlobal(name) ? name : within(name);
            nodes.put(name, known);
        }
        return known;
    }

    private String within(String name) {
        return path.isEmpty() ? name : path.concat(name);
    }

    private Component resistor(Words w) {
        String positive = w.node("first node");
        String negative = w.node("second node");
        Models.Passive model = new Models.Passive("r", Map.of());
        double value = Double.NaN;
        while (w.more()) {
            if (w.numberNext() && Double.isNaN(value)) {
                value = w.number("resistance");
            } else {
                model = passive(w, "r");
            }
        }
        value = w.named("r", w.named("resistance", value));
        double linear = model.value("tc1", model.value("tc1r", 0));
        double quadratic = model.value("tc2", 0);
        List<Token> both = w.named.remove("tc");
        if (both != null) {
            linear = Values.of(both.get(0), scope);
            quadratic = both.size() > 1 ? Values.of(both.get(1), scope) : 0;
        }
        linear = w.named("tc1", linear);
        quadratic = w.named("tc2", quadratic);
        if (Double.isNaN(value) && w.has("l") && model.values().containsKey("rsh")) {
            double width = w.named("w", model.value("defw", 10e-6)) - model.value("narrow", 0);
            value = model.value("rsh", 0) * (w.named("l", 0) - model.value("short", 0)) / width;
        } else if (!Double.isNaN(value)) {
            value *= model.type().equals("r") && model.values().containsKey("r") ? model.value("r", 1) : 1;
        } else {
            value = model.value("r", Double.NaN);
        }
        if (Double.isNaN(value)) {
            throw w.card.error(w.card.head() + ": its resistance is missing; write for instance " + w.card.head() + " a b 1k");
        }
        double multiplier = w.named("m", 1);
        w.ignore("noisy", "noise");
        w.end();
        return new Resistor(w.name, positive, negative, value / multiplier, linear, quadratic);
    }

    /** The value of a resistor, capacitor or inductor. */
    static OptionalDouble value(Component component) {
        return component instanceof Resistor r ? OptionalDouble.of(r.resistance()) : component instanceof Capacitor c ? OptionalDouble.of(c.capacitance()) : component instanceof Inductor l ? OptionalDouble.of(l.inductance()) : OptionalDouble.empty();
    }

    private Models.Passive passive(Words w, String type) {
        Token name = w.take("model");
        Models.Passive model = deck.models().get(name, scope, Models.Passive.class, type.equals("r") ? "resistor" : type.equals("c") ? "capacitor" : "inductor");
        if (!model.type().equals(type)) {
            throw name.error("model " + name.raw() + " is of type " + model.type() + ", not " + type);
        }
        Set<String> known = Set.of("r", "rsh", "tc1", "tc2", "tc1r", "defw", "narrow", "short", "c", "l");
        for (String parameter : model.values().keySet()) {
            if (!known.contains(parameter) || !type.equals("r") && parameter.startsWith("tc") && model.value(parameter, 0) != 0) {
                throw name.error("model " + name.raw() + ": parameter " + parameter + " is not built; take it away");
            }
        }
        return model;
    }

    private Component capacitor(Words w) {
        String positive = w.node("first node");
        String negative = w.node("second node");
        double value = storage(w, "c", "capacitance");
        double initial = w.named("ic", Double.NaN);
        double multiplier = w.named("m", 1);
        w.end();
        return new Capacitor(w.name, positive, negative, value * multiplier, initial);
    }

    private Component inductor(Words w) {
        String positive = w.node("first node");
        String negative = w.node("second node");
        double value = storage(w, "l", "inductance");
        double initial = w.named("ic", Double.NaN);
        double multiplier = w.named("m", 1);
        w.end();
        return new Inductor(w.name, positive, negative, value / multiplier, initial);
    }

    /** A capacitance or inductance: as a number, from a model's, or a multiple of that. */
    private double storage(Words w, String letter, String what) {
        double value = Double.NaN;
        double factor = 1;
        while (w.more()) {
            if (w.numberNext() && Double.isNaN(value)) {
                value = w.number(what);
            } else {
                factor = passive(w, letter).value(letter, 1);
                value = Double.isNaN(value) && !w.numberNext() && !w.has(letter) ? 1 : value;
            }
        }
        value = w.named(letter, w.named(what, value)) * factor;
        if (Double.isNaN(value)) {
            throw w.card.error(w.card.head() + ": its " + what + " is missing; write for instance " + w.card.head() + " a b 1n");
        }
        return value;
    }

    /** Every pair of two or more inductors. */
    private void coupling(Words w) {
        double coupling = w.named("k", w.named("coupling", Double.NaN));
        List<Token> inductors = new ArrayList<>();
        while (w.more()) {
            Token token = w.take("inductor");
            if (!w.more() && Double.isNaN(coupling)) {
                coupling = Values.of(token, scope);
            } else {
                inductors.add(token);
            }
        }
        w.end();
        if (inductors.size() < 2 || inductors.size() > MOST_COUPLED || Double.isNaN(coupling)) {
            throw w.card.error(w.card.head() + ": write a coupling as K1 L1 L2 0.9, with up to " + MOST_COUPLED + " inductors");
        }
        for (int i = 0; i < inductors.size(); i++) {
            for (int j = i + 1; j < inductors.size(); j++) {
                String name = inductors.size() == 2 ? w.name : w.name + "#" + (i + 1) + "#" + (j + 1);
                deck.add(new MutualInductance(name, path + inductors.get(i).text(), path + inductors.get(j).text(), coupling), w.card);
            }
        }
    }

    private Component independent(Words w) {
        String positive = w.node("first node");
        String negative = w.node("second node");
        double dc = Double.NaN;
        double magnitude = 0;
        double phase = 0;
        Token wave = null;
        List<Double> numbers = new ArrayList<>();
        if (w.has("dc")) {
            dc = w.named("dc", 0);
        }
        if (w.has("ac")) {
            List<Token> ac = w.named.remove("ac");
            magnitude = Values.of(ac.get(0), scope);
            phase = ac.size() > 1 ? Values.of(ac.get(1), scope) : 0;
        }
        while (w.more()) {
            Token token = w.take("value");
            String word = token.text();
            if (word.equals("dc")) {
                dc = w.number("direct value");
            } else if (word.equals("ac")) {
                boolean given = w.more() && !w.peek().is("dc") && !Waveforms.isName(w.peek().text());
                magnitude = given ? w.number("AC magnitude") : 1;
                phase = given && w.more() && !w.peek().is("dc") && !Waveforms.isName(w.peek().text()) ? w.number("AC phase") : 0;
            } else if (Waveforms.isName(word) && token.kind() == Token.Kind.WORD) {
                if (wave != null) {
                    throw token.error(w.card.head() + ": it has a waveform already, " + wave.raw() + "; take one away");
                }
                wave = token;
                while (w.more() && !w.peek().is("ac") && !w.peek().is("dc") && !Waveforms.isName(w.peek().text())) {
                    numbers.add(w.number("number of the waveform"));
                }
            } else if (Double.isNaN(dc)) {
                dc = Values.of(token, scope);
            } else {
                throw token.error(w.card.head() + ": \"" + token.raw() + "\" is not understood here; take it away");
            }
        }
        Waveform waveform = null;
        if (wave != null) {
            waveform = wave.is("pwl") ? Waveforms.lines(wave, numbers, w.named("td", 0), w.named("r", Double.NaN)) : deck.waveforms().of(wave, numbers);
        }
        double multiplier = w.named("m", 1);
        w.end();
        if (multiplier != 1) {
            throw w.card.error(w.card.head() + ": parameter m is not built for sources; multiply the value");
        }
        double direct = Double.isNaN(dc) ? waveform == null ? 0 : waveform.at(0) : dc;
        double radians = Math.toRadians(phase);
        if (w.card.head().charAt(0) == 'v') {
            VoltageSource source = VoltageSource.dc(w.name, positive, negative, direct).withAc(magnitude, radians);
            return waveform == null ? source : source.with(waveform);
        }
        CurrentSource source = CurrentSource.dc(w.name, positive, negative, direct).withAc(magnitude, radians);
        return waveform == null ? source : source.with(waveform);
    }

    private int inputs(Words w) {
        if (!w.more() || !w.peek().is("poly")) {
            return 0;
        }
        Token poly = w.take("POLY");
        double inputs = w.number("number of inputs");
        if (!(inputs >= 1 && inputs <= MOST_INPUTS) || inputs != Math.rint(inputs)) {
            throw poly.error(w.card.head() + ": POLY needs a whole number of inputs from 1 to " + MOST_INPUTS + ", got " + inputs);
        }
        return (int) inputs;
    }

    /** Coefficients up to the end of the card; a single one of a source with one input is its gain. */
    private Polynomial law(Words w, int inputs) {
        if (inputs == 0) {
            return Polynomial.linear(w.has("gain") ? w.named("gain", 0) : w.number("gain"));
        }
        List<Double> coefficients = new ArrayList<>();
        while (w.more()) {
            coefficients.add(w.number("coefficient"));
        }
        if (inputs == 1 && coefficients.size() == 1) {
            return Polynomial.linear(coefficients.get(0));
        }
        return Polynomial.of(inputs, coefficients.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private Component voltageControlled(Words w) {
        String positive = w.node("first node");
        String negative = w.node("second node");
        for (String form : new String[] {"laplace", "freq", "chebyshev", "opto"}) {
            if (w.has(form) || w.more() && w.peek().is(form)) {
                throw w.card.error(w.card.head() + ": a source given by " + form.toUpperCase(Locale.ROOT) + " is not built; use VALUE={...} with a filter of resistors and capacitors");
            }
        }
        int inputs = inputs(w);
        List<SensedVoltage> sensed = new ArrayList<>();
        for (int i = 0; i < Math.max(1, inputs); i++) {
            sensed.add(new SensedVoltage(w.node("controlling node"), w.node("second controlling node")));
        }
        Polynomial law = times(law(w, inputs), w);
        w.end();
        return w.card.head().charAt(0) == 'e' ? new VoltageControlledVoltageSource(w.name, positive, negative, sensed, law) : new VoltageControlledCurrentSource(w.name, positive, negative, sensed, law);
    }

    private Component currentControlled(Words w) {
        String positive = w.node("first node");
        String negative = w.node("second node");
        int inputs = inputs(w);
        List<String> controls = new ArrayList<>();
        for (int i = 0; i < Math.max(1, inputs); i++) {
            controls.add(path + w.take("controlling source").text());
        }
        Polynomial law = times(law(w, inputs), w);
        w.end();
        return w.card.head().charAt(0) == 'h' ? new CurrentControlledVoltageSource(w.name, positive, negative, controls, law) : new CurrentControlledCurrentSource(w.name, positive, negative, controls, law);
    }

    /** So many current sources in parallel. */
    private Polynomial times(Polynomial law, Words w) {
        if (!w.has("m") || "eh".indexOf(w.card.head().charAt(0)) >= 0) {
            return law;
        }
        double multiplier = w.named("m", 1);
        double[] coefficients = law.coefficients();
        for (int i = 0; i < coefficients.length; i++) {
            coefficients[i] *= multiplier;
        }
        return Polynomial.of(law.inputs(), coefficients);
    }

    private Component contact(Words w) {
        boolean byCurrent = w.card.head().charAt(0) == 'w';
        String positive = w.node("first node");
        String negative = w.node("second node");
        String sensed = byCurrent ? path + w.take("controlling source").text() : w.node("controlling node");
        String against = byCurrent ? "" : w.node("second controlling node");
        Token name = w.take("model");
        Models.Contact model = deck.models().get(name, scope, Models.Contact.class, "switch");
        if (model.byCurrent() != byCurrent) {
            throw name.error("model " + name.raw() + " is that of a switch controlled by a " + (byCurrent ? "voltage; a W needs CSW or ISWITCH" : "current; an S needs SW or VSWITCH"));
        }
        boolean closed = w.more() && w.peek().is("on");
        if (closed || w.more() && w.peek().is("off")) {
            w.take("state");
        }
        w.end();
        return byCurrent ? new CurrentControlledSwitch(w.name, positive, negative, sensed, model.model(), closed) : new VoltageControlledSwitch(w.name, positive, negative, sensed, against, model.model(), closed);
    }

    private Component diode(Words w) {
        String anode = w.node("anode");
        String cathode = w.node("cathode");
        DiodeModel model = deck.models().get(w.take("model"), scope, DiodeModel.class, "diode");
        double perimeter = w.named("pj", 0);
        Placement placement = placement(w);
        w.end();
        return new Diode(w.name, anode, cathode, model, perimeter, placement);
    }

    private Component bipolar(Words w) {
        String collector = w.node("collector");
        String base = w.node("base");
        String emitter = w.node("emitter");
        Token fourth = w.take("model");
        String substrate = Circuit.GROUND;
        Token model = fourth;
        if (w.more() && !deck.models().has(fourth.text(), scope) && deck.models().has(w.peek().text(), scope)) {
            String text = fourth.text();
            substrate = text.startsWith("[") && text.endsWith("]") ? node(text.substring(1, text.length() - 1)) : node(fourth);
            model = w.take("model");
        }
        BipolarModel card = deck.models().get(model, scope, BipolarModel.class, "bipolar transistor");
        Placement placement = placement(w);
        w.end();
        return new BipolarTransistor(w.name, collector, base, emitter, substrate, card, placement);
    }

    private Component mosfet(Words w) {
        String drain = w.node("drain");
        String gate = w.node("gate");
        String source = w.node("source");
        String bulk = w.node("bulk");
        Token name = w.take("model");
        double length = w.named("l", SQUARE);
        MosfetGeometry geometry = MosfetGeometry.of(w.named("w", SQUARE), length).withAreas(w.named("ad", 0), w.named("as", 0)).withPerimeters(w.named("pd", 0), w.named("ps", 0)).withSquares(w.named("nrd", 1), w.named("nrs", 1));
        Placement placement = placement(w);
        w.end();
        if (deck.models().get(name, scope, Object.class, "MOSFET") instanceof EkvModel ekv) {
            return new EkvTransistor(w.name, drain, gate, source, bulk, ekv, geometry, placement);
        }
        return new Mosfet(w.name, drain, gate, source, bulk, deck.models().get(name, scope, MosfetModel.class, "MOSFET"), geometry, placement);
    }

    /** {@code A1 in+ in- out [ref] [vcc vee] model} with a model of type opamp, {@code A1 + - model} with one of type conductance: devices that SPICE has no letter for. */
    private Component own(Words w) {
        if (w.words.size() < 2) {
            throw w.card.error(w.card.head() + ": its nodes and its model are missing");
        }
        Token name = w.words.get(w.words.size() - 1);
        if (!deck.models().has(name.text(), scope) || !(deck.models().get(name, scope, Object.class, "") instanceof Models.Own model)) {
            throw name.error(w.card.head() + ": code models are not built; A is an element with a model of type opamp or conductance");
        }
        List<String> nodes = new ArrayList<>();
        while (w.next < w.words.size() - 1) {
            nodes.add(w.node("node"));
        }
        if (model.type().equals("conductance")) {
            if (nodes.size() != 2) {
                throw w.card.error(w.card.head() + ": a conductance has two nodes, got " + nodes.size() + "; write " + w.card.head() + " + - " + name.raw());
            }
            double conductance = w.named("g", model.value("g", 1e-6)) * w.named("m", 1);
            w.next++;
            w.end();
            return new ProgrammableConductance(w.name, nodes.get(0), nodes.get(1), conductance, model.value("v0", Double.POSITIVE_INFINITY), model.value("kf", 0));
        }
        if (nodes.size() < 3 || nodes.size() > 6) {
            throw w.card.error(w.card.head() + ": an operational amplifier has three to six nodes, got " + nodes.size() + "; write " + w.card.head() + " in+ in- out [ref] [vcc vee] " + name.raw());
        }
        w.next++;
        w.end();
        String reference = nodes.size() % 2 == 0 ? nodes.get(3) : Circuit.GROUND;
        boolean supplied = nodes.size() >= 5;
        String upper = supplied ? nodes.get(nodes.size() - 2) : reference;
        String lower = supplied ? nodes.get(nodes.size() - 1) : reference;
        double gain = model.value("a0", 2e5);
        OperationalAmplifierModel figures = new OperationalAmplifierModel(gain, model.value("gbw", gain * model.value("pole", 1e6 / gain)), infinite(model.value("sr", 0.5e6)),
                supplied ? model.value("dropl", 0) : model.value("vlow", -14), supplied ? -model.value("droph", 0) : model.value("vhigh", 14), infinite(model.value("rin", 2e6)), model.value("rout", 75), infinite(model.value("ilim", 25e-3)),
                model.value("vos", 0), model.value("ib", 0), model.value("ios", 0), model.value("en", 0), model.value("enc", 0), model.value("in", 0), model.value("inc", 0));
        return new OperationalAmplifier(w.name, nodes.get(0), nodes.get(1), nodes.get(2), reference, upper, lower, figures);
    }

    /** 0 stands for infinity. */
    private static double infinite(double value) {
        return value == 0 ? Double.POSITIVE_INFINITY : value;
    }

    private Component junctionFieldEffect(Words w) {
        String drain = w.node("drain");
        String gate = w.node("gate");
        String source = w.node("source");
        JunctionFieldEffectModel model = deck.models().get(w.take("model"), scope, JunctionFieldEffectModel.class, "JFET");
        Placement placement = placement(w);
        w.end();
        return new JunctionFieldEffectTransistor(w.name, drain, gate, source, model, placement);
    }

    /** Area, M, temperature, OFF, initial voltages. */
    private Placement placement(Words w) {
        Placement placement = Placement.PLAIN;
        if (!w.more() && w.named.isEmpty()) {
            return placement;
        }
        while (w.more()) {
            if (w.peek().is("off")) {
                w.take("off");
                placement = placement.startingOff();
            } else {
                placement = placement.withArea(w.number("area"));
            }
        }
        if (w.has("off")) {
            placement = w.named("off", 0) != 0 ? placement.startingOff() : placement;
        }
        placement = placement.withArea(w.named("area", placement.area())).withMultiplier(w.named("m", 1));
        if (w.has("temp")) {
            placement = placement.atTemperature(w.named("temp", 0) + ZERO_CELSIUS);
        } else if (w.has("dtemp")) {
            placement = placement.warmerBy(w.named("dtemp", 0));
        }
        List<Token> initial = w.named.remove("ic");
        if (initial != null) {
            placement = placement.startingAt(initial.stream().map(token -> Values.of(token, scope)).toArray(Double[]::new));
        }
        return placement;
    }
}
