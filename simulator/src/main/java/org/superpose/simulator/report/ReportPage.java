package org.superpose.simulator.report;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.superpose.simulator.analog.Coupling;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.OutputNoise;
import org.superpose.simulator.analog.OutputSpread;
import org.superpose.simulator.analog.Settling;
import org.superpose.simulator.analog.Solutions;
import org.superpose.simulator.budget.ErrorBudget;
import org.superpose.simulator.budget.ErrorShare;
import org.superpose.simulator.budget.LayerBudget;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.CouplingDistance;
import org.superpose.simulator.experiment.DeviceComparison;
import org.superpose.simulator.experiment.Difference;
import org.superpose.simulator.experiment.Effort;
import org.superpose.simulator.experiment.Estimate;
import org.superpose.simulator.experiment.Experiment;
import org.superpose.simulator.experiment.ExperimentResult;
import org.superpose.simulator.experiment.FidelityDistance;
import org.superpose.simulator.experiment.LayerQuality;
import org.superpose.simulator.experiment.NoiseContribution;
import org.superpose.simulator.report.chart.Figure;

/** The report as one page of HTML: no script, nothing loaded from elsewhere. */
final class ReportPage {
    private static final String STYLE = """
            :root { color-scheme: light; }
            body { font: 16px/1.5 system-ui, sans-serif; color: #1c1c1c; background: #fff; max-width: 1120px; margin: 2rem auto; padding: 0 1.2rem; }
            h1 { font-size: 1.9rem; margin-bottom: .2rem; } h2 { font-size: 1.4rem; margin-top: 2.6rem; border-bottom: 1px solid #ccc; } h3 { font-size: 1.1rem; margin-top: 1.8rem; }
            table { border-collapse: collapse; margin: .8rem 0; font-size: .95rem; font-variant-numeric: tabular-nums; }
            th, td { padding: .25rem .55rem; border-bottom: 1px solid #e2e2e2; text-align: left; vertical-align: top; } th { background: #f4f4f4; vertical-align: bottom; }
            td.n, th.n { text-align: right; } td.n { white-space: nowrap; } td.w { white-space: nowrap; }
            figure { margin: 1.4rem 0; } figure img { width: 100%; height: auto; border: 1px solid #e2e2e2; } figcaption { color: #444; font-size: .95rem; }
            nav ol { columns: 2; margin: .4rem 0 1.5rem; padding-left: 1.4rem; } a { color: #0a4d8c; }
            @media print { body { max-width: none; margin: 0; font-size: 11pt; } h2, h3 { break-after: avoid; } figure, tr { break-inside: avoid; } figure img { max-height: 20cm; width: auto; max-width: 100%; } pre { white-space: pre-wrap; } .scroll { overflow: visible; } }
            pre { background: #f6f6f6; padding: .8rem; overflow-x: auto; font-size: .85rem; } p.note { color: #444; font-size: .95rem; } .scroll { overflow-x: auto; }
            """;

    private static final int MOST_FAILURES = 10;

    private final ExperimentResult result;
    private final ResultFigures figures;
    private final Map<String, byte[]> pictures;
    private final String yaml;
    private final String version;
    private final StringBuilder page = new StringBuilder();
    private final List<String> headings = new ArrayList<>();

    /** @param pictures the PNG of each figure by its name */
    ReportPage(ExperimentResult result, ResultFigures figures, Map<String, byte[]> pictures, String yaml, String version) {
        this.result = result;
        this.figures = figures;
        this.pictures = pictures;
        this.yaml = yaml;
        this.version = version;
    }

