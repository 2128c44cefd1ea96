package org.superpose.simulator.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on benches names every key that is read. */
class BenchPageTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "org", "superpose", "simulator", "bench");
    private static final Path PAGE = Path.of("..", "docs", "optics-bench.md");
    private static final Pattern ASKED = Pattern.compile("\\b(?:quantity|quantityOrInfinity|number|numbers|integer|flag|choice|text|section|sectionOrEmpty|sections|has|entry|put)\\(\"([a-zA-Z0-9]+)\"");

    @Test
    void everyKeyStandsOnThePage() throws IOException {
        Set<String> keys = new TreeSet<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file : files.toList()) {
                Matcher key = ASKED.matcher(Files.readString(file));
                while (key.find()) {
                    keys.add(key.group(1));
                }
            }
        }
        assertEquals(true, keys.containsAll(List.of("wavelength", "diameter", "interferometer", "exposure", "readNoise")), keys::toString);
        String page = Files.readString(PAGE);
        keys.removeIf(key -> Pattern.compile("\\b" + key + "\\b").matcher(page).find());
        assertEquals(Set.of(), keys, "keys that " + PAGE + " does not name");
    }
}
