package org.superpose.simulator.report.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.XYPlot;

/** Values over two axes as colours, with a colour bar. Instances are immutable. */
public final class ImagePanel implements Panel {
    private final String title;
    private final Axis x;
    private final Axis y;
    private final Axis value;
    private final ColourMap map;
    private final boolean topDown;
    private final double[][] values;

    private ImagePanel(String title, Axis x, Axis y, Axis value, ColourMap map, boolean topDown, double[][] values) {
        if (values.length == 0 || values[0].length == 0 || Arrays.stream(values).anyMatch(row -> row.length != values[0].length)) {
            throw new IllegalArgumentException("image \"" + title + "\": needs at least one row and rows of equal length");
        }
        if (Double.isNaN(x.low() + x.high() + y.low() + y.high()) || x.logarithmic() || y.logarithmic()) {
            throw new IllegalArgumentException("image \"" + title + "\": both axes must be linear with both ends given; use Axis.from(low, high)");
        }
        this.title = title;
        this.x = x;
        this.y = y;
        this.value = value;
        this.map = map;
        this.topDown = topDown;
        this.values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    }

    /**
     * A field over space: y points up.
     *
     * @param x      axis whose ends are the outer edges of the first and last column; if y has the same unit, lengths keep their proportion
     * @param y      axis whose ends are the outer edges of the first and last row
     * @param values [rows × columns], row 0 at the low end of y
     */
    public static ImagePanel field(String title, Axis x, Axis y, Axis value, double[][] values) {
        return new ImagePanel(title, x, y, value, ColourMap.VIRIDIS, false, values);
    }

    /** A field over space of an angle from −1 to 1 half turns, in cyclic colours; NaN, where there is no angle, stays white. */
    public static ImagePanel angle(String title, Axis x, Axis y, String quantity, double[][] values) {
        return new ImagePanel(title, x, y, Axis.linear(quantity, "π rad").from(-1, 1), ColourMap.PHASE, false, values);
    }

    /** A picture of [rows × columns] pixels, numbered from 0, row 0 at the top. */
    public static ImagePanel pixels(String title, Axis value, double[][] values) {
        return new ImagePanel(title, Axis.linear("column", "").from(-0.5, values[0].length - 0.5), Axis.linear("row", "").from(-0.5, values.length - 0.5),
                value, ColourMap.GREY, true, values);
    }

    @Override
    public void draw(Graphics2D graphics, Rectangle2D area) {
        double[] shown = Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(v -> value.logarithmic() ? v > 0 : !Double.isNaN(v)).toArray();
        double smallest = Arrays.stream(shown).min().orElse(value.low());
        double largest = Arrays.stream(shown).max().orElse(value.high());
        DrawnAxis colours = DrawnAxis.fit(value, smallest, largest, 0, DrawnAxis.up(area));
        double[][] share = new double[values.length][values[0].length];
        for (int row = 0; row < values.length; row++) {
            double[] from = values[topDown ? row : values.length - 1 - row];
            for (int column = 0; column < from.length; column++) {
                share[row][column] = share(from[column] * colours.factor(), colours);
            }
        }
        DrawnAxis across = DrawnAxis.fit(x, x.low(), x.high(), 0, DrawnAxis.across(area));
        DrawnAxis up = DrawnAxis.fit(y, y.low(), y.high(), 0, DrawnAxis.up(area));
        if (topDown) {
            up.axis().setInverted(true);
            whole(across);
            whole(up);
        }
        XYPlot plot = new XYPlot(null, across.axis(), up.axis(), null);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        new Raster(title, Raster.picture(share, map), plot, aspect(), map, colours.axis()).draw(graphics, area);
    }

    @Override
    public int height(int width) {
        return aspect() == 0 ? Panel.super.height(width) : Raster.height(width, aspect(), true, title);
    }

    private double aspect() {
        return x.unit().equals(y.unit()) ? (x.high() - x.low()) / (y.high() - y.low()) : 0;
    }

    /** One row per image row: its middle on the y axis, then a value per column; the header holds each column's middle on the x axis. In single precision: far finer than the colours, half as long. */
    @Override
    public Table data() {
        List<String> columns = new ArrayList<>(List.of(y.header() + ", right of it " + value.header() + " at " + x.header()));
        for (int column = 0; column < values[0].length; column++) {
            columns.add(Float.toString(middle(x, column, values[0].length)));
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < values.length; row++) {
            List<Object> cells = new ArrayList<>(List.of(middle(y, row, values.length)));
            Arrays.stream(values[row]).forEach(v -> cells.add((float) v));
            rows.add(cells);
        }
        return new Table(columns, rows);
    }

    /** Pixels are counted: no ticks between them. */
    private static void whole(DrawnAxis axis) {
        NumberAxis numbers = (NumberAxis) axis.axis();
        numbers.setTickUnit(new NumberTickUnit(Math.max(1, numbers.getTickUnit().getSize())), false, true);
    }

    private static float middle(Axis axis, int index, int count) {
        return (float) (axis.low() + (index + 0.5) * (axis.high() - axis.low()) / count);
    }

    private double share(double v, DrawnAxis colours) {
        if (value.logarithmic()) {
            return v <= 0 ? 0 : Math.log(v / colours.low()) / Math.log(colours.high() / colours.low());
        }
        return (v - colours.low()) / (colours.high() - colours.low());
    }
}
