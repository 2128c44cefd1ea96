package org.superpose.circuits.spice;

import java.util.Locale;

/**
 * A piece of a card.
 *
 * @param from first character within the card
 * @param to   behind the last one; of quotes and braces, within them
 */
record Token(Card card, Kind kind, int from, int to) {
    enum Kind {
        /** A name, a number, a keyword. */
        WORD,
        /** One of {@code ( ) , =}. */
        SIGN,
        /** Between braces or single quotes. */
        EXPRESSION,
        /** Between double quotes. */
        STRING
    }

    /** As it is written. */
    String raw() {
        return card.text().substring(from, to);
    }

    /** In lower case. */
    String text() {
        return raw().toLowerCase(Locale.ROOT);
    }

    boolean is(String word) {
        return kind != Kind.EXPRESSION && raw().equalsIgnoreCase(word);
    }

    Position position() {
        return card.position(from);
    }

    SpiceException error(String message) {
        return new SpiceException(position(), message);
    }
}
