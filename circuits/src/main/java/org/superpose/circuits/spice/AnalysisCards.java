package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.superpose.circuits.analysis.AcResult;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.Axis;
import org.superpose.circuits.analysis.DcSweep;
import org.superpose.circuits.analysis.LinearSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.SweepResult;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** What a deck says beside its elements: options, initial conditions, and what is to be computed. */
final class AnalysisCards {
    private static final double ZERO_CELSIUS = 273.15;         // [K]
    private static final Set<String> ANALYSES = Set.of("op", "dc", "ac", "noise", "tran");
    /** Say how something is shown; all columns are kept anyway. */
    private static final Set<String> DISPLAY = Set.of(".plot", ".probe", ".width", ".control", ".endc", ".backanno", ".endl");
    /** Commands of .control behind which the circuit is no longer the deck's. */
    private static final Set<String> CHANGING = Set.of("alter", "altermod", "alterparam", "foreach", "while", "dowhile", "repeat", "if", "source", "reset", "mc_source");

    private final Position begin;
    private final String title;
    private final Environment constants;
    private final Warnings warnings = new Warnings();
    private final List<Card> directives = new ArrayList<>();
    private final Body top;
    private final Scope scope;
    private final Options options;
    private final Set<String> global = new HashSet<>();
    private final Map<String, Double> near = new LinkedHashMap<>();
    private final Map<String, Double> initial = new LinkedHashMap<>();
    private final List<PrintCard> prints = new ArrayList<>();
    private final Set<String> saved = new LinkedHashSet<>();
    private double step = 1e-12;               // of the first transient analysis
    private double stop = 1;
    private Circuit circuit;
    private Set<String> nodes;

    AnalysisCards(CardReader.Cards cards, Position begin, Environment constants) {
        this.begin = begin;
        this.constants = constants;
        title = cards.title();
        top = Body.of(cards.cards(), directives);
        scope = new Scope(top);
        options = new Options(constants, warnings);
    }

    /** Reads it all. */
    Deck deck() {
        List<Card> requests = new ArrayList<>();
        List<Card> afterwards = new ArrayList<>();
        scope.set("temper", options.celsius());
        for (Card card : directives) {
            if (card.inControl()) {
                requests.add(card);
                continue;
            }
            switch (card.head()) {
                case ".options", ".option", ".opt" -> options.read(card, scope);
                case ".temp" -> options.temperature(card, scope);
                case ".global" -> card.tokens().stream().skip(1).forEach(token -> global.add(token.text()));
                case ".ic", ".nodeset", ".save" -> afterwards.add(card);
                case ".print" -> prints.add(new PrintCard(card));
                case ".op", ".dc", ".ac", ".noise", ".tran" -> requests.add(card);
                case ".if", ".elseif", ".else", ".endif" -> throw card.error(card.head() + " is not built; keep the lines that hold and take the others away");
                default -> {
                    if (!DISPLAY.contains(card.head())) {
                        leave(card);
                    }
                }
            }
        }
        options.warn();
        scope.set("temper", options.celsius());
        scope.set("temp", options.celsius());
        try {
            options.settings(constants);
        } catch (IllegalArgumentException e) {
            throw new SpiceException(begin, e.getMessage() + "; see .options and .temp", e);
        }
        List<Card> analyses = commands(requests);
        for (Card card : analyses) {
            if (name(card).equals("tran")) {
                double[] times = times(card);
                step = times[0];
                stop = times[1];
                break;
            }
        }
        circuit = circuit(scope, step, stop);
        nodes = new HashSet<>();
        circuit.components().forEach(component -> nodes.addAll(component.nodes()));
        for (Card card : afterwards) {
            switch (card.head()) {
                case ".ic" -> voltages(card, initial);
                case ".nodeset" -> voltages(card, near);
                default -> save(card);
            }
        }
        List<DeckAnalysis> planned = new ArrayList<>();
        for (Card card : analyses) {
            try {
                planned.add(analysis(card));
            } catch (SpiceException e) {
                throw e;
            } catch (IllegalArgumentException e) {
                throw new SpiceException(card.position(), e.getMessage(), e);
            }
        }
        if (planned.isEmpty()) {
            warnings.add(begin, "the deck asks for no analysis, so this is its operating point; add .op, .dc, .ac, .noise or .tran");
            planned.add(operatingPoint(begin));
        }
        return new Deck(title, circuit, planned, prints, warnings.all());
    }

