package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
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
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.SweepResult;
import org.superpose.circuits.analysis.TransferFunction;
import org.superpose.circuits.analysis.TransferFunctionResult;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Receipt;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Makes runs of the cards that ask for analyses, at one point of .step. A card is read when its run is made, not when it runs. */
final class Analyses {
    private static final double ZERO_CELSIUS = 273.15;         // [K]

    private final DeckPoint point;
    private final Wanted wanted;

    Analyses(DeckPoint point, Wanted wanted) {
        this.point = point;
        this.wanted = wanted;
    }

    /** What a card is called without its point. */
    static String kind(Card card) {
        String head = card.head();
        return head.startsWith(".") ? head.substring(1) : head;
    }

    /** The run of a card. */
    Supplier<List<ResultTable>> of(Card card) {
        Supplier<List<ResultTable>> run = switch (kind(card)) {
            case "dc" -> dc(card);
            case "ac" -> ac(card);
            case "noise" -> noise(card);
            case "tran" -> tran(card);
            case "tf" -> tf(card);
            case "sens" -> sens(card);
            default -> this::operatingPoint;
        };
        List<MeasureCard> measures = wanted.measures().stream().map(measure -> new MeasureCard(measure, point)).filter(measure -> measure.isFor(kind(card))).toList();
        List<FourierCard> harmonics = kind(card).equals("tran") ? wanted.harmonics().stream().map(four -> new FourierCard(four, point)).toList() : List.of();
        return () -> {
            List<ResultTable> tables = new ArrayList<>(run.get());
            MeasureCard.measure(measures, tables.get(0), point);
            harmonics.forEach(four -> tables.add(four.of(tables.get(0), point)));
            return tables;
        };
    }

    private Columns columns(CircuitPlan plan, String kind) {
        return new Columns(plan, point.names(), wanted.lean().contains(kind) ? wanted.beside(kind) : wanted.saved(), wanted.beside(kind));
    }

    private static Function<String, double[]> byName(List<String> names, Function<Integer, double[]> column) {
        Map<String, Integer> places = new HashMap<>();
        for (int place = 0; place < names.size(); place++) {
            places.put(names.get(place), place);
        }
        return name -> column.apply(places.get(name));
    }

    private List<ResultTable> operatingPoint() {
        OperatingPointResult result = new OperatingPoint(point.settings(), point.near()).run(point.plan());
        ResultTable table = new ResultTable("op", "Operating Point", false, result.receipt());
        double[] values = result.values();
        CircuitPlan plan = point.plan();
        columns(plan, "op").fill(table, name -> {
            int mark = name.lastIndexOf('#');
            return new double[] {Columns.isTerminal(name) ? result.current(name.substring(0, mark), Integer.parseInt(name.substring(mark + 1))) : values[plan.unknown(name)]};
        });
        return List.of(table);
    }

    /** How the column of an axis is called. */
    private record Column(String name, String type, double offset) {
    }

    private Supplier<List<ResultTable>> dc(Card card) {
        List<Swept> swept = Swept.of(card, point.scope());
        List<Column> named = new ArrayList<>();
        for (Swept axis : swept) {
            named.add(column(axis, named.isEmpty()));
        }
        axes(swept);                                           // refuses sweeps that are too long
        return () -> {
            Columns columns = columns(point.plan(), "dc");
            SweepResult result = new DcSweep(point.settings(), axes(swept), point.near(), List.of(columns.kept())).run(point.plan());
            ResultTable table = new ResultTable("dc", "DC transfer characteristic", false, result.receipt());
            for (int a = 0; a < named.size(); a++) {
                double[] values = result.axis(a);
                for (int p = 0; p < values.length; p++) {
                    values[p] -= named.get(a).offset;
                }
                table.addSwept(named.get(a).name, named.get(a).type, values);
            }
            columns.fill(table, byName(result.names(), result::column));
            return List.of(table);
        };
    }

