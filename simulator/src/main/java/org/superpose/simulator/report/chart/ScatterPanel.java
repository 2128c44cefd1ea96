package org.superpose.simulator.report.chart;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.DefaultXYDataset;

/** Points against the diagonal y = x; where they are many, their density. Instances are immutable. */
public final class ScatterPanel implements Panel {
    /** Above this many points dots would cover each other: a density of 160 × 160 bins is drawn instead. */
    static final int MOST_DOTS = 3000;
    private static final int BINS = 160;

    private final String title;
    private final Axis x;
    private final Axis y;
    private final double[][] points;

    /** Points (x[i], y[i]), not drawn where one of them is not finite; both axes are linear and get the same range. */
    public ScatterPanel(String title, Axis x, Axis y, double[] xs, double[] ys) {
        if (xs.length != ys.length || xs.length == 0) {
            throw new IllegalArgumentException("scatter plot \"" + title + "\": needs as many x as y and at least one, got " + xs.length + " and " + ys.length);
        }
        this.title = title;
        this.x = x;
        this.y = y;
        this.points = new double[][] {xs.clone(), ys.clone()};
        if (Arrays.stream(points).flatMapToDouble(Arrays::stream).noneMatch(Double::isFinite)) {
            throw new IllegalArgumentException("scatter plot \"" + title + "\": none of its values is finite");
        }
    }

    @Override
    public void draw(Graphics2D graphics, Rectangle2D area) {
        double min = Arrays.stream(points).flatMapToDouble(Arrays::stream).filter(Double::isFinite).min().orElse(Double.NaN);
        double max = Arrays.stream(points).flatMapToDouble(Arrays::stream).filter(Double::isFinite).max().orElse(Double.NaN);
        int steps = Math.min(DrawnAxis.across(area), DrawnAxis.up(area));
        DrawnAxis across = DrawnAxis.fit(x, min, max, 0.03, steps);
        DrawnAxis up = DrawnAxis.fit(y, min, max, 0.03, steps);
        XYPlot plot = new XYPlot(null, across.axis(), up.axis(), null);
        double low = Math.min(across.low(), up.low());
        double high = Math.max(across.high(), up.high());
        XYLineAnnotation diagonal = new XYLineAnnotation(low, low, high, high,
                new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 1, new float[] {10, 7}, 0), Look.colour(1));
        if (points[0].length <= MOST_DOTS) {
            drawDots(graphics, area, plot, diagonal, across, up);
        } else {
            plot.addAnnotation(diagonal);
            drawDensity(graphics, area, plot, across, up);
        }
    }

    @Override
    public int height(int width) {
        return Raster.height(width, 1, points[0].length > MOST_DOTS, title);
    }

    @Override
    public Table data() {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < points[0].length; i++) {
            rows.add(Table.row(points[0][i], points[1][i]));
        }
        return new Table(List.of(x.header(), y.header()), rows);
    }

    private void drawDots(Graphics2D graphics, Rectangle2D area, XYPlot plot, XYLineAnnotation diagonal, DrawnAxis across, DrawnAxis up) {
        DefaultXYDataset data = new DefaultXYDataset();
        data.addSeries("points", new double[][] {
                Arrays.stream(points[0]).map(v -> v * across.factor()).toArray(), Arrays.stream(points[1]).map(v -> v * up.factor()).toArray()});
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-4, -4, 8, 8));
        renderer.setSeriesPaint(0, Look.faded(0, 90));
        plot.setDataset(data);
        plot.setRenderer(renderer);
        plot.addAnnotation(diagonal);
        Look.style(plot);
        Look.draw(graphics, area, title, plot, false);
    }

    private void drawDensity(Graphics2D graphics, Rectangle2D area, XYPlot plot, DrawnAxis across, DrawnAxis up) {
        int[][] count = new int[BINS][BINS];
        int most = 1;
        for (int i = 0; i < points[0].length; i++) {
            if (!Double.isFinite(points[0][i] + points[1][i])) {
                continue;
            }
            int column = bin(points[0][i] * across.factor(), across);
            int row = BINS - 1 - bin(points[1][i] * up.factor(), up);
            if (column >= 0 && column < BINS && row >= 0 && row < BINS) {
                most = Math.max(most, ++count[row][column]);
            }
        }
        double decade = Math.pow(10, Math.max(1, Math.ceil(Math.log10(most))));
        DrawnAxis bar = DrawnAxis.fit(Axis.logarithmic("points per bin", "").from(1, decade), 1, decade, 0, DrawnAxis.up(area));
        double[][] share = new double[BINS][BINS];
        for (int row = 0; row < BINS; row++) {
            for (int column = 0; column < BINS; column++) {
                share[row][column] = count[row][column] == 0 ? Double.NaN : Math.log(count[row][column]) / Math.log(bar.high());
            }
        }
        new Raster(title, Raster.picture(share, ColourMap.VIRIDIS), plot, 1, ColourMap.VIRIDIS, bar.axis()).draw(graphics, area);
    }

    private static int bin(double value, DrawnAxis axis) {
        return (int) Math.floor((value - axis.low()) / (axis.high() - axis.low()) * BINS);
    }
}