    private void leave(Card card) {
        switch (card.head()) {
            case ".measure", ".meas", ".four", ".tf", ".sens", ".pz", ".disto", ".step", ".mc", ".wcase", ".pss", ".sp", ".fft", ".net", ".loop", ".alter", ".data", ".dist", ".distribution", ".aliases", ".watch", ".stimulus" ->
                warnings.add(card.position(), card.head() + " is left out, because it is not built");
            default -> throw card.error(card.head() + " is not known; look for a typing error, or take it away");
        }
    }

    private static String name(Card card) {
        String head = card.head();
        return head.startsWith(".") ? head.substring(1) : head;
    }

    /** The analyses, dot cards as well as plain commands in .control. */
    private List<Card> commands(List<Card> requests) {
        List<Card> analyses = new ArrayList<>();
        Set<String> skipped = new TreeSet<>();
        Card first = null;
        boolean changed = false;
        for (Card card : requests) {
            String name = name(card);
            if (!card.inControl() || ANALYSES.contains(name) && !changed) {
                analyses.add(card);
            } else if (!name.equals("run") && !name.equals("quit") && !name.equals("exit") && !name.equals("save")) {
                changed |= CHANGING.contains(name);
                first = first == null ? card : first;
                skipped.add(name);
            }
        }
        if (first != null) {
            warnings.add(first.position(), "commands in .control that are left out: " + String.join(" ", skipped) + (changed ? "; so are analyses behind those that change the circuit or repeat" : ""));
        }
        return analyses;
    }

    private Circuit circuit(Scope with, double tranStep, double tranStop) {
        return new Elaboration(global, new Waveforms(tranStep, tranStop), options.kelvin(), warnings).circuit(title, top, with, begin);
    }

    /** The circuit with another value of a parameter. */
    private Circuit circuit(String parameter, double value) {
        Scope other = new Scope(top);
        other.set("temper", options.celsius());
        other.set("temp", options.celsius());
        other.set(parameter, value);
        return circuit(other, step, stop);
    }

    private String node(Token token) {
        String node = token.text().equals("gnd") ? Circuit.GROUND : token.text();
        if (!nodes.contains(node)) {
            throw token.error("there is no node " + token.raw() + " in the circuit; correct the name");
        }
        return node;
    }

    /** The component of a name as we write it or as ngspice does: {@code x1.v1}, {@code v.x1.v1}. */
    private Component component(Token token) {
        String name = token.text();
        for (Component component : circuit.components()) {
            if (component.name().equals(name) || Columns.componentName(component.name()).equals(name)) {
                return component;
            }
        }
        throw token.error("there is no element " + token.raw() + " in the circuit; correct the name");
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

    private void save(Card card) {
        List<Token> tokens = Values.plain(card.tokens());
        Columns all = new Columns(circuitNames(), Set.of());
        for (int i = 1; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String name = token.text();
            if (name.equals("all") || name.equals("allv") || name.equals("alli")) {
                saved.addAll(everything(all, name));
                continue;
            }
            if ((name.equals("v") || name.equals("i")) && i + 1 < tokens.size()) {
                String what = tokens.get(++i).text();
                name = name + "(" + (name.equals("i") && what.indexOf('.') != 1 ? Columns.componentName(what) : what) + ")";
            } else if (name.endsWith("#branch")) {
                name = "i(" + Columns.componentName(name.substring(0, name.indexOf('#'))) + ")";
            } else {
                name = "v(" + name + ")";
            }
            if (all.has(name)) {
                saved.add(name);
            } else {
                warnings.add(tokens.get(i).position(), ".save " + name + " is left out, because it is no node voltage or branch current of the circuit");
            }
        }
    }

    private static Set<String> everything(Columns all, String which) {
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < all.size(); i++) {
            if (which.equals("all") || all.name(i).startsWith(which.substring(3))) {
                names.add(all.name(i));
            }
        }
        return names;
    }