    String html() {
        Experiment experiment = result.experiment();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(escape(experiment.name())).append(" on analog hardware</title>\n<style>\n").append(STYLE).append("</style>\n</head>\n<body>\n");
        page.append("<h1>").append(escape(experiment.name())).append(" on simulated analog hardware</h1>\n");
        paragraph("Superpose " + version + ", seed " + experiment.seed() + ". " + effort(experiment.evaluation()) + ". Intervals are 95 %.");
        answer();
        int contents = page.length();
        if (!figures.sweeps().isEmpty()) {
            heading("Accuracy along the sweeps");
            show(figures.sweeps());
        }
        for (int i = 0; i < result.comparisons().size(); i++) {
            comparison(result.comparisons().get(i));
            show(figures.comparisons().get(i));
        }
        Map<String, Comparison> machines = new LinkedHashMap<>();
        result.comparisons().forEach(c -> machines.putIfAbsent(c.machineName(), c));
        heading("The machines");
        machines.values().forEach(this::machine);
        heading("Light");
        show(figures.light());
        heading("To run it again");
        paragraph("Save the following beside the files that it names, as experiment.yaml, and run: superpose run experiment.yaml. The same seed gives the same bits on any number of threads. "
                + "Where the chips named at the top of this page are fewer than below, the run was made smaller by an option, as --quick does; give the same option again.");
        page.append("<pre>").append(escape(yaml)).append("</pre>\n</body>\n</html>\n");
        page.insert(contents, contents());
        return page.toString();
    }

    private void answer() {
        heading("The answer");
        List<List<String>> rows = new ArrayList<>();
        for (Comparison c : result.comparisons()) {
            Difference d = c.evaluation().difference();
            rows.add(List.of(c.problem().name(), c.machineName(), c.reference().toString(), ideal(c), c.accuracy().toString(),
                    netlist(c), String.format(Locale.ROOT, "%+.1f (%+.1f to %+.1f)", 100 * d.mean(), 100 * d.interval().low(), 100 * d.interval().high()), c.evaluation().agreement().toString()));
        }
        table(List.of("split", "machine", "exact", "ideal", "cell", "netlist", "cell − exact [points]", "same decision as exact"), 2, rows);
        note("Exact: float64 on a digital computer; its interval (Wilson) is for new images. Ideal: the hardware's mapping with linear multipliers, infinite bits and no noise; shown is its largest distance from exact on any "
                + "pre-activation, relative to |b| + Σ|w||x|. Cell: devices with mismatch and noise, converters with their bits; mean over chips, interval for new chips on new images. Netlist: one chip "
                + "computed by every transistor, on so many images; how it compares on the same images stands below. The difference is taken image by image.");
    }

    private static String netlist(Comparison c) {
        return c.devices().map(d -> d.correct().get(Fidelity.NETLIST) + " of " + d.images()).orElse("–");
    }

    private void devices(DeviceComparison d) {
        page.append("<h3>Fidelities side by side</h3>\n");
        List<String> layers = d.layers().stream().map(f -> f.name().toLowerCase(Locale.ROOT)).toList();
        paragraph("Chip " + d.chip() + " on the first " + d.images() + " test images; its layers: " + String.join(", ", layers) + ". " + d.facts().stream().map(f -> f.name() + " " + Numbers.brief(f.value())).collect(Collectors.joining("; ")) + ".");
        List<List<String>> rows = new ArrayList<>();
        for (Fidelity fidelity : Fidelity.values()) {
            rows.add(List.of(name(fidelity), d.correct().get(fidelity) + " of " + d.images(), fidelity == Fidelity.NETLIST ? "" : d.sameAs().get(fidelity) + " of " + d.images()));
        }
        table(List.of("fidelity", "right", "same decision as netlist"), 1, rows);
        List<List<String>> distances = new ArrayList<>();
        for (FidelityDistance distance : d.distances()) {
            distances.add(List.of("layer " + (distance.layer() + 1), name(distance.from()) + " – " + name(distance.to()), Numbers.brief(100 * distance.rms()), Numbers.brief(100 * distance.largest())));
        }
        table(List.of("output of", "distance between", "rms [% of full scale]", "largest [% of full scale]"), 2, distances);
        Solutions ways = d.solutions();
        note("Each fidelity in its own chain. Operating points: " + ways.warm() + " from a start put together of columns solved by themselves, " + ways.cold() + " from nothing, " + ways.aided() + " with aids, " + ways.failures().size()
                + " not solved (these count as wrong decisions and in no distance); " + Numbers.brief((double) ways.iterations() / Math.max(1, ways.solved())) + " iterations each; largest remaining current of a node " + Numbers.withUnit(ways.residual(), "A")
                + ", power balance " + Numbers.brief(ways.balance()) + ". Read noise is part of the cell level and not of an operating point.");
        couplings(d);
        budget(d);
        d.settling().ifPresent(this::settling);
        d.noise().ifPresent(this::noise);
        d.spread().ifPresent(this::spread);
        ways.failures().stream().limit(MOST_FAILURES).forEach(this::note);
    }

