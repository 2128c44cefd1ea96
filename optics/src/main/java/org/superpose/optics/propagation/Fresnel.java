package org.superpose.optics.propagation;

import org.superpose.optics.fourier.Fourier1D;
import org.superpose.optics.fourier.FourierFilter;
import org.superpose.optics.fourier.TransferFunction;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Wavefront;

/**
 * Paraxial propagation between parallel planes with the same grid: the convolution with e^{iπ(x² + y²)/λz}/(iλz) (Goodman, <i>Introduction to Fourier Optics</i>,
 * 4th ed. 2017, section 4.2). Up to z = n dx²/λ, n being the samples transformed, its transform e^{−iπλz(fx² + fy²)} is sampled; beyond, where that would
 * alias, the kernel itself (Voelz, <i>Computational Fourier Optics</i>, 2011, section 5.2). The choice is made for each axis, so one of both always
 * fits. In periodic surroundings it is the transform, which is exact there.
 */
public final class Fresnel implements Propagation {
    private final Grid grid;
    private final double wavelength;
    private final FourierFilter filter;
    private final Response forward;
    private final Response backward;
    private final double margin;

    private Fresnel(Grid grid, double wavelength, double distance, Surroundings surroundings, int threads) {
        Wavefront.requireWavelength(wavelength);
        if (!Double.isFinite(distance)) {
            throw new IllegalArgumentException("Fresnel propagation: the distance must be finite [m], got " + distance);
        }
        this.grid = grid;
        this.wavelength = wavelength;
        filter = new FourierFilter(grid.nx(), grid.ny(), surroundings.transformed(grid.nx()), surroundings.transformed(grid.ny()), threads);
        Axis x = Axis.of(filter.frequenciesX(), grid.dx(), wavelength, distance, surroundings);
        Axis y = Axis.of(filter.frequenciesY(), grid.dy(), wavelength, distance, surroundings);
        margin = Math.min(x.margin, y.margin);
        double dephasing = Math.PI / 4 * Math.pow(wavelength, 3) * distance;
        forward = new Response(x, y, dephasing, 1);
        backward = new Response(x, y, dephasing, -1);
    }

    /** On one thread, with dark surroundings. @param wavelength λ [m] @param distance z [m], of either sign */
    public static Fresnel over(Grid grid, double wavelength, double distance) {
        return new Fresnel(grid, wavelength, distance, Surroundings.DARK, 1);
    }

    /** @param wavelength λ [m] @param distance z [m], of either sign @param threads at least 1; the result does not depend on it */
    public static Fresnel over(Grid grid, double wavelength, double distance, Surroundings surroundings, int threads) {
        return new Fresnel(grid, wavelength, distance, surroundings, threads);
    }

    /**
     * The certificate's approximation is the error against the exact angular spectrum, from the dephasing πλ³zν⁴/4 of the light's own
     * frequencies ν, as far as they do not leave the window anyway.
     */
    @Override
    public Propagated propagate(Wavefront in) {
        FourierFilter.Sums[] sums = new FourierFilter.Sums[1];
        Wavefront out = run(in, forward, sums);
        double powerIn = sums[0].in() * grid.cell();
        double powerOut = sums[0].out() * grid.cell();
        double cropped = powerIn == 0 ? 0 : Math.max(0, 1 - powerOut / powerIn);
        double[] tallies = sums[0].tallies();
        double approximation = powerIn == 0 ? 0 : Math.sqrt(tallies[1] / tallies[0]);
        return new Propagated(out, new Certificate(margin, powerIn, powerOut, cropped, 0, approximation, Double.POSITIVE_INFINITY));
    }

    @Override
    public Wavefront adjoint(Wavefront out) {
        return run(out, backward, new FourierFilter.Sums[1]);
    }

