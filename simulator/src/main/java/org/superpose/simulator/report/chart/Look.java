package org.superpose.simulator.report.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.Axis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.Plot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** How every panel looks: fonts, colours, markers, grid. */
final class Look {
    static final Color INK = new Color(0x222222);
    static final Color FAINT = new Color(0xDDDDDD);
    /** Height of a panel's title [px]. */
    static final int HEADING = 46;
    private static final int MOST_LARGE_ENTRIES = 4;

    /** M. Okabe and K. Ito, <i>Color Universal Design</i> (2008), yellow left out because it is faint on white. */
    private static final int[] OKABE_ITO = {0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x000000};

    private static final int[][] POLYGONS = {{-1, -1, 1, -1, 1, 1, -1, 1}, {0, -1, 1, 1, -1, 1}, {0, -1, 1, 0, 0, 1, -1, 0}, {-1, -1, 1, -1, 0, 1}};

    static {
        TextUtils.setUseDrawRotatedStringWorkaround(false);      // which draws the outlines of upright labels: in an SVG they would be no text
    }

    private Look() {
    }

    static Font font(int style, float size) {
        return new Font(Font.SANS_SERIF, style, 1).deriveFont(size);
    }

    static Color colour(int index) {
        return new Color(OKABE_ITO[index % OKABE_ITO.length]);
    }

    /** Of one of many parts of a whole: the colours but black, then lighter ones, so that neighbours differ. */
    static Color part(int index) {
        int colours = OKABE_ITO.length - 1;
        Color full = new Color(OKABE_ITO[(index + index / colours) % colours]);
        double white = 1 - Math.pow(0.5, index / colours);
        return new Color((int) (full.getRed() + white * (255 - full.getRed())), (int) (full.getGreen() + white * (255 - full.getGreen())), (int) (full.getBlue() + white * (255 - full.getBlue())));
    }

    static Paint faded(int index, int alpha) {
        return new Color(OKABE_ITO[index % OKABE_ITO.length] & 0xFFFFFF | alpha << 24, true);
    }

    /** A marker of about {@code size} px radius; neighbours differ in shape as well as in colour. */
    static Shape marker(int index, double size) {
        if (index % (POLYGONS.length + 1) == 0) {
            return new Ellipse2D.Double(-size, -size, 2 * size, 2 * size);
        }
        int[] corners = POLYGONS[index % (POLYGONS.length + 1) - 1];
        Path2D path = new Path2D.Double();
        for (int i = 0; i < corners.length; i += 2) {
            if (i == 0) {
                path.moveTo(corners[0] * size, corners[1] * size);
            } else {
                path.lineTo(corners[i] * size, corners[i + 1] * size);
            }
        }
        path.closePath();
        return path;
    }

    static Stroke stroke(Series.Style style) {
        return switch (style) {
            case DASHED, DASHED_AND_POINTS -> new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {16, 9}, 0);
            case DOTTED -> new BasicStroke(4, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 6}, 0);
            default -> new BasicStroke(4, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        };
    }

    static void style(Axis axis) {
        axis.setLabelFont(font(Font.PLAIN, 28));
        axis.setTickLabelFont(font(Font.PLAIN, 26));
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(INK);
        axis.setTickMarkPaint(INK);
        axis.setTickMarkOutsideLength(7);
        axis.setMinorTickMarkOutsideLength(4);
        axis.setLabelInsets(new RectangleInsets(6, 6, 6, 6));
    }

    static void style(XYPlot plot) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(FAINT);
        plot.setRangeGridlinePaint(FAINT);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setOutlinePaint(INK);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    }

    /**
     * Draws a plot with its title centred over the data and its key below.
     *
     * @param title may be empty
     * @return where the data lie
     */
    static Rectangle2D draw(Graphics2D graphics, Rectangle2D area, String title, Plot plot, boolean legend) {
        double heading = title.isEmpty() ? 0 : HEADING;
        ChartRenderingInfo info = new ChartRenderingInfo(null);
        chart(plot, legend).draw(graphics, new Rectangle2D.Double(area.getX(), area.getY() + heading, area.getWidth(), area.getHeight() - heading), info);
        Rectangle2D data = info.getPlotInfo().getDataArea();
        if (heading > 0) {
            Font font = fitted(graphics, title, font(Font.BOLD, 28), area.getWidth() - 20);
            double half = graphics.getFontMetrics(font).stringWidth(title) / 2.0;
            double middle = Math.max(area.getX() + half, Math.min(area.getMaxX() - half, data.getCenterX()));
            graphics.setFont(font);
            graphics.setPaint(INK);
            graphics.drawString(title, (float) (middle - half), (float) (area.getY() + HEADING - 12));
        }
        return data;
    }

    /** The font, or a smaller one in which the text is no wider than {@code width}. */
    static Font fitted(Graphics2D graphics, String text, Font font, double width) {
        int wanted = graphics.getFontMetrics(font).stringWidth(text);
        return wanted <= width ? font : font.deriveFont((float) (font.getSize2D() * width / wanted));
    }

    private static JFreeChart chart(Plot plot, boolean legend) {
        JFreeChart chart = new JFreeChart(null, JFreeChart.DEFAULT_TITLE_FONT, plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(6, 6, 6, 18));
        if (legend) {
            LegendTitle key = new LegendTitle(plot);
            boolean crowded = plot.getLegendItems().getItemCount() > MOST_LARGE_ENTRIES;
            key.setItemFont(font(Font.PLAIN, crowded ? 21 : 26));
            key.setItemPaint(INK);
            key.setPosition(RectangleEdge.BOTTOM);
            key.setFrame(BlockBorder.NONE);
            key.setItemLabelPadding(new RectangleInsets(1, 6, 1, crowded ? 14 : 22));
            key.setPadding(4, 4, 4, 4);
            chart.addSubtitle(key);
        }
        return chart;
    }

    /** What a legend shows of a line. */
    static Shape legendLine() {
        return new Line2D.Double(-30, 0, 30, 0);
    }
}