    private List<String> circuitNames() {
        try {
            return CircuitPlan.of(circuit).names();
        } catch (IllegalArgumentException e) {
            throw new SpiceException(begin, e.getMessage(), e);
        }
    }

    private DeckAnalysis analysis(Card card) {
        return switch (name(card)) {
            case "op" -> operatingPoint(card.position());
            case "dc" -> dc(card);
            case "ac" -> ac(card);
            case "noise" -> noise(card);
            default -> tran(card);
        };
    }

    private DeckAnalysis operatingPoint(Position position) {
        return new DeckAnalysis("op", position, () -> {
            OperatingPointResult result = new OperatingPoint(options.settings(constants), near).run(circuit);
            ResultTable table = new ResultTable("op", "Operating Point", false, result.receipt());
            double[] values = result.values();
            fill(table, new Columns(result.names(), saved), index -> new double[] {values[index]});
            return List.of(table);
        });
    }

    private static void fill(ResultTable table, Columns columns, IntFunction<double[]> values) {
        for (int i = 0; i < columns.size(); i++) {
            table.add(columns.name(i), columns.type(i), values.apply(columns.index(i)));
        }
    }

    /** An axis, and how its column is called. */
    private record Swept(Axis axis, String name, String type, double offset) {
    }

    private DeckAnalysis dc(Card card) {
        List<Token> tokens = Values.plain(card.tokens());
        List<Swept> swept = new ArrayList<>();
        int i = 1;
        while (i < tokens.size()) {
            boolean parameter = tokens.get(i).is("param");
            i += parameter ? 1 : 0;
            if (i + 3 >= tokens.size()) {
                throw card.error("write a sweep as .dc source start stop step, and four more words for an outer one");
            }
            boolean list = tokens.get(i + 1).is("list");
            Sweep sweep;
            int next = i + 4;
            if (list) {
                List<Double> points = new ArrayList<>();
                for (next = i + 2; next < tokens.size() && Values.isNumber(tokens.get(next)); next++) {
                    points.add(Values.of(tokens.get(next), scope));
                }
                sweep = Sweep.of(points.stream().mapToDouble(Double::doubleValue).toArray());
            } else {
                double start = Values.of(tokens.get(i + 1), scope);
                double end = Values.of(tokens.get(i + 2), scope);
                double size = Values.of(tokens.get(i + 3), scope);
                if (size == 0 && start != end || (end - start) * size < 0) {
                    throw tokens.get(i + 3).error("a step of " + size + " does not lead from " + start + " to " + end + "; change its sign or size");
                }
                sweep = start == end ? Sweep.of(start) : LinearSweep.steps(start, end, size);
            }
            swept.add(swept(tokens.get(i), sweep, parameter, swept.isEmpty()));
            i = next;
        }
        if (swept.isEmpty()) {
            throw card.error("write a sweep as .dc source start stop step");
        }
        List<Axis> axes = swept.stream().map(Swept::axis).toList();
        DcSweep sweep = new DcSweep(options.settings(constants), axes, near, List.of());
        return new DeckAnalysis("dc", card.position(), () -> {
            SweepResult result = sweep.run(circuit);
            ResultTable table = new ResultTable("dc", "DC transfer characteristic", false, result.receipt());
            for (int a = 0; a < swept.size(); a++) {
                double[] values = result.axis(a);
                for (int p = 0; p < values.length; p++) {
                    values[p] -= swept.get(a).offset;
                }
                table.add(swept.get(a).name, swept.get(a).type, values);
            }
            fill(table, new Columns(result.names(), saved), result::column);
            return List.of(table);
        });
    }

