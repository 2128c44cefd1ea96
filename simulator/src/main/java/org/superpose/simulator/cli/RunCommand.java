package org.superpose.simulator.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.OutputNoise;
import org.superpose.simulator.analog.OutputSpread;
import org.superpose.simulator.analog.Settling;
import org.superpose.simulator.analog.Solutions;
import org.superpose.simulator.budget.ErrorBudget;
import org.superpose.simulator.budget.ErrorShare;
import org.superpose.simulator.budget.LayerBudget;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.DeviceComparison;
import org.superpose.simulator.experiment.DeviceEffort;
import org.superpose.simulator.experiment.Difference;
import org.superpose.simulator.experiment.Effort;
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

    @Option(names = "--quick", description = "A small version for a first look: fewer chips and points, and closed laws in the place of multipliers measured on their netlist.")
    private boolean quick;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute on (default: one for each processor). No result depends on it.")
    private Integer threads;

    @Option(names = "--netlist", paramLabel = "N", description = "Compute the first N test images, or all, also by every transistor of one chip (default: as the file says under fidelity; with --quick: 0).")
    private String netlist;

    @Option(names = "--settling", description = "Follow the chip of transistors in time too, until its outputs settle: latency and energy of an inference. Takes minutes.")
    private boolean settling;

    @Option(names = "--noise", description = "Compare the noise of the outputs at the cell level with that of every transistor, and the spread by small mismatch, linearised, with samples. Takes minutes.")
    private boolean noise;

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
            for (Comparison c : result.comparisons()) {
                c.devices().ifPresent(devices -> surroundings.out().println(line(c, devices)));
                c.devices().flatMap(DeviceComparison::noise).ifPresent(n -> surroundings.out().println(line(n)));
                c.devices().flatMap(DeviceComparison::spread).ifPresent(s -> surroundings.out().println(line(s)));
                c.devices().map(DeviceComparison::budget).filter(budget -> !budget.layers().isEmpty()).ifPresent(budget -> surroundings.out().print(table(budget)));
                c.devices().flatMap(DeviceComparison::settling).ifPresent(s -> surroundings.out().println(line(s)));
            }
            surroundings.out().println("report: " + folder.target().resolve("report.html"));
        }
        return 0;
    }

    private Experiment experiment() {
        try {
            Experiment asWritten = Experiment.read(file);
            Experiment onThreads = threads == null ? asWritten : asWritten.threads(threads);
            Experiment sized = quick ? onThreads.quick() : onThreads;
            DeviceEffort devices = netlist == null ? sized.devices() : sized.devices().on(images());
            if (settling && devices.images() == 0) {
                throw new InputException("--settling needs images that are computed by transistors; add --netlist N");
            }
            if (noise && devices.images() == 0) {
                throw new InputException("--noise needs images that are computed by transistors; add --netlist N");
            }
            DeviceEffort timed = settling ? devices.withSettling() : devices;
            return sized.devices(noise ? timed.withNoise(timed.noise().switchedOn()) : timed);
        } catch (InputException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new InputException("", 0, 0, e.getMessage(), e);
        }
    }

    private int images() {
        if (netlist.equals("all")) {
            return Effort.ALL;
        }
        try {
            int images = Integer.parseInt(netlist);
            if (images >= 0) {
                return images;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new InputException("--netlist: expected a number of images, 0 or more, or all, got " + InputException.quote(netlist));
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

    private static String line(Settling s) {
        if (!s.isSettled()) {
            return String.format(Locale.ROOT, "  does not settle to %d bits: layer %d, output %d still moves %.2f us after the inputs' step", s.bits(), s.slowest().layer() + 1, s.slowest().output() + 1, 1e6 * s.latency());
        }
        return String.format(Locale.ROOT, "  settles to %d bits in %.2f us (layer %d, output %d is the slowest), %.2f uJ per inference, %.2f nJ per product, %.2f W", s.bits(), 1e6 * s.latency(), s.slowest().layer() + 1,
                s.slowest().output() + 1, 1e6 * s.energy(), 1e9 * s.energyPerProduct(), s.restPower());
    }

    private static String line(OutputNoise n) {
        double worst = IntStream.range(0, n.outputs()).mapToDouble(o -> n.rms(Fidelity.CELL, o) / n.rms(Fidelity.NETLIST, o)).reduce(1, (a, b) -> Math.abs(b - 1) > Math.abs(a - 1) ? b : a);
        return String.format(Locale.ROOT, "  noise of outputs by every transistor: %.3f to %.3f mV rms; the cell level deviates by %+.2f %% at most", 1e3 * IntStream.range(0, n.outputs()).mapToDouble(o -> n.rms(Fidelity.NETLIST, o)).min().orElseThrow(),
                1e3 * IntStream.range(0, n.outputs()).mapToDouble(o -> n.rms(Fidelity.NETLIST, o)).max().orElseThrow(), 100 * (worst - 1));
    }

    private static String line(OutputSpread s) {
        return String.format(Locale.ROOT, "  spread by %.3g of the mismatch: linearised sigma within the 99.9 %% interval of %d samples at %d of %d outputs; %d of %d rectifiers changed their state%s", s.scale(), s.samples(),
                s.outputs().stream().filter(OutputSpread.Output::isLinear).count(), s.outputs().size(), s.turned().size(), s.rectifiers(), s.isOneState() ? "" : ", so the linearised circuit does not hold");
    }

    private static String line(Comparison c, DeviceComparison devices) {
        Solutions ways = devices.solutions();
        return String.format(Locale.ROOT, "%s, chip %d by its transistors: %d of %d images right (exact %d, cell %d), same class as cell on %d; solved warm %d, cold %d, with aids %d, not %d; %.1f iterations each", c.problem().name(),
                devices.chip(), devices.correct().get(Fidelity.NETLIST), devices.images(), devices.correct().get(Fidelity.EXACT), devices.correct().get(Fidelity.CELL), devices.sameAs().get(Fidelity.CELL), ways.warm(), ways.cold(),
                ways.aided(), ways.failures().size(), (double) ways.iterations() / Math.max(1, ways.solved()));
    }

    private static TextTable table(ErrorBudget budget) {
        List<String> heads = new ArrayList<>(List.of("  error budget"));
        budget.layers().forEach(layer -> heads.addAll(List.of("layer " + (layer.layer() + 1) + " [%]", "std. error", "rms [% of full scale]")));
        TextTable table = new TextTable(1, heads.toArray(String[]::new));
        List<String> all = new ArrayList<>(List.of("  all"));
        budget.layers().forEach(layer -> all.addAll(List.of("100.00", "", String.format(Locale.ROOT, "%.4f", 100 * Math.sqrt(layer.total())))));
        table.row(all.toArray(String[]::new));
        for (String source : budget.sources()) {
            List<String> row = new ArrayList<>(List.of("  " + source));
            for (LayerBudget layer : budget.layers()) {
                Optional<ErrorShare> share = layer.share(source);
                row.add(share.map(s -> String.format(Locale.ROOT, "%.2f", 100 * layer.part(s))).orElse("-"));
                row.add(share.filter(s -> s.standardError() > 0).map(s -> String.format(Locale.ROOT, "%.2f", 100 * s.standardError() / layer.total())).orElse(""));
                row.add(share.map(s -> String.format(Locale.ROOT, "%.4f", 100 * s.rms())).orElse("-"));
            }
            table.row(row.toArray(String[]::new));
        }
        return table;
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
