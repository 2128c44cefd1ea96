package org.superpose.optics.element;

import java.awt.image.BufferedImage;
import java.util.BitSet;
import java.util.Locale;

/**
 * Which mirrors of a micromirror device are on: one bit each, row by row, the first row that of the smallest y.
 * <p>As a picture it looks as the pattern does to who looks along the light, x to the right and y up: the picture's first row is the pattern's last. On is white.
 */
public final class MirrorPattern {
    private final int columns;
    private final int rows;
    private final BitSet on;

    /**
     * @param columns mirrors along x, at least 1
     * @param rows    mirrors along y, at least 1
     * @param on      bits row by row; copied
     */
    public MirrorPattern(int columns, int rows, BitSet on) {
        if (columns < 1 || rows < 1 || (long) columns * rows > 1 << 26 || on.length() > columns * rows) {
            throw new IllegalArgumentException("mirror pattern: at least 1 mirror along each side, at most 2^26 in all and no bits beyond, got " + columns + " x " + rows
                    + " with bits up to " + on.length());
        }
        this.columns = columns;
        this.rows = rows;
        this.on = (BitSet) on.clone();
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    /** Whether the mirror at a column and row is on. */
    public boolean isOn(int column, int row) {
        return on.get(row * columns + column);
    }

    /** Number of mirrors that are on. */
    public int count() {
        return on.cardinality();
    }

    /**
     * The same pattern on a larger device, middle on middle (mirror ⌊n/2⌋), with the mirrors around it off: holograms and filters keep their phase.
     * @param deviceColumns at least as many as the pattern has
     * @param deviceRows    at least as many as the pattern has
     */
    public MirrorPattern framed(int deviceColumns, int deviceRows) {
        if (deviceColumns < columns || deviceRows < rows) {
            throw new IllegalArgumentException("mirror pattern: " + columns + " x " + rows + " mirrors do not fit on a device of " + deviceColumns + " x " + deviceRows);
        }
        int left = deviceColumns / 2 - columns / 2;
        int below = deviceRows / 2 - rows / 2;
        BitSet framed = new BitSet(deviceColumns * deviceRows);
        for (int s = on.nextSetBit(0); s >= 0; s = on.nextSetBit(s + 1)) {
            framed.set((s / columns + below) * deviceColumns + s % columns + left);
        }
        return new MirrorPattern(deviceColumns, deviceRows, framed);
    }

    /** The pattern as a file that the device loads: PNG, one bit for each mirror. */
    public byte[] png() {
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_BINARY);
        for (int s = on.nextSetBit(0); s >= 0; s = on.nextSetBit(s + 1)) {
            image.getRaster().setSample(s % columns, rows - 1 - s / columns, 0, 1);
        }
        return Png.bytes(image);
    }

    /**
     * The pattern of such a file. Any PNG will do whose pixels are black or white.
     * @param png     the file's bytes
     * @param columns mirrors of the device along x
     * @param rows    mirrors of the device along y
     */
    public static MirrorPattern ofPng(byte[] png, int columns, int rows) {
        BufferedImage image = Png.read(png, "mirror pattern", columns, rows);
        BitSet on = new BitSet(columns * rows);
        for (int s = 0; s < columns * rows; s++) {
            int colour = image.getRGB(s % columns, rows - 1 - s / columns);
            if (colour != 0xff000000 && colour != 0xffffffff) {
                throw new IllegalArgumentException(String.format(Locale.ROOT, "mirror pattern: pixels must be black or white, but that in column %d, row %d from the top is %08x"
                        + " (opacity, red, green, blue); choose a threshold and save one bit for each", s % columns, rows - 1 - s / columns, colour));
            }
            on.set(s, colour == 0xffffffff);
        }
        return new MirrorPattern(columns, rows, on);
    }
}
