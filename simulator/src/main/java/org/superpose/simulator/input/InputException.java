package org.superpose.simulator.input;

import java.nio.file.Path;

/** Something that we were given is wrong: one line, {@code file:line:column: what; how to mend}, with the unknown parts left out. */
public final class InputException extends IllegalArgumentException {
    private static final int LONGEST_QUOTE = 60;   // characters of a stranger's text that a message repeats

    /** Wrong input that stands in no file, such as an option of the command line. */
    public InputException(String message) {
        this("", 0, 0, message, null);
    }

    /** Wrong input somewhere in a file. */
    public InputException(Path file, String message) {
        this(file.toString(), 0, 0, message, null);
    }

    /** @param line counted from 1 */
    public InputException(Path file, int line, String message) {
        this(file.toString(), line, 0, message, null);
    }

    /**
     * @param source name of the file as the user wrote it, or empty
     * @param line   counted from 1, or 0 for unknown
     * @param column counted from 1, or 0 for unknown
     * @param cause  what it was found by, or null
     */
    public InputException(String source, int line, int column, String message, Throwable cause) {
        super(oneLine(place(source, line, column) + message), cause);
    }

    /** A stranger's text in double quotes: on one line, without control characters, and cut where it is long. */
    public static String quote(String text) {
        String cut = text.codePointCount(0, text.length()) <= LONGEST_QUOTE ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_QUOTE)) + "...";
        return '"' + oneLine(cut) + '"';
    }

    private static String place(String source, int line, int column) {
        StringBuilder place = new StringBuilder(source);
        if (line > 0) {
            place.append(':').append(line);
            if (column > 0) {
                place.append(':').append(column);
            }
        }
        return place.length() == 0 ? "" : place.append(": ").toString();
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029\\s]+", " ").strip();
    }
}
