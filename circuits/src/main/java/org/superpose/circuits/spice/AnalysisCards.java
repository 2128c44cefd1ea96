package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.superpose.circuits.analysis.InOrder;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.solve.ConvergenceException;

/** What a deck says beside its elements: what is to be computed, at which points of .step, what is kept of it, and what is measured. */
final class AnalysisCards {
    private static final long MOST_POINTS = 10_000;
    private static final Set<String> ANALYSES = Set.of("op", "dc", "ac", "noise", "tran", "tf", "sens");
    /** Say how something is shown; all columns are kept anyway. */
    private static final Set<String> DISPLAY = Set.of(".plot", ".width", ".control", ".endc", ".backanno", ".endl");
    /** Read where they are used. */
    private static final Set<String> USED = Set.of(".options", ".option", ".opt", ".temp", ".global", ".ic", ".nodeset", ".save", ".probe", ".print", ".op", ".dc", ".ac", ".noise", ".tran", ".tf", ".sens", ".four", ".step", ".measure", ".meas");
    /** Known and not built. */
    private static final Set<String> LEFT_OUT = Set.of(".pz", ".disto", ".mc", ".wcase", ".pss", ".sp", ".fft", ".net", ".loop", ".alter", ".data", ".dist", ".distribution", ".aliases", ".watch", ".stimulus");
    /** Commands of .control behind which the circuit is no longer the deck's. */
    private static final Set<String> CHANGING = Set.of("alter", "altermod", "alterparam", "foreach", "while", "dowhile", "repeat", "if", "source", "reset", "mc_source");

    private final DeckSource deck;
    private final Warnings warnings = new Warnings();
    private final DeckPoint nominal;
    private final Set<String> saved = new LinkedHashSet<>();
    private final Map<String, Set<String>> columns = new HashMap<>();        // by the kind of analysis

    AnalysisCards(CardReader.Cards cards, Position begin, Environment constants) {
        List<Guard.Guarded> directives = new ArrayList<>();
        Body top = Body.of(cards.cards(), directives);
        deck = new DeckSource(cards.title(), begin, constants, top, directives, warnings);
        for (Guard.Guarded directive : directives) {
            Card card = directive.card();
            if (card.inControl() || USED.contains(card.head()) || DISPLAY.contains(card.head())) {
                continue;
            }
            if (!LEFT_OUT.contains(card.head())) {
                throw card.error(card.head() + " is not known; look for a typing error, or take it away");
            }
            warnings.add(card.position(), card.head() + " is left out, because it is not built");
        }
        nominal = new DeckPoint(deck, Map.of(), null);
    }

    private AnalysisCards(AnalysisCards of, Map<String, Double> parameters, OptionalDouble celsius, Drawing drawing, UnaryOperator<Circuit> change) {
        deck = new DeckSource(of.deck.title(), of.deck.begin(), of.deck.constants(), of.deck.top(), of.deck.directives(), warnings);
        Map<Swept, Double> set = new LinkedHashMap<>();
        parameters.forEach((name, value) -> set.put(Swept.of(card(".step param " + name + " list 0"), of.nominal.scope()).get(0), value));
        celsius.ifPresent(value -> set.put(Swept.of(card(".step temp list 0"), of.nominal.scope()).get(0), value));
        nominal = new DeckPoint(deck, set, of.nominal, drawing, change);
    }

    /** The same deck with other numbers. */
    AnalysisCards sample(Drawing drawing, Map<String, Double> parameters, OptionalDouble celsius, UnaryOperator<Circuit> change) {
        return new AnalysisCards(this, parameters, celsius, drawing, change);
    }

    DeckPoint nominal() {
        return nominal;
    }

    Position begin() {
        return deck.begin();
    }

    OperatingMeasures operatingMeasures() {
        List<MeasureCard> measures = measures("op");
        return new OperatingMeasures(nominal, measures, columns(measures));
    }

    /** None where no small signal is asked for. */
    Optional<SmallSignalMeasures> smallSignalMeasures() {
        List<MeasureCard> measures = measures("ac");
        return requests().stream().filter(card -> Analyses.kind(card).equals("ac")).findFirst()
                .map(card -> new SmallSignalMeasures(nominal, new Analyses(nominal, new Analyses.Wanted(Set.of(), Map.of(), Set.of(), List.of(), List.of())).smallSignal(card), measures, columns(measures)));
    }

    private List<MeasureCard> measures(String kind) {
        return nominal.cards(".measure", ".meas").stream().map(card -> new MeasureCard(card, nominal)).filter(measure -> measure.isFor(kind)).toList();
    }