    private void couplings(DeviceComparison d) {
        if (d.couplings().isEmpty()) {
            return;
        }
        page.append("<h3>What couplings of cells explain</h3>\n");
        Map<Set<Coupling>, List<String>> rows = new LinkedHashMap<>();
        for (CouplingDistance distance : d.couplings()) {
            rows.computeIfAbsent(distance.coupled(), coupled -> new ArrayList<>(List.of(ResultTables.couplings(coupled)))).addAll(List.of(Numbers.brief(100 * distance.rms()), Numbers.brief(100 * distance.largest())));
        }
        List<String> head = new ArrayList<>(List.of("corrections at the cell level"));
        for (int l = 0; l < d.layers().size(); l++) {
            head.add("layer " + (l + 1) + " cell – netlist, rms [% of full scale]");
            head.add("largest [%]");
        }
        table(head, 1, List.copyOf(rows.values()));
        note("The same chip at the cell level without read noise, with some of its measured corrections for what cells do to each other; what a row is farther from the netlist than the last one is what the corrections that it lacks explain.");
    }

    private void budget(DeviceComparison d) {
        ErrorBudget budget = d.budget();
        if (budget.layers().isEmpty()) {
            return;
        }
        page.append("<h3>Error budget</h3>\n");
        List<String> head = new ArrayList<>(List.of("source"));
        budget.layers().forEach(layer -> head.addAll(List.of("layer " + (layer.layer() + 1) + " [% of the mean square]", "rms [% of full scale]")));
        List<List<String>> rows = new ArrayList<>();
        List<String> all = new ArrayList<>(List.of("all"));
        budget.layers().forEach(layer -> all.addAll(List.of("100", Numbers.brief(100 * Math.sqrt(layer.total())))));
        rows.add(all);
        for (String source : budget.sources()) {
            List<String> row = new ArrayList<>(List.of(source));
            for (LayerBudget layer : budget.layers()) {
                Optional<ErrorShare> share = layer.share(source);
                row.add(share.map(s -> String.format(Locale.ROOT, "%.2f", 100 * layer.part(s)) + (s.standardError() > 0 ? String.format(Locale.ROOT, " ± %.2f", 100 * s.standardError() / layer.total()) : "")).orElse("–"));
                row.add(share.map(s -> String.format(Locale.ROOT, "%.4f", 100 * s.rms())).orElse("–"));
            }
            rows.add(row);
        }
        table(head, 1, rows);
        LayerBudget first = budget.layers().get(0);
        note("What each source makes of the mean square deviation of a layer's outputs from the exact layer on the inputs that it really got, by Shapley's values: what the cell level loses when the source comes in, averaged over " + first.pairs()
                + " random orders of all sources, each forwards and backwards; ± one standard error over these. A share below 0 takes away from what others do. Noise is added as the variance that the cell level predicts; an operating point has none. "
                + (first.shares().stream().anyMatch(share -> share.kind() == ErrorShare.Kind.SETTLING) ? "Settling: what outputs have still to go for the first image when the slowest of all has settled. " : "Outputs are taken when they have settled; with --settling what is left at the latency counts too. ")
                + "The remainder is the mean square of the transistors less that of the cell level with all sources; the two lie " + budget.layers().stream().map(layer -> Numbers.brief(100 * layer.distance()) + " % of full scale").collect(Collectors.joining(" and ")) + " (rms) apart.");
    }

