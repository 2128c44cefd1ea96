package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A statement of a deck: a line with those that continue it, comments taken off. It knows where each of its characters stands. */
final class Card {
    private static final String SIGNS = "(),=";
    private static final int SHOWN = 60;

    private final String file;
    private final String text;
    private final int[] places;                  // of each line: where it begins in the text, its number, the column at which it begins
    private final boolean control;               // stands in a .control block
    private String head;                         // all found when first asked for: the cards of a subcircuit are read for every instance
    private List<Token> tokens;
    private List<Token> words;
    private Map<String, List<Token>> named;

    private Card(Builder builder) {
        file = builder.file;
        text = builder.continued == null ? builder.text : builder.continued.toString();
        places = builder.places.length == builder.count ? builder.places : Arrays.copyOf(builder.places, builder.count);
        control = builder.control;
    }

    /** A card that stands nowhere, for what somebody said elsewhere. */
    static Card of(String text, Position position) {
        Builder builder = new Builder(position.file(), false);
        builder.add(text, position.line(), position.column());
        return builder.build();
    }

    String text() {
        return text;
    }

    boolean inControl() {
        return control;
    }

    /** What it begins with, in lower case: {@code .model}, {@code r1}. */
    String head() {
        if (head == null) {
            head = findHead();
        }
        return head;
    }

    private String findHead() {
        int end = 0;
        while (end < text.length() && !isBlank(text.charAt(end)) && SIGNS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end).toLowerCase(Locale.ROOT);
    }

    /** Its begin, for messages. */
    String shown() {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    /** Where a character stands. */
    Position position(int at) {
        int low = 0;
        int high = places.length / 3;
        while (high - low > 1) {                 // the line begins at or before the character
            int middle = (low + high) >>> 1;
            if (places[3 * middle] <= at) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new Position(file, places[3 * low + 1], places[3 * low + 2] + at - places[3 * low]);
    }

    Position position() {
        return position(0);
    }

    SpiceException error(int at, String message) {
        return new SpiceException(position(at), message);
    }

    SpiceException error(String message) {
        return error(0, message);
    }

    static boolean isBlank(char c) {
        return c <= ' ' || c == '\u00a0';
    }

    /** Its pieces. */
    List<Token> tokens() {
        if (tokens == null) {
            tokens = Collections.unmodifiableList(split());
        }
        return tokens;
    }

    /** Its pieces but for signs and {@link #named}. */
    List<Token> words() {
        if (words == null) {
            sort();
        }
        return words;
    }

    /** Its {@code name=value}s, in their order. */
    Map<String, List<Token>> named() {
        if (named == null) {
            sort();
        }
        return named;
    }

    private void sort() {
        List<Token> pieces = Values.plain(tokens());
        List<Token> plain = new ArrayList<>();
        Map<String, List<Token>> values = Map.of();
        for (int i = 0; i < pieces.size();) {
            if (i + 1 < pieces.size() && pieces.get(i + 1).is("=")) {
                List<Token> value = new ArrayList<>();
                int j = i + 2;
                while (j < pieces.size() && !pieces.get(j).is("=") && !(j + 1 < pieces.size() && pieces.get(j + 1).is("=")) && (value.isEmpty() || Values.isNumber(pieces.get(j)) || pieces.get(j).kind() == Token.Kind.EXPRESSION)) {
                    value.add(pieces.get(j++));
                }
                if (value.isEmpty()) {
                    throw pieces.get(i + 1).error("behind " + pieces.get(i).raw() + "= a value is missing");
                }
                values = values.isEmpty() ? new LinkedHashMap<>() : values;
                values.put(pieces.get(i).text(), value);
                i = j;
            } else if (pieces.get(i).is("=")) {
                throw pieces.get(i).error("= stands here without a name before it");
            } else {
                plain.add(pieces.get(i++));
            }
        }
        words = Collections.unmodifiableList(plain);
        named = Collections.unmodifiableMap(values);            // safe for all threads, as the other pieces are
    }

    private List<Token> split() {
        List<Token> tokens = new ArrayList<>();
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (isBlank(c)) {
                i++;
            } else if (SIGNS.indexOf(c) >= 0) {
                tokens.add(new Token(this, Token.Kind.SIGN, i, i + 1));
                i++;
            } else if (c == '{' || c == '\'' || c == '"') {
                int end = closing(i);
                tokens.add(new Token(this, c == '"' ? Token.Kind.STRING : Token.Kind.EXPRESSION, i + 1, end));
                i = end + 1;
            } else {
                int end = i;
                while (end < text.length() && !isBlank(text.charAt(end)) && SIGNS.indexOf(text.charAt(end)) < 0 && "{'\"".indexOf(text.charAt(end)) < 0) {
                    end++;
                }
                tokens.add(new Token(this, Token.Kind.WORD, i, end));
                i = end;
            }
        }
        return tokens;
    }

    /** Where the brace or quote at a place is closed. */
    int closing(int open) {
        char c = text.charAt(open);
        if (c != '{') {
            int end = text.indexOf(c, open + 1);
            if (end < 0) {
                throw error(open, "the quote " + c + " is not closed; add the second one");
            }
            return end;
        }
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        throw error(open, "the brace { is not closed; add }");
    }

    /** Puts a card together from its lines. */
    static final class Builder {
        private final String file;
        private final boolean control;
        private String text;                     // of the first line
        private StringBuilder continued;         // of all; null as long as there is one
        private int[] places = new int[3];
        private int count;

        Builder(String file, boolean control) {
            this.file = file;
            this.control = control;
        }

        /** Adds what stands on a line from a column on. */
        void add(String part, int line, int column) {
            if (text == null) {
                text = part;
            } else {
                continued = continued == null ? new StringBuilder(text) : continued;
                continued.append(' ');
            }
            if (count == places.length) {
                places = Arrays.copyOf(places, 2 * count);
            }
            places[count] = continued == null ? 0 : continued.length();
            places[count + 1] = line;
            places[count + 2] = column;
            count += 3;
            if (continued != null) {
                continued.append(part);
            }
        }

        Card build() {
            return new Card(this);
        }
    }
}
