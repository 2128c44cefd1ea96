package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.analysis.Crossing;
import org.superpose.circuits.analysis.Measure;
import org.superpose.circuits.analysis.MeasureException;

/** A .measure card, as ngspice and LTspice write it; see {@link Measure} for what is measured. */
final class MeasureCard {
    private static final Set<String> KINDS = Set.of("op", "dc", "ac", "noise", "tran", "tf");
    private static final Map<String, ToDoubleFunction<Measure>> STATISTICS = Map.of("avg", Measure::mean, "rms", Measure::rms, "min", Measure::minimum, "max", Measure::maximum, "pp", Measure::peakToPeak, "integ", Measure::integral,
            "integral", Measure::integral, "min_at", Measure::placeOfMinimum, "max_at", Measure::placeOfMaximum);
    private static final Set<String> WORDS = Set.of("trig", "targ", "when", "find", "at", "from", "to", "td", "val", "rise", "fall", "cross");

    private final Card card;
    private final List<Token> tokens;
    private final DeckPoint point;
    private final String kind;                          // "": of any analysis
    private final String name;
    private final String what;
    private final Map<String, Token> values = new HashMap<>();        // from, to, at
    private final List<Quantity> quantities = new ArrayList<>();
    private Quantity quantity;
    private Event when;
    private Event trigger;
    private Event target;
    private int next;

    /** Where a curve meets a level or another curve, or a place that is given. */
    private final class Event {
        private final Map<String, Token> named = new HashMap<>();     // at, val, td, rise, fall, cross
        private Quantity left;
        private Quantity right;

        /** Where it is. */
        double place(Table table) {
            if (named.containsKey("at")) {
                return table.number(named.get("at"));
            }
            Measure curve = table.curve(left);
            Crossing crossing = right != null ? curve.crossing(table.curve(right)) : curve.crossing(table.number(named.get("val")));
            for (String direction : List.of("rise", "fall", "cross")) {
                Token count = named.get(direction);
                if (count != null) {
                    boolean last = count.is("last");
                    int number = last ? 1 : table.count(count);
                    crossing = direction.equals("rise") ? crossing.rising(number) : direction.equals("fall") ? crossing.falling(number) : crossing.either(number);
                    crossing = last ? crossing.last() : crossing;
                }
            }
            return (named.containsKey("td") ? crossing.after(table.number(named.get("td"))) : crossing).place();
        }
    }

    /** Rows of a result that one sweep makes. */
    private record Table(ResultTable rows, Scope scope, double[] abscissa, boolean logarithmic) {
        Measure curve(Quantity of) {
            Measure curve = new Measure(abscissa, of.of(rows, scope));
            return logarithmic ? curve.overLogarithm() : curve;
        }

        double number(Token token) {
            return Values.of(token, scope);
        }

        int count(Token token) {
            double number = number(token);
            if (!(number >= 1 && number <= 1e9) || number != Math.rint(number)) {
                throw token.error("crossings are counted from 1, got " + number);
            }
            return (int) number;
        }
    }

    /** Reads a card with the names of a point. */
    MeasureCard(Card card, DeckPoint point) {
        this.card = card;
        this.point = point;
        tokens = card.tokens();
        next = 1;
        kind = next < tokens.size() && KINDS.contains(tokens.get(next).text()) ? tokens.get(next++).text() : "";
        if (next + 1 >= tokens.size()) {
            throw card.error("write a measure as .measure tran name find v(out) at=1u, name trig ... targ ..., name avg v(out), name param='...'");
        }
        name = tokens.get(next++).text();
        what = tokens.get(next).text();
        if (what.equals("trig")) {
            events();
        } else if (what.equals("when")) {
            when = event();
            bounds();
        } else if (what.equals("param")) {
            parameter();
        } else {
            boolean find = what.equals("find") || what.equals("deriv") || what.equals("derivative");
            if (!find && !STATISTICS.containsKey(what)) {
                throw tokens.get(next).error("\"" + tokens.get(next).raw() + "\" is no measure; there are trig ... targ, find, when, avg, rms, min, max, pp, integ, min_at, max_at, deriv, param");
            }
            next++;
            quantity = quantity();
            bounds();
        }
        if (next < tokens.size()) {
            throw tokens.get(next).error("\"" + tokens.get(next).raw() + "\" does not continue this measure");
        }
    }

    private void parameter() {
        next++;
        next += next < tokens.size() && tokens.get(next).is("=") ? 1 : 0;
        quantity = quantity(tokens.size(), true);
    }

