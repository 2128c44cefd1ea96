package org.superpose.simulator.report.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;

/** A square table of counts, darker where a row has more of its share, with its numbers. Instances are immutable. */
public final class MatrixPanel implements Panel {
    private final String title;
    private final String rowLabel;
    private final String columnLabel;
    private final List<String> names;
    private final long[][] counts;

    /** @param counts [rows × columns], both in the order of {@code names}, row 0 at the top */
    public MatrixPanel(String title, String rowLabel, String columnLabel, List<String> names, long[][] counts) {
        if (names.isEmpty() || counts.length != names.size() || Arrays.stream(counts).anyMatch(row -> row.length != names.size())) {
            throw new IllegalArgumentException("matrix \"" + title + "\": needs as many rows and columns as the " + names.size() + " names");
        }
        this.title = title;
        this.rowLabel = rowLabel;
        this.columnLabel = columnLabel;
        this.names = List.copyOf(names);
        this.counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    @Override
    public void draw(Graphics2D graphics, Rectangle2D area) {
        int size = names.size();
        SymbolAxis across = axis(columnLabel);
        SymbolAxis down = axis(rowLabel);
        down.setInverted(true);
        XYPlot plot = new XYPlot(null, across, down, null);
        plot.setDomainGridlinesVisible(false);
        plot.setRangeGridlinesVisible(false);
        double[][] share = new double[size][size];
        for (int row = 0; row < size; row++) {
            long total = Math.max(1, Arrays.stream(counts[row]).sum());
            for (int column = 0; column < size; column++) {
                share[row][column] = Math.sqrt(counts[row][column] / (double) total);
                if (counts[row][column] > 0) {
                    XYTextAnnotation number = new XYTextAnnotation(Long.toString(counts[row][column]), column, row);
                    number.setFont(Look.font(Font.PLAIN, Math.min(26, 300f / size)));
                    number.setPaint(ColourMap.WHITE_TO_BLUE.isLight(share[row][column]) ? Look.INK : Color.WHITE);
                    plot.addAnnotation(number);
                }
            }
        }
        new Raster(title, Raster.picture(share, ColourMap.WHITE_TO_BLUE), plot, 1, ColourMap.WHITE_TO_BLUE, null).draw(graphics, area);
    }

    @Override
    public int height(int width) {
        return Raster.height(width, 1, false, title);
    }

    @Override
    public Table data() {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < counts.length; row++) {
            for (int column = 0; column < counts.length; column++) {
                rows.add(Table.row(names.get(row), names.get(column), counts[row][column]));
            }
        }
        return new Table(List.of(rowLabel, columnLabel, "count"), rows);
    }

    private SymbolAxis axis(String label) {
        SymbolAxis axis = new SymbolAxis(label, names.toArray(String[]::new));
        axis.setRange(-0.5, names.size() - 0.5);
        axis.setGridBandsVisible(false);
        Look.style(axis);
        return axis;
    }
}