    private Wavefront run(Wavefront in, Response response, FourierFilter.Sums[] sums) {
        grid.requireSame(in.grid(), "the Fresnel propagation");
        if (in.wavelength() != wavelength) {
            throw new IllegalArgumentException("Fresnel propagation: planned for " + wavelength + " m, but the light has " + in.wavelength() + " m");
        }
        return Wavefront.computed(grid, wavelength, samples -> sums[0] = filter.filter(in::copyRow, response, samples));
    }

    /**
     * One axis of the transfer function.
     *
     * @param response complex numbers in the order of the filter's spectrum
     * @param squares  frequency² [1/m²] in the same order
     * @param stays    whether light of the frequency walks less than the width of the window, so that some of it may still be inside
     * @param margin   at least 1: sampling of transform or kernel, whichever was taken
     */
    private record Axis(double[] response, double[] squares, boolean[] stays, double margin) {
        static Axis of(int[] frequencies, double step, double wavelength, double distance, Surroundings surroundings) {
            int n = frequencies.length;
            double[] response = new double[2 * n];
            double[] squares = new double[n];
            boolean[] stays = new boolean[n];
            boolean endless = n == 1 || surroundings == Surroundings.PERIODIC;
            for (int k = 0; k < n; k++) {
                double frequency = frequencies[k] / (n * step);
                squares[k] = frequency * frequency;
                stays[k] = endless || Math.abs(wavelength * distance * frequency) <= n * step / 2;
            }
            double longest = n * step * step / wavelength;
            double margin = distance == 0 ? Double.POSITIVE_INFINITY : longest / Math.abs(distance);
            if (margin >= 1 || endless) {
                for (int k = 0; k < n; k++) {
                    turn(-Math.PI * wavelength * distance * squares[k], 1, response, 2 * k);
                }
                return new Axis(response, squares, stays, endless ? Double.POSITIVE_INFINITY : margin);
            }
            double amplitude = step / Math.sqrt(wavelength * Math.abs(distance));
            double[] kernel = new double[2 * n];
            for (int k = 0; k < n; k++) {
                double x = Fourier1D.frequency(k, n) * step;
                turn(Math.PI * x * x / (wavelength * distance) - Math.copySign(Math.PI / 4, distance), amplitude, kernel, 2 * k);
            }
            new Fourier1D(n).forward(kernel, 0);
            for (int k = 0; k < n; k++) {
                System.arraycopy(kernel, 2 * Math.floorMod(frequencies[k], n), response, 2 * k, 2);
            }
            return new Axis(response, squares, stays, 1 / margin);
        }

        private static void turn(double phase, double amplitude, double[] into, int at) {
            into[at] = amplitude * Math.cos(phase);
            into[at + 1] = amplitude * Math.sin(phase);
        }
    }

    /**
     * The product of both axes.
     *
     * @param dephasing  πλ³z/4
     * @param conjugated +1, or −1 for the adjoint
     */
    private record Response(Axis x, Axis y, double dephasing, int conjugated) implements TransferFunction {
        @Override
        public int tallies() {
            return 2;
        }

        /** Tallies: power; power that the paraxial approximation puts wrong. */
        @Override
        public void multiply(int place, double[] column, int offset, double[] tally, int at) {
            double xRe = x.response[2 * place];
            double xIm = x.response[2 * place + 1];
            for (int n = 0; n < y.squares.length; n++) {
                int k = offset + 2 * n;
                double power = column[k] * column[k] + column[k + 1] * column[k + 1];
                double square = x.squares[place] + y.squares[n];
                double phase = x.stays[place] && y.stays[n] ? dephasing * square * square : 0;
                tally[at] += power;
                tally[at + 1] += power * Math.min(4, phase * phase);
                double re = xRe * y.response[2 * n] - xIm * y.response[2 * n + 1];
                double im = conjugated * (xRe * y.response[2 * n + 1] + xIm * y.response[2 * n]);
                double product = column[k] * re - column[k + 1] * im;
                column[k + 1] = column[k] * im + column[k + 1] * re;
                column[k] = product;
            }
        }
    }
}