    private void events() {
        while (next < tokens.size() && (tokens.get(next).is("trig") || tokens.get(next).is("targ"))) {
            boolean begins = tokens.get(next).is("trig");
            Event event = event();
            trigger = begins ? event : trigger;
            target = begins ? target : event;
        }
        if (trigger == null || target == null) {
            throw card.error("a measure between two events needs trig and targ");
        }
    }

    /** What stands behind a statistic or find: from, to, at, when, trig and targ. */
    private void bounds() {
        while (next < tokens.size()) {
            String word = tokens.get(next).text();
            switch (word) {
                case "from", "to", "at" -> {
                    next++;
                    values.put(word, value(word));
                }
                case "when" -> when = event();
                case "trig" -> events();
                default -> {
                    return;
                }
            }
        }
    }

    private Token value(String behind) {
        next += next < tokens.size() && tokens.get(next).is("=") ? 1 : 0;
        if (next >= tokens.size() || tokens.get(next).kind() == Token.Kind.SIGN) {
            throw tokens.get(Math.min(next, tokens.size() - 1)).error("behind " + behind + " a value is missing");
        }
        return tokens.get(next++);
    }

    /** {@code trig v(out) val=0.5 td=1u rise=2}, {@code when v(out)=v(in)}, {@code trig at=1u}. */
    private Event event() {
        Token begin = tokens.get(next++);
        Event event = new Event();
        if (next < tokens.size() && !tokens.get(next).is("at")) {
            event.left = quantity();
            if (next < tokens.size() && tokens.get(next).is("=")) {
                next++;
                int end = end();
                Quantity right = end > next && (tokens.get(next).kind() == Token.Kind.EXPRESSION || next + 1 < end) ? new Quantity(tokens, next, end, point.names()) : null;
                if (right != null && !right.columns().isEmpty()) {
                    event.right = kept(right);
                    next = end;
                } else {
                    event.named.put("val", value("="));
                }
            }
        }
        while (next + 1 < tokens.size() && Set.of("at", "val", "td", "rise", "fall", "cross").contains(tokens.get(next).text())) {
            String word = tokens.get(next++).text();
            event.named.put(word, value(word));
        }
        if (event.left == null ? !event.named.containsKey("at") : event.right == null && !event.named.containsKey("val")) {
            throw begin.error(begin.raw() + " needs a level: write " + begin.raw() + " v(out)=0.5, or " + begin.raw() + " v(out) val=0.5");
        }
        return event;
    }

    private Quantity quantity() {
        return quantity(end(), false);
    }

    private Quantity quantity(int end, boolean formula) {
        if (end == next) {
            throw tokens.get(Math.min(next, tokens.size() - 1)).error("what is to be measured is missing here; write for instance v(out)");
        }
        Quantity read = kept(formula ? Quantity.formula(tokens, next, end, point.names()) : new Quantity(tokens, next, end, point.names()));
        next = end;
        return read;
    }

    private Quantity kept(Quantity read) {
        quantities.add(read);
        return read;
    }

    /** Behind what belongs together: before the next word of this card outside parentheses, or an equals sign. */
    private int end() {
        int depth = 0;
        int end = next;
        while (end < tokens.size() && (depth > 0 || !tokens.get(end).is("=") && !WORDS.contains(tokens.get(end).text()))) {
            depth += tokens.get(end).is("(") ? 1 : tokens.get(end).is(")") ? -1 : 0;
            end++;
        }
        return end;
    }

    String name() {
        return name;
    }

    Card card() {
        return card;
    }

    boolean isFor(String analysis) {
        return kind.isEmpty() || kind.equals(analysis);
    }

    /** Analyses whose results must have its columns. */
    Set<String> kinds() {
        return kind.isEmpty() ? KINDS : Set.of(kind);
    }

    /** Columns that it needs. */
    void addColumns(Set<String> to) {
        quantities.forEach(each -> to.addAll(each.columns()));
    }

    /** Whether it takes the magnitude of a phasor without being told to. */
    boolean takesMagnitude() {
        return kind.equals("ac") && quantities.stream().anyMatch(Quantity::takesMagnitude);
    }

    /** Measures a result of one point, sweep by sweep; what a measure finds is a name for those behind it. */
    static void measure(List<MeasureCard> cards, ResultTable table, DeckPoint point) {
        int rows = table.size();
        int from = 0;
        while (from < rows && !cards.isEmpty()) {
            int to = from + 1;
            while (to < rows && sameOuter(table, from, to)) {
                to++;
            }
            Map<String, Double> at = point.stepped();
            for (int column = 1; column < table.swept(); column++) {
                at.put(table.names().get(column), table.real(column, from));
            }
            ResultTable part = from == 0 && to == rows ? table : table.rows(from, to);
            Scope scope = Scope.ofResults(point.scope());
            for (MeasureCard card : cards) {
                Measured found = card.measured(part, at, scope);
                found.value().ifPresent(value -> scope.set(card.name, value));
                table.add(found);
            }
            from = to;
        }
    }

