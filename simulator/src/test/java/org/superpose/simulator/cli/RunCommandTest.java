package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
    @TempDir
    private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void aSmallProblem() throws IOException {
        line = new CommandLineFixture(folder);
    }

    @Test
    void leavesTheReportAndPrintsTheAccuracies() throws IOException {
        Path out = folder.resolve("deep/out");
        assertEquals(0, line.run("run", folder.resolve("experiment.yaml").toString(), "-o", out.toString(), "--quick", "--threads", "2"), line.err());
        for (String file : new String[] {"report.html", "results.json", "results.csv", "experiment.yaml"}) {
            assertTrue(Files.size(out.resolve(file)) > 0, file);
        }
        String table = line.out();
        assertTrue(table.startsWith("split  machine     digital"), table);
        assertTrue(table.matches("(?s).*only +electronic +100\\.0 %.*only +optical +100\\.0 %.*report: \\S+report\\.html\\s*"), table);
        assertTrue(table.contains(out.toRealPath().resolve("report.html").toString()), table);
        assertFalse(line.err().contains("superpose:"), line.err());
        assertDoesNotThrow(() -> new OutputFolder(out, true, folder.resolve("experiment.yaml")), "what we wrote is known as ours");
    }

    @Test
    void noThreadsAreRefused() {
        assertEquals(2, line.run("run", folder.resolve("experiment.yaml").toString(), "-o", folder.resolve("out").toString(), "--threads", "0"));
        assertEquals("superpose: threads must be 1 to 256, got 0", line.err().strip());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void transistorsComputeAsManyImagesAsAskedFor() throws IOException {
        Path out = folder.resolve("out");
        assertEquals(0, line.run("run", folder.resolve("experiment.yaml").toString(), "-o", out.toString(), "--quick", "--netlist", "2"), line.err());
        assertTrue(line.out().contains("chip 0 by its transistors: 2 of 2 images right"), line.out());
        assertTrue(Files.readString(out.resolve("report.html")).contains("Fidelities side by side"));
        assertTrue(Files.readString(out.resolve("results.csv")).contains("rms distance from cell / full scale"));
        assertTrue(Files.readString(out.resolve("results.json")).contains("\"sameDecisionAs\""));
    }

    @ParameterizedTest
    @CsvSource({"--netlist some", "--netlist -3", "--settling"})
    void imagesThatAreNoNumberAreRefused(String options) {
        String[] words = ("run " + folder.resolve("experiment.yaml") + " -o " + folder.resolve("out") + " --quick " + options).split(" ");
        assertEquals(2, line.run(words));
        assertTrue(line.err().contains("--netlist"), line.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void anInterruptedRunEndsWith130AndLeavesNothing() {
        Thread.currentThread().interrupt();
        int code = line.run("run", folder.resolve("experiment.yaml").toString(), "-o", folder.resolve("out").toString());
        Thread.interrupted();
        assertEquals(130, code, line.err());
        assertEquals("superpose: interrupted; nothing was written", line.err().strip());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "temperature: 27C|temprature: 27C|experiment.yaml:12:13: unknown key \"temprature\"; did you mean \"temperature\"?",
        "seed: 1|sede: 1|experiment.yaml:2:1: unknown key \"sede\"; did you mean \"seed\"?",
        "temperature: 27C|temperature: 5V|experiment.yaml:12:26: hardware.optical.temperature: expected a temperature such as 27C or 300K, got \"5V\"",
        "power: 1mW|power: 1mA|experiment.yaml:12:46: hardware.optical.laser.power: expected a power such as 1mW, got \"1mA\"",
        "tolerance: 1%|toleranse: 1%|experiment.yaml:13:65: unknown key \"toleranse\"; did you mean \"tolerance\"?",
        "tolerance: 1%|tolerance: 1kOhm|experiment.yaml:13:76: hardware.electronic.weights.tolerance: expected a number such as 0.02 or 2%, got \"1kOhm\"",
        "300K|-1K|experiment.yaml:13:29: hardware.electronic.temperature: is below absolute zero",
        "temperature: 27C|temperature: -5|experiment.yaml:12:26: hardware.optical.temperature: is below absolute zero",
        "temperature: 27C|temperature: -300C|experiment.yaml:12:26: hardware.optical.temperature: is below absolute zero",
        "chips: 2}|chips: 0}|experiment.yaml:14:21: evaluation.chips: expected a whole number from 1 to",
        "data.csv|none.csv|experiment.yaml:4:9: dataset.file: no file \"none.csv\" in",
        "net.safetensors|none.safetensors|experiment.yaml:6:63: dataset.splits[0].network: no file \"none.safetensors\" in",
        "data.csv|../data.csv|experiment.yaml:4:9: dataset.file: expected a file in the folder of this YAML file",
        "experiment: tiny|experiment: ../tiny|experiment.yaml:1:13: experiment: expected a name of letters",
        "optical:|optcal:|experiment.yaml:12:3: unknown key \"optcal\"; did you mean \"optical\"?"})
    void aWrongExperimentIsOneLineThatSaysWhere(String right, String wrong, String complaint) throws IOException {
        line.write("experiment.yaml", CommandLineFixture.EXPERIMENT.replaceFirst(right, wrong));
        assertRefused(complaint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "{field: noise.scael, values: [1]}|experiment.yaml:16:48: unknown key \"hardware.optical.noise.scael\"; did you mean \"scale\"?",
        "{field: laser.power, values: [-1]}|experiment.yaml:16:48: hardware.optical.laser: laser power must lie from",
        "{field: laser.power, values: [1], spacing: log}|experiment.yaml:16:82: unknown key \"spacing\""})
    void aWrongPointOfASweepIsFoundBeforeAnythingRuns(String vary, String complaint) throws IOException {
        line.write("experiment.yaml", CommandLineFixture.EXPERIMENT + "sweeps: [{name: s, machines: [optical], vary: [" + vary + "]}]\n");
        assertRefused(complaint);
    }

    @Test
    void aYamlAliasBombIsRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            bomb.append("a").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ", ").repeat(9)).append("x]\n");
        }
        line.write("experiment.yaml", bomb + CommandLineFixture.EXPERIMENT);
        assertRefused("experiment.yaml:1:5: anchors and aliases (& and *) are not taken");
    }

    @Test
    void aGzipBombIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] rows = "0,0,0\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 100; i++) {
                gzip.write(rows);
            }
        }
        Files.write(folder.resolve("data.csv.gz"), bytes.toByteArray());
        line.write("experiment.yaml", CommandLineFixture.EXPERIMENT.replace("data.csv", "data.csv.gz"));
        assertRefused("data.csv.gz: inflates more than 250-fold, as a gzip bomb does");
    }

    @Test
    void weightsThatAreNoNumbersAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("net.safetensors"));
        int data = 8 + (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(data, Double.NaN);
        Files.write(folder.resolve("net.safetensors"), bytes);
        assertRefused("net.safetensors");
        assertTrue(line.err().contains("NaN"), line.err());
    }

    @Test
    void shapesThatDoNotMatchAreRefused() throws IOException {
        line.network(3, 1, 2);
        assertRefused("experiment.yaml:6:7: dataset.splits[0]: ");
        assertTrue(line.err().contains("2 features") && line.err().contains("3 inputs"), line.err());
        line.network(2, 3, 1);
        assertRefused("experiment.yaml:6:7: dataset.splits[0]: ");
        assertTrue(line.err().contains("2 classes") && line.err().contains("1 outputs"), line.err());
    }

    @Test
    void aTruncatedOrLyingSafetensorsHeaderIsRefused() throws IOException {
        Path file = folder.resolve("net.safetensors");
        byte[] whole = Files.readAllBytes(file);
        int header = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        for (int length : new int[] {0, 5, 8, 20, 8 + header, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("net.safetensors");
        }
        for (long claim : new long[] {-1, Long.MAX_VALUE, whole.length, 1L << 40, header - 1, 2}) {
            byte[] lying = whole.clone();
            ByteBuffer.wrap(lying).order(ByteOrder.LITTLE_ENDIAN).putLong(claim);
            Files.write(file, lying);
            assertRefused("net.safetensors");
        }
        String text = new String(whole, StandardCharsets.ISO_8859_1);
        for (String[] lie : new String[][] {{"\"F64\"", "\"F32\""}, {"[2,2]", "[2,9]"}, {"[2,2]", "[-2,"}, {"offsets", "offsetz"}}) {
            String changed = text.replaceFirst(lie[0].replace("[", "\\["), lie[1]);
            if (!changed.equals(text)) {
                Files.write(file, changed.getBytes(StandardCharsets.ISO_8859_1));
                assertRefused("net.safetensors");
            }
        }
    }

    private void assertRefused(String complaint) throws IOException {
        String message = line.refusal("run", "experiment.yaml").replace(folder + "/", "").replace(folder.toString(), "");
        assertTrue(message.startsWith("superpose: " + complaint), message);
    }
}
