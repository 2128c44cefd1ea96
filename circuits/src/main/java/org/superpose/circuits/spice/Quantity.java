package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.superpose.circuits.source.Formula;

/**
 * What a card wants to see of a result: {@code v(a)}, {@code v(a,b)}, {@code i(r1)}, {@code ic(q1)}, {@code @q1[ic]}, {@code p(r1)}; of phasors the parts {@code vr vi vm vp vdb}, {@code ir ii im ip idb}, or {@code re im mag ph db} around the plain
 * one; the name of a column; or a formula of all these in braces, single quotes or {@code par('...')}. A phasor itself shows as its magnitude. Phases are in radians.
 */
final class Quantity {
    private static final Map<String, String> WRAPPED = Map.of("re", "r", "im", "i", "mag", "m", "ph", "p", "phase", "p", "db", "db");
    private static final Set<String> PARTS = Set.of("r", "i", "m", "p", "db");

    private final Token first;
    private final int from;                     // of the formula within the card; −1: plain
    private final int to;
    private final Names names;
    private final Plain plain;                  // null: formula
    private final Set<String> columns = new LinkedHashSet<>();
    private boolean magnitude;                  // whether the magnitude of a phasor is taken without being asked for

    /**
     * A difference of columns, or a part of it.
     *
     * @param part {@code r i m p db}, or "" for the thing itself
     */
    private record Plain(List<String> columns, String part, String type) {
        double[] of(ResultTable table) {
            double[] re = new double[table.size()];
            double[] im = new double[table.size()];
            int sign = 1;
            for (String column : columns) {
                if (!column.equals("v(0)")) {
                    double[] columnRe = table.real(column);
                    double[] columnIm = table.imaginary(column);
                    for (int p = 0; p < re.length; p++) {
                        re[p] += sign * columnRe[p];
                        im[p] += sign * columnIm[p];
                    }
                }
                sign = -1;
            }
            for (int p = 0; p < re.length; p++) {
                re[p] = switch (part) {
                    case "r" -> re[p];
                    case "i" -> im[p];
                    case "p" -> Math.atan2(im[p], re[p]);
                    case "db" -> 20 * Math.log10(Math.hypot(re[p], im[p]));
                    default -> table.isComplex() ? Math.hypot(re[p], im[p]) : re[p];
                };
            }
            return re;
        }
    }

    /**
     * Reads it from pieces of a card.
     *
     * @param begin first of the tokens
     * @param end   behind the last one
     */
    Quantity(List<Token> tokens, int begin, int end, Names names) {
        this(tokens, begin, end, names, tokens.get(begin).kind() == Token.Kind.EXPRESSION || tokens.get(begin).is("par") || !isSimple(tokens, begin, end));
    }

    /** A formula, even if it is a word alone: of parameters and measures. */
    static Quantity formula(List<Token> tokens, int begin, int end, Names names) {
        return new Quantity(tokens, begin, end, names, true);
    }

    /** All from a place on, by the names under which they are shown. */
    static Map<String, Quantity> list(List<Token> tokens, int from, Names names) {
        Map<String, Quantity> list = new LinkedHashMap<>();
        int i = from;
        while (i < tokens.size()) {
            if (tokens.get(i).is(",")) {
                i++;
                continue;
            }
            int end = end(tokens, i);
            StringBuilder name = new StringBuilder();
            for (Token token : tokens.subList(i, end)) {
                name.append(token.text());
            }
            list.put(name.toString(), new Quantity(tokens, i, end, names));
            i = end;
        }
        return list;
    }

    /** Behind the one that begins at a place: a word with what stands in parentheses behind it. */
    private static int end(List<Token> tokens, int begin) {
        int end = begin + 1;
        if (tokens.get(begin).kind() != Token.Kind.EXPRESSION && end < tokens.size() && tokens.get(end).is("(")) {
            int depth = 0;
            do {
                depth += tokens.get(end).is("(") ? 1 : tokens.get(end).is(")") ? -1 : 0;
                end++;
            } while (depth > 0 && end < tokens.size());
            if (depth > 0) {
                throw tokens.get(begin).error("\"" + tokens.get(begin).raw() + "(\" is not closed; add )");
            }
        }
        return end;
    }

    private Quantity(List<Token> tokens, int begin, int end, Names names, boolean formula) {
        first = tokens.get(begin);
        this.names = names;
        if (!formula) {
            List<String> of = new ArrayList<>();
            for (int i = begin + 1; i < end; i++) {
                if (tokens.get(i).kind() == Token.Kind.WORD) {
                    of.add(tokens.get(i).text());
                }
            }
            plain = plain(first.text(), of, first.position());
            from = -1;
            to = -1;
            return;
        }
        plain = null;
        Token inside = first.is("par") && begin + 2 < end ? tokens.get(begin + 2) : first;
        boolean quoted = inside.kind() == Token.Kind.EXPRESSION;
        from = inside.from();
        to = quoted ? inside.to() : tokens.get(end - 1).to();
        ExpressionParser.parse(first.card(), from, to, (function, arguments, position) -> {
            plain(function, arguments, position);
            return scope -> Formula.constant(0);
        });
    }

