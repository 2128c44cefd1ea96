package org.superpose.circuits.spice;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.superpose.circuits.amplifier.OperationalAmplifier;
import org.superpose.circuits.amplifier.OperationalAmplifierModel;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.memory.ProgrammableConductance;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.CurrentControlledSwitch;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.MutualInductance;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.passive.SwitchModel;
import org.superpose.circuits.passive.VoltageControlledSwitch;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.DeviceModel;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.EkvTransistor;
import org.superpose.circuits.semiconductor.JunctionFieldEffectTransistor;
import org.superpose.circuits.semiconductor.ModelParameter;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.source.BehaviouralCapacitor;
import org.superpose.circuits.source.BehaviouralCurrentSource;
import org.superpose.circuits.source.BehaviouralResistor;
import org.superpose.circuits.source.BehaviouralVoltageSource;
import org.superpose.circuits.source.Constant;
import org.superpose.circuits.source.CurrentControlledCurrentSource;
import org.superpose.circuits.source.CurrentControlledVoltageSource;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.Exponential;
import org.superpose.circuits.source.Formula;
import org.superpose.circuits.source.Function;
import org.superpose.circuits.source.PiecewiseLinear;
import org.superpose.circuits.source.Polynomial;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.SensedVoltage;
import org.superpose.circuits.source.Sine;
import org.superpose.circuits.source.VoltageControlledCurrentSource;
import org.superpose.circuits.source.VoltageControlledVoltageSource;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.circuits.source.Waveform;

/** The parts of a circuit or of a subcircuit as cards of a deck, with references to the models and subcircuits that they name; among these are some that stand for what SPICE has no element for. */
final class ComponentCards {
    private static final int WIDTH = 120;                      // of a line, where it can be broken
    private static final double NEGLIGIBLE = 1e-30;            // [s], [Hz]
    private static final double NEVER = 1e30;                  // [s]
    private static final Map<Class<? extends Component>, Form> FORMS = Map.ofEntries(
            form('r', Resistor.class, ComponentCards::resistor),
            form('c', Capacitor.class, ComponentCards::capacitor),
            form('l', Inductor.class, ComponentCards::inductor),
            form('k', MutualInductance.class, ComponentCards::coupling),
            form('v', VoltageSource.class, (cards, v) -> cards.independent(v, v.dc(), v.acMagnitude(), v.acPhase(), v.waveform())),
            form('i', CurrentSource.class, (cards, i) -> cards.independent(i, i.dc(), i.acMagnitude(), i.acPhase(), i.waveform())),
            form('e', VoltageControlledVoltageSource.class, (cards, e) -> cards.controlled(e, cards.sensed(e.sensed()), e.law())),
            form('g', VoltageControlledCurrentSource.class, (cards, g) -> cards.controlled(g, cards.sensed(g.sensed()), g.law())),
            form('f', CurrentControlledCurrentSource.class, (cards, f) -> cards.controlled(f, cards.controls(f), f.law())),
            form('h', CurrentControlledVoltageSource.class, (cards, h) -> cards.controlled(h, cards.controls(h), h.law())),
            form('b', BehaviouralVoltageSource.class, (cards, b) -> cards.letter(b) == 'e' ? cards.quoted(b, "vol", b.voltage()) : cards.behavioural(b, "v", b.voltage())),
            form('b', BehaviouralCurrentSource.class, (cards, b) -> cards.letter(b) == 'g' ? cards.quoted(b, "cur", b.current()) : cards.behavioural(b, "i", b.current())),
            form('r', BehaviouralResistor.class, (cards, r) -> cards.quoted(r, "r", r.resistance())),
            form('c', BehaviouralCapacitor.class, (cards, c) -> cards.quoted(c, c.stores() == BehaviouralCapacitor.Stores.CHARGE ? "q" : "c", c.law()) + cards.stated("ic", c.initialVoltage(), Double.NaN)),
            form('s', VoltageControlledSwitch.class, (cards, s) -> cards.contact(s, s.model(), "v", Formula.voltage(s.sensedPositive(), s.sensedNegative()), cards.head(s), s.closed())),
            form('w', CurrentControlledSwitch.class, (cards, w) -> cards.contact(w, w.model(), "i", Formula.current(w.control()), cards.head(w) + " " + cards.controls(w).get(0), w.closed())),
            form('d', Diode.class, (cards, d) -> cards.device(d, d.model(), "d", d.placement()) + cards.stated("pj", d.perimeter(), 0)),
            form('q', BipolarTransistor.class, ComponentCards::bipolar),
            form('j', JunctionFieldEffectTransistor.class, (cards, j) -> cards.device(j, j.model(), j.model().isNChannel() ? "njf" : "pjf", j.placement())),
            form('m', Mosfet.class, ComponentCards::mosfet),
            form('m', EkvTransistor.class, ComponentCards::ekv),
            form('a', OperationalAmplifier.class, ComponentCards::amplifier),
            form('a', ProgrammableConductance.class, ComponentCards::conductance));

