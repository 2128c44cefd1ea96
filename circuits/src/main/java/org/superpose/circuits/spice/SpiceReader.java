package org.superpose.circuits.spice;

import java.io.IOException;
import java.nio.file.Path;
import org.superpose.circuits.circuit.Environment;

/**
 * Reads SPICE decks as ngspice, PSpice and LTspice write them.
 *
 * @param constants whose physical constants hold; temperatures come from the deck
 */
public record SpiceReader(Environment constants) {
    /** With the constants of the SI of 2019. */
    public SpiceReader() {
        this(Environment.standard());
    }

    /**
     * Reads a file. What it includes must lie in its folder or below.
     *
     * @throws SpiceException if it is not a deck that can be run
     */
    public Deck read(Path file) throws IOException {
        return new AnalysisCards(CardReader.read(file), new Position(file.toString(), 1, 1), constants).deck();
    }

    /**
     * Reads a text; it cannot include files.
     *
     * @param name for messages
     * @throws SpiceException if it is not a deck that can be run
     */
    public Deck read(String name, String text) {
        return new AnalysisCards(CardReader.read(name, text), new Position(name, 1, 1), constants).deck();
    }
}
