package org.superpose.circuits.spice;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.superpose.circuits.WrittenTable;

/** The page of what was compared. Each test that compares owns a table of it. */
final class ValidationPage {
    private static final Path PAGE = Path.of("../docs/validation.md");
    /** Below this a deviation is rounding, which may differ between processors. */
    private static final double ROUNDING = 1e-9;

    private ValidationPage() {
    }

    /** A row of a table: a deck, what is in it, and the worst deviation by what was computed. */
    static String row(String deck, String contents, Map<String, Double> deviations) {
        return "| " + deck + " | " + contents + " | " + deviations.entrySet().stream().map(entry -> entry.getKey() + " " + bound(entry.getValue())).collect(Collectors.joining(", ")) + " |";
    }

    /** The next of 1, 2, 5 times a power of ten, so that a run on another machine writes the same. */
    static String bound(double deviation) {
        if (deviation <= ROUNDING) {
            return "< 1e-9";
        }
        double decade = Math.pow(10, Math.floor(Math.log10(deviation)));
        double mantissa = deviation / decade;
        double bound = mantissa <= 1 ? 1 : mantissa <= 2 ? 2 : mantissa <= 5 ? 5 : 10;
        return "< " + String.format(Locale.ROOT, "%.0e", bound * decade).replace("e-0", "e-");
    }

    /** Puts a table in the place of the one that was there. */
    static void write(String name, String head, Collection<String> rows) throws IOException {
        WrittenTable.write(PAGE, name, head, rows);
    }
}
