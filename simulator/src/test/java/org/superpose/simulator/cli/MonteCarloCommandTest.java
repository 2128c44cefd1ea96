package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MonteCarloCommandTest {
    private static final String DECK = """
            divider
            v1 in 0 2
            r1 in out rm 1k
            r2 out 0 rm 1k
            .model rm r(r=1 dev/gauss=1% lot=5%)
            .measure op vout find v(out)
            .op
            .end
            """;

    @TempDir
    private Path folder;
    private CommandLineFixture cli;
    private Path results;

    @BeforeEach
    void prepare() throws IOException {
        cli = new CommandLineFixture(folder);
        cli.write("deck.cir", DECK);
        results = folder.resolve("results");
    }

    private int montecarlo(String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "montecarlo";
        arguments[1] = folder.resolve("deck.cir").toString();
        arguments[2] = "-o";
        arguments[3] = results.toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return cli.run(arguments);
    }

    @Test
    void samplesLeaveATableAPictureAndASummary() throws IOException {
        assertEquals(0, montecarlo("--samples", "300", "--seed", "4", "--limit", "vout=0.99..1.01", "--draws"), cli::err);
        assertEquals("", cli.err());
        try (Stream<Path> files = Files.list(results)) {
            assertEquals(List.of("histogram.csv", "histogram.png", "histogram.svg", "results.json", "samples.csv"), files.map(file -> file.getFileName().toString()).sorted().toList());
        }
        List<String> rows = Files.readAllLines(results.resolve("samples.csv"));
        assertEquals(301, rows.size());
        assertEquals("sample,vout [V],r1,r2,failure", rows.get(0));
        String[] cells = rows.get(300).split(",", -1);
        assertEquals("299", cells[0]);
        double r1 = Double.parseDouble(cells[2]);
        double r2 = Double.parseDouble(cells[3]);
        assertEquals(2 * r2 / (r1 + r2), Double.parseDouble(cells[1]), 1e-9);
        assertEquals("", cells[4]);
        JsonNode json = new ObjectMapper().readTree(results.resolve("results.json").toFile());
        JsonNode output = json.get("outputs").get(0);
        assertEquals(300, json.get("samples").asInt());
        assertEquals(2.0 / 4 * Math.sqrt(2) * 0.01, output.get("linear").get("sigma").asDouble(), 1e-8);
        long good = rows.stream().skip(1).mapToDouble(row -> Double.parseDouble(row.split(",")[1])).filter(v -> v >= 0.99 && v <= 1.01).count();
        assertEquals(good, output.get("yield").get("good").asLong());
        assertEquals(1600, ImageIO.read(results.resolve("histogram.png").toFile()).getWidth());
        assertTrue(Files.readString(results.resolve("histogram.svg")).contains("limit"));
        String out = cli.out();
        assertTrue(out.contains("300 independent samples, seed 4; 2 numbers scatter"), out);
        assertTrue(out.contains("small: the linearised circuit tells the spread"), out);
        assertTrue(out.contains("r1.r dev"), out);
        assertFalse(out.contains("rm.r lot"), out);                     // cancels
    }

    @Test
    void seedsAndThreadsDoAsTheySay() throws IOException {
        assertEquals(0, montecarlo("--samples", "50", "--threads", "1"), cli::err);
        String first = Files.readString(results.resolve("samples.csv"));
        assertEquals(0, montecarlo("--samples", "50", "--threads", "3", "--force"), cli::err);
        assertEquals(first, Files.readString(results.resolve("samples.csv")));
        assertEquals(0, montecarlo("--samples", "50", "--seed", "2", "--force"), cli::err);
        assertFalse(first.equals(Files.readString(results.resolve("samples.csv"))));
        assertEquals(0, montecarlo("--samples", "50", "--latin-hypercube", "--force"), cli::err);
        assertTrue(cli.out().contains("50 Latin hypercube samples"), cli::out);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--limit vout=5..1", "--limit vout", "--limit nix=0..1", "--limit vout=a..b", "--limit vout=0..1 --limit vout=0..2", "--threads 0", "--samples 1", "--samples 100000000000"})
    void wrongOptionsAreOneLineAndLeaveNothing(String options) {
        assertEquals(2, montecarlo(options.split(" ")));
        assertEquals(1, cli.err().lines().count(), cli.err());
        assertFalse(Files.exists(results));
    }

    /** A limit is written in whatever unit the output has, and only for what is an output. */
    @Test
    void limitsBelongToOutputs() throws IOException {
        cli.write("deck.cir", DECK.replace(".op\n", ".measure op twice param='2*v(out)'\n.op\n"));
        cli.write("study.yaml", "deck: deck.cir\nsamples: 20\noutputs: [{name: vout}]\n");
        String study = folder.resolve("study.yaml").toString();
        assertEquals(2, cli.run("montecarlo", study, "-o", results.toString(), "--limit", "twice=1..3"));
        assertTrue(cli.err().contains("twice has a limit, but is none of the outputs [vout]"), cli.err());
        assertEquals(0, cli.run("montecarlo", study, "-o", results.toString(), "--limit", "vout=1mHz..3kHz"), cli::err);
        JsonNode limited = new ObjectMapper().readTree(results.resolve("results.json").toFile()).get("outputs").get(0);
        assertEquals(20, limited.get("yield").get("good").asInt());
    }

    @Test
    void aWrongDeckIsOneLineWithItsPlace() throws IOException {
        cli.write("deck.cir", DECK.replace("lot=5%", "lot=x%"));
        assertEquals(2, montecarlo());
        assertTrue(cli.err().matches("(?s)superpose: .*deck\\.cir:5:\\d+: .*\\R"), cli.err());
        assertFalse(Files.exists(results));
    }

    /** The examples that the page shows. */
    @ParameterizedTest
    @ValueSource(strings = {"gilbert.yaml", "tolerances.cir"})
    void examplesRun(String name) throws IOException {
        assertEquals(0, cli.run("montecarlo", Path.of("..", "examples", "montecarlo", name).toString(), "-o", results.toString(), "--samples", "20"), cli::err);
        JsonNode json = new ObjectMapper().readTree(results.resolve("results.json").toFile());
        assertEquals(0, json.get("failed").asInt());
        assertTrue(json.get("outputs").size() > 1);
    }
}
