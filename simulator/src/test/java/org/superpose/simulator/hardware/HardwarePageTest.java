package org.superpose.simulator.hardware;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;

/** The page docs/hardware.md and the readers tell the same: keys, defaults, choices. */
class HardwarePageTest {
    private static final Path PAGE = Path.of("..", "docs", "hardware.md");
    private static final Map<String, Function<Section, Hardware>> READERS = Map.of("electronic", ElectronicHardware::read, "optical", OpticalHardware::read);
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    /** A key so unlike any other that the refusal lists what is known. */
    private static final String STRANGE = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq";

    /**
     * A row of a table.
     *
     * @param chosen   what the table belongs to, {@code weights.encoding: resistor}; empty if to no choice
     * @param defaults as YAML takes them; the second, if any, is that of the optical preset telecom; none if told in words
     * @param range    codes in the column of that name
     */
    private record Row(String machine, String chosen, String key, List<String> defaults, List<String> range) {
        /** Section that the key stands in; empty for the machine's own. */
        String section() {
            return key.contains(".") ? key.substring(0, key.indexOf('.')) : "";
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        String machine = "";
        String chosen = "";
        for (String line : Files.readAllLines(PAGE, StandardCharsets.UTF_8)) {
            if (line.startsWith("## ")) {
                machine = line.substring(3);
                chosen = "";
            } else if (line.startsWith("#")) {
                chosen = String.join("", codes(line));
            } else if (line.startsWith("| `")) {
                String[] cells = line.split("\\|");
                rows.add(new Row(machine, chosen, codes(cells[1]).get(0), codes(cells[3]), codes(cells[4])));
            }
        }
        return rows;
    }

    private static List<String> codes(String text) {
        return CODE.matcher(text).results().map(match -> match.group(1)).toList();
    }

    /** Reads hardware from entries {@code a.b: value}. */
    private static Hardware read(String machine, String... entries) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (String entry : entries) {
            if (!entry.isEmpty()) {
                String key = entry.substring(0, entry.indexOf(": "));
                int dot = key.indexOf('.');
                sections.computeIfAbsent(key.substring(0, Math.max(0, dot)), k -> new LinkedHashMap<>()).put(key.substring(dot + 1), entry.substring(key.length() + 2));
            }
        }
        StringBuilder yaml = new StringBuilder("{");
        sections.forEach((section, values) -> {
            List<String> pairs = values.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
            yaml.append(section.isEmpty() ? "" : section + ": {").append(String.join(", ", pairs)).append(section.isEmpty() ? ", " : "}, ");
        });
        Section section = Section.parse("page", yaml + "}");
        Hardware hardware = READERS.get(machine).apply(section);
        section.finish();
        return hardware;
    }

    @Test
    void everyKeyHasTheDefaultOfThePage() throws IOException {
        List<Row> rows = rows();
        assertTrue(rows.size() > 100, "the page's tables are not found: " + rows);
        for (Row row : rows) {
            for (int i = 0; i < row.defaults.size(); i++) {
                String preset = i == 0 ? "" : "preset: telecom";
                assertEquals(read(row.machine, row.chosen, preset), read(row.machine, row.chosen, preset, row.key + ": " + row.defaults.get(i)),
                        row.machine + " " + row.chosen + " " + row.key);
            }
        }
    }

    @Test
    void everyKeyThatTheReadersKnowIsOnThePageAndNoOther() throws IOException {
        Map<String, Set<String>> page = new TreeMap<>();
        for (Row row : rows()) {
            String place = row.machine + "|" + (row.section().isEmpty() ? "" : row.chosen) + "|" + row.section();
            page.computeIfAbsent(place, p -> new TreeSet<>()).add(row.key.substring(row.section().isEmpty() ? 0 : row.section().length() + 1));
            if (!row.section().isEmpty()) {
                page.computeIfAbsent(row.machine + "||", p -> new TreeSet<>()).add(row.section());
            }
        }
        assertTrue(page.containsKey("electronic|weights.encoding: capacitor|weights"), page.keySet().toString());
        page.forEach((place, keys) -> {
            String[] parts = place.split("\\|", -1);
            String strange = (parts[2].isEmpty() ? "" : parts[2] + ".") + STRANGE;
            String refusal = assertThrows(InputException.class, () -> read(parts[0], parts[1], strange + ": 1")).getMessage();
            Matcher known = Pattern.compile("; known keys: (.*[^.])$").matcher(refusal);
            assertTrue(known.find(), refusal);
            assertEquals(keys, new TreeSet<>(Arrays.asList(known.group(1).split(", "))), place);
        });
    }

    /** Every choice of the page's ranges is taken, and every choice of an encoding or a rectifier has its table. */
    @Test
    void everyChoiceIsTaken() throws IOException {
        List<Row> rows = rows();
        for (Row row : rows) {
            boolean choice = row.defaults.size() == 1 && row.range.contains(row.defaults.get(0));
            for (String value : choice ? row.range : List.<String>of()) {
                if (value.equals("own")) {          // taken, and asks for the cell, which no page can bring along: OwnCellTest
                    assertTrue(assertThrows(InputException.class, () -> read(row.machine, row.key + ": own")).getMessage().contains("multiplier.ports: is missing"));
                    continue;
                }
                String company = value.equals("ohmic") ? "weights.encoding: resistor" : value.equals("follower") || value.equals("cascoded") ? "multiplier.kind: netlist" : row.chosen.startsWith(row.key) ? "" : row.chosen;
                read(row.machine, company, row.key + ": " + value);
                if (row.chosen.startsWith(row.key)) {
                    assertTrue(rows.stream().anyMatch(other -> other.chosen.equals(row.key + ": " + value)), row.key + " " + value);
                }
            }
        }
    }
}
