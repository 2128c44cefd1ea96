package org.superpose.simulator.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.OutputNoise;
import org.superpose.simulator.analog.TransferCurve;
import org.superpose.simulator.budget.ErrorBudget;
import org.superpose.simulator.budget.ErrorShare;
import org.superpose.simulator.budget.LayerBudget;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.DeviceComparison;
import org.superpose.simulator.experiment.ExperimentResult;
import org.superpose.simulator.experiment.FidelityDistance;
import org.superpose.simulator.experiment.LayerSamples;
import org.superpose.simulator.experiment.NoiseBudget;
import org.superpose.simulator.experiment.NoiseContribution;
import org.superpose.simulator.experiment.SweepPoint;
import org.superpose.simulator.experiment.SweepResult;
import org.superpose.simulator.photonic.BeamInterference;
import org.superpose.simulator.photonic.YoungFringes;
import org.superpose.simulator.report.chart.Axis;
import org.superpose.simulator.report.chart.BarPanel;
import org.superpose.simulator.report.chart.Figure;
import org.superpose.simulator.report.chart.HistogramPanel;
import org.superpose.simulator.report.chart.ImagePanel;
import org.superpose.simulator.report.chart.LinePanel;
import org.superpose.simulator.report.chart.MatrixPanel;
import org.superpose.simulator.report.chart.Panel;
import org.superpose.simulator.report.chart.ScatterPanel;
import org.superpose.simulator.report.chart.Series;

/** The figures of an experiment. */
final class ResultFigures {
    /** Name that machines give the fact which a sweep of light is drawn over. */
    private static final String PHOTONS = "layer 1: photons per multiplication";
    /** What machines call the curves that they aim at. */
    private static final Set<String> IDEALS = Set.of("ideal", "linear");
    private static final double WAVELENGTH_OF_PICTURES = 532e-9;
    /** What the picture of interfering beams shows below its peak. */
    private static final int DECADES = 4;
    /** Of the power: origins with less are not drawn. */
    private static final double LEAST_SHARE = 1e-2;
    /** Of what is drawn as points, so that the line below is seen. */
    private static final int POINTS_APART = 3;
    /** What the picture of noise shows below its peak. */
    private static final double NOISE_RANGE = 1e-3;
    /** Above this many classes a matrix of counts is not legible. */
    private static final int MOST_CLASSES = 20;
    /** Of a layer's error: smaller ones are not drawn by themselves. */
    private static final double LEAST_PART = 0.01;

    private final Names names = new Names();
    private final List<Figure> sweeps;
    private final List<List<Figure>> comparisons;
    private final Map<String, List<Figure>> machines = new LinkedHashMap<>();
    private final List<Figure> light;

    ResultFigures(ExperimentResult result) {
        sweeps = sweeps(result);
        comparisons = result.comparisons().stream().map(this::comparison).toList();
        for (Comparison c : result.comparisons()) {
            if (!machines.containsKey(c.machineName())) {
                machines.put(c.machineName(), transfer(c));
            }
        }
        light = light(result);
    }

    /** One for each sweep. */
    List<Figure> sweeps() {
        return sweeps;
    }

    /** What belongs to each comparison, in the order of the result. */
    List<List<Figure>> comparisons() {
        return comparisons;
    }

    /** What belongs to a machine on any split. */
    List<Figure> machine(String name) {
        return machines.get(name);
    }

    /** Pictures of light. */
    List<Figure> light() {
        return light;
    }

    List<Figure> all() {
        List<Figure> all = new ArrayList<>(sweeps);
        comparisons.forEach(all::addAll);
        machines.values().forEach(all::addAll);
        all.addAll(light);
        return all;
    }

    // ---- sweeps

    private List<Figure> sweeps(ExperimentResult result) {
        Map<String, List<SweepResult>> byName = result.sweeps().stream()
                .collect(Collectors.groupingBy(SweepResult::name, LinkedHashMap::new, Collectors.toList()));
        List<Figure> figures = new ArrayList<>();
        byName.forEach((name, sweeps) -> figures.add(sweeps.get(0).axes().size() == 1 ? line(name, sweeps) : family(name, sweeps)));
        return figures;
    }

