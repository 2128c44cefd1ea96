package org.superpose.optics.fourier;

/**
 * The 2-D discrete Fourier transform with its origin in the middle, F[p, q] = s Σ f[i, j] e^{∓2πi((i−cx)(p−cx)/nx + (j−cy)(q−cy)/ny)} with c = ⌊n/2⌋, as a
 * lens makes it. Rows and columns are moved around circularly by whole samples, which is exact.
 */
public final class CentredTransform {
    private final Fourier1D alongX;
    private final Fourier1D alongY;
    private final int threads;

    /**
     * @param nx      samples along x
     * @param ny      samples along y
     * @param threads at least 1
     */
    public CentredTransform(int nx, int ny, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("Fourier transform: at least 1 thread must work, got " + threads);
        }
        alongX = new Fourier1D(nx);
        alongY = ny == nx ? alongX : new Fourier1D(ny);
        this.threads = threads;
    }

    /**
     * @param forward whether the exponent is negative
     * @param in      rows of the field
     * @param factor  s
     * @param out     2·nx·ny numbers, overwritten
     */
    public void transform(boolean forward, RowSource in, double factor, double[] out) {
        int nx = alongX.length();
        int ny = alongY.length();
        Strands.split(ny, threads, (from, to) -> {
            double[] row = new double[2 * nx];
            for (int j = from; j < to; j++) {
                in.copyRow(j, row, 0);
                rotateLeft(row, nx / 2, out, 2 * j * nx);
                run(alongX, forward, out, 2 * j * nx);
                System.arraycopy(out, 2 * j * nx, row, 0, 2 * nx);
                rotateLeft(row, nx - nx / 2, out, 2 * j * nx);
            }
        });
        Strands.split(ColumnBlock.blocks(nx), threads, (from, to) -> {
            double[] buffer = new double[ColumnBlock.pitch(ny) * ColumnBlock.WIDTH];
            for (int block = from; block < to; block++) {
                int width = ColumnBlock.width(block, nx);
                ColumnBlock.gather(out, 2 * nx, ny, block, width, buffer, ny, ny - ny / 2);
                for (int c = 0; c < width; c++) {
                    run(alongY, forward, buffer, c * ColumnBlock.pitch(ny));
                }
                ColumnBlock.scatter(buffer, ny, ny - ny / 2, factor, out, 2 * nx, ny, block, width);
            }
        });
    }

    private static void run(Fourier1D transform, boolean forward, double[] a, int offset) {
        if (forward) {
            transform.forward(a, offset);
        } else {
            transform.inverseTimesLength(a, offset);
        }
    }

    /** Sample {@code places} becomes the first. */
    private static void rotateLeft(double[] row, int places, double[] into, int offset) {
        System.arraycopy(row, 2 * places, into, offset, row.length - 2 * places);
        System.arraycopy(row, 0, into, offset + row.length - 2 * places, 2 * places);
    }
}
