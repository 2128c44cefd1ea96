package org.superpose.simulator.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SectionTest {
    private static final String YAML = """
            experiment: digits   # a comment
            seed: -9007199254740993
            hardware:
              electronic:
                current: 100uA
                temperature: 27C
                store: digital-potentiometer
                noise: {scale: 0.5, only: [thermal, shot]}
                trim: true
            sweeps:
              - {field: noise.scale, values: [1, 2%, 1e3]}
              - {field: bits, values: [4, 8]}
            empty:
            """;

    private enum Store { RESISTOR, DIGITAL_POTENTIOMETER }

    @TempDir
    private Path folder;

    @Test
    void readsWhatIsWritten() {
        Section root = Section.parse("e.yaml", YAML);
        assertEquals("digits", root.name("experiment"));
        assertEquals(-9007199254740993L, root.wholeNumber("seed"));      // not a double: 2^53 + 1
        Section electronic = root.section("hardware").section("electronic");
        assertEquals(100e-6, electronic.quantity("current", "A"));
        assertEquals(300.15, electronic.quantity("temperature", "K", 0), 1e-12);
        assertEquals(Store.DIGITAL_POTENTIOMETER, electronic.choice("store", Store.class, Store.RESISTOR));
        assertEquals(0.5, electronic.section("noise").number("scale"));
        assertEquals(List.of("thermal", "shot"), electronic.section("noise").texts("only"));
        assertTrue(electronic.flag("trim"));
        assertEquals("hardware.electronic", electronic.path());
        List<Section> sweeps = root.sections("sweeps");
        assertEquals("noise.scale", sweeps.get(0).text("field"));
        assertArrayEquals(new double[] {1, 0.02, 1000}, sweeps.get(0).numbers("values"));
        assertArrayEquals(new int[] {4, 8}, sweeps.get(1).integers("values", 1, 16));
        assertEquals("bits", sweeps.get(1).text("field"));
        assertEquals(3, root.section("empty").integer("chips", 1, 100, 3));
        assertEquals(List.of("experiment", "seed", "hardware", "sweeps", "empty"), root.keys());
        assertEquals(YAML, root.documentText());
        root.finish();
    }

    @Test
    void absentKeysHaveTheirFallback() {
        Section root = Section.parse("e.yaml", "a: 1");
        assertTrue(root.has("a"));
        assertFalse(root.has("b"));
        assertEquals("x", root.text("b", "x"));
        assertEquals("x", root.name("b", "x"));
        assertEquals(2.5, root.quantity("b", "V", 2.5));
        assertEquals(Double.POSITIVE_INFINITY, root.quantityOrInfinity("b", "V", Double.POSITIVE_INFINITY));
        assertEquals(0.1, root.number("b", 0.1));
        assertEquals(7, root.integer("b", 1, 9, 7));
        assertEquals(7L, root.wholeNumber("b", 7L));
        assertTrue(root.flag("b", true));
        assertEquals(Store.RESISTOR, root.choice("b", Store.class, Store.RESISTOR));
        assertNull(root.optionalSection("b"));
        assertEquals(4, root.sectionOrEmpty("b").integer("c", 1, 9, 4));
        assertEquals(1, root.integer("a", 1, 9));
        root.finish();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "current: 5V|e.yaml:1:10: current: expected a current such as 100uA, got \"5V\"",
        "current: |e.yaml:1:1: current: has no value; expected a value or leave the key out",
        "current: [1, 2]|e.yaml:1:10: current: expected a value, got a list",
        "current: {a: 1}|e.yaml:1:10: current: expected a value, got a section",
        "other: 1|e.yaml:1:1: current: is missing; expected a value",
        "current: .nan|e.yaml:1:10: current: must be finite: expected a current such as 100uA, got \".nan\""})
    void errorsNameLineColumnAndKey(String yaml, String message) {
        refused(message, () -> Section.parse("e.yaml", yaml).quantity("current", "A"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "2.5", "NaN", "1e999999999", "-1e999999999", "1e-999999999", "two", "99999999999999999999999", "true", "0x10"})
    void wholeNumbersKeepToTheirRange(String text) {
        refused("e.yaml:1:8: chips: expected a whole number from 1 to 100, got \"" + text + "\"",
                () -> Section.parse("e.yaml", "chips: " + text).integer("chips", 1, 100));
    }

    @Test
    void rowsOfQuantitiesAreReadAndTheirMistakesLocated() {
        Section root = Section.parse("e.yaml", "rows: [[0deg, 180deg], [90deg]]\none: [1, 2]\nmixed: [[1], 2]\nwrong: [[1, x]]\ndeep: [[1, [2]]]");
        List<double[]> rows = root.quantityRows("rows", "rad");
        assertArrayEquals(new double[] {0, Math.PI}, rows.get(0));
        assertArrayEquals(new double[] {Math.PI / 2}, rows.get(1));
        assertArrayEquals(new double[] {1, 2}, root.quantityRows("one", "1").get(0));
        refused("e.yaml:3:14: mixed[1]: expected a row in a list such as [[1, 2], [3, 4]]", () -> root.quantityRows("mixed", "1"));
        refused("e.yaml:4:13: wrong: expected a number such as 0.02 or 2%, got \"x\"", () -> root.quantityRows("wrong", "1"));
        refused("e.yaml:5:12: deep[0][1]: expected a single value in a list such as [[1, 2], [3, 4]]", () -> root.quantityRows("deep", "1"));
    }

    @Test
    void otherWrongValuesAreNamed() {
        Section root = Section.parse("e.yaml", "store: resitor\nflag: yes\nname: ../../etc\nlist: 3\nrows: [1, [2]]\nsections: [1]\nhardware: [1]\nchips: 0");
        refused("e.yaml:1:8: store: there is no choice \"resitor\"; did you mean \"resistor\"?", () -> root.choice("store", Store.class));
        refused("e.yaml:2:7: flag: expected true or false, got \"yes\"", () -> root.flag("flag"));
        refused("e.yaml:3:7: name: expected a name of letters, digits, \".\", \"-\" and \"_\" (at most 64, a letter or digit first), got \"../../etc\"",
                () -> root.name("name"));
        refused("e.yaml:4:7: list: expected a list such as [1, 2, 5]", () -> root.numbers("list"));
        refused("e.yaml:5:11: rows[1]: expected a single value in a list such as [1, 2, 5]", () -> root.numbers("rows"));
        refused("e.yaml:6:12: sections[0]: expected keys and values, got a single value", () -> root.sections("sections"));
        refused("e.yaml:7:11: hardware: expected keys and values, got a list", () -> root.section("hardware"));
        refused("e.yaml:8:8: chips: expected a whole number of at least 1, got \"0\"", () -> root.integer("chips", 1, Integer.MAX_VALUE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "toleranse|did you mean \"tolerance\"?", "tolernace|did you mean \"tolerance\"?", "Tolerance|did you mean \"tolerance\"?",
        "divide_by|did you mean \"divideBy\"?", "divide|did you mean \"divideBy\"?", "wholly-else|known keys: tolerance, divideBy"})
    void unknownKeysNameTheNearestKnownKey(String key, String advice) {
        Section root = Section.parse("e.yaml", "tolerance: 1\n" + key + ": 2\n");
        root.number("tolerance");
        root.number("divideBy", 1);
        refused("e.yaml:2:1: unknown key \"" + key + "\"; " + advice, root::finish);
    }

    @Test
    void finishCoversSectionsWithin() {
        Section never = Section.parse("e.yaml", "hardware: {a: 1}");
        refused("e.yaml:1:1: unknown key \"hardware\"; no keys are taken here", never::finish);
        Section root = Section.parse("e.yaml", "hardware:\n  noise: {scal: 2}\nlist: [{a: 1}, {a: 2, b: 3}]");
        root.section("hardware").section("noise").number("scale", 1);
        refused("e.yaml:2:11: unknown key \"scal\"; did you mean \"scale\"?", root::finish);
        Section lists = Section.parse("e.yaml", "list: [{a: 1}, {a: 2, b: 3}]");
        lists.sections("list").forEach(item -> item.number("a"));
        refused("e.yaml:1:23: unknown key \"b\"; did you mean \"a\"?", lists::finish);
    }

    /** Knowing that a key is there is not reading it. */
    @Test
    void askingWhetherAKeyIsThereDoesNotSettleIt() {
        Section root = Section.parse("e.yaml", "a: 1");
        root.has("a");
        assertThrows(InputException.class, root::finish);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "a: &x {b: 1}|e.yaml:1:4: anchors and aliases (& and *) are not taken; write the value out",
        "a: *x|e.yaml:1:4: anchors and aliases (& and *) are not taken; write the value out",
        "a: !!javax.script.ScriptEngineManager [x]|e.yaml:1:4: tags such as !!javax.script.ScriptEngineManager are not taken; write the plain value",
        "a: !!str 5|e.yaml:1:4: tags such as !!str are not taken; write the plain value",
        "[1, 2]|e.yaml:1:1: expected keys and values such as \"seed: 7\"",
        "text|e.yaml:1:1: expected keys and values such as \"seed: 7\"",
        "''|e.yaml: is empty; expected YAML keys and values",
        "'# only'|e.yaml: is empty; expected YAML keys and values"})
    void whatIsMoreThanPlainDataIsRefused(String yaml, String message) {
        refused(message, () -> Section.parse("e.yaml", yaml));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\n\tb: 2", "a: [1, 2", "a: \"open", "a: 1\n b: 2", "? [a]\n: 1", "a: @x", "%YAML 99999999999999.1\n---\na: 1", "a: \"\\U99999999\"",
        "a: \u0001", "a: b: c", "{a: 1}}", "*x : 1", "- a\nb: 1"})
    void whatIsNotYamlIsOneLocatedLine(String yaml) {
        InputException e = assertThrows(InputException.class, () -> Section.parse("e.yaml", yaml));
        assertTrue(e.getMessage().matches("e\\.yaml:(\\d+:\\d+: not YAML.*| cannot be read as YAML: .*|\\d+:\\d+: anchors.*)"), e.getMessage());
    }

    @Test
    void aDuplicateKeyNamesBothLines() {
        refused("e.yaml:3:1: key \"seed\" stands already in line 1; keep one of them", () -> Section.parse("e.yaml", "seed: 1\nb: 2\nseed: 3"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: 1\n---\nb: 2", "a: 1\n---\n", "a: 1\n...\n---\nb: 1"})
    void aSecondDocumentIsRefused(String yaml) {
        assertTrue(assertThrows(InputException.class, () -> Section.parse("e.yaml", yaml)).getMessage().contains("more than one YAML document"));
    }

    /** Nine levels of nine would stand for 9^9 values. */
    @Test
    void anAliasBombIsRefusedAtItsFirstAnchor() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ", ").repeat(8)).append("*a").append(i - 1).append("]\n");
        }
        refused("e.yaml:1:5: anchors and aliases (& and *) are not taken; write the value out", () -> Section.parse("e.yaml", bomb.toString()));
    }

    @ParameterizedTest
    @ValueSource(ints = {51, 1000, 100_000})
    void deepNestingIsRefused(int depth) {
        String message = assertThrows(InputException.class, () -> Section.parse("e.yaml", "a: " + "[".repeat(depth) + "]".repeat(depth))).getMessage();
        assertEquals("e.yaml:1:53: nested deeper than 50 levels; flatten it", message);   // the mapping is level 1, "[" number 50 level 51
    }

    @Test
    void fiftyLevelsAreTaken() {
        assertDoesNotThrow(() -> Section.parse("e.yaml", "a: " + "[".repeat(49) + "]".repeat(49)));
    }

    @Test
    void aHugeValueIsNotRepeatedInTheMessage() {
        Section root = Section.parse("e.yaml", "current: " + "9".repeat(500_000) + "\n" + "k".repeat(500) + ": 1");
        String message = assertThrows(InputException.class, () -> root.quantity("current", "A")).getMessage();
        assertEquals("e.yaml:1:10: current: expected a current such as 100uA, got \"" + "9".repeat(60) + "...\"", message);
        assertTrue(assertThrows(InputException.class, root::finish).getMessage().length() < 200);
        String control = assertThrows(InputException.class, () -> Section.parse("e.yaml", "a: \"x\\n\\e[31m\\r\\u2028y\"").flag("a")).getMessage();
        assertEquals("e.yaml:1:4: a: expected true or false, got \"x [31m y\"", control);
    }

    @Test
    void filesAreBoundedAndUtf8() throws IOException {
        Path file = folder.resolve("e.yaml");
        Files.writeString(file, "a: 1\n#" + "x".repeat(1 << 20));
        refused(file + ": is larger than 1 MiB; make it smaller", () -> Section.read(file));
        Files.write(file, new byte[] {'a', ':', ' ', '1', '\n', 'b', ':', ' ', (byte) 0xe9, '\n'});
        refused(file + ":2: is not UTF-8 text; save it as UTF-8", () -> Section.read(file));
        Files.writeString(file, "\uFEFFa: µ");
        assertEquals("µ", Section.read(file).text("a"));
        refused(folder.resolve("none.yaml") + ": no such file; check the name and the folder", () -> Section.read(folder.resolve("none.yaml")));
        refused(folder + ": is a folder; expected a file", () -> Section.read(folder));
    }

    @Test
    void withReplacesOneValueAndLeavesTheOriginal() {
        Section root = Section.parse("e.yaml", "noise: {scale: 1}\nbits: 8\ncurrent: 1uA\nempty:\n# two lines\nsweep:\n  {}");
        Section origin = root.section("sweep");
        Section swept = root.section("noise").with("scale", 0.25, origin);
        assertEquals(0.25, swept.number("scale"));
        assertEquals("noise", swept.path());
        assertEquals(1, root.section("noise").number("scale"));
        assertEquals(4, root.with("bits", 4.0, origin).integer("bits", 1, 16));
        assertEquals(20e-6, root.with("current", "20uA", origin).quantity("current", "A"));
        assertEquals(1e-10, root.with("current", 1e-10, origin).quantity("current", "A"));
        assertEquals(3, root.with("empty.deep.leaf", 3, origin).section("empty").section("deep").integer("leaf", 1, 9));
    }

    /** The value stands in the sweep, so that is where its errors are, and those of what is built with it. */
    @Test
    void errorsInAReplacedValueAreLocatedAtItsOrigin() {
        Section root = Section.parse("e.yaml", "noise: {scale: 1}\nbits: 8\nsweep:\n  {}");
        Section origin = root.section("sweep");
        refused("e.yaml:4:3: bits: expected a whole number from 1 to 16, got \"4.5\"", () -> root.with("bits", 4.5, origin).integer("bits", 1, 16));
        Section misspelt = root.with("noise.scael", 2, origin);
        misspelt.section("noise").number("scale", 1);
        misspelt.integer("bits", 1, 16);
        misspelt.section("sweep");
        refused("e.yaml:4:3: unknown key \"noise.scael\"; did you mean \"scale\"?", misspelt::finish);
        refused("e.yaml:4:3: noise: must be positive", () -> root.with("noise.scale", -1, origin).section("noise").build(() -> {
            throw new IllegalArgumentException("must be positive");
        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "noise|e.yaml:4:3: noise: is not a single value, so it cannot be replaced by \"2\"",
        "bits.x|e.yaml:4:3: bits: holds no keys, so there is no field \"x\" in it",
        "noise..scale|e.yaml:4:3: noise: expected a field such as noise.scale, got \".scale\""})
    void aFieldThatCannotBeSweptIsRefused(String field, String message) {
        Section root = Section.parse("e.yaml", "noise: {scale: 1}\nbits: 8\nsweep:\n  {}");
        refused(message, () -> root.with(field, 2, root.section("sweep")));
    }

    @Test
    void aRefusalOfAConstructorIsLocated() {
        Section root = Section.parse("e.yaml", "hardware:\n  chips: 3\n");
        refused("e.yaml:2:3: hardware: must be even, got 3", () -> root.section("hardware").build(() -> {
            throw new IllegalArgumentException("must be even, got 3");
        }));
        refused("e.yaml:2:10: hardware.chips: too many", () -> root.section("hardware").build(() -> {
            throw root.section("hardware").error("chips", "too many");
        }));
        assertThrows(IllegalStateException.class, () -> root.build(() -> {
            throw new IllegalStateException("a defect stays one");
        }));
    }

    @Test
    void filesAreNamedWithinTheFolder() throws IOException {
        Path file = folder.resolve("e.yaml");
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(folder.resolve("data/x.csv"), "1");
        Files.writeString(file, "ok: data/x.csv\nnone: y.csv\nup: data/../../y\nabsolute: /etc/passwd\nwindows: 'C:\\x'\nfolder: data\nblank: ' '");
        Section root = Section.read(file);
        assertEquals("1", Files.readString(root.resolve("ok")));
        Consumer<String> refusedAsOutside = key -> assertTrue(
                assertThrows(InputException.class, () -> root.resolve(key)).getMessage().contains("expected a file in the folder of this YAML file"), key);
        List.of("up", "absolute", "windows", "blank").forEach(refusedAsOutside);
        refused(file + ":2:7: none: no file \"y.csv\" in " + folder.toAbsolutePath() + "; check the name", () -> root.resolve("none"));
        assertThrows(InputException.class, () -> root.resolve("folder"));
        assertThrows(InputException.class, () -> Section.parse("e.yaml", "a: x.csv").resolve("a"));
    }

    @Test
    void aLinkOutOfTheFolderIsRefused(@TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("secret"), "1");
        try {
            Files.createSymbolicLink(folder.resolve("link"), elsewhere.resolve("secret"));
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no symbolic links here");
        }
        Files.writeString(folder.resolve("e.yaml"), "a: link");
        assertTrue(assertThrows(InputException.class, () -> Section.read(folder.resolve("e.yaml")).resolve("a")).getMessage().contains("link out of the folder"));
    }

    private static void refused(String message, Executable action) {
        assertEquals(message, assertThrows(InputException.class, action).getMessage());
    }
}
