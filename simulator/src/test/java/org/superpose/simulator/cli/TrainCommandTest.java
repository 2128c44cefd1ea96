package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainCommandTest {
    @TempDir
    private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void aSmallProblem() throws IOException {
        line = new CommandLineFixture(folder);
    }

    @Test
    void leavesNetworksTheirAccuracyAndTheYamlAsRun() throws IOException {
        Path out = folder.resolve("out");
        assertEquals(0, line.run("train", folder.resolve("train.yaml").toString(), "-o", out.toString()), line.err());
        assertEquals(CommandLineFixture.TRAINING, Files.readString(out.resolve("train.yaml")));
        JsonNode json = new ObjectMapper().readTree(out.resolve("results.json").toFile());
        assertEquals("tiny", json.get("training").asText());
        JsonNode network = json.get("networks").get(0);
        assertEquals("trained.safetensors", network.get("file").asText());
        assertTrue(network.get("testAccuracy").asDouble() >= 0 && network.get("testAccuracy").asDouble() <= 1);
        String table = line.out();
        assertTrue(table.startsWith("split  on training rows  on test rows"), table);
        assertTrue(table.contains("network: " + out.toRealPath().resolve("trained.safetensors")), table);
        assertFalse(line.err().contains("superpose:"), line.err());
    }

    @Test
    void theSameTrainingGivesTheSameFileAndForceReplacesIt() throws IOException {
        String[] command = {"train", folder.resolve("train.yaml").toString(), "-o", folder.resolve("out").toString()};
        assertEquals(0, line.run(command));
        byte[] first = Files.readAllBytes(folder.resolve("out/trained.safetensors"));
        assertEquals(2, line.run(command));
        assertEquals("superpose: " + folder.resolve("out") + ": exists already; name another folder with -o, or replace it with --force", line.err().strip());
        Files.writeString(folder.resolve("out/trained.safetensors"), "damaged");
        assertEquals(0, line.run("train", command[1], "-o", command[3], "--force"), line.err());
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("out/trained.safetensors")));
    }

    @Test
    void aTrainingThatDivergesEndsWithThreeAndLeavesNothing() throws IOException {
        line.write("train.yaml", CommandLineFixture.TRAINING.replace("rate: 0.01", "rate: 1e300"));
        assertEquals(3, line.run("train", folder.resolve("train.yaml").toString(), "-o", folder.resolve("out").toString()), line.err());
        assertTrue(line.err().strip().matches("superpose: did not converge: .*"), line.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void anInterruptedTrainingEndsWith130AndLeavesNothing() {
        Thread.currentThread().interrupt();
        int code = line.run("train", folder.resolve("train.yaml").toString(), "-o", folder.resolve("out").toString());
        assertTrue(Thread.interrupted());
        assertEquals(130, code);
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "rate: 0.01|rat: 0.01|superpose: train.yaml:11:34: unknown key \"rat\"; did you mean \"rate\"?",
        "file: data.csv|file: data.csv.gz|superpose: train.yaml:4:9: dataset.file: no file \"data.csv.gz\"",
        "network: trained.safetensors|network: ../../x|superpose: train.yaml:6:63: dataset.splits[0].network: expected a name",
        "outputs: 2|outputs: 3|superpose: train.yaml:9:5: network.layers: the last layer must have one output",
        "epochs: 3|epochs: 0|superpose: train.yaml:11:21: optimiser.epochs: expected a whole number from 1",
        "rate: 0.01|rate: -1|superpose: train.yaml:11:12: optimiser: rate must be positive"})
    void wrongInputIsOneLineAndLeavesNothing(String right, String wrong, String complaint) throws IOException {
        line.write("train.yaml", CommandLineFixture.TRAINING.replace(right, wrong));
        String message = line.refusal("train", "train.yaml");
        assertTrue(message.startsWith(complaint), message);
    }
}
