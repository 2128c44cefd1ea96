package org.superpose.circuits.spice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.superpose.circuits.circuit.Environment;

/**
 * Reads SPICE decks as ngspice, PSpice and LTspice write them.
 *
 * @param constants whose physical constants hold; temperatures come from the deck
 * @param folders   in which files to include may lie, beside the folder of the deck
 * @param measures  what is measured beside what the deck itself says
 * @param printed   whether transients of which a card prints something keep only what is printed and measured, if nothing is saved; as ngspice does where it writes no file
 */
public record SpiceReader(Environment constants, List<Path> folders, List<Wish> measures, boolean printed) {
    /**
     * A number of the operating point that is wanted: {@code .measure op name param='expression'}, which stands elsewhere.
     *
     * @param name       of the measure
     * @param expression {@code v(a)-v(b)}
     * @param position   of the expression, for messages
     */
    public record Wish(String name, String expression, Position position) {
        public Wish {
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new SpiceException(position, "\"" + name + "\" is no name of a measure; use letters, digits and _, a letter first");
            }
            if (expression.isBlank() || expression.matches("(?s).*['\\p{Cntrl}].*")) {
                throw new SpiceException(position, "an expression stands on one line and has no quotes; write for instance v(a)-v(b)");
            }
        }

        private Card card() {
            Card.Builder builder = new Card.Builder(position.file(), false);
            builder.add(".measure op " + name + " param=", position.line(), position.column());
            builder.add("'" + expression + "'", position.line(), position.column() - 1);
            return builder.build();
        }
    }

    public SpiceReader {
        folders = List.copyOf(folders);
        measures = List.copyOf(measures);
    }

    /** With the constants of the SI of 2019. */
    public SpiceReader() {
        this(Environment.standard());
    }

    /** With these constants. */
    public SpiceReader(Environment constants) {
        this(constants, List.of(), List.of(), false);
    }

    /** Looks for files to include in these folders too, behind that of the deck. */
    public SpiceReader withFolders(Path... more) {
        return new SpiceReader(constants, List.of(more), measures, printed);
    }

    /** Measures these as if they stood at the end of the deck; where they are of an operating point and the deck asks for none, it is computed. */
    public SpiceReader measuring(List<Wish> wishes) {
        return new SpiceReader(constants, folders, wishes, printed);
    }

    /** Keeps only what is printed and measured of transients of which a card prints something, if nothing is saved. */
    public SpiceReader keepingWhatIsPrinted() {
        return new SpiceReader(constants, folders, measures, true);
    }

    /**
     * Reads a file. What it includes must lie in its folder or in those that are allowed, or below.
     *
     * @throws SpiceException if it is not a deck that can be run
     */
    public Deck read(Path file) throws IOException {
        return read(file, opened -> { });
    }

    /**
     * The same, and tells of each file before it is read, that of the deck and those that it includes: to see later whether one has changed, also if the deck turns out to be wrong.
     *
     * @throws SpiceException if it is not a deck that can be run
     */
    public Deck read(Path file, Consumer<Path> opened) throws IOException {
        return new AnalysisCards(with(CardReader.read(file, folders, opened)), new Position(file.toString(), 1, 1), constants).deck(printed);
    }

    /**
     * Reads a text; it can include files of the folders that are allowed only.
     *
     * @param name for messages
     * @throws SpiceException if it is not a deck that can be run
     */
    public Deck read(String name, String text) {
        try {
            return new AnalysisCards(with(CardReader.read(name, text, folders)), new Position(name, 1, 1), constants).deck(printed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CardReader.Cards with(CardReader.Cards cards) {
        List<Card> all = new ArrayList<>(cards.cards());
        measures.forEach(wish -> all.add(wish.card()));
        if (!measures.isEmpty() && all.stream().noneMatch(card -> card.head().equals(".op"))) {
            all.add(Card.of(".op", measures.get(0).position));
        }
        return new CardReader.Cards(cards.title(), all);
    }
}
