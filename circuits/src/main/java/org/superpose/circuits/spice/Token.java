package org.superpose.circuits.spice;

import java.util.Locale;

/** A piece of a card. */
final class Token {
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

    private final Card card;
    private final Kind kind;
    private final int from;
    private final int to;
    private String text;                        // both found when first asked for
    private Double number;

    /**
     * A piece.
     *
     * @param from first character within the card
     * @param to   behind the last one; of quotes and braces, within them
     */
    Token(Card card, Kind kind, int from, int to) {
        this.card = card;
        this.kind = kind;
        this.from = from;
        this.to = to;
    }

    Card card() {
        return card;
    }

    Kind kind() {
        return kind;
    }

    /** First character within the card. */
    int from() {
        return from;
    }

    /** Behind the last character; of quotes and braces, within them. */
    int to() {
        return to;
    }

    /** As it is written. */
    String raw() {
        return card.text().substring(from, to);
    }

    /** In lower case. */
    String text() {
        if (text == null) {
            text = raw().toLowerCase(Locale.ROOT);
        }
        return text;
    }

    /** The number that a word is, or NaN. */
    double number() {
        if (number == null) {
            number = kind == Kind.WORD ? SpiceNumber.parse(raw()) : Double.NaN;
        }
        return number;
    }

    boolean is(String word) {
        return kind != Kind.EXPRESSION && to - from == word.length() && card.text().regionMatches(true, from, word, 0, word.length());
    }

    Position position() {
        return card.position(from);
    }

    SpiceException error(String message) {
        return new SpiceException(position(), message);
    }
}