    /** The column of the innermost axis is named as ngspice does; of an outer one, as the element. */
    private Swept swept(Token what, Sweep sweep, boolean parameter, boolean innermost) {
        if (parameter) {
            String name = what.text();
            if (top.parameter(name) == null) {
                throw what.error("there is no parameter " + what.raw() + "; define it with .param");
            }
            return new Swept(Axis.of(name, sweep, (c, value) -> circuit(name, value)), innermost ? "param-sweep" : name, "notype", 0);
        }
        if (what.is("temp")) {
            if (scope.usesTemperature()) {
                throw what.error("an expression of the deck uses the temperature, so it cannot be swept; run the deck once for each .temp");
            }
            double[] kelvin = sweep.values();
            for (int p = 0; p < kelvin.length; p++) {
                kelvin[p] += ZERO_CELSIUS;
            }
            return new Swept(Axis.temperature(Sweep.of(kelvin)), innermost ? "temp-sweep" : "temp", "temperature", ZERO_CELSIUS);
        }
        Component component = component(what);
        component.withValue(sweep.values()[0]);                // refuses what has no value to sweep
        String kind = component instanceof VoltageSource ? "v" : component instanceof CurrentSource ? "i" : "res";
        String type = kind.equals("v") ? "voltage" : kind.equals("i") ? "current" : "notype";
        return new Swept(Axis.value(component.name(), sweep), innermost ? kind + "-sweep" : Columns.componentName(component.name()), type, 0);
    }

    /** Four words: dec, oct or lin, number of points, first and last frequency. */
    private Sweep frequencies(Card card, List<Token> tokens, int at) {
        if (at + 3 >= tokens.size()) {
            throw card.error("frequencies are missing; write for instance dec 10 1 1meg");
        }
        double points = Values.of(tokens.get(at + 1), scope);
        double from = Values.of(tokens.get(at + 2), scope);
        double to = Values.of(tokens.get(at + 3), scope);
        if (!(points >= 1 && points <= 1e6)) {
            throw tokens.get(at + 1).error("the number of points must lie between 1 and a million, got " + points);
        }
        return switch (tokens.get(at).text()) {
            case "dec" -> LogSweep.decades(from, to, (int) points);
            case "oct" -> LogSweep.octaves(from, to, (int) points);
            case "lin" -> points < 2 ? Sweep.of(from) : LinearSweep.points(from, to, (int) points);
            default -> throw tokens.get(at).error("\"" + tokens.get(at).raw() + "\" is not dec, oct or lin");
        };
    }

    private DeckAnalysis ac(Card card) {
        AcSweep sweep = new AcSweep(options.settings(constants), frequencies(card, Values.plain(card.tokens()), 1), near);
        return new DeckAnalysis("ac", card.position(), () -> {
            AcResult result = sweep.run(circuit);
            ResultTable table = new ResultTable("ac", "AC Analysis", true, result.receipt());
            table.add("frequency", "frequency", result.frequencies());
            Columns columns = new Columns(result.names(), saved);
            for (int i = 0; i < columns.size(); i++) {
                Phasors phasors = result.column(columns.index(i));
                table.add(columns.name(i), columns.type(i), phasors.real(), phasors.imaginary());
            }
            return List.of(table);
        });
    }

