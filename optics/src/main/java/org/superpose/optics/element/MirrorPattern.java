package org.superpose.optics.element;

import java.util.BitSet;

/** Which mirrors of a micromirror device are on: one bit each, row by row. */
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
}
