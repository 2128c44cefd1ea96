package org.superpose.optics.fourier;

/**
 * The 2-D Fourier sum of nx × ny samples at mx × my frequencies of any spacing, F[p, q] = s Σ f[i, j] e^{−2πi(ax (i−cx)(p−cx′) + ay (j−cy)(q−cy′))}: a window on the
 * spectrum as fine as one likes. Every c is ⌊n/2⌋ of its own count.
 */
public final class ZoomedTransform {
    private final int nx;
    private final int mx;
    private final int ny;
    private final int my;
    private final ChirpTransform alongX;
    private final ChirpTransform alongY;
    private final int threads;

    /**
     * @param nx      samples along x
     * @param ny      samples along y
     * @param mx      frequencies along x
     * @param my      frequencies along y
     * @param ax      step between samples times step between frequencies along x; negative for e^{+2πi…}
     * @param ay      the same along y
     * @param threads at least 1
     */
    public ZoomedTransform(int nx, int ny, int mx, int my, double ax, double ay, int threads) {
        if (!(Double.isFinite(ax) && Double.isFinite(ay)) || threads < 1) {
            throw new IllegalArgumentException("zoomed transform: the steps must be finite and at least 1 thread must work, got " + ax + ", " + ay + ", " + threads);
        }
        if (2L * mx * ny > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("zoomed transform: " + ny + " rows of " + mx + " samples do not fit into one array");
        }
        this.nx = nx;
        this.mx = mx;
        this.ny = ny;
        this.my = my;
        alongX = new ChirpTransform(nx, mx, ax);
        alongY = new ChirpTransform(ny, my, ay);
        this.threads = threads;
    }

    /**
     * @param in     nx samples in each of ny rows
     * @param factor s
     * @param out    2·mx·my numbers, overwritten
     */
    public void transform(RowSource in, double factor, double[] out) {
        double[] work = ny <= my ? out : new double[2 * mx * ny];
        Strands.split(ny, threads, (from, to) -> {
            double[] row = new double[2 * nx];
            double[] scratch = new double[2 * alongX.length()];
            for (int j = from; j < to; j++) {
                in.copyRow(j, row, 0);
                alongX.run(row, 0, work, 2 * j * mx, scratch);
            }
        });
        Strands.split(ColumnBlock.blocks(mx), threads, (from, to) -> {
            int length = Math.max(ny, my);
            double[] buffer = new double[ColumnBlock.pitch(length) * ColumnBlock.WIDTH];
            double[] scratch = new double[2 * alongY.length()];
            for (int block = from; block < to; block++) {
                int width = ColumnBlock.width(block, mx);
                ColumnBlock.gather(work, 2 * mx, ny, block, width, buffer, length, 0);
                for (int c = 0; c < width; c++) {
                    alongY.run(buffer, c * ColumnBlock.pitch(length), buffer, c * ColumnBlock.pitch(length), scratch);
                }
                ColumnBlock.scatter(buffer, length, 0, factor, out, 2 * mx, my, block, width);
            }
        });
    }
}