    private Figure line(String name, List<SweepResult> sweeps) {
        boolean photons = sweeps.stream().allMatch(s -> s.axes().get(0).field().equals("laser.power") && s.points().stream().allMatch(p -> photons(p).orElse(0.0) > 0));
        String field = sweeps.get(0).axes().get(0).field();
        List<String> problems = sweeps.stream().map(SweepResult::problem).distinct().toList();
        List<String> machines = sweeps.stream().map(SweepResult::machine).distinct().toList();
        List<Series> series = new ArrayList<>();
        for (SweepResult sweep : sweeps) {
            double[] x = sweep.points().stream().mapToDouble(p -> photons ? photons(p).orElseThrow() : p.values().get(0)).toArray();
            String label = problems.size() == 1 ? Names.shown(sweep.machine()) : title(sweep);
            Series.Style style = problems.indexOf(sweep.problem()) % 2 == 0 ? Series.Style.LINE_AND_POINTS : Series.Style.DASHED_AND_POINTS;
            series.add(accuracy(label, style, x, sweep.points()).coloured(machines.indexOf(sweep.machine()) % 6));
        }
        sweeps.stream().collect(Collectors.toMap(SweepResult::problem, s -> s.digital().accuracy(), (a, b) -> a, LinkedHashMap::new))
                .forEach((problem, accuracy) -> series.add(Series.level(problems.size() == 1 ? "exact digital" : "exact digital, " + Names.shown(problem), 100 * accuracy)));
        series.add(Series.level("chance", 100.0 / sweeps.get(0).points().get(0).evaluation().confusion().classes()));
        Axis x = photons ? Axis.logarithmic("photons per multiplication in layer 1", "")
                : drawn(sweeps.get(0).axes().get(0));
        String over = photons ? "photons per multiplication" : label(field);
        return Figure.of(names.file("accuracy", name), "Accuracy against " + over,
                "Share of right decisions on the test images; the band is the 95 % interval for new chips on new images" + (problems.size() == 1 ? " (split " + Names.shown(problems.get(0)) + ")." : "."),
                new LinePanel("", x, Axis.linear("accuracy", "%").from(0, 100), series));
    }

    /** Two swept fields: the first along the axis, a curve for each value of the second; one panel for each machine and split. */
    private Figure family(String name, List<SweepResult> sweeps) {
        List<Panel> panels = new ArrayList<>();
        for (SweepResult sweep : sweeps) {
            var first = sweep.axes().get(0);
            var second = sweep.axes().get(1);
            List<Series> series = new ArrayList<>();
            for (double value : second.values()) {
                List<SweepPoint> points = sweep.points().stream().filter(p -> p.values().get(1) == value).toList();
                double[] x = points.stream().mapToDouble(p -> p.values().get(0)).toArray();
                series.add(accuracy(label(second.field()) + " " + Numbers.withUnit(value, second.unit()), Series.Style.LINE_AND_POINTS, x, points).coloured(series.size() % 6));
            }
            series.add(Series.level("exact digital", 100 * sweep.digital().accuracy()));
            panels.add(new LinePanel(title(sweep), drawn(first),
                    Axis.linear("accuracy", "%").from(0, 100), series));
        }
        return new Figure(names.file("accuracy", name), "Accuracy against " + label(sweeps.get(0).axes().get(0).field()) + " and " + label(sweeps.get(0).axes().get(1).field()),
                "One curve for each value of the second field; bands are 95 % intervals for new chips on new images.", panels.size() == 1 ? 1 : 2, panels);
    }

    private static Series accuracy(String label, Series.Style style, double[] x, List<SweepPoint> points) {
        double[] mean = points.stream().mapToDouble(p -> 100 * p.evaluation().accuracy().mean()).toArray();
        double[] low = points.stream().mapToDouble(p -> 100 * p.evaluation().accuracy().overAll().low()).toArray();
        double[] high = points.stream().mapToDouble(p -> 100 * p.evaluation().accuracy().overAll().high()).toArray();
        return Series.of(label, style, x, mean).between(low, high);
    }

    private static Optional<Double> photons(SweepPoint point) {
        return point.facts().stream().filter(fact -> fact.name().equals(PHOTONS)).map(Fact::value).findFirst();
    }