    private final boolean ours;
    private final WrittenNames names;
    private final Definitions definitions;
    private final Map<String, Component> components = new LinkedHashMap<>();   // by their names in lower case
    private final Map<String, ComponentCards> instances = new HashMap<>();     // what stands in them, by their names
    private final Set<String> nodes = new HashSet<>();                         // but for ports and ground
    private final Map<String, Sense> senses = new HashMap<>();                 // for components whose current ngspice can only know by a source in series
    private Set<String> wanted = Set.of();                                     // what is stated even where it could be left out
    private Component design;                                                  // of what is being written and has other values elsewhere, else null

    /**
     * Cards of some parts.
     *
     * @param ours        whether our own reader is to read them, and not ngspice
     * @param names       shared with what else is said of these parts
     * @param definitions of the deck
     * @param ports       of the subcircuit that they make up
     * @param inner       cards of the subcircuits that instances among the parts are of
     */
    ComponentCards(boolean ours, WrittenNames names, Definitions definitions, List<String> ports, List<? extends Part> parts, Map<Subcircuit, ComponentCards> inner) {
        this.ours = ours;
        this.names = names;
        this.definitions = definitions;
        for (Part part : parts) {                              // names of components come before those of what is added
            if (part instanceof Component component) {
                components.put(component.name().toLowerCase(Locale.ROOT), component);
                name(component);
            } else if (part instanceof Instance instance) {
                instances.put(instance.name(), inner.get(instance.subcircuit()));
                names.instance(instance.name());
            }
            for (String node : part.nodes()) {
                nodes.add(node);
                node(node);
            }
        }
        nodes.removeAll(ports);
        nodes.remove(Circuit.GROUND);
        for (Component component : components.values()) {
            if (!ours && !(component instanceof MutualInductance)) {
                component.controls().forEach(this::sense);
            }
        }
    }

    /** A 0 V source before the first node of a component, and the node between them. */
    private record Sense(String source, String between) {
    }

    /** How components of a class are written. */
    private record Form(char letter, BiFunction<ComponentCards, Component, String> card) {
    }

    private static <C extends Component> Map.Entry<Class<? extends Component>, Form> form(char letter, Class<C> kind, BiFunction<ComponentCards, C, String> card) {
        return Map.entry(kind, new Form(letter, (cards, component) -> card.apply(cards, kind.cast(component))));
    }

    /** Whether components of a class have a written form. */
    static boolean knows(Class<?> kind) {
        return FORMS.containsKey(kind);
    }

    /** A component, and the source that senses its current if there is one. */
    String card(Component component) {
        String card = form(component).card.apply(this, component);
        Sense sense = senses.get(component.name());
        return sense == null ? card : card + "\n" + sense.source + " " + node(component.nodes().get(0)) + " " + sense.between + " 0";
    }

