package org.superpose.simulator.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.TransferCurve;
import org.superpose.simulator.experiment.Comparison;
import org.superpose.simulator.experiment.ExperimentResult;
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
    private static final double WAVELENGTH_OF_PICTURES = 532e-9;
    /** The picture of the beams shows irradiance down to this part of the brightest. */
    private static final double DARKEST = 1e4;
    /** Above this many classes a matrix of counts is not legible. */
    private static final int MOST_CLASSES = 20;

    private ResultFigures() {
    }

    static List<Figure> of(ExperimentResult result) {
        List<Figure> figures = new ArrayList<>(sweeps(result));
        for (Comparison c : result.comparisons()) {
            figures.add(outputs(c));
            errors(c).ifPresent(figures::add);
            figures.add(contributions(c));
            if (c.evaluation().confusion().classes() <= MOST_CLASSES) {
                figures.add(confusion(c));
            }
        }
        Map<String, Comparison> machines = new LinkedHashMap<>();
        result.comparisons().forEach(c -> machines.putIfAbsent(c.machineName(), c));
        machines.values().stream().filter(c -> !c.machine().transferCurves().isEmpty()).forEach(c -> figures.add(transfer(c)));
        figures.addAll(light(result));
        return figures;
    }

    // ---- sweeps

    private static List<Figure> sweeps(ExperimentResult result) {
        Map<String, List<SweepResult>> byName = result.sweeps().stream()
                .collect(Collectors.groupingBy(SweepResult::name, LinkedHashMap::new, Collectors.toList()));
        List<Figure> figures = new ArrayList<>();
        byName.forEach((name, sweeps) -> figures.add(sweeps.get(0).axes().size() == 1 ? line(name, sweeps) : family(name, sweeps)));
        return figures;
    }

    private static Figure line(String name, List<SweepResult> sweeps) {
        boolean photons = sweeps.stream().allMatch(s -> s.axes().get(0).field().equals("laser.power") && s.points().stream().allMatch(p -> photons(p).orElse(0.0) > 0));
        String field = sweeps.get(0).axes().get(0).field();
        List<String> problems = sweeps.stream().map(SweepResult::problem).distinct().toList();
        List<String> machines = sweeps.stream().map(SweepResult::machine).distinct().toList();
        List<Series> series = new ArrayList<>();
        for (SweepResult sweep : sweeps) {
            double[] x = sweep.points().stream().mapToDouble(p -> photons ? photons(p).orElseThrow() : p.values().get(0)).toArray();
            String label = problems.size() == 1 ? sweep.machine() : sweep.machine() + ", " + sweep.problem();
            Series.Style style = problems.indexOf(sweep.problem()) % 2 == 0 ? Series.Style.LINE_AND_POINTS : Series.Style.DASHED_AND_POINTS;
            series.add(accuracy(label, style, x, sweep.points()).coloured(machines.indexOf(sweep.machine()) % 6));
        }
        sweeps.stream().collect(Collectors.toMap(SweepResult::problem, s -> s.digital().accuracy(), (a, b) -> a, LinkedHashMap::new))
                .forEach((problem, accuracy) -> series.add(Series.level(problems.size() == 1 ? "exact digital" : "exact digital, " + problem, 100 * accuracy)));
        series.add(Series.level("chance", 100.0 / sweeps.get(0).points().get(0).evaluation().confusion().classes()));
        Axis x = photons ? Axis.logarithmic("photons per multiplication in layer 1", "")
                : sweeps.get(0).axes().get(0).logarithmic() ? Axis.logarithmic(label(field), "") : Axis.linear(label(field), "");
        String over = photons ? "photons per multiplication" : label(field);
        return Figure.of("accuracy-" + slug(name), "Accuracy against " + over,
                "Share of right decisions on the test images; the band is the 95 % interval for new chips on new images" + (problems.size() == 1 ? " (split " + problems.get(0) + ")." : "."),
                new LinePanel("", x, Axis.linear("accuracy", "%").from(0, 100), series));
    }

    /** Two swept fields: the first along the axis, a curve for each value of the second; one panel for each machine and split. */
    private static Figure family(String name, List<SweepResult> sweeps) {
        List<Panel> panels = new ArrayList<>();
        for (SweepResult sweep : sweeps) {
            var first = sweep.axes().get(0);
            var second = sweep.axes().get(1);
            List<Series> series = new ArrayList<>();
            for (double value : second.values()) {
                List<SweepPoint> points = sweep.points().stream().filter(p -> p.values().get(1) == value).toList();
                double[] x = points.stream().mapToDouble(p -> p.values().get(0)).toArray();
                series.add(accuracy(label(second.field()) + " " + Numbers.brief(value), Series.Style.LINE_AND_POINTS, x, points).coloured(series.size() % 6));
            }
            series.add(Series.level("exact digital", 100 * sweep.digital().accuracy()));
            panels.add(new LinePanel(sweep.machine() + ", " + sweep.problem(), first.logarithmic() ? Axis.logarithmic(label(first.field()), "") : Axis.linear(label(first.field()), ""),
                    Axis.linear("accuracy", "%").from(0, 100), series));
        }
        return new Figure("accuracy-" + slug(name), "Accuracy against " + label(sweeps.get(0).axes().get(0).field()) + " and " + label(sweeps.get(0).axes().get(1).field()),
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

    /** A field's path in words: {@code noise.scale} → noise scale. */
    private static String label(String field) {
        return field.replaceAll("([a-z])([A-Z])", "$1 $2").replace('.', ' ').toLowerCase(Locale.ROOT);
    }

    // ---- one machine on one split

    private static Figure outputs(Comparison c) {
        List<Panel> panels = new ArrayList<>();
        for (LayerSamples samples : c.samples()) {
            panels.add(new ScatterPanel("layer " + (samples.layer() + 1), Axis.linear("exact digital output", ""), Axis.linear("analog output", ""), flat(samples.exact()), flat(samples.analog())));
        }
        return new Figure("outputs-" + place(c), "Analog against digital outputs: " + title(c), "Every output of the first chip for the test images, each layer fed by the analog layer before it; on the dashed line analog equals digital.",
                columns(panels), panels);
    }

    /** Empty where every layer makes the same error everywhere, none for example. */
    private static Optional<Figure> errors(Comparison c) {
        List<Panel> panels = new ArrayList<>();
        for (LayerSamples samples : c.samples()) {
            double[] errors = errors(samples);
            if (Arrays.stream(errors).anyMatch(e -> e != errors[0])) {
                panels.add(new HistogramPanel("layer " + (samples.layer() + 1), Axis.linear("analog - digital output", ""), errors));
            }
        }
        return panels.isEmpty() ? Optional.empty() : Optional.of(new Figure("errors-" + place(c), "Errors of the outputs: " + title(c), "How far the first chip's outputs lie from the exact ones, in network units, with the normal law of the same mean and deviation; outputs that are 0 in both are left out.", columns(panels), panels));
    }

    private static double[] errors(LayerSamples samples) {
        double[] exact = flat(samples.exact());
        double[] analog = flat(samples.analog());
        return IntStream.range(0, exact.length).filter(i -> exact[i] != 0 || analog[i] != 0).mapToDouble(i -> analog[i] - exact[i]).toArray();
    }

    private static Figure contributions(Comparison c) {
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
        return Figure.of("noise-" + place(c), "Where the error comes from: " + title(c),
                "Root mean square change of a layer's outputs with one source of random error on at a time, relative to the signal; 'deterministic' is what is left with all of them off.",
                new BarPanel("", "source", Axis.logarithmic("rms error / rms signal", "%"), rows.stream().map(NoiseContribution::name).toList(), layers, shares));
    }

    private static double largest(NoiseContribution contribution, NoiseBudget budget) {
        return IntStream.range(0, budget.signal().size()).mapToDouble(l -> contribution.ofLayers().get(l).value() / budget.signal().get(l)).max().orElse(0);
    }

    private static Figure confusion(Comparison c) {
        List<String> classes = IntStream.range(0, c.evaluation().confusion().classes()).mapToObj(Integer::toString).toList();
        return Figure.of("confusion-" + place(c), "Digital against analog decisions: " + title(c), "Counts over all chips, reads and test images; off the diagonal the machine decides otherwise than the exact network.",
                new MatrixPanel("", "digital decision", "analog decision", classes, c.evaluation().confusion().counts()));
    }

    private static Figure transfer(Comparison c) {
        List<Panel> panels = new ArrayList<>();
        for (TransferCurve curve : c.machine().transferCurves()) {
            List<Series> series = new ArrayList<>();
            for (TransferCurve.Series s : curve.series()) {
                series.add(Series.of(s.name(), series.isEmpty() ? Series.Style.DASHED : Series.Style.LINE, s.x(), s.y()));
            }
            panels.add(new LinePanel(curve.title(), axis(curve.xLabel()), axis(curve.yLabel()), series));
        }
        return new Figure("transfer-" + slug(c.machineName()), "Transfer curves: " + c.machineName(), "What each part makes of its input, ideal (dashed) and as built.", columns(panels), panels);
    }

    /** From {@code "output [V]"}. */
    private static Axis axis(String label) {
        int bracket = label.lastIndexOf(" [");
        return bracket < 0 || !label.endsWith("]") ? Axis.linear(label, "") : Axis.linear(label.substring(0, bracket), label.substring(bracket + 2, label.length() - 1));
    }

    // ---- light

    private static List<Figure> light(ExperimentResult result) {
        YoungFringes young = YoungFringes.standard();
        double[] mm = millimetres(young.positions());
        double[] up = millimetres(young.heights());
        List<Figure> figures = new ArrayList<>();
        figures.add(Figure.of("young", "Young's double slit", String.format(Locale.ROOT,
                "Huygens sum over 400 points a slit (40 µm wide, 250 µm apart, 532 nm, screen at 1 m), the far-field law laid over it: fringes every %.3f mm, envelope zero at %.2f mm.",
                1e3 * young.fringeSpacing(), 1e3 * young.envelopeZero()),
                new LinePanel("", Axis.linear("position on the screen", "mm"), Axis.linear("irradiance over its peak", ""), List.of(Series.of("Huygens sum", Series.Style.LINE, mm, young.irradiance()),
                        Series.of("closed form", Series.Style.DASHED, mm, young.farField())))));
        figures.add(Figure.of("young-image", "Young's double slit on the screen", "The same Huygens sum on the screen, with slits 200 µm high.",
                ImagePanel.field("", edges("across the slits", mm), edges("along the slits", up), Axis.linear("irradiance over its peak", ""), young.image())));
        double[] x = result.comparisons().get(0).problem().split().test().inputs()[0];
        double largest = Math.max(Double.MIN_NORMAL, Arrays.stream(x).map(Math::abs).max().orElse(0));
        double[] u = Arrays.stream(x).map(v -> v / largest).toArray();
        BeamInterference beams = new BeamInterference(u, 1e-3, WAVELENGTH_OF_PICTURES, 401);
        int side = (int) Math.ceil(Math.sqrt(u.length));
        double[][] pixels = new double[side][side];
        for (int j = 0; j < u.length; j++) {
            pixels[j / side][j % side] = u[j];
        }
        double[] screen = millimetres(beams.positions());
        double brightest = Arrays.stream(beams.irradiance()).flatMapToDouble(Arrays::stream).max().orElseThrow();
        figures.add(new Figure("beams", u.length + " input beams interfere", String.format(Locale.ROOT,
                "The first test sample (left) as phases arccos x of %d beams of one laser, 1 mW together, brought to the focus of a 200 mm lens (right); the pattern repeats every %.1f µm.", u.length, 1e6 * beams.period()), 2,
                List.of(ImagePanel.pixels("input x", Axis.linear("x over its largest", ""), pixels),
                        ImagePanel.field("irradiance in the focus", edges("x", screen), edges("y", screen), Axis.logarithmic("irradiance", "W/m²").from(brightest / DARKEST, brightest), beams.irradiance()))));
        return figures;
    }

    private static double[] millimetres(double[] metres) {
        return Arrays.stream(metres).map(m -> 1e3 * m).toArray();
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

    private static String title(Comparison c) {
        return c.machineName() + ", " + c.problem().name();
    }

    static String place(Comparison c) {
        return slug(c.problem().name()) + "-" + slug(c.machineName());
    }

    /** A part of a file name; where it does not say the whole name, a number that follows from the name keeps it from others. */
    static String slug(String name) {
        String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.equals(name) ? slug : (slug.isEmpty() ? "" : slug + "-") + Integer.toHexString(name.hashCode());
    }

    private static double[] flat(double[][] rows) {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    }
}
