package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C is a signal to a process, so it takes a process to try it. */
class OutputFolderInterruptTest {
    @TempDir
    private Path ground;

    /** Writes file after file into an output folder until it is stopped. */
    public static final class EndlessWriter {
        private EndlessWriter() {
        }

        public static void main(String[] arguments) throws IOException {
            Path target = Path.of(arguments[0]);
            try (OutputFolder folder = new OutputFolder(target, false, target)) {
                folder.fill(partial -> {
                    for (int i = 0; ; i++) {
                        Files.writeString(partial.resolve("file" + i % 1000), "x");
                        if (i == 100) {
                            System.out.println("writing");
                        }
                    }
                });
            }
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void anInterruptInTheMidstOfWritingEndsWith130AndLeavesNothing() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
                EndlessWriter.class.getName(), ground.resolve("runs/one").toString()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertEquals("writing", out.readLine());
            assertEquals(0, new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor());
            assertTrue(process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(128 + 2, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
        try (Stream<Path> rest = Files.list(ground)) {
            assertEquals(List.of(), rest.toList());
        }
    }
}
