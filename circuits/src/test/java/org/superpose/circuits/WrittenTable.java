package org.superpose.circuits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/** Tables in pages of the documentation that tests write: the text between two comments of a page, {@code <!-- begin NAME -->} and {@code <!-- end NAME -->}. */
public final class WrittenTable {
    private WrittenTable() {
    }

    /** Puts a table in the place of the one that was there. */
    public static void write(Path page, String name, String head, Collection<String> rows) throws IOException {
        String text = Files.readString(page);
        String begin = "<!-- begin " + name + " -->\n";
        int from = text.indexOf(begin);
        int to = text.indexOf("<!-- end " + name + " -->");
        if (from < 0 || to < from) {
            throw new IOException(page + " has no place for " + name + "; write " + begin.strip() + " and <!-- end " + name + " --> into it");
        }
        Files.writeString(page, text.substring(0, from) + begin + head + String.join("\n", rows) + "\n" + text.substring(to));
    }
}
