package org.superpose.circuits.spice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.superpose.circuits.circuit.Environment;

/**
 * Reads SPICE decks as ngspice, PSpice and LTspice write them.
 *
 * @param constants whose physical constants hold; temperatures come from the deck
 * @param folders   in which files to include may lie, beside the folder of the deck
 */
public record SpiceReader(Environment constants, List<Path> folders) {
    public SpiceReader {
        folders = List.copyOf(folders);
    }

    /** With the constants of the SI of 2019. */
    public SpiceReader() {
        this(Environment.standard());
    }

    /** With these constants. */
    public SpiceReader(Environment constants) {
        this(constants, List.of());
    }

    /** Looks for files to include in these folders too, behind that of the deck. */
    public SpiceReader withFolders(Path... more) {
        return new SpiceReader(constants, List.of(more));
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
        return new AnalysisCards(CardReader.read(file, folders, opened), new Position(file.toString(), 1, 1), constants).deck();
    }

    /**
     * Reads a text; it can include files of the folders that are allowed only.
     *
     * @param name for messages
     * @throws SpiceException if it is not a deck that can be run
     */
    public Deck read(String name, String text) {
        try {
            return new AnalysisCards(CardReader.read(name, text, folders), new Position(name, 1, 1), constants).deck();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
