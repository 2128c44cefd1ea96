package org.superpose.simulator.report.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleBiFunction;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * Curves over one axis, with shaded bands and horizontal levels; the first lies on top. A curve whose name is empty is not in the legend.
 *
 * @param title heading of the panel, may be empty
 */
public record LinePanel(String title, Axis x, Axis y, List<Series> series) implements Panel {
    public LinePanel {
        series = List.copyOf(series);
        if (series.stream().allMatch(s -> s.isLevel() || s.size() == 0)) {
            throw new IllegalArgumentException("panel \"" + title + "\" has no curve; give it at least one series with points");
        }
    }

    @Override
    public void draw(Graphics2D graphics, Rectangle2D area) {
        DrawnAxis across = DrawnAxis.fit(x, extreme(1, (s, i) -> s.isLevel() ? Double.NaN : s.x(i)),
                extreme(-1, (s, i) -> s.isLevel() ? Double.NaN : s.x(i)), 0.03, DrawnAxis.across(area));
        DrawnAxis up = DrawnAxis.fit(y, extreme(1, (s, i) -> shown(Math.min(s.y(i), s.low(i)), shown(s.y(i)))),
                extreme(-1, (s, i) -> Math.max(s.y(i), s.high(i))), 0.05, DrawnAxis.up(area));
        YIntervalSeriesCollection data = new YIntervalSeriesCollection();
        DeviationRenderer renderer = new DeviationRenderer();
        renderer.setAlpha(0.18f);
        renderer.setLegendLine(Look.legendLine());
        int levels = 0;
        for (int k = 0; k < series.size(); k++) {
            Series s = series.get(k);
            YIntervalSeries points = new YIntervalSeries(k + " " + s.name(), false, true);
            for (int i = 0; i < s.size(); i++) {
                double place = Double.isInfinite(s.x(i)) ? (i == 0 ? across.low() : across.high()) : s.x(i) * across.factor();
                points.add(place, shown(s.y(i)) * up.factor(), shown(s.low(i), shown(s.y(i))) * up.factor(), s.high(i) * up.factor());
            }
            data.addSeries(points);
            boolean line = s.style() != Series.Style.POINTS;
            boolean marks = s.style().name().endsWith("POINTS");
            Color colour = s.isLevel() ? Look.INK : Look.colour(s.colour(k));
            renderer.setSeriesPaint(k, colour);
            renderer.setSeriesFillPaint(k, s.hasBand() ? colour : new Color(0, true));
            renderer.setSeriesStroke(k, Look.stroke(!s.isLevel() ? s.style() : levels++ % 2 == 0 ? Series.Style.DASHED : Series.Style.DOTTED));
            renderer.setSeriesShape(k, Look.marker(s.colour(k), 9));
            renderer.setSeriesLinesVisible(k, line);
            renderer.setSeriesShapesVisible(k, marks);
            renderer.setSeriesVisibleInLegend(k, !s.name().isEmpty());
        }
        renderer.setLegendItemLabelGenerator((dataset, k) -> series.get(k).name());
        XYPlot plot = new XYPlot(data, across.axis(), up.axis(), renderer);
        Look.style(plot);
        Look.draw(graphics, area, title, plot, series.size() > 1 && series.stream().anyMatch(s -> !s.name().isEmpty()));
    }

    @Override
    public Table data() {
        boolean bands = series.stream().anyMatch(Series::hasBand);
        List<String> columns = new ArrayList<>(List.of("series", x.header(), y.header()));
        if (bands) {
            columns.addAll(List.of("low " + y.header(), "high " + y.header()));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (Series s : series) {
            for (int i = 0; i < (s.isLevel() ? 1 : s.size()); i++) {
                double place = s.isLevel() ? Double.NaN : s.x(i);
                rows.add(bands ? Table.row(s.name(), place, s.y(i), s.low(i), s.high(i)) : Table.row(s.name(), place, s.y(i)));
            }
        }
        return new Table(columns, rows);
    }

    /** What an axis can show of a curve: there is no logarithm of zero. */
    private double shown(double value) {
        return y.logarithmic() && value <= 0 ? Double.NaN : value;
    }

    /** The lower edge of a band that a logarithmic axis can show. */
    private double shown(double low, double middle) {
        return y.logarithmic() && low <= 0 ? middle / 10 : low;
    }

    private double extreme(int sign, ToDoubleBiFunction<Series, Integer> value) {
        double best = Double.NaN;
        for (Series s : series) {
            for (int i = 0; i < s.size(); i++) {
                double candidate = value.applyAsDouble(s, i);
                if (!Double.isNaN(candidate) && !(sign * candidate >= sign * best)) {
                    best = candidate;
                }
            }
        }
        return best;
    }
}