    /**
     * A component that has other values in other instances.
     *
     * @param original what the subcircuit has in its place
     * @param stating  parameters that are stated even where they could be left out
     */
    String card(Component component, Component original, Set<String> stating) {
        wanted = stating;
        design = original;
        String card = card(component);
        wanted = Set.of();
        design = null;
        return card;
    }

    /** An instance, up to its nodes. */
    String head(Instance instance) {
        return names.instance(instance.name()) + " " + instance.nodes().stream().map(this::node).collect(Collectors.joining(" "));
    }

    private void sense(String name) {
        Component control = components.get(name.toLowerCase(Locale.ROOT));
        if (control instanceof Inductor || control instanceof BehaviouralCapacitor) {
            senses.computeIfAbsent(control.name(), n -> new Sense(names.fresh("v." + n + ".sense"), names.newNode(n + ".sense")));
        }
    }

    /** A node as the deck calls it, also one within an instance. */
    String node(String name) {
        String within = nodeWithin(name);
        return within == null ? names.node(name) : within;
    }

    private String nodeWithin(String path) {
        int point = path.indexOf('.');
        ComponentCards inner = point < 0 ? null : instances.get(path.substring(0, point));
        if (inner == null) {
            return null;
        }
        String rest = path.substring(point + 1);
        String within = inner.nodes.contains(rest) ? inner.names.node(rest) : inner.nodeWithin(rest);
        return within == null ? null : names.instance(path.substring(0, point)) + "." + within;
    }

    /** A component as the deck calls it, also one within an instance: {@code x1.r3}, {@code r.x1.r3} for ngspice. */
    String name(String path) {
        Component component = components.get(path.toLowerCase(Locale.ROOT));
        if (component != null) {
            return name(component);
        }
        StringBuilder written = new StringBuilder();
        ComponentCards inner = this;
        String rest = path;
        while (component == null) {
            int point = rest.indexOf('.');
            ComponentCards next = point < 0 ? null : inner.instances.get(rest.substring(0, point));
            if (next == null) {
                throw new CircuitException("there is no " + path + " where it is named");
            }
            written.append(inner.names.instance(rest.substring(0, point))).append('.');
            inner = next;
            rest = rest.substring(point + 1);
            component = inner.components.get(rest.toLowerCase(Locale.ROOT));
        }
        return (ours ? "" : inner.letter(component) + ".") + written + inner.name(component);
    }

    private static Form form(Component component) {
        Form form = FORMS.get(component.getClass());
        if (form == null) {
            throw new CircuitException(component.name() + ": a " + component.getClass().getSimpleName() + " has no form in a SPICE deck; replace it by elements that have one");
        }
        return form;
    }

    /** A component as the deck calls it. */
    String name(Component component) {
        return names.component(component.name(), letter(component));
    }

