package org.superpose.simulator.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.Split;
import org.superpose.simulator.experiment.Axis;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.Effort;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.ExperimentResult;
import org.superpose.simulator.experiment.MachineDesign;
import org.superpose.simulator.experiment.Sweep;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;

class ReportTest {
    private static final String HOSTILE = "<script>alert('\"&')</script>";
    private static final String YAML = "experiment: " + HOSTILE + "\n";

    @TempDir
    private static Path folder;
    private static ExperimentResult result;

    @BeforeAll
    static void runAndWrite() throws Exception {
        double[][] inputs = new double[60][];
        int[] labels = new int[60];
        for (int i = 0; i < inputs.length; i++) {
            labels[i] = i % 3;
            inputs[i] = new double[] {labels[i] == 0 ? 0.9 : 0.1 + i / 600.0, labels[i] == 1 ? 0.8 : 0.2, labels[i] == 2 ? 0.7 : i / 200.0};
        }
        Dataset data = new Dataset("steps", inputs, labels, 3);
        Network network = new Network(List.of(new DenseLayer(new double[][] {{1, -0.5, 0}, {0, 1, -0.5}, {-0.5, 0, 1}, {0.5, 0.5, 0.5}}, new double[] {0.1, 0, -0.1, 0}, Activation.RELU),
                new DenseLayer(new double[][] {{1, 0, 0, 0.1}, {0, 1, 0, 0.1}, {0, 0, 1, -0.1}}, new double[3], Activation.IDENTITY)));
        result = Experiment.of(network, new Split(HOSTILE, data, data), ElectronicHardware.defaults()).named(HOSTILE).also("second " + HOSTILE, MachineDesign.of(ElectronicHardware.defaults()))
                .seed(3).chips(2).noiseBudget(new Effort(2, 1, 10))
                .sweep(Sweep.of("scale " + HOSTILE, Axis.of("noise.scale", 0.5, 2)).machine("electronic", values -> ElectronicHardware.defaults()).effort(Effort.of(2)))
                .run();
        Report.write(result, YAML, folder);
    }

    @Test
    void everyFileIsThereAndWhole() throws IOException {
        for (String file : List.of("report.html", "results.csv", "sweeps.csv", "results.json", "experiment.yaml")) {
            assertTrue(Files.size(folder.resolve(file)) > 0, file);
        }
        assertEquals(YAML, Files.readString(folder.resolve("experiment.yaml")));
        assertTrue(Files.readString(folder.resolve("report.html")).endsWith("</html>\n"));
        try (Stream<Path> plots = Files.list(folder.resolve("plots"))) {
            List<String> names = plots.map(p -> p.getFileName().toString()).toList();
            List<String> pictures = names.stream().filter(n -> n.endsWith(".png")).map(n -> n.substring(0, n.length() - 4)).toList();
            for (String start : List.of("accuracy-", "outputs-", "errors-", "noise-", "confusion-", "transfer-", "young", "beams")) {
                assertTrue(pictures.stream().anyMatch(n -> n.startsWith(start)), start + " in " + names);
            }
            for (String picture : pictures) {
                assertTrue(names.contains(picture + ".svg"), picture);
                assertTrue(names.contains(picture + ".csv") || names.contains(picture + "-a.csv"), picture);
            }
        }
    }

    @Test
    void thePageNeedsNoScriptAndNoOtherFileAndEscapesHostileNames() throws IOException {
        String page = Files.readString(folder.resolve("report.html"));
        assertFalse(page.contains("<script"), "a name reached the page unescaped");
        assertTrue(page.contains("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;"));
        assertFalse(page.matches("(?s).*(src|href)=\"(?!data:|#).*"), "the page loads something");
        assertTrue(page.length() < 10_000_000);
        for (Path plot : plots(".png")) {
            String name = plot.getFileName().toString().replace(".png", "");
            assertTrue(page.contains("id=\"" + name + "\""), name + " is drawn but not shown");
        }
    }

    @Test
    void csvAndJsonHoldTheNumbersOfTheResult() throws IOException {
        JsonNode json = new ObjectMapper().readTree(folder.resolve("results.json").toFile());
        assertEquals(3, json.get("seed").asLong());
        assertEquals(1, json.get("schema").asInt());
        List<CSVRecord> rows;
        try (CSVParser parser = CSVParser.parse(folder.resolve("results.csv"), StandardCharsets.UTF_8, CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get())) {
            rows = parser.getRecords();
        }
        for (int i = 0; i < result.comparisons().size(); i++) {
            Comparison c = result.comparisons().get(i);
            assertEquals(c.accuracy().mean(), json.get("comparisons").get(i).get("accuracy").get("mean").asDouble());
            List<CSVRecord> found = rows.stream().filter(r -> r.get("machine").equals(c.machineName()) && r.get("of").equals("network") && r.get("metric").equals("accuracy")).toList();
            assertEquals(1, found.size());
            assertEquals(c.accuracy().mean(), Double.parseDouble(found.get(0).get("value")));
            assertEquals(c.accuracy().overAll().low(), Double.parseDouble(found.get(0).get("low")));
        }
    }

    @Test
    void aGermanDefaultLocaleGivesTheSameBytes(@TempDir Path german) throws IOException {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            Report.write(result, YAML, german);
        } finally {
            Locale.setDefault(before);
        }
        List<Path> files = new ArrayList<>(plots(""));
        try (Stream<Path> top = Files.list(folder)) {
            top.filter(Files::isRegularFile).forEach(files::add);
        }
        for (Path file : files) {
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(german.resolve(folder.relativize(file))), file.getFileName().toString());
        }
    }

    private static List<Path> plots(String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("plots"))) {
            return files.filter(f -> f.getFileName().toString().endsWith(ending)).collect(Collectors.toList());
        }
    }
}
