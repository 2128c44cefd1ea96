package org.superpose.simulator.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.CategoryAxis;
import org.jfree.chart.plot.CategoryPlot;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.renderer.category.BarRenderer;
import org.jfree.chart.renderer.category.StackedBarRenderer;
import org.jfree.chart.renderer.category.StandardBarPainter;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.category.DefaultCategoryDataset;

/** Horizontal bars: categories from top to bottom, one bar per group in each, or the groups end to end in one bar. Instances are immutable. */
public final class BarPanel implements Panel {
    private final String title;
    private final String category;
    private final Axis value;
    private final List<String> categories;
    private final List<String> groups;
    private final double[][] values;
    private final boolean stacked;

    /**
     * @param category what the categories are, for the CSV header
     * @param values   [categories × groups]; what is not finite, and on a logarithmic axis what is not positive, draws no bar
     */
    public BarPanel(String title, String category, Axis value, List<String> categories, List<String> groups, double[][] values) {
        this(title, category, value, categories, groups, values, false);
    }

    private BarPanel(String title, String category, Axis value, List<String> categories, List<String> groups, double[][] values, boolean stacked) {
        if (values.length == 0 || values.length != categories.size() || Arrays.stream(values).anyMatch(row -> row.length != groups.size())) {
            throw new IllegalArgumentException("bars \"" + title + "\": needs one row of values per category and one value per group");
        }
        this.title = title;
        this.category = category;
        this.value = value;
        this.categories = List.copyOf(categories);
        this.groups = List.copyOf(groups);
        this.values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
        this.stacked = stacked;
    }

    /**
     * Of each category one bar in which the groups lie end to end, those that are negative to the left of 0; the last group is what is left over, and dark.
     *
     * @param value linear
     */
    public static BarPanel stacked(String title, String category, Axis value, List<String> categories, List<String> groups, double[][] values) {
        return new BarPanel(title, category, value, categories, groups, values, true);
    }

    @Override
    public void draw(Graphics2D graphics, Rectangle2D area) {
        double[] drawn = Arrays.stream(values).flatMapToDouble(row -> stacked ? ends(row) : Arrays.stream(row)).filter(this::isDrawn).toArray();
        double min = Arrays.stream(drawn).min().orElse(value.logarithmic() ? 0.1 : 0);
        DrawnAxis along = DrawnAxis.fit(value, value.logarithmic() ? min / 2 : Math.min(0, min), Arrays.stream(drawn).max().orElse(1), 0.03, DrawnAxis.across(area));
        DefaultCategoryDataset data = new DefaultCategoryDataset();
        for (int c = 0; c < values.length; c++) {
            for (int g = 0; g < groups.size(); g++) {
                data.addValue(isDrawn(values[c][g]) ? (Number) (values[c][g] * along.factor()) : null, groups.get(g), categories.get(c));
            }
        }
        BarRenderer renderer = stacked ? new StackedBarRenderer() : new BarRenderer();
        renderer.setBarPainter(new StandardBarPainter());
        renderer.setShadowVisible(false);
        renderer.setItemMargin(0.05);
        renderer.setMaximumBarWidth(stacked ? 0.4 : 0.08);
        renderer.setBase(value.logarithmic() ? along.low() : 0);
        for (int g = 0; g < groups.size(); g++) {
            renderer.setSeriesPaint(g, !stacked ? Look.colour(g) : g == groups.size() - 1 ? Look.INK : Look.part(g));
            renderer.setLegendShape(g, new Rectangle2D.Double(-12, -12, 24, 24));
        }
        CategoryAxis names = new CategoryAxis();
        Look.style(names);
        names.setTickLabelFont(Look.font(Font.PLAIN, 24));
        names.setMaximumCategoryLabelWidthRatio(0.6f);
        names.setMaximumCategoryLabelLines(2);
        names.setCategoryMargin(0.25);
        CategoryPlot plot = new CategoryPlot(data, names, along.axis(), renderer);
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setRangeAxisLocation(AxisLocation.BOTTOM_OR_RIGHT);
        plot.setBackgroundPaint(Color.WHITE);
        plot.setRangeGridlinePaint(Look.FAINT);
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setOutlinePaint(Look.INK);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        Look.draw(graphics, area, title, plot, groups.size() > 1);
    }

    @Override
    public int height(int width) {
        return Math.min(4000, stacked ? 320 + 110 * categories.size() : 200 + categories.size() * (30 + 26 * groups.size()));
    }

    /** Of a stacked bar. */
    private static DoubleStream ends(double[] row) {
        return DoubleStream.of(Arrays.stream(row).filter(v -> v < 0).sum(), Arrays.stream(row).filter(v -> v > 0).sum());
    }

    @Override
    public Table data() {
        List<List<Object>> rows = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
            for (int g = 0; g < groups.size(); g++) {
                rows.add(Table.row(categories.get(c), groups.get(g), values[c][g]));
            }
        }
        return new Table(List.of(category, "group", value.header()), rows);
    }

    private boolean isDrawn(double v) {
        return Double.isFinite(v) && (!value.logarithmic() || v > 0);
    }
}
