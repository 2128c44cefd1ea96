package org.superpose.optics.wave;

import java.util.Locale;

/**
 * A rectangle of samples, row by row: sample (i, j) stands at x = (i − ⌊nx/2⌋) dx, y = (j − ⌊ny/2⌋) dy and at index j·nx + i. The axis therefore
 * passes through a sample, for odd and even numbers alike. A sample stands for its cell dx × dy, so the window reaches half a step beyond the
 * outermost samples.
 *
 * @param nx samples along x, at least 1
 * @param ny samples along y, at least 1
 * @param dx step along x [m], above 0
 * @param dy step along y [m], above 0
 */
public record Grid(int nx, int ny, double dx, double dy) {
    /** A field of so many samples takes 1 GiB. */
    private static final long MOST_SAMPLES = 1L << 26;

    public Grid {
        if (nx < 1 || ny < 1 || (long) nx * ny > MOST_SAMPLES) {
            throw new IllegalArgumentException("grid: at least 1 sample along each side and at most 2^26 in all, got " + nx + " x " + ny);
        }
        if (!(dx > 0 && dx < Double.POSITIVE_INFINITY && dy > 0 && dy < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("grid: the steps must be positive and finite [m], got " + dx + " and " + dy);
        }
    }

    /** n × n samples, one step apart. @param step [m] */
    public static Grid square(int n, double step) {
        return new Grid(n, n, step, step);
    }

    /** Number of samples nx·ny. */
    public int size() {
        return nx * ny;
    }

    /** Position of column i [m]. */
    public double x(int i) {
        return (i - nx / 2) * dx;
    }

    /** Position of row j [m]. */
    public double y(int j) {
        return (j - ny / 2) * dy;
    }

    /** Extent along x, nx·dx [m]. */
    public double width() {
        return nx * dx;
    }

    /** Extent along y, ny·dy [m]. */
    public double height() {
        return ny * dy;
    }

    /** Area that one sample stands for, dx·dy [m²]. */
    public double cell() {
        return dx * dy;
    }

    /**
     * The grid on which a discrete Fourier transform of this one lands behind a lens, λf/(n·step) apart, with as many samples
     * (Goodman, <i>Introduction to Fourier Optics</i>, 4th ed. 2017, section 6.2: x = λ f ν).
     * @param wavelength  λ [m]
     * @param focalLength f [m]; for the far field without a lens the distance
     */
    public Grid fourierPlane(double wavelength, double focalLength) {
        return new Grid(nx, ny, wavelength * focalLength / width(), wavelength * focalLength / height());
    }

    /**
     * Refuses another grid. Steps may differ by rounding, 1e-9 of themselves.
     * @param other the grid on which something arrived
     * @param who   the part that wants this grid, for the message
     */
    public void requireSame(Grid other, String who) {
        if (nx != other.nx || ny != other.ny || Math.abs(dx - other.dx) > 1e-9 * dx || Math.abs(dy - other.dy) > 1e-9 * dy) {
            throw new IllegalArgumentException(who + " is sampled on " + this + " but the light on " + other + "; build both on one grid");
        }
    }

    /** {@code 64 x 64 samples, 8.0e-06 m apart}. */
    @Override
    public String toString() {
        String samples = nx + " x " + ny + " samples, ";
        return samples + (dx == dy ? String.format(Locale.ROOT, "%.4g m apart", dx) : String.format(Locale.ROOT, "%.4g x %.4g m apart", dx, dy));
    }
}