    private static Axis drawn(org.superpose.simulator.experiment.Axis swept) {
        return swept.logarithmic() ? Axis.logarithmic(label(swept.field()), swept.unit()) : Axis.linear(label(swept.field()), swept.unit());
    }

    /** A field's path in words: {@code noise.scale} → noise scale. */
    private static String label(String field) {
        return Names.shown(field.replaceAll("([a-z])([A-Z])", "$1 $2").replace('.', ' ').toLowerCase(Locale.ROOT));
    }

    // ---- one machine on one split

    private List<Figure> comparison(Comparison c) {
        List<Figure> figures = new ArrayList<>();
        outputs(c).ifPresent(figures::add);
        errors(c).ifPresent(figures::add);
        c.devices().ifPresent(devices -> figures.add(distances(c, devices)));
        c.devices().flatMap(DeviceComparison::noise).ifPresent(noise -> figures.add(noise(c, noise)));
        c.devices().filter(devices -> !devices.budget().layers().isEmpty()).ifPresent(devices -> figures.add(budget(c, devices)));
        figures.add(contributions(c));
        if (c.evaluation().confusion().classes() <= MOST_CLASSES) {
            figures.add(confusion(c));
        }
        return figures;
    }

    private Optional<Figure> outputs(Comparison c) {
        List<Panel> panels = new ArrayList<>();
        for (LayerSamples samples : c.samples()) {
            double[] analog = flat(samples.analog());
            if (finite(analog) > 0) {
                panels.add(new ScatterPanel("layer " + (samples.layer() + 1), Axis.linear("exact digital output", ""), Axis.linear("analog output", ""), flat(samples.exact()), analog));
            }
        }
        return figure("outputs", c, "Analog against digital outputs", "Every output of the first chip for the test images, each layer fed by the analog layer before it; on the dashed line analog equals digital.", panels);
    }

    /** Without the layers that make no error, or always the same one. */
    private Optional<Figure> errors(Comparison c) {
        List<Panel> panels = new ArrayList<>();
        for (LayerSamples samples : c.samples()) {
            double[] errors = errors(samples);
            if (HistogramPanel.canShow(errors)) {
                panels.add(new HistogramPanel("layer " + (samples.layer() + 1), Axis.linear("analog − digital output", ""), errors));
            }
        }
        return figure("errors", c, "Errors of the outputs", "How far the first chip's outputs lie from the exact ones, in network units, with the normal law of the same mean and deviation; outputs that are 0 in both are left out.", panels);
    }

    private Figure distances(Comparison c, DeviceComparison devices) {
        List<String> layers = IntStream.range(0, devices.layers().size()).mapToObj(l -> "layer " + (l + 1)).toList();
        List<FidelityDistance> first = devices.distances().stream().filter(d -> d.layer() == 0 && d.from() != Fidelity.IDEAL && d.to() != Fidelity.IDEAL).toList();
        double[][] rms = new double[first.size()][layers.size()];
        for (int k = 0; k < rms.length; k++) {
            for (int l = 0; l < layers.size(); l++) {
                rms[k][l] = 100 * devices.distance(l, first.get(k).from(), first.get(k).to()).rms();
            }
        }
        List<String> pairs = first.stream().map(d -> (d.from() + " – " + d.to()).toLowerCase(Locale.ROOT)).toList();
        return Figure.of(place("fidelities", c), "Distances between fidelities: " + title(c), "Outputs of chip " + devices.chip() + " on the first " + devices.images()
                + " test images, each fidelity in its own chain; ideal lies on exact to rounding and is left out.", new BarPanel("", "between", Axis.linear("rms distance / full scale", "%"), pairs, layers, rms));
    }

