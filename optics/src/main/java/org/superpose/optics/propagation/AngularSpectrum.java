package org.superpose.optics.propagation;

import java.util.Arrays;
import java.util.Locale;
import org.superpose.optics.fourier.FourierFilter;
import org.superpose.optics.fourier.TransferFunction;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;

/**
 * Exact scalar propagation between parallel planes with the same grid: every plane wave (fx, fy) of the field gains the phase 2πz(√(1/λ² − fx² − fy²) − 1/λ),
 * the carrier being left out (Goodman, <i>Introduction to Fourier Optics</i>, 4th ed. 2017, section 3.10). Evanescent waves fade as
 * e^{−2π|z|√(fx² + fy² − 1/λ²)}, whatever the sign of z: they are never amplified.
 * <p>With dark surroundings the field is padded to twice its size and frequencies beyond |f| &lt; 1/(λ√((2 df z)² + 1)) are cut, df being the step of the
 * transform: beyond, the phase turns by more than half a wave from one frequency to the next and would alias (Matsushima and Shimobaba, <i>Band-limited
 * angular spectrum method for numerical simulation of free-space propagation in far and near fields</i>, Opt. Express 17, 19662 (2009), eqs. 13 and 20).
 * What is cut is light that would have left the window. Refused is a field that has more than {@value #MOST_BEYOND} of its power there.
 */
public final class AngularSpectrum implements Propagation {
    /** Fraction of the power that may lie beyond the band limit. */
    private static final double MOST_BEYOND = 0.05;

    private final Grid grid;
    private final double wavelength;
    private final double distance;
    private final FourierFilter filter;
    private final Response forward;
    private final Response backward;

    private AngularSpectrum(Grid grid, double wavelength, double distance, Surroundings surroundings, int threads) {
        Wavefront.requireWavelength(wavelength);
        if (!Double.isFinite(distance)) {
            throw new IllegalArgumentException("angular spectrum: the distance must be finite [m], got " + distance);
        }
        this.grid = grid;
        this.wavelength = wavelength;
        this.distance = distance;
        filter = new FourierFilter(grid.nx(), grid.ny(), surroundings.transformed(grid.nx()), surroundings.transformed(grid.ny()), threads);
        forward = Response.of(grid, filter, wavelength, distance, surroundings);
        backward = forward.conjugate();
    }

    /** On one thread, with dark surroundings. @param wavelength λ [m] @param distance z [m], of either sign */
    public static AngularSpectrum over(Grid grid, double wavelength, double distance) {
        return new AngularSpectrum(grid, wavelength, distance, Surroundings.DARK, 1);
    }

    /** @param wavelength λ [m] @param distance z [m], of either sign @param threads at least 1; the result does not depend on it */
    public static AngularSpectrum over(Grid grid, double wavelength, double distance, Surroundings surroundings, int threads) {
        return new AngularSpectrum(grid, wavelength, distance, surroundings, threads);
    }

    @Override
    public Propagated propagate(Wavefront in) {
        FourierFilter.Sums[] sums = new FourierFilter.Sums[1];
        Wavefront out = run(in, forward, sums);
        double powerIn = sums[0].in() * grid.cell();
        double within = sums[0].tallies()[0] * grid.cell() / filter.paddedX() / filter.paddedY();        // Parseval
        double beyond = powerIn == 0 ? 0 : Math.max(0, 1 - within / powerIn);
        if (beyond > MOST_BEYOND) {
            throw new SamplingException(String.format(Locale.ROOT, "angular spectrum over %.4g m: %.1f %% of the power travels at angles that a window of %.4g x %.4g m cannot follow",
                    distance, 100 * beyond, grid.width(), grid.height()), Math.max(grid.width(), window(grid.nx(), grid.dx())), Math.max(grid.height(), window(grid.ny(), grid.dy())),
                    grid.dx(), grid.dy());
        }
        double powerOut = sums[0].out() * grid.cell();
        double cropped = powerIn == 0 ? 0 : Math.max(0, within - powerOut) / powerIn;
        return new Propagated(out, new Certificate(forward.margin(), powerIn, powerOut, cropped, beyond, 0, Double.POSITIVE_INFINITY));
    }

    @Override
    public Wavefront adjoint(Wavefront out) {
        return run(out, backward, new FourierFilter.Sums[1]);
    }

    private Wavefront run(Wavefront in, Response response, FourierFilter.Sums[] sums) {
        grid.requireSame(in.grid(), "the angular spectrum");
        if (in.wavelength() != wavelength) {
            throw new IllegalArgumentException("angular spectrum: planned for " + wavelength + " m, but the light has " + in.wavelength() + " m");
        }
        return Wavefront.computed(grid, wavelength, samples -> sums[0] = filter.filter(in::copyRow, response, samples));
    }

