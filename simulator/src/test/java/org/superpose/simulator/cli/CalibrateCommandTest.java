package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateCommandTest {
    private static final Path DIGITS = Path.of("..", "examples", "digits");

    @TempDir
    private Path folder;
    private CommandLineFixture line;
    private String yaml;

    /** The digits on one chip whose transistors differ by 8 % and resistors by 2.4 %: its trim cannot reach what its columns add. */
    @BeforeEach
    void aChipThatMissesMost() throws IOException {
        line = new CommandLineFixture(folder);
        for (String file : List.of("digits.csv.gz", "shuffled-train.txt", "shuffled-test.txt", "shuffled.safetensors")) {
            Files.copy(DIGITS.resolve(file), folder.resolve(file));
        }
        yaml = Files.readString(DIGITS.resolve("calibration.yaml")).replace("chips: 5", "chips: 1");
    }

    private int calibrate(String text, String... more) throws IOException {
        line.write("experiment.yaml", text);
        String[] arguments = {"calibrate", folder.resolve("experiment.yaml").toString(), "-o", folder.resolve("out").toString()};
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return line.run(all);
    }

    @Test
    void moreThanHalfOfTheLostAccuracyComesBack() throws IOException {
        assertEquals(0, calibrate(yaml), line.err());
        JsonNode json = new ObjectMapper().readTree(folder.resolve("out").resolve("results.json").toFile());
        double digital = json.get("digital").asDouble();
        double before = json.get("before").get("accuracy").asDouble();
        double after = json.get("after").get("accuracy").asDouble();
        assertTrue(digital - before >= 0.05, "digital " + digital + ", as made " + before);
        assertTrue(after - before >= (digital - before) / 2, "digital " + digital + ", as made " + before + ", calibrated " + after);
        assertEquals((after - before) / (digital - before), json.get("recovered").asDouble(), 1e-12);
        assertTrue(line.out().contains("of the lost accuracy recovered") && line.out().contains("readings"), line.out());
        for (String file : List.of("calibration.png", "calibration.svg", "calibration.csv")) {
            assertTrue(Files.size(folder.resolve("out").resolve(file)) > 0, file);
        }
    }

    @Test
    void whatCannotBeCalibratedIsRefusedInOneLine() throws IOException {
        refused(yaml, "there is no split \"writers\"; there are shuffled", "--split", "writers");
        refused(yaml, "there is no machine \"optical\"; there are electronic", "--machine", "optical");
        refused(yaml, "vectors must be 2 to 100000, got 1", "--vectors", "1");
        refused(yaml.replaceAll("electronic:\\R *dac.*\\R *multiplier.*", "optical: {}"), "only electronic ones are calibrated so far", "--machine", "optical");
        refused(yaml.replace("300uA", "2mA"), "dac.biasRange must lie from");
    }

    private void refused(String text, String why, String... more) throws IOException {
        assertEquals(2, calibrate(text, more), line.err());
        assertTrue(line.err().contains(why) && line.err().strip().lines().count() == 1, line.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
