package org.superpose.simulator.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.Difference;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.ExperimentResult;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs an experiment and leaves its report. */
@Command(name = "run", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = "Runs the experiment that a YAML file describes and writes report.html, results and plots into a new folder.")
final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "EXPERIMENT", description = "YAML file, such as examples/digits/experiment.yaml.")
    private Path file;

    @Mixin
    private OutputOptions output;

    @Option(names = "--quick", description = "A small version for a first look: fewer chips and points.")
    private boolean quick;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute on (default: one for each processor). No result depends on it.")
    private Integer threads;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        String yaml = Section.read(file).documentText();
        Experiment experiment = experiment();
        try (OutputFolder folder = output.folder(experiment.name(), file, surroundings.clock())) {
            ExperimentResult result;
            try (ProgressDisplay display = new ProgressDisplay(surroundings, System::nanoTime)) {
                result = measured(experiment, display);
                display.report("drawing the report", 0, 1);
                folder.fill(partial -> Report.write(result, yaml, partial));
            }
            surroundings.out().print(table(result));
            surroundings.out().println("report: " + folder.target().resolve("report.html"));
        }
        return 0;
    }

    private Experiment experiment() {
        try {
            Experiment asWritten = Experiment.read(file);
            Experiment onThreads = threads == null ? asWritten : asWritten.threads(threads);
            return quick ? onThreads.quick() : onThreads;
        } catch (InputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InputException("", 0, 0, e.getMessage(), e);
        }
    }

    private ExperimentResult measured(Experiment experiment, ProgressDisplay display) throws InterruptedException {
        try {
            return experiment.run((done, total) -> display.report(experiment.name(), done, total));
        } catch (InputException e) {
            throw e;
        } catch (IllegalArgumentException e) {      // hardware that cannot compute this network, found when it is laid out
            throw new InputException(file.toString(), 0, 0, e.getMessage(), e);
        }
    }

    private static TextTable table(ExperimentResult result) {
        TextTable table = new TextTable(2, "split", "machine", "digital", "analog (95 % interval)", "analog - digital");
        for (Comparison c : result.comparisons()) {
            Difference d = c.evaluation().difference();
            table.row(c.problem().name(), c.machineName(), String.format(Locale.ROOT, "%.1f %%", 100 * c.reference().accuracy()), c.accuracy().toString(),
                    String.format(Locale.ROOT, "%+.1f (%+.1f to %+.1f)", 100 * d.mean(), 100 * d.interval().low(), 100 * d.interval().high()));
        }
        return table;
    }
}