    private Figure noise(Comparison c, OutputNoise noise) {
        double[] f = noise.frequencies();
        int worst = IntStream.range(0, noise.outputs()).boxed().max(Comparator.comparingDouble(o -> noise.largestMiss(o, noise.corner()))).orElseThrow();
        List<Series> parts = new ArrayList<>();
        int[] some = IntStream.range(0, f.length).filter(p -> p % POINTS_APART == 0).toArray();
        double[] cell = roots(noise.density(Fidelity.CELL, worst));
        double[] netlist = roots(noise.density(Fidelity.NETLIST, worst));
        parts.add(Series.of("every transistor", Series.Style.POINTS, at(f, some), at(netlist, some)).coloured(5));
        parts.add(Series.of("cell level", Series.Style.LINE, f, cell).coloured(6));
        IntStream.range(0, noise.origins().size()).boxed().sorted(Comparator.comparingDouble(k -> -noise.share(Fidelity.CELL, worst, k))).filter(k -> noise.share(Fidelity.CELL, worst, k) > LEAST_SHARE)
                .forEach(k -> parts.add(Series.of(noise.origins().get(k), Series.Style.DASHED, f, roots(noise.density(Fidelity.CELL, worst, k))).coloured((parts.size() - 2) % 5)));
        double[] mean = new double[f.length];
        double[] low = new double[f.length];
        double[] high = new double[f.length];
        Arrays.fill(low, Double.POSITIVE_INFINITY);
        for (int o = 0; o < noise.outputs(); o++) {
            double[] one = noise.density(Fidelity.CELL, o);
            double[] other = noise.density(Fidelity.NETLIST, o);
            for (int p = 0; p < f.length; p++) {
                mean[p] += one[p] / other[p] / noise.outputs();
                low[p] = Math.min(low[p], one[p] / other[p]);
                high[p] = Math.max(high[p], one[p] / other[p]);
            }
        }
        double peak = Arrays.stream(netlist).max().orElseThrow();
        return new Figure(place("output-noise", c), "Noise of the outputs: " + title(c), "For the first test image. Left: density of output " + (worst + 1) + ", where the levels differ most, and its parts at the cell level. Right: density at the cell level over that of every transistor, mean of "
                + noise.outputs() + " outputs with the least and the largest.", 2,
                List.of(new LinePanel("output " + (worst + 1), Axis.logarithmic("frequency", "Hz"), Axis.logarithmic("noise density", "V/√Hz").from(peak * NOISE_RANGE, 2 * peak), parts),
                        new LinePanel("cell level / every transistor", Axis.logarithmic("frequency", "Hz"), Axis.linear("ratio of densities", ""), List.of(Series.level("", 1), Series.of("mean of outputs", Series.Style.LINE, f, mean).coloured(1).between(low, high)))));
    }

    private static double[] roots(double[] densities) {
        return Arrays.stream(densities).map(Math::sqrt).toArray();
    }

    private static double[] at(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(p -> values[p]).toArray();
    }

    private Figure budget(Comparison c, DeviceComparison devices) {
        ErrorBudget budget = devices.budget();
        String remainder = budget.layers().get(0).remainder().source();
        List<String> drawn = new ArrayList<>(budget.sources());
        drawn.removeIf(source -> budget.largest(source) < LEAST_PART || source.equals(remainder));
        int others = drawn.size();
        double[][] parts = new double[budget.layers().size()][others + 2];
        List<String> layers = new ArrayList<>();
        for (int l = 0; l < parts.length; l++) {
            LayerBudget layer = budget.layers().get(l);
            layers.add("layer " + (layer.layer() + 1));
            for (ErrorShare share : layer.shares()) {
                int place = share.source().equals(remainder) ? others + 1 : drawn.indexOf(share.source());
                parts[l][place < 0 ? others : place] += 100 * layer.part(share);
            }
        }
        List<String> named = new ArrayList<>(drawn.stream().map(Names::shown).toList());
        named.addAll(List.of("all others", Names.shown(remainder)));
        String totals = budget.layers().stream().map(layer -> "layer " + (layer.layer() + 1) + " " + Numbers.brief(100 * Math.sqrt(layer.total())) + " %").collect(Collectors.joining(", "));
        return Figure.of(place("budget", c), "Error budget: " + title(c), "Of the mean square error of the outputs of chip " + devices.chip() + ", computed by its transistors: what each source makes, by Shapley's values at the cell level. All of it, rms over full scale: " + totals
                + "; sources below 1 % of it are taken together.", BarPanel.stacked("", "layer", Axis.linear("part of the mean square error", "%"), layers, named, parts));
    }

