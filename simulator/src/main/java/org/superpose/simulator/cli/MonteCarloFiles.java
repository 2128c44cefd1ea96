package org.superpose.simulator.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.superpose.circuits.analysis.MismatchVariance;
import org.superpose.simulator.report.chart.Axis;
import org.superpose.simulator.report.chart.Figure;
import org.superpose.simulator.report.chart.HistogramPanel;
import org.superpose.simulator.report.chart.Panel;
import org.superpose.simulator.report.chart.Series;
import org.superpose.simulator.tolerance.Bounds;
import org.superpose.simulator.tolerance.Linearity;
import org.superpose.simulator.tolerance.OutputStatistics;
import org.superpose.simulator.tolerance.ToleranceResult;
import org.superpose.simulator.tolerance.ToleranceResult.OutputResult;
import org.superpose.simulator.tolerance.ToleranceRun;
import org.superpose.simulator.tolerance.ToleranceStudy;
import org.superpose.simulator.tolerance.ToleranceStudy.Limits;
import org.superpose.simulator.tolerance.Yield;

/** What {@code superpose montecarlo} shows and leaves behind. */
final class MonteCarloFiles {
    static final String SAMPLES = "samples.csv";
    private static final String HISTOGRAM = "histogram";
    private static final int MOST_PANELS = 12;
    private static final int CULPRITS = 10;
    /** Of the intervals of mean, standard deviation, quantiles and yield. */
    private static final double CONFIDENCE = 0.95;
    /** Those of a normal distribution 3 σ below its mean, at it, and 3 σ above. */
    private static final double[] QUANTILES = {0.00135, 0.5, 0.99865};

    private final ToleranceRun run;
    private final String constants;

    MonteCarloFiles(ToleranceRun run, String constants) {
        this.run = run;
        this.constants = constants;
    }

    /** The first line of the samples. */
    static void head(Appendable to, ToleranceRun run, boolean draws) throws IOException {
        to.append("sample");
        for (ToleranceRun.Output output : run.outputs()) {
            to.append(',').append(cell(output.name() + (output.unit().isEmpty() ? "" : " [" + output.unit() + "]")));
        }
        if (draws) {
            for (String name : run.drawnNames()) {
                to.append(',').append(cell(name));
            }
        }
        to.append(",failure\n");
    }

    /** A sample's line; what has no value is an empty cell. */
    static void row(Appendable to, ToleranceRun.Sample sample, boolean draws) throws IOException {
        to.append(Long.toString(sample.number()));
        for (double value : sample.values()) {
            to.append(',').append(Double.isNaN(value) ? "" : Double.toString(value));
        }
        if (draws) {
            for (double value : sample.drawn()) {
                to.append(',').append(Double.toString(value));
            }
        }
        to.append(',').append(sample.failure() == null ? "" : cell(sample.failure())).append('\n');
    }

    private static String cell(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.contains(",") || line.contains("\"") ? '"' + line.replace("\"", "\"\"") + '"' : line;
    }

