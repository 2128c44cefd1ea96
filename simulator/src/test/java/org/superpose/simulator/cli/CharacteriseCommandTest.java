package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On the example's four transistors, all alike, so that little has to be measured. */
class CharacteriseCommandTest {
    private static final Path EXAMPLE = Path.of("..", "examples", "own-cell");

    @TempDir
    private Path folder;
    private CommandLineFixture line;
    private String yaml;

    @BeforeEach
    void aCell() throws IOException {
        line = new CommandLineFixture(folder);
        Files.copy(EXAMPLE.resolve("cell.cir"), folder.resolve("cell.cir"));
        yaml = Files.readString(EXAMPLE.resolve("experiment.yaml")).replaceAll("\\R *(thresholdMismatch|gainMismatch).*", "");
    }

    private int characterise(String text) throws IOException {
        line.write("own.yaml", text);
        return line.run("characterise", folder.resolve("own.yaml").toString(), "-o", folder.resolve("out").toString());
    }

    @Test
    void leavesTheCellItsDeckAndTheRanks() throws IOException, NoSuchAlgorithmException {
        assertEquals(0, characterise(yaml), line.err());
        Path out = folder.resolve("out");
        JsonNode json = new ObjectMapper().readTree(out.resolve("cell.json").toFile());
        String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(out.resolve("cell.cir"))));
        assertEquals(hash, json.get("netlist").asText());
        assertEquals(1, json.get("current").get("rank").asInt());                 // exactly bilinear but for the body effect, which is the same for every weight
        assertEquals(0.25, json.get("valid").get("input").asDouble());
        for (String file : new String[] {"cell.npz", "rank.png", "rank.svg", "rank_1.csv", "rank_2.csv", "results.json"}) {
            assertTrue(Files.size(out.resolve(file)) > 0, file);
        }
        assertTrue(line.out().contains("functions taken: 1 for the current"), line.out());
    }

    @Test
    void whatIsNoMultiplierIsRefusedInOneLine() throws IOException {
        refused(yaml.replace("outputPlus: op, outputMinus: on", "outputPlus: on, outputMinus: op"), "exchange the outputs");
        refused(yaml.replace("potentials: {bulk: -1V}", "potentials: {}"), "nothing drives its port bulk");
        refused(yaml.replace("subcircuit: cell4", "subcircuit: cell5"), "no .subckt cell5");
        refused(yaml.replace("kind: own", "kind: gilbert"), "unknown key");
    }

    /** Found only when the noise is measured: in EKV 2.6 AF is the exponent of the frequency. */
    @Test
    void whatCannotBeCharacterisedIsRefusedInOneLine() throws IOException {
        String ekv = Files.readString(folder.resolve("cell.cir")).replaceAll("level=1 .*", "level=44 vto=0.7 kp=100u gamma=0.4 phi=0.7 cox=3.45m kf=1e-24 af=1.2");
        Files.writeString(folder.resolve("cell.cir"), ekv);
        refused(yaml, "falls as 1/f^1.2");
    }

    private void refused(String text, String why) throws IOException {
        assertEquals(2, characterise(text), line.err());
        assertTrue(line.err().contains(why) && line.err().strip().lines().count() == 1, line.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }
}
