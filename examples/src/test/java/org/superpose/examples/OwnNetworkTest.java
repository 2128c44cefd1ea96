package org.superpose.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.ExperimentResult;
import org.superpose.simulator.report.Report;

/**
 * Holds {@code docs/your-own-network.md} to its word. Its network, data and lists were written by the Python program that it shows (PyTorch 2.13.0,
 * safetensors 0.8.0).
 */
class OwnNetworkTest {
    private static final Path PAGE = Path.of("..", "docs", "your-own-network.md");      // tests of this module run in its folder
    private static final Path FOLDER = Path.of("own-network");

    private static List<String> blocks(String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE).replace("\r\n", "\n"));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private static String file(String name) throws IOException {
        return Files.readString(FOLDER.resolve(name)).replace("\r\n", "\n");
    }

    @Test
    void pageShowsTheFilesThatAreRun() throws IOException {
        assertEquals(List.of(file("train.py")), blocks("python"));
        assertEquals(List.of(file("experiment.yaml")), blocks("yaml"));
        assertEquals(List.of("./superpose run examples/own-network/experiment.yaml\n"), blocks("sh"));
    }

    @Test
    void networkOfThreeLayersFromPyTorchRunsOnBothMachinesAndIsReported(@TempDir Path report) throws InterruptedException, IOException {
        ExperimentResult result = Experiment.read(FOLDER.resolve("experiment.yaml")).quick().run();
        for (String machine : List.of("electronic", "optical")) {
            Comparison comparison = result.comparison("random", machine);
            assertEquals("2-24-16-3", comparison.problem().network().toString());
            assertEquals(3, comparison.evaluation().inChain().size());
            assertEquals(1, comparison.reference().accuracy());                        // as PyTorch counted on the same rows in float32
            assertTrue(comparison.idealDistance().stream().allMatch(d -> d < 1e-12), machine + " " + comparison.idealDistance());
            assertTrue(comparison.accuracy().mean() > 0.95, machine + " " + comparison.accuracy());
        }
        assertEquals(2, result.sweeps().size());

        Report.write(result, file("experiment.yaml"), report);
        assertTrue(Files.readString(report.resolve("report.html")).contains("spirals"));
        assertTrue(Files.size(report.resolve("results.csv")) > 0 && Files.size(report.resolve("results.json")) > 0);
    }
}