    private char letter(Component component) {
        char letter = form(component).letter;
        if (letter == 'b') {                                   // E and G with a formula are B as well, and keep their names
            String last = component.name().substring(component.name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
            char wanted = component instanceof BehaviouralVoltageSource ? 'e' : 'g';
            return last.indexOf(wanted) == 0 ? wanted : letter;
        }
        return ours ? letter : isSmooth(component) ? 'r' : letter == 'a' ? 'x' : letter;
    }

    /** Breaks long lines, but for comments. */
    static String folded(String cards) {
        StringBuilder folded = new StringBuilder();
        for (String card : cards.split("\n")) {
            if (card.startsWith("*")) {
                folded.append(card).append('\n');
                continue;
            }
            int length = 0;
            for (String word : card.split(" ")) {
                if (length > 0 && length + 1 + word.length() > WIDTH) {
                    folded.append("\n+");
                    length = 1;
                }
                folded.append(length > 0 ? " " : "").append(word);
                length += 1 + word.length();
            }
            folded.append('\n');
        }
        return folded.substring(0, folded.length() - 1);
    }

    /** A number with all its digits. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new CircuitException("the number " + value + " cannot be written into a deck; give a finite one");
        }
        return value == Math.rint(value) && Math.abs(value) < 1e7 ? Long.toString((long) value) : Double.toString(value);
    }

    /** A number such that the reader's conversion of it gives the value, to the last bit where there is one that does. */
    private static double inverse(double value, double guess, DoubleUnaryOperator conversion) {
        double best = guess;
        for (double near = Math.nextDown(Math.nextDown(guess)), last = Math.nextUp(Math.nextUp(guess)); near <= last; near = Math.nextUp(near)) {
            if (Math.abs(conversion.applyAsDouble(near) - value) < Math.abs(conversion.applyAsDouble(best) - value)) {
                best = near;
            }
        }
        return best;
    }

    static String celsius(double kelvin) {
        return number(inverse(kelvin, kelvin - SpiceWriter.ZERO_CELSIUS, celsius -> celsius + SpiceWriter.ZERO_CELSIUS));
    }

    private static String degrees(double radians) {
        return number(inverse(radians, Math.toDegrees(radians), Math::toRadians));
    }

    /** Its name and nodes. */
    private String head(Component component) {
        return head(component, component.nodes());
    }

    /** Its name and some of its nodes, the first one among them. */
    private String head(Component component, List<String> nodes) {
        Sense sense = senses.get(component.name());
        StringBuilder head = new StringBuilder(name(component));
        for (int k = 0; k < nodes.size(); k++) {
            head.append(' ').append(k == 0 && sense != null ? sense.between : node(nodes.get(k)));
        }
        return head.toString();
    }

    private String stated(String name, double value, double fallback) {
        return value == fallback && !wanted.contains(name) || Double.isNaN(value) ? "" : " " + name + "=" + number(value);
    }

    private String resistor(Resistor r) {
        return head(r) + " " + number(r.resistance()) + stated("tc1", r.linear(), 0) + stated("tc2", r.quadratic(), 0);
    }

    private String capacitor(Capacitor c) {
        return head(c) + " " + number(c.capacitance()) + stated("ic", c.initialVoltage(), Double.NaN);
    }

    private String inductor(Inductor l) {
        return head(l) + " " + number(l.inductance()) + stated("ic", l.initialCurrent(), Double.NaN);
    }

    private String coupling(MutualInductance k) {
        return name(k) + " " + name(k.first()) + " " + name(k.second()) + " " + number(k.coupling());
    }

    private String independent(Component source, double dc, double magnitude, double phase, Waveform waveform) {
        String ac = magnitude == 0 ? "" : " ac " + number(magnitude) + (phase == 0 ? "" : " " + degrees(phase));
        return head(source) + " dc " + number(dc) + ac + (waveform.equals(new Constant(dc)) ? "" : " " + waveform(waveform));
    }

    private String waveform(Waveform waveform) {
        if (waveform instanceof Constant c) {
            return "pwl(0 " + number(c.at(0)) + ")";
        }
        if (waveform instanceof Pulse p) {
            String text = words("pulse", p.initial(), p.pulsed(), p.delay(), p.rise(), p.fall()) + (Double.isInfinite(p.width()) ? "" : " " + number(notZero(p.width())));
            return text + (Double.isInfinite(p.period()) ? ")" : " " + number(p.period()) + ")");
        }
        if (waveform instanceof Sine s) {
            return words("sin", s.offset(), s.amplitude(), notZero(s.frequency()), s.delay(), s.damping()) + " " + degrees(s.phase()) + ")";
        }
        if (waveform instanceof Exponential e) {
            return words("exp", e.initial(), e.peak(), e.riseDelay(), Math.min(NEVER, e.riseTime()), Math.min(NEVER, notZero(e.fallDelay())), Math.min(NEVER, e.fallTime())) + ")";
        }
        PiecewiseLinear lines = (PiecewiseLinear) waveform;
        StringBuilder text = new StringBuilder("pwl(");
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? "" : " ").append(number(lines.time(i))).append(' ').append(number(lines.value(i)));
        }
        return text.append(')').append(stated("r", lines.repeatFrom(), Double.NaN)).toString();
    }

    /** For numbers whose 0 means a default that depends on the length of the run. */
    private static double notZero(double value) {
        return value == 0 ? NEGLIGIBLE : value;
    }

    private static String words(String name, double... numbers) {
        StringBuilder text = new StringBuilder(name);
        for (int i = 0; i < numbers.length; i++) {
            text.append(i == 0 ? "(" : " ").append(number(numbers[i]));
        }
        return text.toString();
    }

    private List<String> sensed(List<SensedVoltage> voltages) {
        return voltages.stream().map(voltage -> node(voltage.positive()) + " " + node(voltage.negative())).toList();
    }

    private List<String> controls(Component source) {
        return source.controls().stream().map(this::current).toList();
    }

    /** Whose current is that of a component. */
    private String current(String control) {
        Component component = components.get(control.toLowerCase(Locale.ROOT));
        Sense sense = component == null ? null : senses.get(component.name());
        return sense == null ? name(control) : sense.source;
    }

    /** A component with two nodes that follows a formula. */
    private String behavioural(Component component, String quantity, Formula formula) {
        return head(component, component.nodes().subList(0, 2)) + " " + quantity + "=" + formula.toSpice(this::node, this::current);
    }

    /** In quotes, without which ngspice looks for a number there. */
    private String quoted(Component component, String quantity, Formula formula) {
        return behavioural(component, quantity, formula).replaceFirst("=", "='") + "'";
    }

    /** A switch that ngspice has no element for. */
    private static boolean isSmooth(Component component) {
        return component instanceof VoltageControlledSwitch s && s.model().smooth() || component instanceof CurrentControlledSwitch w && w.model().smooth();
    }

    /** A switch; a smooth one is a resistor there that follows the law of {@link SwitchModel}, without noise. */
    private String contact(Component contact, SwitchModel model, String letter, Formula control, String head, boolean closed) {
        if (model.smooth() && !ours) {
            Formula inside = Function.MIN.of(Formula.constant(0.5), Function.MAX.of(Formula.constant(-0.5), control.minus((model.on() + model.off()) / 2).over(model.on() - model.off())));
            Formula way = inside.times(1.5).minus(inside.times(inside).times(inside).times(2));
            double ratio = Math.log(model.onResistance() / model.offResistance());
            return quoted(contact, "r", Function.EXP.of(way.times(ratio).plus(Math.log(model.onResistance() * model.offResistance()) / 2)));
        }
        String type = letter.equals("v") ? "sw" : "csw";
        String thresholds = letter + "t=" + number((model.on() + model.off()) / 2) + " " + letter + "h=" + number((model.on() - model.off()) / 2);
        if (model.smooth()) {
            type = letter + "switch";
            thresholds = letter + "on=" + number(model.on()) + " " + letter + "off=" + number(model.off());
        }
        String law = type + "(" + thresholds + " ron=" + number(model.onResistance()) + " roff=" + number(model.offResistance()) + ")";
        return head + " " + definitions.model(model.name(), law) + (closed ? " on" : "");
    }

    /** A polynomial of inputs; a linear one by its gain alone. */
    private String controlled(Component source, List<String> inputs, Polynomial law) {
        double[] coefficients = law.coefficients();
        String head = head(source, source.nodes().subList(0, 2));
        if (inputs.size() == 1 && coefficients.length == 2 && coefficients[0] == 0) {
            return head + " " + inputs.get(0) + " " + number(coefficients[1]);
        }
        StringBuilder card = new StringBuilder(head).append(" poly(").append(inputs.size()).append(") ").append(String.join(" ", inputs));
        for (double coefficient : coefficients) {
            card.append(' ').append(number(coefficient));
        }
        return card.append(coefficients.length == 1 ? " 0" : "").toString();       // a single one would be a gain
    }

    private String placement(Placement placement) {
        return stated("area", placement.area(), 1) + stated("m", placement.multiplier(), 1) + (Double.isNaN(placement.temperature()) ? stated("dtemp", placement.rise(), 0) : " temp=" + celsius(placement.temperature())) + (placement.off() ? " off" : "")
                + (placement.initial().isEmpty() ? "" : " ic=" + placement.initial().stream().map(ComponentCards::number).collect(Collectors.joining(",")));
    }

    private String device(Component device, DeviceModel<?> model, String type, Placement placement) {
        return head(device) + " " + model(model, type) + placement(placement);
    }

    /**
     * ngspice 39 counts the area of a bipolar transistor twice in the saturation current of its collector junction: there a model of so much area takes its place. Where areas differ from instance to instance, it is so many transistors of the
     * designed area in parallel; that is the same but for GMIN, of which each has its own, and for flicker noise that is not in proportion to the current, where it is not done.
     */
    private String bipolar(BipolarTransistor q) {
        Placement placement = q.placement();
        BipolarModel model = q.model();
        double scale = placement.area();
        if (!ours && design instanceof BipolarTransistor original && (model.value("KF") == 0 || model.value("AF") == 1)) {
            scale = original.placement().area();
            placement = placement.withMultiplier(placement.multiplier() * (placement.area() / scale));
        }
        if (!ours && scale != 1) {
            model = model.with("IS", model.value("IS"));
            for (String proportional : new String[] {"IS", "ISE", "ISC", "IKF", "IKR", "IRB", "ITF", "CJE", "CJC", "CJS"}) {
                model = model.states(proportional) ? model.with(proportional, model.value(proportional) * scale) : model;
            }
            for (String inverse : new String[] {"RB", "RBM", "RE", "RC"}) {
                model = model.states(inverse) ? model.with(inverse, model.value(inverse) / scale) : model;
            }
        }
        placement = ours ? placement : placement.withArea(1);
        return device(q, model, model.isNpn() ? "npn" : "pnp", placement);
    }

    private String mosfet(Mosfet m) {
        return head(m) + " " + model(m.model(), m.model().isNChannel() ? "nmos" : "pmos") + geometry(m.geometry()) + placement(m.placement());
    }

    private String ekv(EkvTransistor m) {
        if (!ours) {
            throw new CircuitException(m.name() + ": ngspice has no EKV model, and no other that says the same; write the deck for our own reader");
        }
        return head(m) + " " + model(m.model(), (m.model().isNChannel() ? "nmos" : "pmos") + "(level=44") + geometry(m.geometry()) + placement(m.placement());
    }

    private String geometry(MosfetGeometry g) {
        return " w=" + number(g.width()) + " l=" + number(g.length()) + stated("ad", g.drainArea(), 0) + stated("as", g.sourceArea(), 0)
                + stated("pd", g.drainPerimeter(), 0) + stated("ps", g.sourcePerimeter(), 0) + stated("nrd", g.drainSquares(), 1) + stated("nrs", g.sourceSquares(), 1);
    }

    /** The name of a model in the deck. */
    private String model(DeviceModel<?> model, String type) {
        StringBuilder law = new StringBuilder(type).append(type.contains("(") ? "" : "(");
        for (ModelParameter parameter : model.parameters()) {
            double value = model.value(parameter.name());
            if (model.states(parameter.name()) && !Double.isInfinite(value)) {                // infinity is what holds where nothing is stated
                law.append(law.charAt(law.length() - 1) == '(' ? "" : " ").append(parameter.name().toLowerCase(Locale.ROOT)).append('=').append(parameter.name().equals("TNOM") ? celsius(value) : number(value));
            }
        }
        return definitions.model(model.name(), law.append(')').toString());
    }

    /** The law that stands at {@link ProgrammableConductance}: a resistor or a behavioural source, which has no noise. */
    private String conductance(ProgrammableConductance a) {
        boolean ohmic = Double.isInfinite(a.characteristicVoltage());
        if (ours) {
            String text = "conductance(g=" + number(a.conductance()) + (ohmic ? "" : stated("v0", a.characteristicVoltage(), 0)) + stated("kf", a.flicker(), 0) + ")";
            return head(a) + " " + definitions.model("conductance", text);
        }
        String text = "p n\n" + (ohmic ? "r1 p n " + number(1 / a.conductance()) : "b1 p n i=" + number(a.conductance() * a.characteristicVoltage()) + "*sinh(v(p,n)/" + number(a.characteristicVoltage()) + ")");
        return head(a) + " " + definitions.subcircuit("conductance", text);
    }

    /** The law that stands at {@link OperationalAmplifier} as behavioural sources; conductances as controlled sources, which have no noise. e_n and i_n are left out. */
    private String amplifier(OperationalAmplifier a) {
        OperationalAmplifierModel m = a.model();
        if (ours) {
            boolean fixed = a.positiveSupply().equals(a.reference()) && a.negativeSupply().equals(a.reference());
            String text = "opamp(a0=" + number(m.gain()) + " gbw=" + number(m.gainBandwidth()) + " sr=" + large(m.slewRate()) + (fixed ? " vlow=" + number(m.low()) + " vhigh=" + number(m.high()) : " dropl=" + number(m.low()) + " droph=" + number(-m.high()))
                    + " rin=" + large(m.inputResistance()) + " rout=" + number(m.outputResistance()) + " ilim=" + large(m.outputLimit()) + stated("vos", m.offset(), 0) + stated("ib", m.biasCurrent(), 0) + stated("ios", m.offsetCurrent(), 0)
                    + stated("en", m.noiseVoltage(), 0) + stated("enc", m.noiseCorner(), 0) + stated("in", m.noiseCurrent(), 0) + stated("inc", m.currentCorner(), 0) + ")";
            String head = name(a);
            for (String node : fixed ? a.nodes().subList(0, 4) : a.nodes()) {
                head += " " + node(node);
            }
            return head + " " + definitions.model("opamp", text);
        }
        double scale = 1e-6;                                   // of the current that stands for the equation of the inner node [S]
        double width = 10e-3;
        double time = m.gain() / (2 * Math.PI * m.gainBandwidth());
        String drive = number(m.gain()) + "*(v(p,n)+(" + number(m.offset()) + "))";
        String limited = Double.isInfinite(m.slewRate()) ? drive : drive + "/sqrt(1+(" + drive + "/" + number(m.slewRate() * time) + ")**2)";
        String above = softplus("(v(gain,vcc)-(" + number(m.high()) + "))/" + number(width));
        String below = softplus("(v(vee,gain)+(" + number(m.low()) + "))/" + number(width));
        String gout = number(1 / m.outputResistance());
        String text = "p n out ref vcc vee"
                + (Double.isInfinite(m.inputResistance()) ? "" : "\ngin p n p n " + number(1 / m.inputResistance()))
                + (m.biasCurrent() == 0 && m.offsetCurrent() == 0 ? "" : "\nip p ref " + number(m.biasCurrent() + m.offsetCurrent() / 2) + "\nin n ref " + number(m.biasCurrent() - m.offsetCurrent() / 2))
                + "\nbgain gain ref i=" + number(scale) + "*(v(gain,ref)+" + number(100 * m.gain() * width) + "*(" + above + "-(" + below + "))-" + limited + ")"
                + "\ncgain gain ref " + number(scale * time)
                + (Double.isInfinite(m.outputLimit()) ? "\ngout out ref out gain " + gout : "\nbout out ref i=" + gout + "*v(out,gain)/sqrt(1+(" + gout + "*v(out,gain)/" + number(m.outputLimit()) + ")**2)");
        StringBuilder nodes = new StringBuilder();
        a.nodes().forEach(node -> nodes.append(node(node)).append(' '));
        return name(a) + " " + nodes + definitions.subcircuit("opamp", text);
    }

    /** A figure that may be infinite, which the reader takes 0 for. */
    private static String large(double value) {
        return Double.isInfinite(value) ? "0" : number(value);
    }

    /** ln(1 + exp z), without overflow. */
    private static String softplus(String z) {
        return "max(" + z + ",0)+ln(1+exp(-abs(" + z + ")))";
    }
}
