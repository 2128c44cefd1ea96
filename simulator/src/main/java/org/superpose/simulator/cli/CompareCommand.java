package org.superpose.simulator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.superpose.circuits.spice.ColumnDeviation;
import org.superpose.circuits.spice.RawFile;
import org.superpose.circuits.spice.RawPlot;
import org.superpose.circuits.spice.ResultComparison;
import org.superpose.simulator.input.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says where two results of circuits differ. */
@Command(name = "compare", mixinStandardHelpOptions = true, versionProvider = Main.Version.class,
        description = {"Says where two raw files, or two folders of superpose spice -o, differ: the worst deviation of each column, and where.",
            "Exit code 0: they agree within the tolerances; 4: they differ."})
final class CompareCommand implements Callable<Integer> {
    private static final int DIFFERENT = 4;
    private static final String RAW = ".raw";

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "FIRST", description = "Raw file of ngspice, LTspice or superpose, or a folder of superpose spice -o.")
    private Path first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "Another one.")
    private Path second;

    @Option(names = "--tol", paramLabel = "PART", defaultValue = "1e-4", description = "Largest difference, as a part of the largest magnitude of its column (default: ${DEFAULT-VALUE}).")
    private double relative;

    @Option(names = "--abs", paramLabel = "SI", defaultValue = "1e-12", description = "What may come on top [V or A] (default: ${DEFAULT-VALUE}).")
    private double absolute;

    CompareCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (!(relative >= 0) || !(absolute >= 0)) {
            throw new InputException("--tol and --abs must be 0 or positive, got " + relative + " and " + absolute);
        }
        ResultComparison comparison = ResultComparison.of(plots(first), plots(second), relative, absolute);
        TextTable table = new TextTable(2, "plot", "column", "deviation", "difference", "full scale", "at", "");
        for (ColumnDeviation d : comparison.deviations()) {
            table.row(d.plot(), d.column(), String.format(Locale.ROOT, "%.2e", d.relative()), String.format(Locale.ROOT, "%.2e", d.difference()), String.format(Locale.ROOT, "%.4g", d.fullScale()),
                    Double.isNaN(d.at()) ? "" : String.format(Locale.ROOT, "%.6g", d.at()), d.within() ? "" : "differs");
        }
        surroundings.out().print(table);
        comparison.notes().forEach(surroundings.out()::println);
        comparison.mismatches().forEach(surroundings.out()::println);
        long beyond = comparison.deviations().stream().filter(d -> !d.within()).count();
        surroundings.out().println(String.format(Locale.ROOT, "%d of %d columns differ by more than %s of full scale + %s%s", beyond, comparison.deviations().size(), relative, absolute,
                comparison.mismatches().isEmpty() ? "" : "; " + comparison.mismatches().size() + " could not be compared"));
        return comparison.agrees() ? 0 : DIFFERENT;
    }

    /** Of a file, or of all raw files of a folder in the order of their numbers. */
    private static List<RawPlot> plots(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return RawFile.read(path);
        }
        List<Path> files;
        try (Stream<Path> entries = Files.list(path)) {
            files = entries.filter(file -> file.getFileName().toString().endsWith(RAW)).sorted(Comparator.comparingInt(CompareCommand::number).thenComparing(Comparator.naturalOrder())).toList();
        }
        if (files.isEmpty()) {
            throw new InputException(path, "holds no raw files; name a folder that superpose spice -o made");
        }
        List<RawPlot> plots = new ArrayList<>();
        for (Path file : files) {
            plots.addAll(RawFile.read(file));
        }
        return plots;
    }

    /** {@code 12-ac.raw} stands behind {@code 2-dc.raw}. */
    private static int number(Path file) {
        String digits = file.getFileName().toString().replaceFirst("(?s)^(\\d{0,9}).*$", "$1");
        return digits.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(digits);
    }
}
