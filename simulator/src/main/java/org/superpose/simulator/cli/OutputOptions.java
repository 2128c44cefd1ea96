package org.superpose.simulator.cli;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Options of every command that leaves a folder behind. */
final class OutputOptions {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    @Option(names = {"-o", "--output"}, paramLabel = "FOLDER", description = "Folder to make (default: runs/NAME-TIME).")
    private Path output;

    @Option(names = "--force", description = "Replace FOLDER if an earlier run made it.")
    private boolean force;

    /** The folder for a job, checked but not made yet. */
    OutputFolder folder(String job, Path input, Supplier<LocalDateTime> clock) {
        return new OutputFolder(output != null ? output : Path.of("runs", job + "-" + TIME.format(clock.get())), force, input);
    }
}
