package org.superpose.simulator.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.analog.Coupling;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.OutputNoise;
import org.superpose.simulator.analog.OutputSpread;
import org.superpose.simulator.analog.Settling;
import org.superpose.simulator.analog.Solutions;
import org.superpose.simulator.budget.ErrorBudget;
import org.superpose.simulator.budget.ErrorShare;
import org.superpose.simulator.budget.LayerBudget;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.Split;
import org.superpose.simulator.experiment.Axis;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.CouplingDistance;
import org.superpose.simulator.experiment.DeviceComparison;
import org.superpose.simulator.experiment.Effort;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.ExperimentResult;
import org.superpose.simulator.experiment.FidelityDistance;
import org.superpose.simulator.experiment.MachineDesign;
import org.superpose.simulator.experiment.Problem;
import org.superpose.simulator.experiment.SweepPoint;
import org.superpose.simulator.experiment.SweepResult;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.NoiseControl;

class ReportTest {
    private static final String YAML = "experiment: small # <&>\n";
    private static final String HOSTILE = "<script>alert('1')</script>\"&,;\r\n../../up \u0001" + "ä".repeat(300);

    @TempDir
    private Path folder;

    /** A small experiment with a sweep, and what became of it: written once for the tests that only look at it. */
    private static ExperimentResult result;
    private static Map<String, byte[]> files;

    @BeforeAll
    static void writeOne(@TempDir Path place) throws Exception {
        result = swept(run("small", split("only", 4, 3), Map.of("mine", machine(0.05, "")), 4, 5, 3), "s", 1);
        files = written(result, place);
    }

    // ---- a small problem of any shape

