package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What .print wants to see of an analysis, see {@link Quantity}. */
final class PrintCard {
    private final String kind;
    private final Map<String, Quantity> items;
    private final Scope scope;

    PrintCard(Card card, Names names, Scope scope) {
        this.scope = scope;
        List<Token> tokens = card.tokens();
        if (tokens.size() < 2) {
            throw card.error("write .print with the analysis and what to show, for instance .print dc v(out)");
        }
        kind = tokens.get(1).text();
        items = Quantity.list(tokens, 2, names);
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
        items.forEach((name, quantity) -> shown.add(name, quantity.type(table), quantity.of(table, Scope.ofResults(scope))));
        return shown;
    }
}