    /** The column of the innermost axis is named as ngspice does; of an outer one, as the element. */
    private Column column(Swept axis, boolean innermost) {
        switch (axis.kind()) {
            case PARAMETER -> {
                String name = axis.word().text();
                if (!point.hasParameter(name)) {
                    throw axis.word().error("there is no parameter " + axis.word().raw() + "; define it with .param");
                }
                return new Column(innermost ? "param-sweep" : name, "notype", 0);
            }
            case TEMPERATURE -> {
                if (point.scope().usesTemperature()) {
                    throw axis.word().error("an expression of the deck uses the temperature, so it cannot be swept; step it with .step temp");
                }
                return new Column(innermost ? "temp-sweep" : "temp", "temperature", ZERO_CELSIUS);
            }
            case MODEL -> throw axis.word().error("a parameter of a model cannot be swept by .dc; step it with .step, or give the model a parameter of .param");
            default -> {
                Component component = point.component(axis.word());
                component.withValue(axis.sweep().values()[0]);                // refuses what has no value to sweep
                String kind = component instanceof VoltageSource ? "v" : component instanceof CurrentSource ? "i" : "res";
                String type = kind.equals("v") ? "voltage" : kind.equals("i") ? "current" : "notype";
                return new Column(innermost ? kind + "-sweep" : Names.ofComponent(component.name()), type, 0);
            }
        }
    }

