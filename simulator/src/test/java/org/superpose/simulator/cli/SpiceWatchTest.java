package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Watching goes on until a signal ends the process, so it takes a process to try it. */
class SpiceWatchTest {
    @TempDir
    private Path folder;

    private static void readUntil(BufferedReader lines, String wanted) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            seen.append(line).append('\n');
            if (line.contains(wanted)) {
                return;
            }
        }
        throw new AssertionError("no \"" + wanted + "\" in " + seen);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(120)
    void changedIncludesRunAgainMistakesDoNotEndItAndAnInterruptDoes() throws IOException, InterruptedException {
        Path deck = Files.writeString(folder.resolve("deck.cir"), "divider\nV1 in 0 10\n.include part.inc\n.op\n");
        Path part = Files.writeString(folder.resolve("part.inc"), "R1 in out 1k\nR2 out 0 3k\n");
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"), Main.class.getName(), "spice", deck.toString(), "--watch", "-o",
                folder.resolve("results").toString()).redirectErrorStream(true).start();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            readUntil(lines, "7.500000e+00");
            readUntil(lines, "watching");
            Files.writeString(part, "R1 in out 1k\nR2 out 0 1kk%=\n");
            readUntil(lines, "part.inc:2");
            readUntil(lines, "watching");
            Files.writeString(part, "R1 in out 4k\nR2 out 0 1k\n");
            readUntil(lines, "2.000000e+00");
            readUntil(lines, "watching");
            assertTrue(Files.readString(folder.resolve("results/1-op.csv")).contains("2.0"));
            assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(128 + 2, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }
}