    private void settling(Settling s) {
        page.append("<h3>Settling and energy</h3>\n");
        if (!s.isSettled()) {
            paragraph("Not settled: layer " + (s.slowest().layer() + 1) + ", output " + (s.slowest().output() + 1) + " still moves " + Numbers.withUnit(s.latency(), "s") + " after the inputs' step, of " + Numbers.withUnit(s.simulated(), "s")
                    + " that were followed. There is no latency, and no energy of an inference.");
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("latency", Numbers.withUnit(s.latency(), "s"), "until every output of every layer stays within half a step of " + s.bits() + " bits of " + Numbers.withUnit(s.range(), "V") + ", after the inputs step from 0 to the first test image; layer "
                + (s.slowest().layer() + 1) + ", output " + (s.slowest().output() + 1) + " is the last"));
        rows.add(List.of("power", Numbers.withUnit(s.restPower(), "W"), "of all supplies, at rest behind the step"));
        rows.add(List.of("energy of an inference", Numbers.withUnit(s.energy(), "J"), "integral of the supplies' power over the latency"));
        rows.add(List.of("energy of a product", Numbers.withUnit(s.energyPerProduct(), "J"), "of " + s.products() + " multiplications with a weight"));
        page.append("<div class=\"scroll\"><table>\n<tr><th>what</th><th class=\"n\">value</th><th>meaning</th></tr>\n");
        for (List<String> row : rows) {
            page.append("<tr><td>").append(escape(row.get(0))).append("</td><td class=\"n\">").append(escape(row.get(1))).append("</td><td>").append(escape(row.get(2))).append("</td></tr>\n");
        }
        page.append("</table></div>\n");
        note("From a transient run of all devices over " + Numbers.withUnit(s.simulated(), "s") + " in " + s.steps() + " steps.");
    }

    private void noise(OutputNoise n) {
        page.append("<h3>Noise of the outputs</h3>\n");
        double[] f = n.frequencies();
        List<List<String>> rows = new ArrayList<>();
        for (int o = 0; o < n.outputs(); o++) {
            double cell = n.rms(Fidelity.CELL, o);
            double netlist = n.rms(Fidelity.NETLIST, o);
            rows.add(List.of("output " + (o + 1), Numbers.withUnit(cell, "V"), Numbers.withUnit(netlist, "V"), String.format(Locale.ROOT, "%.4f", cell / netlist), Numbers.percent(n.largestMiss(o, n.corner()))));
        }
        table(List.of("", "rms at the cell level", "rms by every transistor", "ratio", "largest deviation of the density [%]"), 1, rows);
        List<List<String>> shares = new ArrayList<>();
        for (int k = 0; k < n.origins().size(); k++) {
            shares.add(List.of(n.origins().get(k), Numbers.brief(100 * n.share(Fidelity.CELL, k)), Numbers.brief(100 * n.share(Fidelity.NETLIST, k))));
        }
        table(List.of("origin", "cell [% of the power]", "netlist [% of the power]"), 1, shares);
        note("For the first test image, from " + Numbers.withUnit(f[0], "Hz") + " to " + Numbers.withUnit(f[f.length - 1], "Hz") + " as a reader with one pole at " + Numbers.withUnit(n.corner(), "Hz")
                + " sees it; deviations of densities up to that pole. Power: of all outputs together. Two outputs are correlated by " + Numbers.brief(n.largestCorrelation(Fidelity.NETLIST)) + " at most, and by "
                + Numbers.brief(n.largestCommonMiss()) + " otherwise at the cell level at most. " + n.conducting() + " rectifiers conduct." + (n.otherwise().isEmpty() ? "" : " In another state at the cell level, so near is their knee: "
                + String.join("; ", n.otherwise()) + ". What passes these is not comparable."));
    }

