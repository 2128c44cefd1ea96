package org.superpose.simulator.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.superpose.simulator.bench.BenchFile;
import org.superpose.simulator.bench.BenchResult;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends light through an optical bench. */
@Command(name = "optics", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = "Runs the optical bench that a YAML file describes: pictures, cuts, fields, detector readings and certificates in a new folder.")
final class OpticsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "BENCH", description = "YAML file, such as examples/optics/double-slit.yaml.")
    private Path file;

    @Mixin
    private OutputOptions output;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the detectors' draws (default: that of the file, else 0).")
    private Long seed;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute on (default: one for each processor). No result depends on it.")
    private Integer threads;

    OpticsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        if (threads != null && (threads < 1 || threads > 256)) {
            throw new InputException("--threads must lie from 1 to 256, got " + threads);
        }
        Section root = Section.read(file);
        BenchFile bench = BenchFile.read(root);
        long draws = seed == null ? bench.seed() : seed;
        try (OutputFolder folder = output.folder(bench.name(), file, surroundings.clock())) {
            BenchResult result;
            try (ProgressDisplay display = new ProgressDisplay(surroundings, System::nanoTime)) {
                result = bench.run(draws, threads == null ? Runtime.getRuntime().availableProcessors() : threads, (done, total) -> display.report(bench.name(), done, total));
                display.report("drawing", 0, 1);
                folder.fill(partial -> OpticsFiles.write(partial, root.documentText(), bench, result, draws));
            }
            surroundings.out().print(OpticsFiles.certificates(result));
            surroundings.out().print(OpticsFiles.readings(result));
            surroundings.out().println("results: " + folder.target());
        } catch (OutOfMemoryError e) {
            throw new InputException(file.toString(), 0, 0, "its grids need more memory than the " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB that Java may take; take fewer samples, or give it more with JAVA_TOOL_OPTIONS=-Xmx4g", e);
        }
        return 0;
    }
}