    private List<Axis> axes(List<Swept> swept) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        List<String> elements = new ArrayList<>();             // that are swept before a parameter
        List<Axis> axes = new ArrayList<>();
        for (Swept axis : swept) {
            switch (axis.kind()) {
                case PARAMETER -> axes.add(point.parameterAxis(axis, parameters, List.copyOf(elements)));
                case TEMPERATURE -> {
                    double[] kelvin = axis.sweep().values();
                    for (int p = 0; p < kelvin.length; p++) {
                        kelvin[p] += ZERO_CELSIUS;
                    }
                    axes.add(Axis.temperature(Sweep.of(kelvin)));
                }
                default -> {
                    elements.add(point.component(axis.word()).name());
                    axes.add(Axis.value(point.component(axis.word()).name(), axis.sweep()));
                }
            }
        }
        return axes;
    }

    /** Four words: dec, oct or lin, number of points, first and last frequency. */
    private Sweep frequencies(Card card, List<Token> tokens, int at) {
        Scope scope = point.scope();
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

    private Supplier<List<ResultTable>> ac(Card card) {
        AcSweep sweep = smallSignal(card);
        return () -> {
            AcResult result = sweep.run(point.plan());
            ResultTable table = smallSignalTable(result.frequencies(), result.receipt());
            Map<String, Integer> places = new HashMap<>();
            result.names().forEach(name -> places.put(name, places.size()));
            columns(point.plan(), "ac").fillPhasors(table, name -> {
                Integer place = places.get(name);
                int mark = name.lastIndexOf('#');
                return place != null ? result.column(place) : result.current(name.substring(0, mark), Integer.parseInt(name.substring(mark + 1)));
            });
            return List.of(table);
        };
    }

    /** What an .ac card asks for. */
    AcSweep smallSignal(Card card) {
        return new AcSweep(point.settings(), frequencies(card, Values.plain(card.tokens()), 1), point.near());
    }

    /** A table for its result, in which nothing stands yet but frequencies. */
    static ResultTable smallSignalTable(double[] frequencies, Receipt receipt) {
        ResultTable table = new ResultTable("ac", "AC Analysis", true, receipt);
        table.addSwept("frequency", "frequency", frequencies);
        return table;
    }

    /** The source of a small signal. */
    private Component source(Token token, String why) {
        Component source = point.component(token);
        if (!(source instanceof VoltageSource) && !(source instanceof CurrentSource)) {
            throw token.error(token.raw() + " is no voltage or current source; " + why);
        }
        return source;
    }

    private Supplier<List<ResultTable>> noise(Card card) {
        List<Token> tokens = Values.plain(card.tokens());
        if (tokens.size() < 4 || !tokens.get(1).is("v")) {
            throw card.error("write a noise analysis as .noise v(out) source dec 10 1 1meg");
        }
        String output = point.node(tokens.get(2));
        String reference = Circuit.GROUND;
        int next = 3;
        if (tokens.size() > 5 && isSweep(tokens.get(5))) {
            reference = point.node(tokens.get(3));
            next = 4;
        }
        if (next >= tokens.size()) {
            throw card.error("the source is missing to which noise is referred");
        }
        Component source = source(tokens.get(next), "noise can be referred only to one");
        boolean current = source instanceof CurrentSource;
        NoiseAnalysis analysis = new NoiseAnalysis(point.settings(), output, reference, source.name(), frequencies(card, tokens, next + 1), point.near());
        return () -> {
            NoiseResult result = analysis.run(point.plan());
            ResultTable density = new ResultTable("noise", "Noise Spectral Density Curves", false, result.receipt());
            density.addSwept("frequency", "frequency", result.frequencies());
            density.add("onoise_spectrum", "voltage", roots(result.density()));
            density.add("inoise_spectrum", current ? "current" : "voltage", roots(result.inputDensity()));
            ResultTable total = new ResultTable("noise-total", "Integrated Noise", false, result.receipt());
            total.add("onoise_total", "voltage", new double[] {Math.sqrt(result.totalVariance())});
            total.add("inoise_total", current ? "current" : "voltage", new double[] {Math.sqrt(result.totalInputVariance())});
            return List.of(density, total);
        };
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

    /** Gain and resistances, named as ngspice does. */
    private Supplier<List<ResultTable>> tf(Card card) {
        List<Token> tokens = Values.plain(card.tokens());
        boolean current = tokens.size() == 4 && tokens.get(1).is("i");
        if (!current && (tokens.size() < 4 || tokens.size() > 5 || !tokens.get(1).is("v"))) {
            throw card.error("write a transfer function as .tf v(out) source, .tf v(a,b) source or .tf i(v1) source");
        }
        Component source = source(tokens.get(tokens.size() - 1), "a transfer function begins at one");
        String output = current ? point.component(tokens.get(2)).name() + CircuitPlan.BRANCH : point.node(tokens.get(2));
        String reference = !current && tokens.size() == 5 ? point.node(tokens.get(3)) : Circuit.GROUND;
        TransferFunction function = new TransferFunction(point.settings(), output, reference, source.name(), point.near());
        String shown = current ? Names.ofComponent(tokens.get(2).text()) + "#output_impedance" : "output_impedance_at_v(" + tokens.get(2).text() + (tokens.size() == 5 ? "," + tokens.get(3).text() : "") + ")";
        return () -> {
            TransferFunctionResult result = function.run(point.plan());
            ResultTable table = new ResultTable("tf", "Transfer Function", false, result.receipt());
            table.add("transfer_function", "notype", new double[] {result.gain()});
            table.add(shown, "impedance", new double[] {result.outputResistance()});
            table.add(Names.ofComponent(source.name()) + "#input_impedance", "impedance", new double[] {result.inputResistance()});
            return List.of(table);
        };
    }

    private Supplier<List<ResultTable>> sens(Card card) {
        List<Token> tokens = Values.plain(card.tokens());
        int closing = 0;
        while (closing < card.tokens().size() && !card.tokens().get(closing).is(")")) {
            closing++;
        }
        int at = Values.plain(card.tokens().subList(0, closing)).size();         // behind the output, in which a node may be called ac
        if (at < tokens.size() && !tokens.get(at).is("ac")) {
            throw tokens.get(at).error("behind the output of a sensitivity analysis stands nothing, or for instance ac dec 10 1 1meg");
        }
        return new SensitivityCard(card, tokens.subList(0, at), point).run(at == tokens.size() ? null : frequencies(card, tokens, at + 1));
    }

    /** Step, stop, start and largest step of a transient analysis [s]. LTspice's form has the stop alone. */
    static double[] times(Card card, Scope scope) {
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

    private Supplier<List<ResultTable>> tran(Card card) {
        double[] times = times(card, point.scope());
        boolean skip = card.tokens().stream().anyMatch(token -> token.is("uic"));
        Options options = point.options();
        Transient plain = new Transient(times[1]).from(times[2]).withLargestStep(times[3]).with(point.transientSettings()).by(options.method()).withError(options.stepError()).near(point.near());
        Transient run = skip ? plain.withoutBias(point.initial()) : plain.startingAt(point.initial());
        return () -> {
            CircuitPlan driven = point.plan(times[0], times[1]);
            Columns columns = columns(driven, "tran");
            TransientResult result = run.keeping(columns.kept()).run(driven);
            ResultTable table = new ResultTable("tran", "Transient Analysis", false, result.receipt());
            table.addSwept("time", "time", result.times());
            columns.fill(table, byName(result.names(), result::column));
            return List.of(table);
        };
    }

    /**
     * Which columns and measures a deck asks for beside what it analyses.
     *
     * @param saved     columns of .save; none: all
     * @param columns   columns that other cards need, by the kind of analysis
     * @param lean      kinds of analyses of which no others are kept
     * @param measures  cards of .measure
     * @param harmonics cards of .four
     */
    record Wanted(Set<String> saved, Map<String, Set<String>> columns, Set<String> lean, List<Card> measures, List<Card> harmonics) {
        Set<String> beside(String kind) {
            return columns.getOrDefault(kind, Set.of());
        }
    }
}