    private static double[] errors(LayerSamples samples) {
        double[] exact = flat(samples.exact());
        double[] analog = flat(samples.analog());
        return IntStream.range(0, exact.length).filter(i -> exact[i] != 0 || analog[i] != 0).mapToDouble(i -> analog[i] - exact[i]).filter(Double::isFinite).toArray();
    }

    private Optional<Figure> figure(String kind, Comparison c, String title, String caption, List<Panel> panels) {
        return panels.isEmpty() ? Optional.empty() : Optional.of(new Figure(place(kind, c), title + ": " + title(c), caption, columns(panels), panels));
    }

    private Figure contributions(Comparison c) {
        NoiseBudget budget = c.noise();
        List<NoiseContribution> rows = new ArrayList<>(budget.sources());
        rows.sort(Comparator.comparingDouble((NoiseContribution n) -> largest(n, budget)).reversed());
        rows.add(0, budget.all());
        rows.add(1, budget.deterministic());
        double[][] shares = new double[rows.size()][budget.signal().size()];
        for (int r = 0; r < shares.length; r++) {
            for (int l = 0; l < shares[r].length; l++) {
                shares[r][l] = 100 * rows.get(r).ofLayers().get(l).value() / budget.signal().get(l);
            }
        }
        List<String> layers = IntStream.rangeClosed(1, budget.signal().size()).mapToObj(l -> "layer " + l).toList();
        return Figure.of(place("noise", c), "Where the error comes from: " + title(c),
                "Root mean square change of a layer's outputs with one source of random error on at a time, relative to the signal; 'deterministic' is what is left with all of them off.",
                new BarPanel("", "source", Axis.logarithmic("rms error / rms signal", "%"), rows.stream().map(row -> Names.shown(row.name())).toList(), layers, shares));
    }

    private static double largest(NoiseContribution contribution, NoiseBudget budget) {
        return IntStream.range(0, budget.signal().size()).mapToDouble(l -> contribution.ofLayers().get(l).value() / budget.signal().get(l)).max().orElse(0);
    }

    private Figure confusion(Comparison c) {
        List<String> classes = IntStream.range(0, c.evaluation().confusion().classes()).mapToObj(Integer::toString).toList();
        return Figure.of(place("confusion", c), "Digital against analog decisions: " + title(c), "Counts over all chips, reads and test images; off the diagonal the machine decides otherwise than the exact network.",
                new MatrixPanel("", "digital decision", "analog decision", classes, c.evaluation().confusion().counts()));
    }

    /** None or one: a machine need not have transfer curves. */
    private List<Figure> transfer(Comparison c) {
        List<Panel> panels = new ArrayList<>();
        for (TransferCurve curve : c.machine().transferCurves()) {
            List<Series> series = curve.series().stream().filter(s -> finite(s.x()) > 0 && finite(s.y()) > 0)
                    .map(s -> Series.of(Names.shown(s.name()), IDEALS.contains(s.name()) ? Series.Style.DASHED : Series.Style.LINE, orNaN(s.x()), orNaN(s.y()))).toList();
            if (!series.isEmpty()) {
                panels.add(new LinePanel(Names.shown(curve.title()), axis(curve.xLabel()), axis(curve.yLabel()), series));
            }
        }
        return panels.isEmpty() ? List.of() : List.of(new Figure(names.file("transfer", c.machineName()), "Transfer curves: " + Names.shown(c.machineName()),
                "What each part makes of its input; the ideal curve is dashed.", columns(panels), panels));
    }

    private static double[] orNaN(double[] values) {
        return Arrays.stream(values).map(v -> Double.isFinite(v) ? v : Double.NaN).toArray();
    }

    private static long finite(double[] values) {
        return Arrays.stream(values).filter(Double::isFinite).count();
    }

    /** From {@code "output [V]"}. */
    private static Axis axis(String label) {
        int bracket = label.lastIndexOf(" [");
        return bracket < 0 || !label.endsWith("]") ? Axis.linear(Names.shown(label), "")
                : Axis.linear(Names.shown(label.substring(0, bracket)), Names.shown(label.substring(bracket + 2, label.length() - 1)));
    }

    // ---- light