    /** Least window whose band limit leaves all frequencies of a step alone, short of grazing. */
    private double window(int n, double step) {
        if (n == 1) {
            return 0;
        }
        double sine = Math.min(0.9, wavelength / (2 * step));
        return Math.abs(distance) * sine / Math.sqrt(1 - sine * sine);
    }

    /**
     * The transfer function. It is even in fx and fy, so a quarter of it is kept, column after column, up to the band limit and one frequency beyond, where it is 0.
     *
     * @param quarter    complex numbers, {@code rows} for each x frequency 0, 1, … that passes
     * @param rows       y frequencies that pass, and one more
     * @param column     of each place of the spectrum along x its column of the quarter; −1 beyond the band limit
     * @param row        of each place along y its row of the quarter
     * @param margin     band limit over the band of the grid, 1 or more where nothing is cut
     * @param conjugated +1, or −1 for the adjoint
     */
    private record Response(double[] quarter, int rows, int[] column, int[] row, double margin, int conjugated) implements TransferFunction {
        static Response of(Grid grid, FourierFilter filter, double wavelength, double distance, Surroundings surroundings) {
            int nx = filter.paddedX();
            int ny = filter.paddedY();
            double stepX = 1 / (nx * grid.dx());
            double stepY = 1 / (ny * grid.dy());
            double bandX = surroundings == Surroundings.PERIODIC || nx == 1 ? Double.POSITIVE_INFINITY : band(stepX, wavelength, distance);
            double bandY = surroundings == Surroundings.PERIODIC || ny == 1 ? Double.POSITIVE_INFINITY : band(stepY, wavelength, distance);
            int limitX = (int) Math.min(nx / 2, Math.floor(bandX / stepX)) + 1;
            int limitY = (int) Math.min(ny / 2, Math.floor(bandY / stepY)) + 1;
            int rows = limitY + 1;
            double[] quarter = new double[2 * limitX * rows];
            double carrier = 2 * Math.PI * Math.IEEEremainder(distance / wavelength, 1);
            for (int kx = 0; kx < limitX; kx++) {
                for (int ky = 0; ky < limitY; ky++) {
                    fill(quarter, 2 * (kx * rows + ky), Math.pow(wavelength * kx * stepX, 2) + Math.pow(wavelength * ky * stepY, 2),
                            2 * Math.PI / wavelength * distance, carrier);
                }
            }
            int[] column = Arrays.stream(filter.frequenciesX()).map(fx -> Math.abs(fx) < limitX ? Math.abs(fx) : -1).toArray();
            int[] row = Arrays.stream(filter.frequenciesY()).map(fy -> Math.min(limitY, Math.abs(fy))).toArray();
            return new Response(quarter, rows, column, row, Math.min(bandX * 2 * grid.dx(), bandY * 2 * grid.dy()), 1);
        }

        private static double band(double step, double wavelength, double distance) {
            return 1 / (wavelength * Math.hypot(2 * step * distance, 1));
        }

        /** @param u λ²(fx² + fy²) @param kz k z [rad] @param carrier k z [rad], reduced */
        private static void fill(double[] quarter, int at, double u, double kz, double carrier) {
            boolean travels = u <= 1;
            double phase = travels ? -kz * u / (1 + Math.sqrt(1 - u)) : -carrier;
            double amplitude = travels ? 1 : Math.exp(-Math.abs(kz) * Math.sqrt(u - 1));
            quarter[at] = amplitude * Math.cos(phase);
            quarter[at + 1] = amplitude * Math.sin(phase);
        }

        Response conjugate() {
            return new Response(quarter, rows, column, row, margin, -conjugated);
        }

        @Override
        public int tallies() {
            return 1;
        }

        @Override
        public boolean passes(int place) {
            return column[place] >= 0;
        }

        /** Tally: power within the band limit, before the product. */
        @Override
        public void multiply(int place, double[] spectrum, int offset, double[] tally, int at) {
            int h = 2 * column[place] * rows;
            int beyond = rows - 1;
            double power = 0;
            for (int n = 0; n < row.length; n++) {
                int r = row[n];
                int k = offset + 2 * n;
                double re = quarter[h + 2 * r];
                double im = conjugated * quarter[h + 2 * r + 1];
                double a = spectrum[k];
                double b = spectrum[k + 1];
                power += r < beyond ? a * a + b * b : 0;
                spectrum[k] = a * re - b * im;
                spectrum[k + 1] = a * im + b * re;
            }
            tally[at] = power;
        }
    }
}