    private void spread(OutputSpread s) {
        page.append("<h3>Spread of the design by small mismatch</h3>\n");
        List<List<String>> rows = new ArrayList<>();
        for (int o = 0; o < s.outputs().size(); o++) {
            OutputSpread.Output output = s.outputs().get(o);
            rows.add(List.of("output " + (o + 1), Numbers.withUnit(output.linear(), "V"), Numbers.withUnit(output.sampled(), "V"), Numbers.withUnit(output.low(), "V") + " to " + Numbers.withUnit(output.high(), "V"), output.isLinear() ? "within" : "outside",
                    Numbers.brief(100 * output.missed() / output.sampled()), output.culprits().isEmpty() ? "" : output.culprits().get(0).name() + ", " + Numbers.percent(output.culprits().get(0).share()) + " %"));
        }
        table(List.of("", "σ, linearised", "σ of the samples", "its interval of 99.9 %", "linearised", "missed [% of σ]", "largest share"), 1, rows);
        note(s.samples() + " samples of the design for the first test image, errors of all parts at " + Numbers.brief(100 * s.scale()) + " % of what the hardware states, nothing trimmed; " + s.failed() + " of them without an operating point. Missed: rms of what the gradients "
                + "say otherwise of single samples. " + (s.isOneState() ? "None of " + s.rectifiers() + " rectifiers changed its state." : "The linearised circuit does not hold: " + s.turned().size() + " of " + s.rectifiers() + " rectifiers changed their state ("
                + s.turned().stream().limit(MOST_FAILURES).map(t -> "layer " + (t.layer() + 1) + ", output " + (t.output() + 1) + " in " + t.samples() + " samples").collect(Collectors.joining("; ")) + (s.turned().size() > MOST_FAILURES ? " …" : "")
                + "); take a smaller mismatch."));
    }

    private static String name(Fidelity fidelity) {
        return fidelity.name().toLowerCase(Locale.ROOT);
    }

