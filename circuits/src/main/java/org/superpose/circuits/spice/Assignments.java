package org.superpose.circuits.spice;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code name = expression} as .param and instances of subcircuits have them, braces or not, in any number on a card. */
final class Assignments {
    private final Card card;
    private final String text;
    private int at;

    private Assignments(Card card, int from) {
        this.card = card;
        text = card.text();
        at = from;
    }

    /** All from a place on. */
    static Map<String, Expression> parse(Card card, int from) {
        return new Assignments(card, from).all();
    }

    private Map<String, Expression> all() {
        Map<String, Expression> found = new LinkedHashMap<>();
        while (true) {
            skip();
            if (at == text.length()) {
                return found;
            }
            int nameEnd = nameEnd(at);
            int sign = skipFrom(nameEnd);
            if (nameEnd == at || sign >= text.length() || text.charAt(sign) != '=') {
                throw card.error(at, "expected name=value here; write for instance rload=1k");
            }
            String name = text.substring(at, nameEnd).toLowerCase(Locale.ROOT);
            int from = skipFrom(sign + 1);
            at = valueEnd(from);
            found.put(name, value(from, at));
        }
    }

    private Expression value(int from, int to) {
        char first = from < to ? text.charAt(from) : ' ';
        if ((first == '{' || first == '\'' || first == '"') && card.closing(from) == to - 1) {
            return ExpressionParser.parse(card, from + 1, to - 1);
        }
        return ExpressionParser.parse(card, Math.min(from, to), to);
    }

    /** A value ends before a blank or comma behind which the next name and = stand. */
    private int valueEnd(int from) {
        int depth = 0;
        int i = from;
        int content = from;                                    // behind the last character that is not blank
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '{' || c == '\'' || c == '"') {
                i = card.closing(i) + 1;
                content = i;
                continue;
            }
            if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (depth == 0 && (c == ',' || Card.isBlank(c))) {
                int next = skipFrom(i);
                int name = nameEnd(next);
                int sign = skipFrom(name);
                if (next == text.length() || name > next && sign < text.length() && text.charAt(sign) == '=' && !text.startsWith("==", sign)) {
                    return content;
                }
                i = Math.max(next, i + 1);
                continue;
            }
            content = ++i;
        }
        return content;
    }

    private int nameEnd(int from) {
        int i = from;
        if (i < text.length() && !Character.isLetter(text.charAt(i)) && text.charAt(i) != '_') {
            return i;
        }
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || "_.#$@".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i;
    }

    private void skip() {
        at = skipFrom(at);
    }

    private int skipFrom(int from) {
        int i = from;
        while (i < text.length() && (Card.isBlank(text.charAt(i)) || text.charAt(i) == ',')) {
            i++;
        }
        return i;
    }
}
