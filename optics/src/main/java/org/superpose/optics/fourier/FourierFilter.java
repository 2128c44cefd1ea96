package org.superpose.optics.fourier;

import java.util.Arrays;

/**
 * Multiplies the spectrum of a field by a transfer function: forward transform, product, inverse transform. The field may be padded with zeros, of
 * which only the live corner is kept afterwards; rows that hold nothing but zeros, or that nobody keeps, are never transformed, so a field padded
 * to twice its size costs three passes over rows and columns of the large one instead of four. A column goes through forward transform, product and inverse transform
 * without going back to memory.
 */
public final class FourierFilter {
    private final int nx;
    private final int ny;
    private final Fourier1D alongX;
    private final Fourier1D alongY;
    private final int threads;

    /**
     * @param nx      samples of the field along x
     * @param ny      samples of the field along y
     * @param paddedX length of the transform along x, at least nx
     * @param paddedY length of the transform along y, at least ny
     * @param threads at least 1
     */
    public FourierFilter(int nx, int ny, int paddedX, int paddedY, int threads) {
        if (nx < 1 || ny < 1 || paddedX < nx || paddedY < ny || threads < 1) {
            throw new IllegalArgumentException("Fourier filter: " + paddedX + " x " + paddedY + " must hold " + nx + " x " + ny
                    + " and at least 1 thread must work, got " + threads);
        }
        if (2L * paddedX * ny > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("Fourier filter: " + ny + " rows of " + paddedX + " samples do not fit into one array");
        }
        this.nx = nx;
        this.ny = ny;
        this.threads = threads;
        alongX = new Fourier1D(paddedX);
        alongY = paddedY == paddedX ? alongX : new Fourier1D(paddedY);
    }

    /** Length of the transform along x. */
    public int paddedX() {
        return alongX.length();
    }

    /** Length of the transform along y. */
    public int paddedY() {
        return alongY.length();
    }

    /**
     * @param in       nx samples in each of ny rows
     * @param function the transfer function
     * @param out      2·nx·ny numbers, overwritten
     * @return the function's tallies over the whole spectrum
     */
    public double[] filter(RowSource in, TransferFunction function, double[] out) {
        int stride = 2 * alongX.length();
        double[] work = stride == 2 * nx ? out : new double[stride * ny];
        Strands.split(ny, threads, (from, to) -> {
            for (int j = from; j < to; j++) {
                in.copyRow(j, work, j * stride);
                alongX.forward(work, j * stride);
            }
        });
        double[] tallies = filterColumns(work, stride, function);
        Strands.split(ny, threads, (from, to) -> {
            for (int j = from; j < to; j++) {
                alongX.inverseTimesLength(work, j * stride);
                if (work != out) {
                    System.arraycopy(work, j * stride, out, 2 * j * nx, 2 * nx);
                }
            }
        });
        return tallies;
    }

    private double[] filterColumns(double[] work, int stride, TransferFunction function) {
        int columns = alongX.length();
        int length = alongY.length();
        int kinds = function.tallies();
        double[] tally = new double[kinds * columns];
        double factor = 1.0 / columns / length;
        Strands.split(ColumnBlock.blocks(columns), threads, (from, to) -> {
            double[] buffer = new double[ColumnBlock.pitch(length) * ColumnBlock.WIDTH];
            for (int block = from; block < to; block++) {
                if (length > ny) {
                    Arrays.fill(buffer, 0);
                }
                int width = ColumnBlock.width(block, columns);
                ColumnBlock.gather(work, stride, ny, block, width, buffer, length, 0);
                for (int c = 0; c < width; c++) {
                    int kx = block * ColumnBlock.WIDTH + c;
                    alongY.forward(buffer, c * ColumnBlock.pitch(length));
                    function.multiply(kx, buffer, c * ColumnBlock.pitch(length), tally, kinds * kx);
                    alongY.inverseTimesLength(buffer, c * ColumnBlock.pitch(length));
                }
                ColumnBlock.scatter(buffer, length, 0, factor, work, stride, ny, block, width);
            }
        });
        double[] sums = new double[kinds];
        for (int k = 0; k < tally.length; k++) {
            sums[k % kinds] += tally[k];
        }
        return sums;
    }
}
