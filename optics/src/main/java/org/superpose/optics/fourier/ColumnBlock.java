package org.superpose.optics.fourier;

/**
 * Up to eight neighbouring columns of a row-by-row array, laid out one after another: each row then costs two cache lines, and a column transform
 * runs over contiguous memory.
 */
final class ColumnBlock {
    static final int WIDTH = 8;

    private ColumnBlock() {
    }

    /** Numbers from one column of the buffer to the next: a cache line more than the column, or all eight would fall into one set of the cache. */
    static int pitch(int length) {
        return 2 * length + 8;
    }

    /** Number of blocks that so many columns make. */
    static int blocks(int columns) {
        return (columns + WIDTH - 1) / WIDTH;
    }

    /** Columns in a block; the last may have fewer. */
    static int width(int block, int columns) {
        return Math.min(WIDTH, columns - block * WIDTH);
    }

    /**
     * All rows of a block into the buffer; row r goes to place (r + shift) mod length of its column.
     */
    static void gather(double[] array, int stride, int rows, int block, int width, double[] buffer, int length, int shift) {
        for (int r = 0; r < rows; r++) {
            int from = r * stride + 2 * block * WIDTH;
            int to = 2 * (r + shift < length ? r + shift : r + shift - length);
            for (int c = 0; c < width; c++) {
                buffer[to] = array[from + 2 * c];
                buffer[to + 1] = array[from + 2 * c + 1];
                to += pitch(length);
            }
        }
    }

    /** The way back, times a factor. */
    static void scatter(double[] buffer, int length, int shift, double factor, double[] array, int stride, int rows, int block, int width) {
        for (int r = 0; r < rows; r++) {
            int to = r * stride + 2 * block * WIDTH;
            int from = 2 * (r + shift < length ? r + shift : r + shift - length);
            for (int c = 0; c < width; c++) {
                array[to + 2 * c] = factor * buffer[from];
                array[to + 2 * c + 1] = factor * buffer[from + 1];
                from += pitch(length);
            }
        }
    }
}
