package org.superpose.simulator.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;

/**
 * A picture between two axes: what images, densities and matrices are drawn with.
 *
 * @param aspect width of the picture over its height; 0: as the area allows
 * @param bar    the axis of the colour bar; null: none
 */
record Raster(String title, BufferedImage picture, XYPlot plot, double aspect, ColourMap map, ValueAxis bar) {
    private static final int LEAST_PIXELS = 600;
    private static final int BAR_WIDTH = 30;
    private static final int BAR_SPACE = 190;

    /** Colours {@code share[row][column]} (0 to 1; NaN white), row 0 at the top, each value as a block of whole pixels. */
    static BufferedImage picture(double[][] share, ColourMap map) {
        int columns = share[0].length;
        int block = Math.max(1, LEAST_PIXELS / Math.max(columns, share.length));
        BufferedImage picture = new BufferedImage(columns * block, share.length * block, BufferedImage.TYPE_INT_RGB);
        int[] line = new int[columns * block];
        for (int row = 0; row < share.length; row++) {
            for (int i = 0; i < line.length; i++) {
                double value = share[row][i / block];
                line[i] = Double.isNaN(value) ? 0xFFFFFF : map.rgb(value);
            }
            for (int j = 0; j < block; j++) {
                picture.setRGB(0, row * block + j, line.length, 1, line, 0, line.length);
            }
        }
        return picture;
    }

    void draw(Graphics2D graphics, Rectangle2D area) {
        Look.style(plot);
        plot.setBackgroundImage(picture);
        plot.setBackgroundImageAlpha(1f);
        JFreeChart chart = Look.chart(title, plot, false);
        double space = bar == null ? 0 : BAR_SPACE;
        Rectangle2D inner = new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - space, area.getHeight());
        if (aspect > 0) {
            inner = fitted(chart, inner);
        }
        ChartRenderingInfo info = new ChartRenderingInfo();
        chart.draw(graphics, inner, info);
        if (bar != null) {
            Rectangle2D data = info.getPlotInfo().getDataArea();
            Rectangle2D strip = new Rectangle2D.Double(inner.getMaxX() + 4, data.getY(), BAR_WIDTH, data.getHeight());
            drawBar(graphics, strip, new Rectangle2D.Double(inner.getMaxX(), area.getY(), space, area.getHeight()));
        }
    }

    /** The part of {@code area} in which the picture keeps its aspect: a trial drawing tells what the axes take. */
    private Rectangle2D fitted(JFreeChart chart, Rectangle2D area) {
        ChartRenderingInfo info = new ChartRenderingInfo();
        Graphics2D trial = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        chart.draw(trial, area, info);
        trial.dispose();
        Rectangle2D data = info.getPlotInfo().getDataArea();
        double width = Math.min(data.getWidth(), data.getHeight() * aspect);
        double narrower = data.getWidth() - width;
        double lower = data.getHeight() - width / aspect;
        return new Rectangle2D.Double(area.getX() + narrower / 2, area.getY() + lower / 2, area.getWidth() - narrower, area.getHeight() - lower);
    }

    private void drawBar(Graphics2D graphics, Rectangle2D strip, Rectangle2D around) {
        int steps = 256;
        double[][] share = new double[steps][1];
        Arrays.setAll(share, i -> new double[] {1 - i / (steps - 1.0)});
        BufferedImage colours = picture(share, map);
        graphics.drawImage(colours, (int) strip.getX(), (int) strip.getY(), (int) strip.getWidth(), (int) strip.getHeight(), null);
        graphics.setPaint(Look.INK);
        graphics.draw(new Rectangle2D.Double((int) strip.getX(), (int) strip.getY(), (int) strip.getWidth(), (int) strip.getHeight()));
        bar.draw(graphics, strip.getMaxX(), around, strip, RectangleEdge.RIGHT, null);
    }
}
