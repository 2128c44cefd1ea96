package org.superpose.simulator.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.superpose.simulator.calibration.Calibration;
import org.superpose.simulator.experiment.CalibrationStudy;
import org.superpose.simulator.experiment.Effort;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.Problem;
import org.superpose.simulator.experiment.Rate;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.report.chart.Axis;
import org.superpose.simulator.report.chart.BarPanel;
import org.superpose.simulator.report.chart.Figure;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Calibrates the chips of an experiment by their own converters. */
@Command(name = "calibrate", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = {"Measures each chip of an experiment with its own converters, at their noise, trims its weights and biases by their codes, and says what its accuracy was before and is after.",
            "The controller sees readings only, and is scored on test images, which it never saw. Leaves a folder with a plot and the numbers."})
final class CalibrateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(paramLabel = "EXPERIMENT", description = "YAML file, such as examples/digits/experiment.yaml.")
    private Path file;

    @Mixin
    private OutputOptions output;

    @Option(names = "--split", paramLabel = "NAME", description = "Of the experiment (default: the first one).")
    private String split;

    @Option(names = "--machine", paramLabel = "NAME", defaultValue = "electronic", description = "Of the experiment (default: ${DEFAULT-VALUE}).")
    private String machine;

    @Option(names = "--chips", paramLabel = "N", description = "Chips, from number 0 on (default: as the experiment evaluates).")
    private Integer chips;

    @Option(names = "--vectors", paramLabel = "N", defaultValue = "200", description = "Inputs at which each column is read in a round (default: ${DEFAULT-VALUE}).")
    private int vectors;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "2", description = "Rounds of measuring and writing (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--reads", paramLabel = "N", defaultValue = "1", description = "Readings that are averaged (default: ${DEFAULT-VALUE}).")
    private int reads;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute on (default: one for each processor). No result depends on it.")
    private Integer threads;

    CalibrateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws Exception {
        CalibrationStudy study = study();
        try (OutputFolder folder = output.folder(study.experiment().name() + "-calibration", file, surroundings.clock())) {
            CalibrationStudy.Result result;
            try (ProgressDisplay display = new ProgressDisplay(surroundings, System::nanoTime)) {
                result = study.run((done, total) -> display.report("calibrating chips", done, total));
            } catch (IllegalArgumentException e) {
                throw new InputException(file.toString(), 0, 0, e.getMessage(), e);
            }
            folder.fill(partial -> {
                figure(study, result).write(partial);
                Files.writeString(partial.resolve(OutputFolder.RESULTS), new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json(study, result)) + "\n");
            });
            print(study, result);
            surroundings.out().println("written to " + folder.target());
        }
        return 0;
    }

    private CalibrationStudy study() {
        try {
            Experiment experiment = Experiment.read(file);
            experiment = threads == null ? experiment : experiment.threads(threads);
            Effort effort = experiment.evaluation();
            experiment = chips == null ? experiment : experiment.evaluation(new Effort(chips, effort.reads(), effort.images()));
            List<String> names = experiment.problems().stream().map(Problem::name).toList();
            if (split != null && !names.contains(split)) {
                throw new IllegalArgumentException("there is no split \"" + split + "\"; there are " + String.join(", ", names));
            }
            return new CalibrationStudy(experiment, experiment.problems().get(split == null ? 0 : names.indexOf(split)), machine, new Calibration(vectors, rounds, reads));
        } catch (InputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InputException(file.toString(), 0, 0, e.getMessage(), e);
        }
    }

    private void print(CalibrationStudy study, CalibrationStudy.Result result) {
        TextTable table = new TextTable(1, study.problem().name() + ", " + machine, "accuracy (95 % interval)", "- digital", "logits' rms error");
        double digital = result.digital().accuracy();
        table.row("digital", String.format(Locale.ROOT, "%.1f %%", 100 * digital), "", "");
        int last = study.problem().network().layers().size() - 1;
        table.row("as made", result.before().accuracy().toString(), points(result.before().accuracy().mean() - digital), error(result.before().inChain().get(last).output().relativeError()));
        table.row("calibrated", result.after().accuracy().toString(), points(result.after().accuracy().mean() - digital), error(result.after().inChain().get(last).output().relativeError()));
        surroundings.out().print(table);
        surroundings.out().println();
        surroundings.out().println(Double.isNaN(result.recovered()) ? "nothing was lost, so that nothing could be recovered" : String.format(Locale.ROOT, "%.0f %% of the lost accuracy recovered", 100 * result.recovered()));
        surroundings.out().printf(Locale.ROOT, "for each chip: %d inputs set, %d readings, %d times a layer written%n", result.cost().vectors(), result.cost().readings(), result.cost().writings());
    }

    private static String points(double difference) {
        return String.format(Locale.ROOT, "%+.1f", 100 * difference);
    }

    private static String error(double relative) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * relative);
    }

    private ObjectNode json(CalibrationStudy study, CalibrationStudy.Result result) {
        ObjectNode node = new ObjectMapper().createObjectNode().put(OutputFolder.SIGNATURE, Main.version()).put("experiment", study.experiment().name()).put("seed", study.experiment().seed())
                .put("split", study.problem().name()).put("machine", machine).put("vectors", vectors).put("rounds", rounds).put("reads", reads).put("digital", result.digital().accuracy());
        rate(node.putObject("before"), result.before().accuracy());
        rate(node.putObject("after"), result.after().accuracy());
        if (!Double.isNaN(result.recovered())) {
            node.put("recovered", result.recovered());
        }
        node.putObject("cost").put("vectors", result.cost().vectors()).put("readings", result.cost().readings()).put("writings", result.cost().writings());
        return node;
    }

    private static void rate(ObjectNode node, Rate rate) {
        node.put("accuracy", rate.mean()).put("low", rate.overAll().low()).put("high", rate.overAll().high());
        rate.ofChips().forEach(node.putArray("chips")::add);
    }

    private static Figure figure(CalibrationStudy study, CalibrationStudy.Result result) {
        List<Double> before = result.before().accuracy().ofChips();
        List<Double> after = result.after().accuracy().ofChips();
        List<String> chips = IntStream.range(0, before.size()).mapToObj(chip -> "chip " + chip).toList();
        double[][] values = IntStream.range(0, chips.size()).mapToObj(chip -> new double[] {100 * before.get(chip), 100 * after.get(chip)}).toArray(double[][]::new);
        return Figure.of("calibration", "Chips before and after calibration by their own converters",
                String.format(Locale.ROOT, "Split %s, %d images that the controller never saw; the exact network reads %.1f %% of them.", study.problem().name(), result.digital().images(), 100 * result.digital().accuracy()),
                new BarPanel("", "chip", Axis.linear("accuracy", "%").from(0, 100), chips, List.of("as made", "calibrated"), values));
    }
}
