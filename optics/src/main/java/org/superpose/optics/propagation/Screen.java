package org.superpose.optics.propagation;

import java.util.Locale;
import org.superpose.optics.fourier.ZoomedTransform;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;

/**
 * Paraxial propagation to a screen with a grid of its own, by one Fourier sum at the screen's points:
 * U(x, y) = e^{iπ(x² + y²)/λz}/(iλz) Σ U₀(x₀, y₀) e^{iπ(x₀² + y₀²)/λz} e^{−2πi(x x₀ + y y₀)/λz} dx₀ dy₀ (Goodman, <i>Introduction to Fourier Optics</i>,
 * 4th ed. 2017, eq. 4-17; Fraunhofer, section 4.3, leaves the phase in the sum out). For long distances, where the light outgrows any common grid.
 * A grid of a single row on both sides describes cylinder waves: that axis is left alone.
 */
public final class Screen implements Propagation {
    private final Grid from;
    private final Grid to;
    private final double wavelength;
    private final double distance;
    private final boolean far;
    private final int threads;

    private Screen(Grid from, Grid to, double wavelength, double distance, boolean far, int threads) {
        Wavefront.requireWavelength(wavelength);
        if (!(Double.isFinite(distance) && distance > 0)) {
            throw new IllegalArgumentException("screen: the distance must be positive and finite [m], got " + distance);
        }
        if ((from.nx() == 1) != (to.nx() == 1) || (from.ny() == 1) != (to.ny() == 1)) {
            throw new IllegalArgumentException("screen: light that does not vary along an axis (one sample) does not vary on the screen either; got "
                    + from + " and " + to);
        }
        if (to.nx() == 1 && to.dx() != from.dx() || to.ny() == 1 && to.dy() != from.dy()) {
            throw new IllegalArgumentException("screen: along an axis with one sample both grids must have the same step, got " + from + " and " + to);
        }
        this.from = from;
        this.to = to;
        this.wavelength = wavelength;
        this.distance = distance;
        this.far = far;
        this.threads = threads;
    }

    /** The Fresnel integral. @param wavelength λ [m] @param distance z [m], above 0 @param threads at least 1; the result does not depend on it */
    public static Screen near(Grid from, Grid to, double wavelength, double distance, int threads) {
        return new Screen(from, to, wavelength, distance, false, threads);
    }

    /**
     * The Fraunhofer integral; refused where the phases that it leaves out, πr²/λz, spread by more than 1 rad (rms over the light).
     * @param wavelength λ [m] @param distance z [m], above 0 @param threads at least 1; the result does not depend on it
     */
    public static Screen far(Grid from, Grid to, double wavelength, double distance, int threads) {
        return new Screen(from, to, wavelength, distance, true, threads);
    }