    private List<Figure> light(ExperimentResult result) {
        YoungFringes young = YoungFringes.standard();
        double[] mm = millimetres(young.positions());
        double[] across = thinned(mm);
        double[] up = thinned(millimetres(young.heights()));
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of(names.file("young"), "Young's double slit", String.format(Locale.ROOT,
                "Huygens sum over 400 points a slit (40 µm wide, 250 µm apart, 532 nm, screen at 1 m), the far-field law laid over it: fringes every %.3f mm, envelope zero at %.2f mm.",
                1e3 * young.fringeSpacing(), 1e3 * young.envelopeZero()),
                new LinePanel("", Axis.linear("position on the screen", "mm").from(mm[0], mm[mm.length - 1]), Axis.linear("irradiance over its peak", "").from(0, 1.05),
                        List.of(Series.of("closed form (far field)", Series.Style.DASHED, mm, young.farField()).coloured(1), Series.of("Huygens sum", Series.Style.LINE, mm, young.irradiance()).coloured(5)))));
        figures.add(Figure.of(names.file("young-image"), "Young's double slit on the screen", "The same Huygens sum on the screen, with slits 200 µm high.",
                ImagePanel.field("", edges("across the slits", across), edges("along the slits", up), Axis.linear("irradiance over its peak", ""), thinned(young.image()))));
        double[] x = result.comparisons().get(0).problem().split().test().inputs()[0];
        double largest = Math.max(Double.MIN_NORMAL, Arrays.stream(x).map(Math::abs).max().orElse(0));
        double[] u = Arrays.stream(x).map(v -> v / largest).toArray();
        BeamInterference beams = new BeamInterference(u, 1e-3, WAVELENGTH_OF_PICTURES, 301);
        int side = (int) Math.ceil(Math.sqrt(u.length));
        double[][] pixels = new double[side][side];
        for (int j = 0; j < u.length; j++) {
            pixels[j / side][j % side] = u[j];
        }
        double[] screen = millimetres(beams.positions());
        double peak = Arrays.stream(beams.irradiance()).flatMapToDouble(Arrays::stream).max().orElseThrow();
        figures.add(new Figure(names.file("beams"), u.length + " input beams interfere", String.format(Locale.ROOT,
                "The first test sample (left) as phases arccos x of %d beams of one laser, 1 mW together, brought to the focus of a 200 mm lens (right); the pattern repeats every %.1f µm. The colours span %d decades.", u.length, 1e6 * beams.period(), DECADES), 2,
                List.of(ImagePanel.pixels("input x", Axis.linear("x over its largest", ""), pixels),
                        ImagePanel.field("irradiance in the focus", edges("x", screen), edges("y", screen), Axis.logarithmic("irradiance", "W/m²").from(peak * Math.pow(10, -DECADES), peak), beams.irradiance()))));
        return figures;
    }

    private static double[] millimetres(double[] metres) {
        return Arrays.stream(metres).map(m -> 1e3 * m).toArray();
    }

    /** Every third position: a picture needs fewer than a curve. */
    private static double[] thinned(double[] values) {
        return IntStream.range(0, (values.length + 2) / 3).mapToDouble(i -> values[3 * i]).toArray();
    }

    private static double[][] thinned(double[][] rows) {
        return IntStream.range(0, (rows.length + 2) / 3).mapToObj(i -> thinned(rows[3 * i])).toArray(double[][]::new);
    }

    /** An axis of an image whose columns or rows are centred on the positions. */
    private static Axis edges(String label, double[] mm) {
        double half = (mm[1] - mm[0]) / 2;
        return Axis.linear(label, "mm").from(mm[0] - half, mm[mm.length - 1] + half);
    }

    // ---- names

    private static int columns(List<Panel> panels) {
        return panels.size() == 1 ? 1 : 2;
    }

    private static String title(SweepResult sweep) {
        return Names.shown(sweep.machine()) + ", " + Names.shown(sweep.problem());
    }

    private static String title(Comparison c) {
        return Names.shown(c.machineName()) + ", " + Names.shown(c.problem().name());
    }

    private String place(String kind, Comparison c) {
        return names.file(kind, c.problem().name(), c.machineName());
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