    private static String ideal(Comparison c) {
        return "equal to " + Numbers.brief(c.idealDistance().stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }

    private void comparison(Comparison c) {
        heading(c.machineName() + ", split " + c.problem().name());
        paragraph("Network " + c.problem().network() + ", " + c.reference().images() + " test images.");
        List<List<String>> rows = new ArrayList<>();
        for (int l = 0; l < c.evaluation().inChain().size(); l++) {
            rows.add(layer("layer " + (l + 1) + " on exact inputs", c.evaluation().onExactInputs().get(l)));
            rows.add(layer("layer " + (l + 1) + " in the chain", c.evaluation().inChain().get(l)));
        }
        table(List.of("", "SNR [dB]", "SNR of single chips [dB]", "effective bits", "relative error [%]", "clipped inputs [%]", "clipped outputs [%]"), 1, rows);
        note("SNR: deviation of the exact outputs over the rms error, everything that differs from exact counted. Effective bits: log₂(span / (√12 rms error)). In the chain a layer gets what the analog layer before it gave.");
        c.devices().ifPresent(this::devices);
        List<String> head = new ArrayList<>(List.of("only this source on"));
        for (int l = 0; l < c.noise().signal().size(); l++) {
            head.add("layer " + (l + 1) + " rms error");
            head.add("of the signal [%]");
        }
        table(head, 1, ResultTables.contributions(c).stream().map(source -> contribution(source, c)).toList());
        note("Root mean square change of the layer's outputs in network units, each layer on exact inputs; ± one standard error over " + c.noise().effort().chips() + " chips. 'Deterministic' is what is left with every random error off, "
                + "and needs no error bar.");
    }

    private static List<String> layer(String name, LayerQuality layer) {
        double[] snr = layer.snrOfChips().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return List.of(name, decimal(layer.output().snr()), snr.length < 2 ? "" : decimal(snr[0]) + " to " + decimal(snr[snr.length - 1]), decimal(layer.output().effectiveBits()),
                Numbers.brief(100 * layer.output().relativeError()), Numbers.brief(100 * layer.clippedInputs()), Numbers.brief(100 * layer.clippedOutputs()));
    }

    private static String decimal(double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%.1f", value) : Numbers.brief(value);
    }

    private static List<String> contribution(NoiseContribution source, Comparison c) {
        List<String> row = new ArrayList<>(List.of(source.name()));
        for (int l = 0; l < source.ofLayers().size(); l++) {
            Estimate estimate = source.ofLayers().get(l);
            row.add(Numbers.brief(estimate.value()) + (estimate.standardError() > 0 ? " ± " + String.format(Locale.ROOT, "%.1g", estimate.standardError()) : ""));
            row.add(String.format(Locale.ROOT, "%.3f", 100 * estimate.value() / c.noise().signal().get(l)));
        }
        return row;
    }

    private void machine(Comparison c) {
        page.append("<h3>").append(escape(c.machineName())).append("</h3>\n");
        paragraph("As laid out for split " + c.problem().name() + ".");
        List<List<String>> rows = new ArrayList<>();
        for (Fact fact : c.machine().facts()) {
            rows.add(List.of(fact.name(), Numbers.withUnit(fact.value(), fact.unit()), fact.note()));
        }
        page.append("<div class=\"scroll\"><table>\n<tr><th>what</th><th class=\"n\">value</th><th>meaning</th></tr>\n");
        for (List<String> row : rows) {
            page.append("<tr><td>").append(escape(row.get(0))).append("</td><td class=\"n\">").append(escape(row.get(1))).append("</td><td>").append(escape(row.get(2))).append("</td></tr>\n");
        }
        page.append("</table></div>\n");
        show(figures.machine(c.machineName()));
    }

    private void show(List<Figure> some) {
        for (Figure figure : some) {
            page.append("<figure id=\"").append(figure.name()).append("\"><img alt=\"").append(escape(figure.title())).append("\" src=\"data:image/png;base64,")
                    .append(Base64.getEncoder().encodeToString(pictures.get(figure.name()))).append("\"><figcaption>").append(escape(figure.caption())).append(" <code>plots/").append(figure.name())
                    .append("</code></figcaption></figure>\n");
        }
    }

    private void heading(String text) {
        headings.add(text);
        page.append("<h2 id=\"section").append(headings.size()).append("\">").append(escape(text)).append("</h2>\n");
    }

    /** The headings after the first, which stands above it. */
    private String contents() {
        StringBuilder list = new StringBuilder("<nav aria-label=\"contents\"><ol>\n");
        for (int i = 2; i <= headings.size(); i++) {
            list.append("<li><a href=\"#section").append(i).append("\">").append(escape(headings.get(i - 1))).append("</a></li>\n");
        }
        return list.append("</ol></nav>\n").toString();
    }

    private void paragraph(String text) {
        page.append("<p>").append(escape(text)).append("</p>\n");
    }

    private void note(String text) {
        page.append("<p class=\"note\">").append(escape(text)).append("</p>\n");
    }

    /** @param left how many columns from the left hold words */
    private void table(List<String> head, int left, List<List<String>> rows) {
        page.append("<div class=\"scroll\"><table>\n");
        row("th", left, head);
        rows.forEach(cells -> row("td", left, cells));
        page.append("</table></div>\n");
    }

    private void row(String tag, int left, List<String> cells) {
        page.append("<tr>");
        for (int i = 0; i < cells.size(); i++) {
            page.append('<').append(tag).append(i < left ? " class=\"w\">" : " class=\"n\">").append(escape(cells.get(i))).append("</").append(tag).append('>');
        }
        page.append("</tr>\n");
    }

    private static String effort(Effort effort) {
        return "Each machine: " + effort.chips() + (effort.chips() == 1 ? " chip, " : " chips, ") + effort.reads() + (effort.reads() == 1 ? " read" : " reads") + " of every "
                + (effort.images() == Effort.ALL ? "test image" : "one of the first " + effort.images() + " test images");
    }

    /** For text and for attributes in quotes; characters that HTML cannot hold become �. */
    static String escape(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]", "\uFFFD").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }
}