    @Override
    public Propagated propagate(Wavefront in) {
        from.requireSame(in.grid(), "the screen");
        requireWavelength(in);
        Lit lit = Lit.of(in);
        double marginX = margin(from.dx(), lit.reachX, to.nx(), to.dx());
        double marginY = margin(from.dy(), lit.reachY, to.ny(), to.dy());
        if (Math.min(marginX, marginY) < 1) {
            throw new SamplingException(String.format(Locale.ROOT, "screen at %.4g m: wavelets from points %.4g x %.4g m apart differ by more than half a wave at its edge",
                    distance, from.dx(), from.dy()), 2 * lit.reachX, 2 * lit.reachY, from.dx() * Math.min(1, marginX), from.dy() * Math.min(1, marginY));
        }
        double approximation = far ? lit.spread(in, Math.PI / (wavelength * distance)) : 0;
        if (approximation > 1) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "screen at %.4g m is not in the far field: the phases left out spread by more than 1 rad; take"
                    + " the near-field screen, or go to at least %.4g m", distance, distance * approximation));
        }
        double[] inner = chirp(from, far ? 0 : 1);
        double[] outer = chirp(to, 1);
        ZoomedTransform transform = new ZoomedTransform(from.nx(), from.ny(), to.nx(), to.ny(), step(from.nx(), from.dx(), to.dx()), step(from.ny(), from.dy(), to.dy()), threads);
        Wavefront out = Wavefront.computed(to, wavelength, samples -> {
            transform.transform((j, into, offset) -> {
                in.copyRow(j, into, offset);
                turn(into, offset, from, j, inner, 1);
            }, amplitude(from.dx(), from.nx()) * amplitude(from.dy(), from.ny()), samples);
            for (int j = 0; j < to.ny(); j++) {
                turn(samples, 2 * j * to.nx(), to, j, outer, 1);
            }
        }).times(constant());
        double powerIn = in.power();
        double powerOut = out.power();
        double onward = Math.min(onward(to.nx(), to.dx()), onward(to.ny(), to.dy()));
        return new Propagated(out, new Certificate(Math.min(marginX, marginY), powerIn, powerOut, powerIn == 0 ? 0 : Math.max(0, 1 - powerOut / powerIn), 0,
                approximation, onward));
    }

    @Override
    public Wavefront adjoint(Wavefront out) {
        to.requireSame(out.grid(), "the screen");
        requireWavelength(out);
        double[] inner = chirp(from, far ? 0 : 1);
        double[] outer = chirp(to, 1);
        ZoomedTransform transform = new ZoomedTransform(to.nx(), to.ny(), from.nx(), from.ny(), -step(from.nx(), from.dx(), to.dx()), -step(from.ny(), from.dy(), to.dy()), threads);
        Complex constant = constant();
        return Wavefront.computed(from, wavelength, samples -> {
            transform.transform((j, into, offset) -> {
                out.copyRow(j, into, offset);
                turn(into, offset, to, j, outer, -1);
            }, amplitude(to.dx(), to.nx()) * amplitude(to.dy(), to.ny()), samples);
            for (int j = 0; j < from.ny(); j++) {
                turn(samples, 2 * j * from.nx(), from, j, inner, -1);
            }
        }).times(new Complex(constant.re(), -constant.im()));
    }

    private void requireWavelength(Wavefront light) {
        if (light.wavelength() != wavelength) {
            throw new IllegalArgumentException("screen: planned for " + wavelength + " m, but the light has " + light.wavelength() + " m");
        }
    }

    /** e^{−iπ/4} for each axis along which the light spreads. */
    private Complex constant() {
        double phase = -Math.PI / 4 * ((from.nx() > 1 ? 1 : 0) + (from.ny() > 1 ? 1 : 0));
        return new Complex(Math.cos(phase), Math.sin(phase));
    }

    private double amplitude(double step, int n) {
        return n == 1 ? 1 : step / Math.sqrt(wavelength * distance);
    }

    private double step(int n, double in, double out) {
        return n == 1 ? 0 : in * out / (wavelength * distance);
    }

    /** Phase per sample of the sum at the edges of light and screen, as a part of half a turn, upside down. */
    private double margin(double step, double reach, int n, double screenStep) {
        double edge = n == 1 ? 0 : (n / 2) * screenStep;
        double steepest = (far ? 0 : reach) + edge;
        return n == 1 || steepest == 0 ? Double.POSITIVE_INFINITY : wavelength * distance / (2 * step * steepest);
    }

    private double onward(int n, double step) {
        return n == 1 ? Double.POSITIVE_INFINITY : wavelength * distance / (2 * step * step * Math.max(1, n / 2));
    }

    /** e^{iπx²/λz} along x, then along y: 2(nx + ny) numbers. */
    private double[] chirp(Grid grid, double strength) {
        double[] chirp = new double[2 * (grid.nx() + grid.ny())];
        for (int k = 0; k < grid.nx() + grid.ny(); k++) {
            boolean alongX = k < grid.nx();
            double r = alongX ? grid.x(k) : grid.y(k - grid.nx());
            boolean spreads = (alongX ? grid.nx() : grid.ny()) > 1;
            double phase = spreads ? strength * Math.PI * r * r / (wavelength * distance) : 0;
            chirp[2 * k] = Math.cos(phase);
            chirp[2 * k + 1] = Math.sin(phase);
        }
        return chirp;
    }

    /** Multiplies row j by both chirps, or by their conjugates. */
    private static void turn(double[] row, int offset, Grid grid, int j, double[] chirp, int sign) {
        double yRe = chirp[2 * (grid.nx() + j)];
        double yIm = chirp[2 * (grid.nx() + j) + 1];
        for (int i = 0; i < grid.nx(); i++) {
            double re = chirp[2 * i] * yRe - chirp[2 * i + 1] * yIm;
            double im = sign * (chirp[2 * i] * yIm + chirp[2 * i + 1] * yRe);
            int k = offset + 2 * i;
            double product = row[k] * re - row[k + 1] * im;
            row[k + 1] = row[k] * im + row[k + 1] * re;
            row[k] = product;
        }
    }

    /** How far from the axis there is light at all [m]. */
    private record Lit(double reachX, double reachY) {
        static Lit of(Wavefront in) {
            Grid grid = in.grid();
            double x = 0;
            double y = 0;
            double[] row = new double[2 * grid.nx()];
            for (int j = 0; j < grid.ny(); j++) {
                in.copyRow(j, row, 0);
                for (int i = 0; i < grid.nx(); i++) {
                    if (row[2 * i] != 0 || row[2 * i + 1] != 0) {
                        x = Math.max(x, Math.abs(grid.x(i)));
                        y = Math.max(y, Math.abs(grid.y(j)));
                    }
                }
            }
            return new Lit(x, y);
        }

        /** Root mean square over the light of the phase strength·r² about its mean, each at most 2. */
        double spread(Wavefront in, double strength) {
            double power = 0;
            double mean = 0;
            double square = 0;
            for (int pass = 0; pass < 2; pass++) {
                double sum = 0;
                power = 0;
                double[] row = new double[2 * in.grid().nx()];
                for (int j = 0; j < in.grid().ny(); j++) {
                    in.copyRow(j, row, 0);
                    for (int i = 0; i < in.grid().nx(); i++) {
                        double weight = row[2 * i] * row[2 * i] + row[2 * i + 1] * row[2 * i + 1];
                        double x = in.grid().nx() == 1 ? 0 : in.grid().x(i);
                        double y = in.grid().ny() == 1 ? 0 : in.grid().y(j);
                        double phase = strength * (x * x + y * y);
                        power += weight;
                        sum += weight * (pass == 0 ? phase : Math.pow(phase - mean, 2));
                    }
                }
                mean = pass == 0 && power > 0 ? sum / power : mean;
                square = sum;
            }
            return power == 0 ? 0 : Math.sqrt(square / power);
        }
    }
}
