package org.superpose.simulator.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;

class DatasetTest {
    @TempDir
    private Path folder;

    private Path file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"set.csv", "set.csv.gz"})
    void lastColumnIsTheLabel(String name) throws IOException {
        Dataset read = CsvDataset.read(file(name, "0.5,-1e3,2\n.25,+7,0\n"));
        assertEquals("set", read.name());
        assertEquals(2, read.size());
        assertEquals(2, read.features());
        assertEquals(3, read.classes());
        assertArrayEquals(new double[][] {{0.5, -1000}, {0.25, 7}}, read.inputs());
        assertArrayEquals(new int[] {2, 0}, read.labels());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3\n4,5,6\n", "1,2,3\r\n4,5,6", "a,b,label\n1,2,3\n4,5,6\n", "\uFEFF1,2,3\n4,5,6\n", " 1 , 2 , 3 \n\n# note\n4,5,6.0\n",
        "# note\n\"a\",\"b\",\"c\"\n\"1\",\"2\",\"3\"\n4,5,6\n", "\uFEFFa,b,c\n1,2,3\n4,5,6\n"})
    void headersCommentsEmptyLinesAndLineEndingsDoNotMatter(String text) throws IOException {
        Dataset read = CsvDataset.read(file("set.csv", text));
        assertArrayEquals(new double[][] {{1, 2}, {4, 5}}, read.inputs());
        assertArrayEquals(new int[] {3, 6}, read.labels());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "~1,2,3\n4,5\n~|:2: has 2 columns, the lines before have 3",
        "~a,b,c\n\n1,2,3\n4,5,6,7~|:4: has 4 columns",
        "~1,2,3\n4,x,6\n~|:2:2: is not a finite number: \"x\"",
        "~1,2,3\n,5,6\n~|:2:1: is not a finite number: \"\"",
        "~1,2,3\n4,NaN,6\n~|:2:2: is not a finite number",
        "~1,2,3\n4,1e999,6\n~|:2:2: is not a finite number",
        "~1,2,3\n4,0x1p3,6\n~|:2:2: is not a finite number",
        "~1,2,3\n4,5d,6\n~|:2:2: is not a finite number",
        "~1,2,3\n4,5,6.5\n~|:2:3: label must be a whole number",
        "~1,2,3\n4,5,-1\n~|:2:3: label must be a whole number",
        "~1,2,65536\n~|:1:3: label must be a whole number",
        "~1\n2\n~|:1: needs at least one feature and a label",
        "~a,b,c\n~|: holds no rows",
        "~# nothing\n~|: holds no rows",
        "~~|: holds no rows",
    })
    void wrongLinesAreNamed(String text, String expected) throws IOException {
        Path file = file("set.csv", text);
        String message = assertThrows(InputException.class, () -> CsvDataset.read(file)).getMessage();
        assertTrue(message.startsWith(file + expected), message);
        assertFalse(message.contains("\n"), message);
    }

    @Test
    void aLineThatNeverEndsIsRefused() throws IOException {
        Path file = file("set.csv", "1,2\n" + "0,".repeat(600_000) + "1\n");
        String message = assertThrows(InputException.class, () -> CsvDataset.read(file)).getMessage();
        assertTrue(message.startsWith(file + ":2: is longer than 1048576 characters"), message);
    }

    /** 16 MiB of one repeated line deflate about a thousandfold; an honest table shrinks tenfold. */
    @Test
    void gzipBombIsRefused() throws IOException {
        Path file = folder.resolve("bomb.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            byte[] block = ("0".repeat(63) + ",").repeat(127).concat("0".repeat(63) + "\n").repeat(128).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 16; i++) {
                out.write(block);
            }
        }
        String message = assertThrows(InputException.class, () -> CsvDataset.read(file)).getMessage();
        assertTrue(message.contains("gzip bomb"), message);
    }

    @Test
    void truncatedGzipIsRefused() throws IOException {
        Path file = file("set.csv.gz", "1,2,3\n".repeat(1000));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 9));
        assertTrue(assertThrows(InputException.class, () -> CsvDataset.read(file)).getMessage().startsWith(file + ": "));
    }

    @Test
    void datasetsAreImmutable() {
        double[][] inputs = {{1, 2}, {3, 4}};
        int[] labels = {0, 1};
        Dataset set = new Dataset("set", inputs, labels, 2);
        inputs[0][0] = 9;
        labels[0] = 1;
        set.inputs()[0][1] = 9;
        set.labels()[1] = 0;
        assertArrayEquals(new double[][] {{1, 2}, {3, 4}}, set.inputs());
        assertArrayEquals(new int[] {0, 1}, set.labels());
    }

    @Test
    void subsetsKeepTheOrderAskedForAndTheNumberOfClasses() {
        Dataset set = new Dataset("set", new double[][] {{1}, {2}, {3}}, new int[] {0, 1, 4}, 5);
        Dataset subset = set.subset(new int[] {2, 0}).scaledBy(0.5);
        assertArrayEquals(new double[][] {{1.5}, {0.5}}, subset.inputs());
        assertArrayEquals(new int[] {4, 0}, subset.labels());
        assertEquals(5, subset.classes());
        assertThrows(IllegalArgumentException.class, () -> set.subset(new int[] {3}));
        assertThrows(IllegalArgumentException.class, () -> set.subset(new int[] {-1}));
        assertThrows(IllegalArgumentException.class, () -> set.subset(new int[0]));
    }

    @Test
    void setsThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Dataset("set", new double[0][], new int[0], 1));
        assertThrows(IllegalArgumentException.class, () -> new Dataset("set", new double[][] {{1}}, new int[2], 1));
        assertThrows(IllegalArgumentException.class, () -> new Dataset("set", new double[][] {{1}, {1, 2}}, new int[2], 1));
        assertThrows(IllegalArgumentException.class, () -> new Dataset("set", new double[1][0], new int[1], 1));
        assertThrows(IllegalArgumentException.class, () -> new Dataset("set", new double[][] {{Double.NaN}}, new int[1], 1));
        assertThrows(IllegalArgumentException.class, () -> new Dataset("set", new double[][] {{1}}, new int[] {1}, 1));
        assertThrows(IllegalArgumentException.class, () -> new Dataset("set", new double[][] {{1}}, new int[1], 1).scaledBy(Double.NaN));
    }

    @Test
    void indexListsSurviveTheFile() throws IOException {
        int[] rows = {5, 0, 3};
        assertEquals("# made by hand\n# twice\n5\n0\n3\n", IndexList.format("made by hand\ntwice", rows));
        assertArrayEquals(rows, IndexList.read(file("rows.txt", IndexList.format("made by hand\ntwice", rows)), 6));
        assertArrayEquals(rows, IndexList.read(file("rows.txt", "\uFEFF# note\r\n5 # five\r\n\r\n 0\r\n3"), 6));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "~# note\n1\n6\n~|:3: must be the index of a row, 0 to 5, got \"6\"",
        "~-1\n~|:1: must be the index of a row",
        "~1.0\n~|:1: must be the index of a row",
        "~99999999999\n~|:1: must be the index of a row",
        "~1 2\n~|:1: must be the index of a row",
        "~1\n2\n# x\n1\n~|:4: names row 1 for the second time",
        "~0\n1\n2\n3\n4\n5\n5\n~|:7: names row 5 for the second time",
        "~# none\n~|: names no rows",
    })
    void wrongIndexLinesAreNamed(String text, String expected) throws IOException {
        Path file = file("rows.txt", text);
        String message = assertThrows(InputException.class, () -> IndexList.read(file, 6)).getMessage();
        assertTrue(message.startsWith(file + expected), message);
    }

    @Test
    void aSplitIsReadFromYamlAndItsPartsAreDisjoint() throws IOException {
        file("set.csv", "1,0\n2,1\n3,0\n4,1\n");
        file("train.txt", "0\n1\n");
        file("test.txt", "3\n");
        file("both.txt", "3\n1\n");
        Path yaml = file("e.yaml", "{file: set.csv, divideBy: 4, splits: [{name: a, train: train.txt, test: test.txt}, {name: b, train: train.txt, test: both.txt}]}");
        Section section = Section.read(yaml);
        Dataset whole = CsvDataset.read(section);
        Split split = Split.read(section.sections("splits").get(0), whole);
        assertEquals("a", split.name());
        assertArrayEquals(new double[][] {{0.25}, {0.5}}, split.train().inputs());
        assertArrayEquals(new double[][] {{1}}, split.test().inputs());
        assertArrayEquals(new int[] {1}, split.test().labels());
        String message = assertThrows(InputException.class, () -> Split.read(section.sections("splits").get(1), whole)).getMessage();
        assertTrue(message.contains("names row 1, which train names too"), message);
        assertThrows(InputException.class, () -> CsvDataset.read(Section.read(yaml).with("divideBy", 0)));
    }
}
