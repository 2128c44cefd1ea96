package org.superpose.simulator.report.chart;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Panels under one title, 1600 px wide: written as PNG, as SVG and as CSV of what was plotted.
 *
 * @param name    base of the file names: small letters, digits and hyphens
 * @param title   heading
 * @param caption one sentence that says what to see
 * @param columns panels side by side
 * @param panels  row by row, from left to right
 */
public record Figure(String name, String title, String caption, int columns, List<Panel> panels) {
    static final int WIDTH = 1600;
    private static final int TITLE_HEIGHT = 64;

    public Figure {
        panels = List.copyOf(panels);
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("figure name \"" + name + "\" becomes a file name; use small letters, digits and single hyphens");
        }
        if (panels.isEmpty() || columns < 1) {
            throw new IllegalArgumentException("figure \"" + name + "\" needs at least one panel and one column");
        }
    }

    /** A figure of one panel. */
    public static Figure of(String name, String title, String caption, Panel panel) {
        return new Figure(name, title, caption, 1, List.of(panel));
    }

    /**
     * Writes {@code name.png}, {@code name.svg} and {@code name.csv} (one panel) or {@code name_1.csv}, {@code name_2.csv}, ...
     *
     * @return the PNG
     */
    public byte[] write(Path folder) throws IOException {
        byte[] png = png();
        Files.write(folder.resolve(name + ".png"), png);
        Files.writeString(folder.resolve(name + ".svg"), svg());
        for (int i = 0; i < panels.size(); i++) {
            panels.get(i).data().write(folder.resolve(dataFile(i)));
        }
        return png;
    }

    /** The name of the CSV file of panel {@code i}. */
    public String dataFile(int i) {
        return panels.size() == 1 ? name + ".csv" : name + "_" + (i + 1) + ".csv";
    }

    /** The picture as PNG. */
    public byte[] png() {
        return png(image(WIDTH));
    }

    /** The picture scaled to a width in pixels, 1 to {@value #WIDTH}: for a screen or a notebook. */
    public BufferedImage image(int width) {
        if (width < 1 || width > WIDTH) {
            throw new IllegalArgumentException("figure \"" + name + "\": a picture is 1 to " + WIDTH + " pixels wide, got " + width);
        }
        double scale = (double) width / WIDTH;
        BufferedImage image = new BufferedImage(width, (int) Math.ceil(height() * scale), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(scale, scale);
        draw(graphics);
        graphics.dispose();
        return image;
    }

    /** The picture as SVG: text as text, images embedded. */
    public String svg() {
        return SvgCanvas.text(new Dimension(WIDTH, height()), title + ". " + caption, this::draw);
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    int height() {
        return TITLE_HEIGHT + IntStream.range(0, rows()).map(this::heightOfRow).sum();
    }

    private int rows() {
        return (panels.size() + columns - 1) / columns;
    }

    private int heightOfRow(int row) {
        return row(row).stream().mapToInt(panel -> panel.height(widthInRow(row))).max().orElseThrow();
    }

    /** Panels share the width of their row, also where the last row has fewer. */
    private int widthInRow(int row) {
        return WIDTH / row(row).size();
    }

    private List<Panel> row(int row) {
        return panels.subList(row * columns, Math.min(panels.size(), (row + 1) * columns));
    }

    private void draw(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(Look.fitted(graphics, title, Look.font(Font.BOLD, 34), WIDTH - 40));
        graphics.setColor(Look.INK);
        graphics.drawString(title, (WIDTH - graphics.getFontMetrics().stringWidth(title)) / 2, TITLE_HEIGHT - 20);
        int y = TITLE_HEIGHT;
        for (int row = 0; row < rows(); row++) {
            int x = 0;
            for (Panel panel : row(row)) {
                panel.draw(graphics, new Rectangle2D.Double(x, y, widthInRow(row), heightOfRow(row)));
                x += widthInRow(row);
            }
            y += heightOfRow(row);
        }
    }
}
