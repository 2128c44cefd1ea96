package org.superpose.simulator.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

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
    /** What labels, ticks and margins take beside or below the picture, about. */
    private static final int AXIS_SPACE = 130;

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

    /** The height of a panel in which a picture of this aspect fills the width. */
    static int height(int width, double aspect, boolean bar, String title) {
        double picture = (width - AXIS_SPACE - (bar ? BAR_SPACE : 0)) / aspect;
        return (int) Math.max(300, Math.min(1000, picture + AXIS_SPACE + (title.isEmpty() ? 0 : Look.HEADING)));
    }

    void draw(Graphics2D graphics, Rectangle2D area) {
        Look.style(plot);
        plot.setBackgroundImage(picture);
        plot.setBackgroundImageAlpha(1f);
        double space = bar == null ? 0 : BAR_SPACE;
        Rectangle2D inner = new Rectangle2D.Double(area.getX(), area.getY(), area.getWidth() - space, area.getHeight());
        if (aspect > 0) {
            inner = fitted(inner);
        }
        Rectangle2D data = Look.draw(graphics, inner, title, plot, false);
        if (bar != null) {
            Rectangle2D strip = new Rectangle2D.Double(inner.getMaxX() + 4, data.getY(), BAR_WIDTH, data.getHeight());
            drawBar(graphics, strip, new Rectangle2D.Double(inner.getMaxX(), area.getY(), space, area.getHeight()));
        }
    }

    /** The part of {@code area} in which the picture keeps its aspect: a trial drawing tells what the axes take. */
    private Rectangle2D fitted(Rectangle2D area) {
        Graphics2D trial = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        Rectangle2D data = Look.draw(trial, area, title, plot, false);
        trial.dispose();
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
        bar.setTickLabelInsets(new RectangleInsets(2, 8, 2, 4));
        bar.draw(graphics, strip.getMaxX(), around, strip, RectangleEdge.RIGHT, null);
    }
}