    private DeckAnalysis noise(Card card) {
        List<Token> tokens = Values.plain(card.tokens());
        if (tokens.size() < 4 || !tokens.get(1).is("v")) {
            throw card.error("write a noise analysis as .noise v(out) source dec 10 1 1meg");
        }
        String output = node(tokens.get(2));
        String reference = Circuit.GROUND;
        int next = 3;
        if (tokens.size() > 5 && isSweep(tokens.get(5))) {
            reference = node(tokens.get(3));
            next = 4;
        }
        if (next >= tokens.size()) {
            throw card.error("the source is missing to which noise is referred");
        }
        Component source = component(tokens.get(next));
        if (!(source instanceof VoltageSource) && !(source instanceof CurrentSource)) {
            throw tokens.get(next).error(tokens.get(next).raw() + " is no voltage or current source; noise can be referred only to one");
        }
        boolean current = source instanceof CurrentSource;
        NoiseAnalysis analysis = new NoiseAnalysis(options.settings(constants), output, reference, source.name(), frequencies(card, tokens, next + 1), near);
        return new DeckAnalysis("noise", card.position(), () -> {
            NoiseResult result = analysis.run(circuit);
            ResultTable density = new ResultTable("noise", "Noise Spectral Density Curves", false, result.receipt());
            density.add("frequency", "frequency", result.frequencies());
            density.add("onoise_spectrum", "voltage", roots(result.density()));
            density.add("inoise_spectrum", current ? "current" : "voltage", roots(result.inputDensity()));
            ResultTable total = new ResultTable("noise-total", "Integrated Noise", false, result.receipt());
            total.add("onoise_total", "voltage", new double[] {Math.sqrt(result.totalVariance())});
            total.add("inoise_total", current ? "current" : "voltage", new double[] {Math.sqrt(result.totalInputVariance())});
            return List.of(density, total);
        });
    }

    private static boolean isSweep(Token token) {
        return token.is("dec") || token.is("oct") || token.is("lin");
    }

    private static double[] roots(double[] squares) {
        double[] roots = new double[squares.length];
        for (int i = 0; i < roots.length; i++) {
            roots[i] = Math.sqrt(squares[i]);
        }
        return roots;
    }

    /** Step, stop, start and largest step of a transient analysis [s]. LTspice's form has the stop alone. */
    private double[] times(Card card) {
        List<Double> given = new ArrayList<>();
        for (Token token : Values.plain(card.tokens()).subList(1, Values.plain(card.tokens()).size())) {
            if (!token.is("uic") && given.size() < 4) {
                given.add(Values.of(token, scope));
            }
        }
        if (given.isEmpty()) {
            throw card.error("write a transient analysis as .tran step stop");
        }
        double end = given.size() == 1 ? given.get(0) : given.get(1);
        double start = given.size() > 2 ? given.get(2) : 0;
        if (!(end > 0 && start >= 0 && start < end)) {
            throw card.error("a transient analysis runs from 0 to a positive time, got a start of " + start + " s and a stop of " + end + " s");
        }
        double coarse = (end - start) / 50;
        double print = given.size() > 1 && given.get(0) > 0 ? given.get(0) : coarse;
        double largest = given.size() > 3 && given.get(3) > 0 ? given.get(3) : Math.min(print, coarse);
        return new double[] {print, end, start, largest};
    }

    private DeckAnalysis tran(Card card) {
        double[] times = times(card);
        boolean skip = card.tokens().stream().anyMatch(token -> token.is("uic"));
        Circuit driven = times[0] == step && times[1] == stop ? circuit : circuit(scope, times[0], times[1]);
        Transient plain = new Transient(times[1]).from(times[2]).withLargestStep(times[3]).with(options.transientSettings(constants)).by(options.method()).withError(options.stepError()).near(near);
        Transient run = skip ? plain.withoutBias(initial) : plain.startingAt(initial);
        return new DeckAnalysis("tran", card.position(), () -> {
            TransientResult result = run.run(driven);
            ResultTable table = new ResultTable("tran", "Transient Analysis", false, result.receipt());
            table.add("time", "time", result.times());
            fill(table, new Columns(result.names(), saved), result::column);
            return List.of(table);
        });
    }
}
