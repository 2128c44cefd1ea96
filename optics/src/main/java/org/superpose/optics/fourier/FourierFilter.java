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
    private final UnorderedTransform alongX;
    private final UnorderedTransform alongY;
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
        alongX = new UnorderedTransform(paddedX);
        alongY = paddedY == paddedX ? alongX : new UnorderedTransform(paddedY);
    }

    /** Length of the transform along x. */
    public int paddedX() {
        return alongX.length();
    }

    /** Length of the transform along y. */
    public int paddedY() {
        return alongY.length();
    }

    /** Index of each x frequency of the spectrum in its place, in [−n/2, n/2): an order of the transform's own. A copy. */
    public int[] frequenciesX() {
        return alongX.frequencies().clone();
    }

    /** The same along y. */
    public int[] frequenciesY() {
        return alongY.frequencies().clone();
    }

    /**
     * What came of a field, each summed row by row or column by column in one order.
     *
     * @param in      Σ|field|² before
     * @param out     Σ|field|² behind, of the samples that are kept
     * @param tallies of the transfer function, over the whole spectrum
     */
    public record Sums(double in, double out, double[] tallies) {
    }

    /**
     * @param in       nx samples in each of ny rows
     * @param function the transfer function
     * @param out      2·nx·ny numbers, overwritten
     */
    public Sums filter(RowSource in, TransferFunction function, double[] out) {
        int stride = 2 * alongX.length();
        double[] work = stride == 2 * nx ? out : new double[stride * ny];
        double[] powerIn = new double[ny];
        Strands.split(ny, threads, (from, to) -> {
            for (int j = from; j < to; j++) {
                in.copyRow(j, work, j * stride);
                powerIn[j] = power(work, j * stride);
                alongX.toSpectrum(work, j * stride);
            }
        });
        double[] tallies = filterColumns(work, stride, function);
        double[] powerOut = new double[ny];
        Strands.split(ny, threads, (from, to) -> {
            for (int j = from; j < to; j++) {
                alongX.fromSpectrumTimesLength(work, j * stride);
                powerOut[j] = power(work, j * stride);
                if (work != out) {
                    System.arraycopy(work, j * stride, out, 2 * j * nx, 2 * nx);
                }
            }
        });
        return new Sums(sum(powerIn), sum(powerOut), tallies);
    }

    /** Of the nx samples of a row, while it is in the cache. */
    private double power(double[] row, int offset) {
        double re = 0;
        double im = 0;
        for (int k = offset; k < offset + 2 * nx; k += 2) {
            re += row[k] * row[k];
            im += row[k + 1] * row[k + 1];
        }
        return re + im;
    }

    private static double sum(double[] rows) {
        double sum = 0;
        for (double row : rows) {
            sum += row;
        }
        return sum;
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
                    int place = block * ColumnBlock.WIDTH + c;
                    int column = c * ColumnBlock.pitch(length);
                    if (function.passes(place)) {
                        alongY.toSpectrum(buffer, column);
                        function.multiply(place, buffer, column, tally, kinds * place);
                        alongY.fromSpectrumTimesLength(buffer, column);
                    } else {
                        Arrays.fill(buffer, column, column + 2 * length, 0);
                    }
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
