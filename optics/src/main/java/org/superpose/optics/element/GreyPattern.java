package org.superpose.optics.element;

import java.awt.image.BufferedImage;

/**
 * What a phase modulator is told: one grey level, 0 to 255, for each pixel, row by row, the first row that of the smallest y.
 * <p>As a picture it looks as the pattern does to who looks along the light, x to the right and y up: the picture's first row is the pattern's last.
 */
public final class GreyPattern {
    private final int columns;
    private final int rows;
    private final byte[] grey;

    private GreyPattern(int columns, int rows, byte[] grey) {
        this.columns = columns;
        this.rows = rows;
        this.grey = grey;
    }

    /**
     * @param columns pixels along x, at least 1
     * @param rows    pixels along y, at least 1
     * @param phase   wanted of each pixel [rad], row by row, any number of turns
     * @param curve   of the device
     */
    public static GreyPattern of(int columns, int rows, double[] phase, GreyCurve curve) {
        if (columns < 1 || rows < 1 || phase.length != (long) columns * rows) {
            throw new IllegalArgumentException("grey pattern: " + columns + " x " + rows + " pixels need as many phases, got " + phase.length);
        }
        byte[] grey = new byte[phase.length];
        for (int s = 0; s < grey.length; s++) {
            if (!Double.isFinite(phase[s])) {
                throw new IllegalArgumentException("grey pattern: every phase must be finite [rad], but row " + s / columns + ", column " + s % columns + " is " + phase[s]);
            }
            grey[s] = (byte) curve.grey(phase[s]);
        }
        return new GreyPattern(columns, rows, grey);
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /** Grey level of the pixel at a column and row, 0 to 255. */
    public int grey(int column, int row) {
        return grey[row * columns + column] & 0xff;
    }

    /** The phase that the device makes of each pixel [rad], row by row: what {@link Slm#show} wants. @param curve of the device */
    public double[] phase(GreyCurve curve) {
        double[] phase = new double[grey.length];
        for (int s = 0; s < phase.length; s++) {
            phase[s] = curve.phase(grey[s] & 0xff);
        }
        return phase;
    }

    /** The pattern as a file that the device loads: PNG, eight bits of grey for each pixel. */
    public byte[] png() {
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        for (int s = 0; s < grey.length; s++) {
            image.getRaster().setSample(s % columns, rows - 1 - s / columns, 0, grey[s] & 0xff);
        }
        return Png.bytes(image);
    }

    /**
     * The pattern of such a file.
     * @param png     the file's bytes
     * @param columns pixels of the device along x
     * @param rows    pixels of the device along y
     */
    public static GreyPattern ofPng(byte[] png, int columns, int rows) {
        BufferedImage image = Png.read(png, "grey pattern", columns, rows);
        if (image.getType() != BufferedImage.TYPE_BYTE_GRAY) {
            throw new IllegalArgumentException("grey pattern: the picture must have eight bits of grey for each pixel and nothing else, got " + image.getColorModel().getPixelSize()
                    + " bits; save it without colours and transparency");
        }
        byte[] grey = new byte[columns * rows];
        for (int s = 0; s < grey.length; s++) {
            grey[s] = (byte) image.getRaster().getSample(s % columns, rows - 1 - s / columns, 0);
        }
        return new GreyPattern(columns, rows, grey);
    }
}
