package org.superpose.simulator.report;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** People name machines, splits and sweeps as they like; here are names of files from that, no two alike, and words that fit into a picture. */
final class Names {
    private static final int LONGEST_IN_FILE = 40;
    private static final int LONGEST_SHOWN = 60;

    private final Set<String> given = new HashSet<>();

    /** A file name without ending of small letters, digits and hyphens; a number is added where it was given before. */
    String file(String... words) {
        String base = Arrays.stream(words).map(Names::slug).collect(Collectors.joining("-"));
        String name = base;
        for (int i = 2; !given.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }

    /** On one line, without control characters, the end of a long name left out. */
    static String shown(String name) {
        String line = name.replaceAll("[\\p{Cntrl}\\p{Cs}\\x{FFFE}\\x{FFFF}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST_SHOWN ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_SHOWN - 1)) + "…";
    }

    private static String slug(String name) {
        String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = slug.substring(0, Math.min(LONGEST_IN_FILE, slug.length())).replaceAll("^-|-$", "");
        return cut.isEmpty() ? "x" : cut;
    }
}