    /** A word alone, or words in one or two pairs of parentheses behind words. */
    private static boolean isSimple(List<Token> tokens, int begin, int end) {
        StringBuilder shape = new StringBuilder();
        for (int i = begin; i < end; i++) {
            Token token = tokens.get(i);
            shape.append(token.kind() == Token.Kind.WORD ? "w" : token.kind() == Token.Kind.SIGN ? token.raw() : "?");
        }
        boolean isName = !tokens.get(begin).raw().matches("[-+].*");
        return isName && shape.toString().matches("w|w\\(w(,w)?\\)|w\\(w\\(w(,w)?\\)\\)");
    }

    /** Whether a name begins a quantity of the circuit, where an opening parenthesis follows. */
    static boolean isFunction(String name) {
        return name.equals("p") || WRAPPED.containsKey(name) || name.matches("v(r|i|m|p|db)?|i(r|i|m|p|db|c|b|e|s|d|g)?");
    }

    private Plain plain(String function, List<String> of, Position position) {
        String inner = function;
        List<String> arguments = of;
        String part = "";
        if (WRAPPED.containsKey(function) && of.size() > 1 && isFunction(of.get(0))) {            // mag ( v ( a , b ) )
            part = WRAPPED.get(function);
            inner = of.get(0);
            arguments = of.subList(1, of.size());
        } else if (!arguments.isEmpty() && inner.length() > 1 && PARTS.contains(inner.substring(1))) {
            part = inner.substring(1);
            inner = inner.substring(0, 1);
        }
        Plain found = new Plain(resolved(inner, arguments, position), part, part.equals("db") ? "decibel" : part.equals("p") ? "phase" : type(inner));
        columns.addAll(found.columns());
        magnitude |= part.isEmpty() && (inner.startsWith("v") || inner.startsWith("i") || inner.startsWith("@"));
        return found;
    }

    private static String type(String function) {
        return switch (function.charAt(0)) {
            case 'v' -> "voltage";
            case 'i' -> "current";
            case 'p' -> "power";
            case '@' -> function.endsWith("[p]") ? "power" : "current";
            default -> "";
        };
    }

    private List<String> resolved(String function, List<String> of, Position position) {
        if (of.isEmpty()) {
            String column = function.startsWith("@") ? names.column(function) : function.endsWith("#branch") ? names.column("i", function.substring(0, function.indexOf('#'))) : names.node(function) != null ? "v(" + names.node(function) + ")" : function;
            if (column == null) {
                throw new SpiceException(position, "there is no " + function + " in the circuit; write for instance @r1[i], @q1[ic], @m1[id]");
            }
            return List.of(column);
        }
        boolean difference = of.size() > 1;
        if (!isFunction(function) || WRAPPED.containsKey(function) || of.size() > 2 || difference && !function.equals("v")) {
            throw new SpiceException(position, "\"" + function + "(" + String.join(",", of) + ")\" cannot be shown; write v(node), v(node,node) or i(element)");
        }
        List<String> found = new ArrayList<>();
        for (String name : of) {
            String column = names.column(function, name);
            if (column == null) {
                throw new SpiceException(position, "there is no " + function + "(" + name + ") in the circuit; correct the name of the " + (function.equals("v") ? "node" : "element or the terminal"));
            }
            found.add(column);
        }
        return found;
    }

    /** Names of the columns that it needs. */
    Set<String> columns() {
        return columns;
    }

    /** Whether of a phasor it takes the magnitude without being told to. */
    boolean takesMagnitude() {
        return magnitude;
    }

    Position position() {
        return first.position();
    }

    /** {@code voltage}, {@code current}, {@code power}, {@code decibel}, {@code phase}; that of a column; or "notype" for a formula. */
    String type(ResultTable table) {
        if (plain == null) {
            return "notype";
        }
        require(table);
        return plain.type().isEmpty() ? table.type(table.names().indexOf(plain.columns().get(0))) : plain.type();
    }

    private void require(ResultTable table) {
        for (String column : columns) {
            if (!column.equals("v(0)") && !table.names().contains(column)) {
                throw new SpiceException(first.position(), "there is no " + column + " in this result; there are " + shown(table.names()));
            }
        }
    }

    /** Its value in each row of a table, with the names of a scope. */
    double[] of(ResultTable table, Scope scope) {
        require(table);
        if (plain != null) {
            return plain.of(table);
        }
        int[] row = new int[1];
        Expression formula = ExpressionParser.parse(first.card(), from, to, (function, arguments, position) -> {
            double[] values = plain(function, arguments, position).of(table);
            return s -> Formula.constant(values[row[0]]);
        });
        double[] values = new double[table.size()];
        for (; row[0] < values.length; row[0]++) {
            values[row[0]] = formula.value(scope);
        }
        return values;
    }

    private static String shown(List<String> names) {
        return names.size() > 20 ? String.join(" ", names.subList(0, 20)) + " ..." : String.join(" ", names);
    }
}
