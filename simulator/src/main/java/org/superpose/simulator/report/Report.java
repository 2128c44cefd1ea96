package org.superpose.simulator.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.superpose.simulator.experiment.ExperimentResult;
import org.superpose.simulator.report.chart.Figure;

/** Writes what an experiment found. */
public final class Report {
    private Report() {
    }

    /**
     * Fills an empty folder: {@code report.html} (one page, pictures embedded), {@code results.csv}, {@code sweeps.csv}, {@code results.json}, {@code experiment.yaml} and {@code plots/} (each figure as PNG, SVG and CSV).
     *
     * @param yaml   the experiment as it was run
     * @param folder exists; the caller lets it appear whole
     */
    public static void write(ExperimentResult result, String yaml, Path folder) throws IOException {
        Path plots = Files.createDirectories(folder.resolve("plots"));
        ResultFigures figures = new ResultFigures(result);
        Map<String, byte[]> pictures = written(figures.all(), plots);
        ResultTables.results(result).write(folder.resolve("results.csv"));
        ResultTables.sweeps(result).write(folder.resolve("sweeps.csv"));
        Files.writeString(folder.resolve("results.json"), ResultTables.json(result, version()), StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("experiment.yaml"), yaml, StandardCharsets.UTF_8);
        Files.writeString(folder.resolve("report.html"), new ReportPage(result, figures, pictures, yaml, version()).html(), StandardCharsets.UTF_8);
    }

    /** Figures are independent of each other, so all processors draw. */
    private static Map<String, byte[]> written(List<Figure> figures, Path plots) throws IOException {
        Map<String, byte[]> pictures = new ConcurrentHashMap<>();
        try {
            figures.parallelStream().forEach(figure -> pictures.put(figure.name(), written(figure, plots)));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return pictures;
    }

    private static byte[] written(Figure figure, Path plots) {
        try {
            return figure.write(plots);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String version() {
        return Optional.ofNullable(Report.class.getPackage().getImplementationVersion()).orElse("development");
    }
}
