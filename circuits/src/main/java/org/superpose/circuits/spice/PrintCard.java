package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What .print and .plot want to see of an analysis, see {@link Quantity}; limits of axes in .plot are passed over. */
final class PrintCard {
    private final String kind;
    private final Map<String, Quantity> items;
    private final Scope scope;
    private final boolean plot;

    PrintCard(Card card, Names names, Scope scope) {
        this.scope = scope;
        plot = card.head().equals(".plot");
        List<Token> tokens = plot ? withoutLimits(card.tokens()) : card.tokens();
        if (tokens.size() < 2) {
            throw card.error("write " + card.head() + " with the analysis and what to show, for instance " + card.head() + " dc v(out)");
        }
        kind = tokens.get(1).text();
        items = Quantity.list(tokens, 2, names);
    }

    /** Limits of an axis stand in parentheses that do not follow a word at once. */
    private static List<Token> withoutLimits(List<Token> tokens) {
        List<Token> rest = new ArrayList<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is("(") && i > 0 && tokens.get(i - 1).to() < token.from()) {
                while (i < tokens.size() && !tokens.get(i).is(")")) {
                    i++;
                }
            } else {
                rest.add(token);
            }
        }
        return rest;
    }

    /** {@code op}, {@code dc}, {@code ac}, {@code tran}, {@code noise}. */
    String kind() {
        return kind;
    }

    /** Adds the columns that it needs. */
    void addColumns(Set<String> to) {
        items.values().forEach(item -> to.addAll(item.columns()));
    }

    /** Whether it wants a picture instead of rows. */
    boolean isPlot() {
        return plot;
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
        items.forEach((name, quantity) -> shown.add(name, quantity.type(table), quantity.of(table, Scope.ofResults(scope))));
        return shown;
    }
}
