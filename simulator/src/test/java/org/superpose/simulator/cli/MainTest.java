package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @TempDir
    private Path folder;
    private CommandLineFixture line;

    @BeforeEach
    void aSmallProblem() throws IOException {
        line = new CommandLineFixture(folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "run --help", "train --help"})
    void helpGoesToStdoutAndIsNoError(String arguments) {
        assertEquals(0, line.run(arguments.split(" ")));
        assertTrue(line.out().startsWith("Usage: superpose"), line.out());
        assertEquals("", line.err());
    }

    @Test
    void theVersionGoesToStdout() {
        assertEquals(0, line.run("--version"));
        assertTrue(line.out().matches("(?s)superpose \\S.*Java \\d.*"), line.out());
    }

    @Test
    void aWrongCommandLineIsOneLineThatPointsToHelp() {
        assertMisuse("superpose: which command? superpose run, superpose train, superpose characterise, superpose cells, superpose calibrate, superpose layer, superpose spice, superpose montecarlo, superpose optics, superpose compare; see superpose --help");
        assertMisuse("superpose: Missing required parameter: 'EXPERIMENT'; see superpose run --help", "run");
        assertMisuse("superpose: Unknown option: '--forse'; did you mean --force? See superpose train --help", "train", "x.yaml", "--forse");
        assertMisuse("superpose: Unmatched argument at index 0: 'rum'; did you mean run? See superpose --help", "rum");
        assertMisuse("superpose: Invalid value for option '--threads': 'two' is not an int; see superpose run --help", "run", "x.yaml", "--threads", "two");
    }

    @Test
    void aMissingFileIsNamedAsTheUserNamedIt() throws IOException {
        assertEquals("superpose: nowhere.yaml: no such file; check the name and the folder", line.refusal("run", "nowhere.yaml"));
        assertEquals("superpose: nowhere.yaml: no such file; check the name and the folder", line.refusal("train", "nowhere.yaml"));
    }

    @Test
    void aStackTraceIsPrintedOnlyOnRequest() {
        assertEquals(2, line.run("run", "nowhere.yaml"));
        assertEquals(1, line.err().lines().count());
        assertEquals(2, line.run("run", "nowhere.yaml", "--stacktrace"));
        assertTrue(line.err().contains("at org.superpose.simulator.cli.RunCommand"), line.err());
    }

    private void assertMisuse(String message, String... arguments) {
        assertEquals(2, line.run(arguments), message);
        assertEquals(message, line.err().strip());
        assertEquals("", line.out());
    }
}
