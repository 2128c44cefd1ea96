package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What .print wants to see of an analysis, see {@link Quantity}. */
final class PrintCard {
    private final String kind;
    private final Map<String, Quantity> items = new LinkedHashMap<>();
    private final Scope scope;

    PrintCard(Card card, Names names, Scope scope) {
        this.scope = scope;
        List<Token> tokens = card.tokens();
        if (tokens.size() < 2) {
            throw card.error("write .print with the analysis and what to show, for instance .print dc v(out)");
        }
        kind = tokens.get(1).text();
        int i = 2;
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
            items.put(name.toString(), new Quantity(tokens, i, end, names));
            i = end;
        }
    }

    /** Behind the quantity that begins at a place: a word with what stands in parentheses behind it. */
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

    /** {@code op}, {@code dc}, {@code ac}, {@code tran}, {@code noise}. */
    String kind() {
        return kind;
    }

    /** Adds the columns that it needs. */
    void addColumns(Set<String> to) {
        items.values().forEach(item -> to.addAll(item.columns()));
    }

    boolean isFor(ResultTable table) {
        return kind.equals(table.kind());
    }

    /** The columns asked for, behind those that were swept. */
    ResultTable of(ResultTable table) {
        ResultTable shown = new ResultTable(table.kind(), table.plotName(), false, table.receipt());
        for (String name : new ArrayList<>(table.names().subList(0, table.swept()))) {
            shown.addSwept(name, table.type(table.names().indexOf(name)), table.real(name));
        }
        items.forEach((name, quantity) -> shown.add(name, quantity.type(table), quantity.of(table, scope)));
        return shown;
    }
}