    /** What is printed. */
    String text(ToleranceResult result) {
        ToleranceStudy study = run.study();
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s: %d %s samples, seed %d; %d numbers scatter%s%n", run.deck().title().isBlank() ? study.deck().getFileName() : run.deck().title(), study.samples(),
                study.sampling() == ToleranceStudy.Sampling.LATIN_HYPERCUBE ? "Latin hypercube" : "independent", study.seed(), run.drawnNames().size(), run.isDrawing() ? ", and what expressions draw" : ""));
        TextTable outputs = new TextTable(2, "output", "unit", "nominal", "mean", "95 %", "sigma", "95 %", "skewness", "0.135 %", "50 %", "99.865 %", "failed");
        for (OutputResult one : result.outputs()) {
            String name = one.output().name();
            if (one.statistics().isEmpty()) {
                outputs.row(name, one.output().unit(), shown(one.output().nominal()), "-", "-", "-", "-", "-", "-", "-", "-", Long.toString(one.failed()));
                continue;
            }
            OutputStatistics s = one.statistics().get();
            outputs.row(name, one.output().unit(), shown(one.output().nominal()), shown(s.mean()), shown(s.mean(CONFIDENCE)), shown(s.sigma()), shown(s.sigma(CONFIDENCE)), String.format(Locale.ROOT, "%.2f", s.skewness()),
                    shown(s.quantile(QUANTILES[0])), shown(s.quantile(QUANTILES[1])), shown(s.quantile(QUANTILES[2])), Long.toString(one.failed()));
        }
        text.append(outputs);
        result.yield().ifPresent(yield -> text.append(yields(result, yield)));
        text.append(linear(result));
        if (result.failed() > 0) {
            text.append(String.format(Locale.ROOT, "%n%d samples lack a value; the first: sample %d: %s%n", result.failed(), result.failures().get(0).sample(), result.failures().get(0).reason()));
        }
        return text.toString();
    }

    private static String yields(ToleranceResult result, Yield all) {
        TextTable table = new TextTable(2, "yield", "limits", "good", "share", "95 %");
        for (OutputResult one : result.outputs()) {
            Limits limits = one.output().limits();
            one.yield().ifPresent(yield -> table.row(limits.name(), shown(limits.low()) + " .. " + shown(limits.high()) + (one.output().unit().isEmpty() ? "" : " " + one.output().unit()), Long.toString(yield.good()), percent(yield.share()), percents(yield)));
        }
        table.row("all together", "", Long.toString(all.good()), percent(all.share()), percents(all));
        return System.lineSeparator() + table;
    }

    private String linear(ToleranceResult result) {
        if (!run.isLinear()) {
            return String.format(Locale.ROOT, "%nno linearised sigma: it is made of sensitivities after numbers of the circuit, and here %s%n", run.isDrawing() ? "expressions draw" : "parameters of .param, expressions of the temperature, or .nodeset take part");
        }
        StringBuilder text = new StringBuilder();
        TextTable table = new TextTable(1, "sigma", "linearised", "samples", "99.9 %", "verdict");
        for (OutputResult one : result.outputs()) {
            String name = one.output().name();
            if (one.linearity().isPresent()) {
                Linearity linearity = one.linearity().get();
                table.row(name, shown(linearity.linear()), shown(one.statistics().get().sigma()), shown(linearity.bounds()), linearity.verdict());
            } else {
                table.row(name, "-", "-", "-", one.linear().isPresent() ? "no samples" : "not known: the output is none of an operating point or small signal, uses a current into a terminal, or has no one slope");
            }
        }
        text.append(System.lineSeparator()).append(table);
        for (OutputResult one : result.outputs()) {
            List<MismatchVariance.Culprit> culprits = one.linear().map(spread -> spread.culprits(CULPRITS)).orElse(List.of());
            if (!culprits.isEmpty()) {
                TextTable blame = new TextTable(1, "culprits of " + one.output().name(), "one sigma makes", "of the variance");
                culprits.forEach(culprit -> blame.row(culprit.name(), shown(culprit.effect()), percent(culprit.share())));
                text.append(System.lineSeparator()).append(blame);
            }
        }
        return text.toString();
    }

    private static String shown(double value) {
        return Double.isInfinite(value) ? value < 0 ? "-inf" : "inf" : Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.5g", value);
    }

    private static String shown(Bounds bounds) {
        return "[" + shown(bounds.low()) + ", " + shown(bounds.high()) + "]";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }

    private static String percents(Yield yield) {
        Bounds bounds = yield.bounds(CONFIDENCE);
        return "[" + percent(bounds.low()) + ", " + percent(bounds.high()) + "]";
    }

    /** Writes results.json, and the histograms where values differ. */
    void write(Path folder, ToleranceResult result) throws IOException {
        List<Panel> panels = new ArrayList<>();
        for (OutputResult one : result.outputs()) {
            if (panels.size() < MOST_PANELS && one.statistics().isPresent() && HistogramPanel.canShow(one.statistics().get().values())) {
                panels.add(panel(one));
            }
        }
        if (!panels.isEmpty()) {
            String title = run.deck().title().isBlank() ? run.study().deck().getFileName().toString() : run.deck().title();
            new Figure(HISTOGRAM, title, run.study().samples() + " samples of " + result.outputs().stream().limit(MOST_PANELS).map(one -> one.output().name()).collect(Collectors.joining(", ")), panels.size() == 1 ? 1 : 2, panels).write(folder);
        }
        Files.writeString(folder.resolve(OutputFolder.RESULTS), json(result).toPrettyString() + "\n", StandardCharsets.UTF_8);
    }

    private static Panel panel(OutputResult one) {
        OutputStatistics s = one.statistics().orElseThrow();
        List<HistogramPanel.Mark> marks = new ArrayList<>();
        if (!Double.isNaN(one.output().nominal())) {
            marks.add(new HistogramPanel.Mark("nominal", one.output().nominal(), Series.Style.LINE));
        }
        marks.add(new HistogramPanel.Mark("mean ± σ", s.mean() - s.sigma(), Series.Style.DOTTED));
        marks.add(new HistogramPanel.Mark("mean ± σ", s.mean() + s.sigma(), Series.Style.DOTTED));
        for (double limit : new double[] {one.output().limits().low(), one.output().limits().high()}) {
            if (!Double.isInfinite(limit)) {
                marks.add(new HistogramPanel.Mark("limit", limit, Series.Style.DASHED));
            }
        }
        return new HistogramPanel(one.output().name(), Axis.linear(one.output().name(), one.output().unit()), s.values(), marks);
    }

    private ObjectNode json(ToleranceResult result) {
        ToleranceStudy study = run.study();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put(OutputFolder.SIGNATURE, Main.version()).put("deck", study.deck().getFileName().toString()).put("title", run.deck().title()).put("constants", constants).put("samples", study.samples()).put("seed", study.seed())
                .put("sampling", study.sampling().name().toLowerCase(Locale.ROOT).replace('_', '-')).put("confidence", CONFIDENCE).put("failed", result.failed());
        ArrayNode outputs = root.putArray("outputs");
        for (OutputResult one : result.outputs()) {
            ObjectNode node = outputs.addObject().put("name", one.output().name()).put("unit", one.output().unit()).put("failed", one.failed());
            put(node, "nominal", one.output().nominal());
            put(node, "low", one.output().limits().low());
            put(node, "high", one.output().limits().high());
            one.statistics().ifPresent(s -> {
                node.put("mean", s.mean());
                put(node, "meanBounds", s.mean(CONFIDENCE));
                node.put("sigma", s.sigma());
                put(node, "sigmaBounds", s.sigma(CONFIDENCE));
                node.put("skewness", s.skewness()).put("least", s.least()).put("largest", s.largest());
                ArrayNode quantiles = node.putArray("quantiles");
                for (double part : QUANTILES) {
                    put(quantiles.addObject().put("part", part).put("value", s.quantile(part)), "bounds", s.quantile(part, CONFIDENCE));
                }
            });
            one.yield().ifPresent(yield -> put(node, yield));
            one.linear().ifPresent(spread -> {
                ObjectNode linear = node.putObject("linear").put("sigma", spread.sigma());
                one.linearity().ifPresent(linearity -> {
                    put(linear, "sampledSigmaBounds999", linearity.bounds());
                    linear.put("small", linearity.isSmall()).put("verdict", linearity.verdict());
                });
                ArrayNode culprits = linear.putArray("culprits");
                spread.culprits(CULPRITS).forEach(culprit -> culprits.addObject().put("draw", culprit.name()).put("effect", culprit.effect()).put("share", culprit.share()));
            });
        }
        result.yield().ifPresent(yield -> put(root, yield));
        ArrayNode failures = root.putArray("failures");
        result.failures().forEach(failure -> failures.addObject().put("sample", failure.sample()).put("reason", failure.reason()));
        return root;
    }

    /** JSON knows no infinity. */
    private static void put(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        }
    }

    private static void put(ObjectNode node, String name, Bounds bounds) {
        ObjectNode ends = node.putObject(name);
        put(ends, "low", bounds.low());
        put(ends, "high", bounds.high());
    }

    private static void put(ObjectNode node, Yield yield) {
        ObjectNode share = node.putObject("yield").put("good", yield.good()).put("samples", yield.samples()).put("share", yield.share());
        put(share, "bounds", yield.bounds(CONFIDENCE));
    }
}