    private static Set<String> columns(List<MeasureCard> measures) {
        Set<String> wanted = new LinkedHashSet<>();
        measures.forEach(measure -> measure.addColumns(wanted));
        return wanted;
    }

    /**
     * Reads it all.
     *
     * @param printed whether only what is printed and measured is kept of transients of which a card prints something, if nothing is saved: they have the most points
     */
    Deck deck(boolean printed) {
        List<Card> measures = nominal.cards(".measure", ".meas");
        List<PrintCard> prints = nominal.cards(".print", ".plot").stream().map(card -> new PrintCard(card, nominal.names(), nominal.scope())).toList();
        for (PrintCard print : prints) {
            print.addColumns(columns.computeIfAbsent(print.kind(), kind -> new LinkedHashSet<>()));
        }
        List<MeasureCard> read = measures.stream().map(card -> new MeasureCard(card, nominal)).toList();
        MeasureCard.addColumns(read, columns);
        for (MeasureCard measure : read) {
            if (measure.takesMagnitude()) {
                warnings.add(measure.card().position(), "measure " + measure.name() + " takes the magnitude of a phasor, where ngspice takes its real part; write vm, vr, vi, vp or vdb to say which");
            }
        }
        List<Card> harmonics = nominal.cards(".four");
        harmonics.forEach(card -> new FourierCard(card, nominal).addColumns(columns.computeIfAbsent("tran", kind -> new LinkedHashSet<>())));
        nominal.cards(".save").forEach(card -> save(card, saved));
        Set<String> beside = new LinkedHashSet<>();
        nominal.cards(".probe").forEach(card -> save(card, beside));
        if (nominal.options().allCurrents()) {
            addAllCurrents(beside);
        }
        ANALYSES.forEach(kind -> columns.computeIfAbsent(kind, k -> new LinkedHashSet<>()).addAll(beside));
        boolean lean = printed && saved.isEmpty() && prints.stream().anyMatch(print -> print.kind().equals("tran") && !print.isPlot());
        Analyses.Wanted wanted = new Analyses.Wanted(saved, columns, lean ? Set.of("tran") : Set.of(), measures, harmonics);
        List<Map<Swept, Double>> steps = steps();
        List<DeckAnalysis> planned = new ArrayList<>();
        for (Card card : requests()) {
            planned.add(analysis(card, wanted, steps));
        }
        if (!harmonics.isEmpty() && planned.stream().noneMatch(analysis -> analysis.kind().equals("tran"))) {
            warnings.add(harmonics.get(0).position(), ".four is left out, because it takes the last period of a transient analysis and there is none; add .tran");
        }
        if (planned.isEmpty()) {
            warnings.add(deck.begin(), "the deck asks for no analysis, so this is its operating point; add .op, .dc, .ac, .noise or .tran");
            planned.add(new DeckAnalysis("op", deck.begin(), () -> run(card(".op"), wanted, steps)));
        }
        return new Deck(deck.title(), nominal.circuit(), planned, prints, warnings.all(), this);
    }

    private Card card(String text) {
        return Card.of(text, deck.begin());
    }

    private DeckAnalysis analysis(Card card, Analyses.Wanted wanted, List<Map<Swept, Double>> steps) {
        try {
            new Analyses(nominal, wanted).of(card);                          // finds the mistakes of the card now
        } catch (SpiceException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new SpiceException(card.position(), e.getMessage(), e);
        }
        return new DeckAnalysis(Analyses.kind(card), card.position(), () -> run(card, wanted, steps));
    }

    private List<ResultTable> run(Card card, Analyses.Wanted wanted, List<Map<Swept, Double>> steps) {
        if (steps.isEmpty()) {
            return new Analyses(nominal, wanted).of(card).get();
        }
        nominal.plan();                                                      // shared by all points
        List<Step> done = new ArrayList<>();
        int threads = nominal.settings().threads();
        int each = Math.max(1, threads / steps.size());                      // more would only wait for each other
        InOrder.<Step>run(threads, 0, steps.size(), () -> number -> step(card, wanted, steps.get((int) number), each), done::add);
        Step solved = done.stream().filter(step -> step.failure == null).findFirst().orElse(null);
        for (Step step : done) {
            if (step.failure != null && (solved == null || !(step.failure instanceof ConvergenceException))) {
                throw step.failure;
            }
        }
        List<ResultTable> joined = new ArrayList<>();
        for (int table = 0; table < solved.tables.size(); table++) {
            List<ResultTable> parts = new ArrayList<>();
            for (Step step : done) {
                parts.add(step.failure == null ? step.tables.get(table) : solved.tables.get(table).failed(step.at, step.failure.getMessage()));
            }
            joined.add(ResultTable.joined(parts, done.stream().map(Step::at).toList()));
        }
        return joined;
    }