    private static boolean sameOuter(ResultTable table, int a, int b) {
        for (int column = 1; column < table.swept(); column++) {
            if (table.real(column, a) != table.real(column, b)) {
                return false;
            }
        }
        return true;
    }

    private Measured measured(ResultTable rows, Map<String, Double> at, Scope scope) {
        try {
            double[] abscissa = rows.swept() > 0 ? rows.real(0) : new double[1];
            boolean logarithmic = (rows.kind().equals("ac") || rows.kind().equals("noise")) && Arrays.stream(abscissa).allMatch(f -> f > 0);
            Table table = new Table(rows, scope, abscissa, logarithmic);
            double value = value(table);
            if (!Double.isFinite(value)) {
                throw new MeasureException("it is " + value);
            }
            return new Measured(name, at, OptionalDouble.of(value), unit(rows), "");
        } catch (SpiceException e) {
            return new Measured(name, at, OptionalDouble.empty(), "", e.reason());
        } catch (MeasureException | IllegalArgumentException e) {
            return new Measured(name, at, OptionalDouble.empty(), "", e.getMessage());
        }
    }

    private double value(Table table) {
        switch (what) {
            case "trig" -> {
                return target.place(table) - trigger.place(table);
            }
            case "when" -> {
                return within(table, when.place(table));
            }
            case "param" -> {
                if (!quantity.columns().isEmpty() && table.rows.size() > 1) {
                    throw new MeasureException("a voltage or current has many values here; say which with find, when, max, avg");
                }
                return quantity.of(table.rows.size() > 1 ? table.rows.rows(0, 1) : table.rows, table.scope)[0];
            }
            default -> { }
        }
        Measure curve = table.curve(quantity);
        if (STATISTICS.containsKey(what)) {
            if (trigger != null) {
                curve = curve.between(trigger.place(table), target.place(table));
            } else if (values.containsKey("from") || values.containsKey("to")) {
                curve = curve.between(values.containsKey("from") ? table.number(values.get("from")) : curve.first(), values.containsKey("to") ? table.number(values.get("to")) : curve.last());
            }
            return STATISTICS.get(what).applyAsDouble(curve);
        }
        if (when == null && !values.containsKey("at")) {
            if (table.rows.size() == 1 && what.equals("find")) {
                return curve.value(curve.first());
            }
            throw new MeasureException("it does not say where; add at=... or when ...");
        }
        double place = when != null ? within(table, when.place(table)) : table.number(values.get("at"));
        return what.equals("find") ? curve.value(place) : curve.slope(place);
    }

    private double within(Table table, double place) {
        if (values.containsKey("from") && place < table.number(values.get("from")) || values.containsKey("to") && place > table.number(values.get("to"))) {
            throw new MeasureException("it is met at " + place + ", outside from ... to");
        }
        return place;
    }

    private String unit(ResultTable rows) {
        String across = rows.swept() > 0 ? unit(rows.type(0), "") : "";
        if (what.equals("trig") || what.equals("when") || what.endsWith("_at")) {
            return across;
        }
        if (what.equals("param")) {
            return "";
        }
        String own = unit(quantity.type(rows), rows.kind());
        boolean known = !own.isEmpty() && !across.isEmpty();
        return switch (what) {
            case "integ", "integral" -> known ? own + " " + across : "";
            case "deriv", "derivative" -> known ? own + "/" + across : "";
            default -> own;
        };
    }

    private static String unit(String type, String kind) {
        String unit = switch (type) {
            case "voltage" -> "V";
            case "current" -> "A";
            case "power" -> "W";
            case "decibel" -> "dB";
            case "phase" -> "rad";
            case "time" -> "s";
            case "frequency" -> "Hz";
            case "temperature" -> "°C";
            case "impedance" -> "Ω";
            default -> "";
        };
        return kind.equals("noise") && (unit.equals("V") || unit.equals("A")) ? unit + "/√Hz" : unit;
    }

    /** The columns that all these cards need, by the kind of analysis. */
    static void addColumns(List<MeasureCard> cards, Map<String, Set<String>> columns) {
        for (MeasureCard card : cards) {
            for (String analysis : card.kinds()) {
                card.addColumns(columns.computeIfAbsent(analysis, k -> new LinkedHashSet<>()));
            }
        }
    }
}