    private static Network network(int... widths) {
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 1; l < widths.length; l++) {
            double[][] weights = new double[widths[l]][widths[l - 1]];
            for (int o = 0; o < weights.length; o++) {
                for (int i = 0; i < weights[o].length; i++) {
                    weights[o][i] = StrictMath.sin(1 + 7 * o + 3 * i + l);
                }
            }
            layers.add(new DenseLayer(weights, new double[widths[l]], l < widths.length - 1 ? Activation.RELU : Activation.IDENTITY));
        }
        return new Network(layers);
    }

    private static Split split(String name, int features, int classes) {
        int rows = 30;
        double[][] x = new double[rows][features];
        for (int r = 0; r < rows; r++) {
            for (int f = 0; f < features; f++) {
                x[r][f] = (1 + StrictMath.sin(r * (f + 2))) / 2;
            }
        }
        Dataset all = new Dataset(name, x, IntStream.range(0, rows).map(r -> r % classes).toArray(), classes);
        return new Split(name, all.subset(IntStream.range(0, 10).toArray()), all.subset(IntStream.range(10, rows).toArray()));
    }

    private static MachineDesign machine(double sigma, String word) {
        return (network, calibration) -> new SmallMachine(network, sigma, word, new NoiseControl(1, null));
    }

    private static ExperimentResult run(String name, Split split, Map<String, MachineDesign> machines, int... widths) throws InterruptedException {
        return new Experiment(name, 3, List.of(new Problem(split, network(widths))), machines, Effort.of(2), new Effort(2, 1, 5), List.of(), 2).run();
    }

    /** The result with every comparison's evaluation as that of a sweep over as many fields, two values each. */
    private static ExperimentResult swept(ExperimentResult result, String name, int fields) {
        List<Axis> axes = IntStream.range(0, fields).mapToObj(f -> Axis.of("laser.field" + f, 1, 100)).toList();
        List<SweepResult> sweeps = new ArrayList<>();
        for (Comparison c : result.comparisons()) {
            List<SweepPoint> points = new ArrayList<>();
            for (double first : axes.get(0).values()) {
                for (double second : fields == 1 ? List.of(1.0) : axes.get(1).values()) {
                    points.add(new SweepPoint(fields == 1 ? List.of(first) : List.of(first, second), c.evaluation(), c.machine().facts()));
                }
            }
            sweeps.add(new SweepResult(name, c.problem().name(), c.machineName(), axes, points, c.reference()));
        }
        return new ExperimentResult(result.experiment(), result.comparisons(), sweeps);
    }

    // ---- what was written

    private Map<String, byte[]> written(ExperimentResult result, String place) throws IOException {
        return written(result, Files.createDirectories(folder.resolve(place)));
    }

    private static Map<String, byte[]> written(ExperimentResult result, Path to) throws IOException {
        Report.write(result, YAML, to);
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(to)) {
            all.filter(Files::isRegularFile).forEach(file -> {
                try {
                    files.put(to.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
        return files;
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.get(name), StandardCharsets.UTF_8);
    }

    private static List<CSVRecord> records(Map<String, byte[]> files, String name) throws IOException {
        try (CSVParser parser = CSVParser.parse(text(files, name), CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get())) {
            return parser.getRecords();
        }
    }

    private static List<String> pictures(Map<String, byte[]> files) {
        return files.keySet().stream().filter(name -> name.endsWith(".png")).map(name -> name.substring("plots/".length(), name.length() - 4)).toList();
    }

    /** Of a chip whose outputs never stand still there is no latency to tell. */
    @Test
    void aChipThatDoesNotSettleIsToldWithoutFigures() throws Exception {
        Comparison c = result.comparisons().get(0);
        Map<Fidelity, Integer> right = Arrays.stream(Fidelity.values()).collect(Collectors.toMap(f -> f, f -> 1));
        List<FidelityDistance> distances = new ArrayList<>();
        for (int l = 0; l < 2; l++) {
            for (Fidelity to : List.of(Fidelity.CELL, Fidelity.NETLIST)) {
                distances.add(new FidelityDistance(l, Fidelity.EXACT, to, 0.01, 0.02));
            }
        }
        for (boolean settled : new boolean[] {true, false}) {
            Settling settling = new Settling(8, 2, List.of(new Settling.Node(0, 2, settled ? 1e-6 : 100e-6, 1e-4)), settled ? 12e-6 : 101e-6, 1, 1e-6, 12, 100);
            DeviceComparison devices = new DeviceComparison(0, List.of(Fidelity.NETLIST, Fidelity.NETLIST), 1, right, right, distances, Solutions.NONE, List.of(), Optional.of(settling), List.of(new CouplingDistance(Set.of(), 0, 0.02, 0.05), new CouplingDistance(Set.of(Coupling.LINES, Coupling.BASES), 0, 0.001, 0.003)), ErrorBudget.NONE, Optional.empty(), Optional.empty());
            Comparison with = new Comparison(c.problem(), c.machineName(), c.machine(), c.reference(), c.evaluation(), c.idealDistance(), c.noise(), c.samples(), Optional.of(devices));
            Map<String, byte[]> told = written(new ExperimentResult(result.experiment(), List.of(with), result.sweeps()), Boolean.toString(settled));
            String page = new String(told.get("report.html"), StandardCharsets.UTF_8);
            assertEquals(settled, page.contains("energy of an inference</td>"));
            assertTrue(page.contains("output conductance and headroom, base currents</td>"), "what couplings explain is told");
            assertTrue(new String(told.get("results.csv"), StandardCharsets.UTF_8).contains("couplings: none,rms distance from netlist / full scale,0.02"));
            assertEquals(!settled, page.contains("Not settled: layer 1, output 3 still moves"));
            assertEquals(settled, new String(told.get("results.csv"), StandardCharsets.UTF_8).contains("latency to 8 bits"));
            JsonNode json = new ObjectMapper().readTree(told.get("results.json")).get("comparisons").get(0).get("netlist").get("settling");
            assertEquals(settled, json.get("settled").asBoolean());
            assertEquals(settled, json.has("latency"));
        }
    }

    /** What levels say of noise, and gradients of samples, stands in page, tables, JSON and a figure; a rectifier that turned over is named. */
    @Test
    void noiseAndSpreadOfOutputsAreReported() throws Exception {
        Comparison c = result.comparisons().get(0);
        Map<Fidelity, Integer> right = Arrays.stream(Fidelity.values()).collect(Collectors.toMap(f -> f, f -> 1));
        List<FidelityDistance> distances = new ArrayList<>();
        for (Fidelity to : List.of(Fidelity.CELL, Fidelity.NETLIST)) {
            distances.add(new FidelityDistance(0, Fidelity.EXACT, to, 0.01, 0.02));
        }
        // one pole at 1 kHz: 1e-12 V²/Hz integrate to π/2 · 1e-9 V², 39.6 µV, and the cell level has 4 % more
        double[] f = new double[161];
        Arrays.setAll(f, k -> Math.pow(10, k / 20.0 - 1));
        double[][][] flat = {{f.clone()}};
        Arrays.fill(flat[0][0], 1e-12);
        double[][][] more = {{f.clone()}};
        Arrays.fill(more[0][0], 1.04e-12);
        OutputNoise noise = new OutputNoise(f, 1e3, List.of("layer 1: cells"), new OutputNoise.Level(more, more), new OutputNoise.Level(flat, flat), 1, List.of("layer 1, output 2"));
        assertEquals(Math.sqrt(Math.PI / 2 * 1e-9), noise.rms(Fidelity.NETLIST, 0), 2e-4 * noise.rms(Fidelity.NETLIST, 0), "but for what lies beyond 10 MHz and below 0.1 Hz, 1e-4 each");
        OutputSpread spread = new OutputSpread(0.01, 200, 0, List.of(new OutputSpread.Output(1e-3, 1.1e-3, 0.95e-3, 1.2e-3, 1e-6, "small", List.of(new OutputSpread.Culprit("xlayer1.r1", 1e-4, 0.01)))), 2, List.of(new OutputSpread.Turned(0, 1, 3)));
        DeviceComparison devices = new DeviceComparison(0, List.of(Fidelity.NETLIST), 1, right, right, distances, Solutions.NONE, List.of(), Optional.empty(), List.of(), ErrorBudget.NONE, Optional.of(noise), Optional.of(spread));
        Comparison with = new Comparison(c.problem(), c.machineName(), c.machine(), c.reference(), c.evaluation(), c.idealDistance(), c.noise(), c.samples(), Optional.of(devices));
        Map<String, byte[]> told = written(new ExperimentResult(result.experiment(), List.of(with), result.sweeps()), "noise");
        String page = new String(told.get("report.html"), StandardCharsets.UTF_8);
        assertTrue(page.contains("<td class=\"n\">1.0198</td><td class=\"n\">4.0</td>"), "√1.04 of the rms, 4 % of the density");
        assertTrue(page.contains("In another state at the cell level, so near is their knee: layer 1, output 2."));
        assertTrue(page.contains("The linearised circuit does not hold: 1 of 2 rectifiers changed their state (layer 1, output 2 in 3 samples)"));
        String csv = new String(told.get("results.csv"), StandardCharsets.UTF_8);
        assertTrue(csv.contains("rms noise of output 1 [V]") && csv.contains("linearised sigma of output 1 [V],0.001,"), csv);
        JsonNode json = new ObjectMapper().readTree(told.get("results.json")).get("comparisons").get(0).get("netlist");
        assertEquals(0.04, json.get("noise").get("outputs").get(0).get("largestDensityMiss").asDouble(), 1e-12);
        assertEquals(3, json.get("spread").get("turned").get(0).get("samples").asInt());
        assertTrue(told.keySet().stream().anyMatch(name -> name.startsWith("plots/output-noise-") && name.endsWith("_2.csv")), told.keySet().toString());
    }

    @Test
    void theErrorBudgetIsToldWithItsRemainder() throws Exception {
        Comparison c = result.comparisons().get(0);
        Map<Fidelity, Integer> right = Arrays.stream(Fidelity.values()).collect(Collectors.toMap(f -> f, f -> 1));
        List<FidelityDistance> distances = List.of(new FidelityDistance(0, Fidelity.EXACT, Fidelity.NETLIST, 0.01, 0.02), new FidelityDistance(1, Fidelity.EXACT, Fidelity.NETLIST, 0.01, 0.02));
        List<ErrorShare> shares = List.of(new ErrorShare("<offset>", ErrorShare.Kind.SWITCHED, 6e-5, 1e-6), new ErrorShare("gain", ErrorShare.Kind.SWITCHED, -1e-5, 1e-6), new ErrorShare("shot noise", ErrorShare.Kind.NOISE, 4.7e-5, 0),
                new ErrorShare("unexplained remainder", ErrorShare.Kind.REMAINDER, 3e-6, 0));
        ErrorBudget budget = new ErrorBudget(List.of(new LayerBudget(1, 5, 128, shares, 1e-4)));
        DeviceComparison devices = new DeviceComparison(0, List.of(Fidelity.CELL, Fidelity.NETLIST), 1, right, right, distances, Solutions.NONE, List.of(), Optional.empty(), List.of(), budget, Optional.empty(), Optional.empty());
        Comparison with = new Comparison(c.problem(), c.machineName(), c.machine(), c.reference(), c.evaluation(), c.idealDistance(), c.noise(), c.samples(), Optional.of(devices));
        Map<String, byte[]> told = written(new ExperimentResult(result.experiment(), List.of(with), result.sweeps()), "budget");
        String page = text(told, "report.html");
        assertTrue(page.contains("<td class=\"w\">&lt;offset&gt;</td><td class=\"n\">60.00 ± 1.00</td><td class=\"n\">0.7746</td>"), "share and rms");
        assertTrue(page.contains("<td class=\"w\">unexplained remainder</td><td class=\"n\">3.00</td>"));
        assertTrue(page.contains("layer 2 [% of the mean square]") && page.contains("128 random orders"));
        String plotted = told.keySet().stream().filter(name -> name.startsWith("plots/budget-") && name.endsWith(".csv")).findFirst().orElseThrow();
        List<CSVRecord> drawn = records(told, plotted);
        assertEquals(100, drawn.stream().mapToDouble(row -> Double.parseDouble(row.get(2))).sum(), 1e-9);
        assertEquals("unexplained remainder", drawn.get(drawn.size() - 1).get(1));
        JsonNode json = new ObjectMapper().readTree(told.get("results.json")).get("comparisons").get(0).get("netlist").get("errorBudget").get(0);
        assertEquals(1e-4, json.get("meanSquare").asDouble(), 1e-18);
        assertTrue(text(told, "results.csv").contains("part of the mean square error"));
    }

    @Test
    void leavesExactlyThePromisedFiles() {
        TreeSet<String> expected = new TreeSet<>(List.of("experiment.yaml", "report.html", "results.csv", "results.json", "sweeps.csv"));
        for (String figure : List.of("accuracy-s", "beams", "confusion-only-mine", "errors-only-mine", "noise-only-mine", "outputs-only-mine", "young", "young-image")) {
            expected.add("plots/" + figure + ".png");
            expected.add("plots/" + figure + ".svg");
            if (List.of("beams", "errors-only-mine", "outputs-only-mine").contains(figure)) {
                expected.addAll(List.of("plots/" + figure + "_1.csv", "plots/" + figure + "_2.csv"));
            } else {
                expected.add("plots/" + figure + ".csv");
            }
        }
        assertEquals(expected, new TreeSet<>(files.keySet()));
        assertEquals(YAML, text(files, "experiment.yaml"));
        assertTrue(text(files, "report.html").contains("experiment: small # &lt;&amp;&gt;\n"));
    }

    @Test
    void theSameResultGivesTheSameBytesInAnyLocale() throws Exception {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            Map<String, byte[]> second = written(result, "second");
            assertEquals(files.keySet(), second.keySet());
            files.forEach((name, bytes) -> assertArrayEquals(bytes, second.get(name), name));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void hostileNamesStayTextAndInTheFolder() throws Exception {
        Map<String, byte[]> files = written(swept(run(HOSTILE, split(HOSTILE, 4, 3), Map.of(HOSTILE, machine(0.05, HOSTILE)), 4, 3), HOSTILE, 1), "deep/out");
        try (Stream<Path> all = Files.walk(folder)) {
            assertEquals(files.size(), all.filter(Files::isRegularFile).count(), "nothing outside");
        }
        String page = text(files, "report.html");
        assertFalse(page.contains("<script"), "no mark-up from a name");
        assertFalse(page.contains("\u0001"));
        assertFalse(page.replaceAll("<[^<>]*>", "").matches("(?s).*[<>].*"), "every angle bracket is a tag's");
        CSVRecord record = records(files, "results.csv").get(1);
        assertEquals(HOSTILE, record.get("split"));
        assertEquals(HOSTILE, record.get("machine"));
        assertEquals(HOSTILE, records(files, "sweeps.csv").get(0).get("sweep"));
        assertEquals(HOSTILE, new ObjectMapper().readTree(files.get("results.json")).get("experiment").asText());
        for (String figure : pictures(files)) {
            assertTrue(figure.length() < 120, figure);
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(files.get("plots/" + figure + ".svg")));
        }
        assertTrue(pictures(files).stream().anyMatch(figure -> figure.startsWith("transfer-script-alert")), pictures(files).toString());
    }

    @Test
    void machinesThatSpellAlikeGetFilesOfTheirOwn() throws Exception {
        Map<String, MachineDesign> machines = new LinkedHashMap<>();
        for (String name : List.of("a b", "a-b", "A_B")) {
            machines.put(name, machine(0.05, "word"));
        }
        Map<String, byte[]> files = written(run("small", split("only", 4, 3), machines, 4, 3), "out");
        for (String kind : List.of("outputs-only-a-b", "errors-only-a-b", "noise-only-a-b", "confusion-only-a-b", "transfer-a-b")) {
            assertEquals(Set.of(kind, kind + "-2", kind + "-3"), pictures(files).stream().filter(figure -> figure.startsWith(kind)).collect(Collectors.toSet()));
        }
        String page = text(files, "report.html");
        for (String figure : pictures(files)) {
            assertEquals(2, page.split("<figure id=\"" + figure + "\">", -1).length, figure + " stands once on the page");
        }
    }

    /** Without error the SNR is infinite and the share of each noise is 0: nothing of that may stop the report, and JSON knows neither infinity nor NaN. */
    @Test
    void aPerfectMachineIsReportedToo() throws Exception {
        Map<String, byte[]> files = written(run("small", split("only", 4, 3), Map.of("mine", machine(0, "")), 4, 5, 3), "out");
        String json = text(files, "results.json");
        assertFalse(json.contains("NaN") || json.contains("Infinity"), json);
        JsonNode comparison = new ObjectMapper().readTree(json).get("comparisons").get(0);
        assertTrue(comparison.get("layersInChain").get(0).get("snrDb").isNull());
        assertTrue(comparison.get("facts").get(1).get("value").isNull());
        assertFalse(pictures(files).contains("errors-only-mine"), "there is no error to draw");
        assertFalse(text(files, "report.html").replaceAll("base64,[A-Za-z0-9+/=]*", "").contains("NaN"));      // a picture may spell it by chance
    }

    @Test
    void jsonHoldsTheNumbersOfTheResult() throws Exception {
        JsonNode json = new ObjectMapper().readTree(files.get("results.json"));
        assertEquals("superpose", json.fieldNames().next(), "the key that tells our folders");
        assertEquals(1, json.get("schema").asInt());
        assertEquals(3, json.get("seed").asLong());
        assertEquals(2, json.get("evaluation").get("chips").asInt());
        JsonNode comparison = json.get("comparisons").get(0);
        assertEquals(result.comparison().accuracy().mean(), comparison.get("accuracy").get("mean").asDouble());
        assertEquals(result.comparison().accuracy().ofChips().size(), comparison.get("accuracy").get("ofChips").size());
        assertEquals(result.comparison().evaluation().confusion().count(0, 0), comparison.get("confusion").get(0).get(0).asLong());
        assertEquals(100, json.get("sweeps").get(0).get("points").get(1).get("values").get(0).asDouble());
    }

    @Test
    void resultsAreTidyAndComplete() throws Exception {
        Comparison c = result.comparison();
        List<CSVRecord> records = records(files, "results.csv");
        assertEquals(List.of("split", "machine", "fidelity", "chip", "layer", "inputs", "source", "metric", "value", "low", "high"), records.get(0).getParser().getHeaderNames());
        assertEquals(records.size(), records.stream().map(r -> r.toList().subList(0, 8)).distinct().count(), "what stands before the value names it");
        assertEquals(new TreeSet<>(List.of("exact", "ideal", "cell")), new TreeSet<>(records.stream().map(r -> r.get("fidelity")).toList()));
        CSVRecord exact = records.get(0);
        assertEquals("digital", exact.get("machine"));
        assertEquals(c.reference().accuracy(), Double.parseDouble(exact.get("value")));
        CSVRecord cell = records.get(1);
        assertEquals(c.accuracy().overAll().low(), Double.parseDouble(cell.get("low")));
        assertEquals(2, records.stream().filter(r -> !r.get("chip").isEmpty()).count(), "one accuracy for each chip");
        CSVRecord alone = records.stream().filter(r -> r.get("source").equals("read noise") && r.get("layer").equals("2")).findFirst().orElseThrow();
        assertEquals(c.noise().sources().get(0).ofLayers().get(1).value(), Double.parseDouble(alone.get("value")));
        assertTrue(records.stream().allMatch(r -> r.get("low").isEmpty() == r.get("high").isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void sweepsHaveARowForEachPoint(int fields) throws Exception {
        Map<String, byte[]> files = fields == 1 ? ReportTest.files : written(swept(result, "s", fields), "out");
        List<CSVRecord> records = records(files, "sweeps.csv");
        assertEquals(fields == 1 ? 2 : 4, records.size());
        assertEquals("laser.field0", records.get(0).get("field"));
        assertEquals(fields == 1 ? "" : "laser.field1", records.get(0).get("second field"));
        assertEquals(result.comparison().evaluation().inChain().get(1).output().snr(), Double.parseDouble(records.get(0).get("layer 2 SNR [dB]")));
        assertTrue(pictures(files).contains("accuracy-s"));
        assertTrue(text(files, "report.html").contains("Accuracy along the sweeps"));
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "3, 3", "2, 30"})
    void anyDepthAndNumberOfClassesWorks(int depth, int classes) throws Exception {
        int[] widths = new int[depth + 1];
        Arrays.fill(widths, 5);
        widths[depth] = classes;
        Map<String, byte[]> files = written(run("small", split("only", 5, classes), Map.of("mine", machine(0.05, "")), widths), "out");
        assertEquals(classes <= 20, pictures(files).contains("confusion-only-mine"), "numbers in a larger matrix could not be read");
        assertEquals(classes, new ObjectMapper().readTree(files.get("results.json")).get("comparisons").get(0).get("confusion").size());
        assertEquals(depth, files.keySet().stream().filter(name -> name.matches("plots/outputs-only-mine(_\\d)?\\.csv")).count());
        assertFalse(text(files, "report.html").contains("Accuracy along the sweeps"));
        assertTrue(text(files, "report.html").contains("layer " + depth + " in the chain"));
    }

    @Test
    void thePageLoadsNothingAndItsContentsLeadSomewhere() {
        String page = text(files, "report.html");
        assertFalse(page.matches("(?s).*(src|href)=\"(?!data:|#).*"), "only data and places on the page");
        List<String> targets = Pattern.compile("href=\"#([^\"]+)\"").matcher(page).results().map(match -> match.group(1)).toList();
        assertTrue(targets.size() >= 4, targets.toString());
        targets.forEach(target -> assertTrue(page.contains("id=\"" + target + "\""), target));
        assertTrue(page.indexOf("The answer") < page.indexOf("<nav"), "the answer comes first");
        assertFalse(page.contains("alt=\"\""));
    }
}