    /**
     * What became of a point of .step.
     *
     * @param at      values of what is stepped
     * @param tables  results; null if there are none
     * @param failure why; null if there are results
     */
    private record Step(Map<String, Double> at, List<ResultTable> tables, RuntimeException failure) {
    }

    private Step step(Card card, Analyses.Wanted wanted, Map<Swept, Double> values, int threads) {
        try {
            DeckSource own = new DeckSource(deck.title(), deck.begin(), deck.constants(), deck.top(), deck.directives(), new Warnings());      // what there is to say was said
            DeckPoint point = new DeckPoint(own, values, nominal).on(threads);
            try {
                return new Step(point.stepped(), new Analyses(point, wanted).of(card).get(), null);
            } catch (ConvergenceException e) {
                return new Step(point.stepped(), null, e);
            }
        } catch (RuntimeException e) {
            return new Step(Map.of(), null, e);
        }
    }

    /** The points of all .step cards, the first card's varying fastest, then those of .temp; none without. */
    private List<Map<Swept, Double>> steps() {
        List<Swept> axes = new ArrayList<>();
        nominal.cards(".step").forEach(card -> axes.addAll(Swept.of(card, nominal.scope())));
        for (Card card : nominal.cards(".temp")) {
            List<Token> tokens = Values.plain(card.tokens());
            if (tokens.size() > 2) {
                double[] values = tokens.subList(1, tokens.size()).stream().mapToDouble(token -> Values.of(token, nominal.scope())).toArray();
                axes.add(new Swept(tokens.get(0), Swept.Kind.TEMPERATURE, "", Sweep.of(values)));
            }
        }
        long count = axes.isEmpty() ? 0 : 1;
        Set<String> named = new TreeSet<>();
        for (Swept axis : axes) {
            count *= axis.sweep().values().length;
            if (count > MOST_POINTS) {
                throw axis.word().error(".step makes more than " + MOST_POINTS + " points; take larger steps");
            }
            if (!named.add(axis.columnName())) {
                throw axis.word().error(axis.columnName() + " is stepped twice; take one of them away");
            }
        }
        List<Map<Swept, Double>> points = new ArrayList<>();
        for (int point = 0; point < count; point++) {
            Map<Swept, Double> values = new LinkedHashMap<>();
            int stride = 1;
            for (Swept axis : axes) {
                double[] all = axis.sweep().values();
                values.put(axis, all[point / stride % all.length]);
                stride *= all.length;
            }
            points.add(values);
        }
        if (!points.isEmpty()) {
            new DeckPoint(deck, points.get(points.size() - 1), null);        // finds what cannot be stepped now
        }
        return points;
    }

    /** The analyses, dot cards as well as plain commands in .control. */
    private List<Card> requests() {
        List<Card> analyses = new ArrayList<>();
        Set<String> skipped = new TreeSet<>();
        Card first = null;
        boolean changed = false;
        for (Guard.Guarded directive : deck.directives()) {
            Card card = directive.card();
            String name = Analyses.kind(card);
            if (!card.inControl()) {
                if (ANALYSES.contains(name) && directive.holds(nominal.scope())) {
                    analyses.add(card);
                }
            } else if (ANALYSES.contains(name) && !changed) {
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

    /** Columns of .save and .probe. */
    private void save(Card card, Set<String> into) {
        List<Token> tokens = Values.plain(card.tokens());
        Names names = nominal.names();
        for (int i = 1; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String name = token.text();
            if (Columns.isGroup(name)) {
                everything(card, name, into);
                continue;
            }
            boolean function = name.equals("v") || name.equals("p") || name.matches("i[cbesdg]?");
            String column;
            if (function && i + 1 < tokens.size() && names.node(name) == null) {
                name = name + "(" + tokens.get(++i).text() + ")";
                column = names.column(token.text(), tokens.get(i).text());
            } else if (name.startsWith("@")) {
                column = names.column(name);
            } else if (name.endsWith("#branch")) {
                column = names.column("i", name.substring(0, name.indexOf('#')));
            } else {
                column = names.column("v", name);
            }
            if (column != null && !column.equals("v(0)")) {
                into.add(column);
            } else {
                warnings.add(tokens.get(i).position(), card.head() + " " + name + " is left out, because it is no node voltage or current of the circuit");
            }
        }
    }

    private void everything(Card card, String which, Set<String> into) {
        if (card.head().equals(".probe") && which.equals("alli")) {
            addAllCurrents(into);
            return;
        }
        into.add(which);
    }

    private void addAllCurrents(Set<String> into) {
        for (Component component : nominal.circuit().components()) {
            into.addAll(Names.currents(component));
        }
    }
}
