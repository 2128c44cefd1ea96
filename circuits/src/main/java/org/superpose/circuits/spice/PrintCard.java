package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.List;

/** What .print wants to see of an analysis: {@code v(a)}, {@code v(a,b)}, {@code i(v1)}, and of phasors {@code vr vi vm vp vdb} and {@code ir ii im ip idb}; {@code v(a)} of a phasor is its magnitude. Phases are in radians, as in ngspice. */
final class PrintCard {
    private final String kind;
    private final List<Item> items = new ArrayList<>();

    /**
     * One column.
     *
     * @param function {@code v}, {@code idb}, or the name of a column
     * @param of       nodes or a source
     */
    private record Item(String name, String function, List<String> of, Position position) {
    }

    PrintCard(Card card) {
        List<Token> tokens = card.tokens();
        if (tokens.size() < 2) {
            throw card.error("write .print with the analysis and what to show, for instance .print dc v(out)");
        }
        kind = tokens.get(1).text();
        int i = 2;
        while (i < tokens.size()) {
            Token first = tokens.get(i++);
            if (first.is(",")) {
                continue;
            }
            List<String> of = new ArrayList<>();
            if (i < tokens.size() && tokens.get(i).is("(")) {
                for (i++; i < tokens.size() && !tokens.get(i).is(")"); i++) {
                    if (!tokens.get(i).is(",")) {
                        of.add(tokens.get(i).text());
                    }
                }
                i++;
            }
            boolean known = of.isEmpty() || first.text().matches("[vi](r|i|m|p|db)?") && of.size() <= (first.text().startsWith("v") ? 2 : 1);
            if (first.kind() != Token.Kind.WORD || !known) {
                throw first.error("\"" + first.raw() + "\" cannot be shown; write v(node), v(node,node) or i(source)");
            }
            items.add(new Item(first.text() + (of.isEmpty() ? "" : "(" + String.join(",", of) + ")"), first.text(), of, first.position()));
        }
    }

    boolean isFor(ResultTable table) {
        return kind.equals(table.kind());
    }

    /** The columns asked for, behind the one that was swept. */
    ResultTable of(ResultTable table) {
        ResultTable shown = new ResultTable(table.kind(), table.plotName(), false, table.receipt());
        if (!table.kind().equals("op")) {
            shown.add(table.names().get(0), table.type(0), table.real(0));
        }
        for (Item item : items) {
            double[] re = column(table, item, false);
            double[] im = column(table, item, true);
            String part = item.of.isEmpty() ? table.isComplex() ? "m" : "r" : item.function.substring(1);
            for (int p = 0; p < re.length; p++) {
                re[p] = switch (part) {
                    case "r" -> re[p];
                    case "i" -> im[p];
                    case "p" -> Math.atan2(im[p], re[p]);
                    case "db" -> 20 * Math.log10(Math.hypot(re[p], im[p]));
                    default -> table.isComplex() ? Math.hypot(re[p], im[p]) : re[p];
                };
            }
            shown.add(item.name, item.function.startsWith("i") ? "current" : "voltage", re);
        }
        return shown;
    }

    private static double[] column(ResultTable table, Item item, boolean imaginary) {
        double[] sum = new double[table.size()];
        int sign = 1;
        for (String name : item.of.isEmpty() ? List.of(item.function) : item.of) {
            String of = item.function.startsWith("i") && name.indexOf('.') != 1 ? Columns.componentName(name) : name;
            String column = item.of.isEmpty() ? name : item.function.charAt(0) + "(" + of + ")";
            if (!column.equals("v(0)") && !column.equals("v(gnd)")) {
                if (!table.names().contains(column)) {
                    throw new SpiceException(item.position, "there is no " + column + " to show; there are " + table.names());
                }
                double[] values = imaginary ? table.imaginary(column) : table.real(column);
                for (int p = 0; p < sum.length; p++) {
                    sum[p] += sign * values[p];
                }
            }
            sign = -1;
        }
        return sum;
    }
}
