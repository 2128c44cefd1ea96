package org.superpose.simulator.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.superpose.circuits.spice.SpiceReader;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Quantity;
import org.superpose.simulator.tolerance.ToleranceResult;
import org.superpose.simulator.tolerance.ToleranceRun;
import org.superpose.simulator.tolerance.ToleranceStudy;
import org.superpose.simulator.tolerance.ToleranceStudy.Limits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Simulates many samples of a circuit whose numbers scatter. */
@Command(name = "montecarlo", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = {"Simulates samples of a circuit whose numbers scatter: mean, standard deviation, quantiles and yield with their intervals, beside what the linearised circuit says and by whose fault.",
            "What scatters and what is wanted stands in the deck (dev= and lot= in .model, agauss() and its like in expressions, .measure) or in a YAML file that names a deck."})
final class MonteCarloCommand implements Callable<Integer> {
    private static final int MOST_THREADS = 256;
    private static final int PROGRESS_STEPS = 500;

    private final Surroundings surroundings;

    @Parameters(paramLabel = "DECK|STUDY", description = "SPICE file, or a YAML file such as examples/montecarlo/gilbert.yaml.")
    private Path file;

    @Mixin
    private OutputOptions output;

    @Option(names = "--samples", paramLabel = "N", description = "How many (default: what STUDY says, else 1000).")
    private Long samples;

    @Option(names = "--seed", paramLabel = "N", description = "Of all draws (default: what STUDY says, else 0).")
    private Long seed;

    @Option(names = "--latin-hypercube", description = "Spread the samples evenly over each distribution.")
    private boolean latinHypercube;

    @Option(names = "--limit", paramLabel = "NAME=LOW..HIGH", description = "What is good of an output, such as vos=-5m..5m or gain=40..; may be given several times.")
    private List<String> limits = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute on, 1 to 256 (default: one for each processor). No result depends on it.")
    private int threads = Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors());

    @Option(names = "--draws", description = "Write the numbers of each sample too.")
    private boolean draws;

    @Option(names = "--constants", paramLabel = "SI|ngspice", defaultValue = "SI", description = "Physical constants, as for superpose spice.")
    private SpiceCommand.Constants constants;

    MonteCarloCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new InputException("--threads takes 1 to " + MOST_THREADS + ", got " + threads);
        }
        ToleranceStudy study = study();
        String name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        try (OutputFolder folder = output.folder(name + "-montecarlo", file, surroundings.clock())) {
            ToleranceRun run = new ToleranceRun(study, new SpiceReader(constants.environment()), threads);
            run.deck().warnings().forEach(surroundings.err()::println);
            long began = System.nanoTime();
            MonteCarloFiles files = new MonteCarloFiles(run, constants.name());
            folder.fill(partial -> {
                ToleranceResult result = sampled(run, partial.resolve(MonteCarloFiles.SAMPLES));
                files.write(partial, result);
                surroundings.out().print(files.text(result));
            });
            surroundings.out().printf(Locale.ROOT, "%d samples in %.1f s on %d threads; results: %s%n", study.samples(), (System.nanoTime() - began) / 1e9, threads, folder.target());
        }
        return 0;
    }

    private ToleranceStudy study() {
        boolean yaml = file.getFileName().toString().toLowerCase(Locale.ROOT).matches(".*\\.ya?ml");
        ToleranceStudy study = yaml ? ToleranceStudy.read(file) : ToleranceStudy.of(file);
        study = samples == null ? study : study.withSamples(samples);
        study = seed == null ? study : study.withSeed(seed);
        study = latinHypercube ? study.with(ToleranceStudy.Sampling.LATIN_HYPERCUBE) : study;
        return study.withLimits(limits.stream().map(MonteCarloCommand::limit).toList());
    }

    private static Limits limit(String text) {
        int sign = text.indexOf('=');
        int dots = text.indexOf("..");
        if (sign < 1 || dots < sign) {
            throw new InputException("--limit takes NAME=LOW..HIGH, such as vos=-5m..5m or gain=40.., got " + InputException.quote(text));
        }
        try {
            return new Limits(text.substring(0, sign).toLowerCase(Locale.ROOT), bound(text.substring(sign + 1, dots), Double.NEGATIVE_INFINITY), bound(text.substring(dots + 2), Double.POSITIVE_INFINITY), "");
        } catch (InputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InputException("--limit " + text + ": " + e.getMessage());
        }
    }

    private static double bound(String text, double none) {
        try {
            return text.isBlank() ? none : Quantity.parseAny(text);
        } catch (IllegalArgumentException e) {
            throw new InputException("--limit: " + InputException.quote(text) + " is no number; write for instance -5m, 4.7k or 1MHz");
        }
    }

    /** Runs the samples; each is written as it comes. */
    private ToleranceResult sampled(ToleranceRun run, Path csv) throws IOException {
        ToleranceResult.Builder result = new ToleranceResult.Builder(run);
        long total = run.study().samples();
        long every = Math.max(1, total / PROGRESS_STEPS);
        try (BufferedWriter to = Files.newBufferedWriter(csv, StandardCharsets.UTF_8); ProgressDisplay progress = new ProgressDisplay(surroundings, System::nanoTime)) {
            MonteCarloFiles.head(to, run, draws);
            run.run(draws, sample -> {
                try {
                    MonteCarloFiles.row(to, sample, draws);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                result.add(sample);
                if ((sample.number() + 1) % every == 0) {
                    progress.report("samples", sample.number() + 1, total);
                }
            });
        }
        return result.build();
    }
}
