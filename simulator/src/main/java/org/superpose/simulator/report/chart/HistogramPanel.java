package org.superpose.simulator.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** A histogram of values and the normal law with their mean and standard deviation, and places that are marked. Instances are immutable. */
public final class HistogramPanel implements Panel {
    /** A mark further from the mean than this is told in the key instead of drawn [standard deviations]. */
    private static final double FARTHEST = 9;

    /**
     * A vertical line.
     *
     * @param name  in the key; marks of the same name have one entry there
     * @param value where
     * @param style of the line
     */
    public record Mark(String name, double value, Series.Style style) {
    }

    private static final int BINS = 61;
    private static final double SIGMAS = 5;
    private static final int CURVE_POINTS = 201;
    private static final int[] MARKS = {6, 2, 3, 0, 4};               // colours

    private final String title;
    private final Axis x;
    private final int size;
    private final double mean;
    private final double sigma;
    private final double[] density;
    private final int outside;
    private final List<Mark> marks;

    /** @param values at least two that differ; bins cover five standard deviations on either side of the mean, what lies beyond is counted in the key */
    public HistogramPanel(String title, Axis x, double[] values) {
        this(title, x, values, List.of());
    }

    /** With marks. */
    public HistogramPanel(String title, Axis x, double[] values, List<Mark> marks) {
        this.marks = List.copyOf(marks);
        this.title = title;
        this.x = x;
        this.size = values.length;
        this.mean = Arrays.stream(values).average().orElse(Double.NaN);
        this.sigma = deviation(values, mean);
        if (!canShow(values)) {
            throw new IllegalArgumentException("histogram \"" + title + "\": needs at least two finite values that differ");
        }
        double[] counts = new double[BINS];
        int beyond = 0;
        for (double v : values) {
            int bin = (int) Math.floor((v - edge(0)) / width());
            if (bin >= 0 && bin < BINS) {
                counts[bin]++;
            } else {
                beyond++;
            }
        }
        this.outside = beyond;
        this.density = Arrays.stream(counts).map(c -> c / (size * width())).toArray();
    }

    /** Whether there are two finite values that differ, and none that is not finite. */
    public static boolean canShow(double[] values) {
        double sigma = deviation(values, Arrays.stream(values).average().orElse(Double.NaN));
        return sigma > 0 && !Double.isInfinite(sigma);
    }

    private static double deviation(double[] values, double mean) {
        return Math.sqrt(Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1));
    }

    @Override
    public void draw(Graphics2D graphics, Rectangle2D area) {
        double low = Math.min(edge(0), marks.stream().filter(this::isNear).mapToDouble(Mark::value).min().orElse(mean) - sigma / 4);
        double high = Math.max(edge(BINS), marks.stream().filter(this::isNear).mapToDouble(Mark::value).max().orElse(mean) + sigma / 4);
        DrawnAxis across = DrawnAxis.fit(x.from(low, high), low, high, 0, DrawnAxis.across(area));
        double top = Math.max(Arrays.stream(density).max().orElse(0), normal(mean));
        DrawnAxis up = DrawnAxis.fit(Axis.linear("probability density", x.unit().isEmpty() ? "" : "1/" + x.unit()).from(0, 1.05 * top), 0, top, 0, DrawnAxis.up(area));
        XYIntervalSeries bars = new XYIntervalSeries(String.format(Locale.ROOT, "%d values, mean %.2g, σ %.2g%s", size, mean, sigma,
                outside == 0 ? "" : ", " + outside + " beyond ±5σ"));
        for (int i = 0; i < BINS; i++) {
            bars.add((edge(i) + width() / 2) * across.factor(), edge(i) * across.factor(), edge(i + 1) * across.factor(), density[i], 0, density[i]);
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(bars);
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, Look.colour(5));
        renderer.setLegendBar(new Rectangle2D.Double(-12, -12, 24, 24));
        XYPlot plot = new XYPlot(data, across.axis(), up.axis(), renderer);
        double[][] curve = new double[2][CURVE_POINTS];
        for (int i = 0; i < CURVE_POINTS; i++) {
            double v = edge(0) + i * (edge(BINS) - edge(0)) / (CURVE_POINTS - 1);
            curve[0][i] = v * across.factor();
            curve[1][i] = normal(v);
        }
        DefaultXYDataset law = new DefaultXYDataset();
        law.addSeries("normal law, same mean and σ", curve);
        XYLineAndShapeRenderer line = new XYLineAndShapeRenderer(true, false);
        line.setSeriesPaint(0, Look.colour(1));
        line.setSeriesStroke(0, Look.stroke(Series.Style.LINE));
        line.setLegendLine(Look.legendLine());
        plot.setDataset(1, law);
        plot.setRenderer(1, line);
        mark(plot, across.factor(), 1.05 * top * up.factor());
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        Look.style(plot);
        Look.draw(graphics, area, title, plot, true);
    }

    private boolean isNear(Mark mark) {
        return Math.abs(mark.value - mean) <= FARTHEST * sigma;
    }

    private void mark(XYPlot plot, double factor, double top) {
        Map<String, Integer> colours = new LinkedHashMap<>();
        DefaultXYDataset lines = new DefaultXYDataset();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setLegendLine(Look.legendLine());
        for (Mark mark : marks) {
            int k = lines.getSeriesCount();
            boolean first = !colours.containsKey(mark.name);
            int colour = colours.computeIfAbsent(mark.name, name -> MARKS[colours.size() % MARKS.length]);
            double place = mark.value * factor;
            lines.addSeries(first ? mark.name + (isNear(mark) ? "" : String.format(Locale.ROOT, " (at %.3g, beyond the picture)", mark.value)) : mark.name + " " + k, isNear(mark) ? new double[][] {{place, place}, {0, top}} : new double[2][0]);
            renderer.setSeriesPaint(k, Look.colour(colour));
            renderer.setSeriesStroke(k, Look.stroke(mark.style));
            renderer.setSeriesVisibleInLegend(k, first || !isNear(mark));
        }
        plot.setDataset(2, lines);
        plot.setRenderer(2, renderer);
    }

    @Override
    public Table data() {
        String unit = x.unit().isEmpty() ? "" : " [1/" + x.unit() + "]";
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < BINS; i++) {
            rows.add(Table.row(edge(i), edge(i + 1), density[i], normal(edge(i) + width() / 2)));
        }
        return new Table(List.of("from " + x.header(), "to " + x.header(), "probability density" + unit, "normal law" + unit), rows);
    }

    private double width() {
        return 2 * SIGMAS * sigma / BINS;
    }

    private double edge(int i) {
        return mean - SIGMAS * sigma + i * width();
    }

    private double normal(double v) {
        double z = (v - mean) / sigma;
        return StrictMath.exp(-z * z / 2) / (sigma * Math.sqrt(2 * Math.PI));
    }
}
