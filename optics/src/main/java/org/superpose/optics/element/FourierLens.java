package org.superpose.optics.element;

import java.util.Locale;
import org.superpose.optics.fourier.CentredTransform;
import org.superpose.optics.fourier.RowSource;
import org.superpose.optics.fourier.ZoomedTransform;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.OpticalElement;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;

/**
 * A lens between its focal planes ("2f"): U(x, y) = (1/iλf) ∬ U₀(u, v) e^{−2πi(xu + yv)/λf} du dv, one exact Fourier transform (Goodman, <i>Introduction to
 * Fourier Optics</i>, 4th ed. 2017, eq. 6-19; paraxial, lens larger than the light). The carrier e^{2ikf} is left out. Onto the grid λf/(n dx) it keeps every
 * bit of power; other grids are windows on the same plane, as fine as one likes. A grid of one row on both sides describes cylinder waves.
 */
public final class FourierLens implements OpticalElement {
    private final Grid from;
    private final Grid to;
    private final double wavelength;
    private final double focalLength;
    private final int threads;

    private FourierLens(Grid from, Grid to, double wavelength, double focalLength, int threads) {
        Wavefront.requireWavelength(wavelength);
        if (!(focalLength > 0 && focalLength < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Fourier lens: the focal length must be positive and finite [m], got " + focalLength);
        }
        if ((from.nx() == 1) != (to.nx() == 1) || (from.ny() == 1) != (to.ny() == 1)) {
            throw new IllegalArgumentException("Fourier lens: light that does not vary along an axis (one sample) does not vary behind the lens either; got " + from + " and " + to);
        }
        double periodX = wavelength * focalLength / from.dx();
        double periodY = wavelength * focalLength / from.dy();
        boolean wide = to.nx() > 1 && to.width() > periodX * (1 + 1e-9);
        boolean high = to.ny() > 1 && to.height() > periodY * (1 + 1e-9);
        if (wide || high) {
            throw new SamplingException(String.format(Locale.ROOT, "Fourier lens: steps of %.4g x %.4g m light a focal plane of %.4g x %.4g m, beyond which the light repeats",
                    from.dx(), from.dy(), periodX, periodY), from.width(), from.height(), wide ? wavelength * focalLength / to.width() : from.dx(),
                    high ? wavelength * focalLength / to.height() : from.dy());
        }
        this.from = from;
        this.to = to;
        this.wavelength = wavelength;
        this.focalLength = focalLength;
        this.threads = threads;
    }

    /** Onto the grid of the discrete transform, λf/(n dx) apart. @param wavelength λ [m] @param focalLength f [m] */
    public static FourierLens from(Grid grid, double wavelength, double focalLength) {
        return new FourierLens(grid, focalPlane(grid, wavelength, focalLength), wavelength, focalLength, 1);
    }

    /** Onto any grid. @param wavelength λ [m] @param focalLength f [m] @param threads at least 1; the result does not depend on it */
    public static FourierLens between(Grid from, Grid to, double wavelength, double focalLength, int threads) {
        return new FourierLens(from, to, wavelength, focalLength, threads);
    }

    private static Grid focalPlane(Grid grid, double wavelength, double focalLength) {
        Grid plane = grid.fourierPlane(wavelength, focalLength);
        return new Grid(plane.nx(), plane.ny(), grid.nx() == 1 ? grid.dx() : plane.dx(), grid.ny() == 1 ? grid.dy() : plane.dy());
    }

    /** Grid in the front focal plane. */
    public Grid from() {
        return from;
    }

    /** Grid in the back focal plane. */
    public Grid to() {
        return to;
    }

    /** f [m]. */
    public double focalLength() {
        return focalLength;
    }

    @Override
    public Wavefront apply(Wavefront in) {
        return transform(in, from, to, 1);
    }

    @Override
    public Wavefront adjoint(Wavefront out) {
        return transform(out, to, from, -1);
    }

    private Wavefront transform(Wavefront light, Grid source, Grid target, int sign) {
        source.requireSame(light.grid(), "the Fourier lens");
        if (light.wavelength() != wavelength) {
            throw new IllegalArgumentException("Fourier lens: planned for " + wavelength + " m, but the light has " + light.wavelength() + " m");
        }
        double factor = amplitude(source.nx(), source.dx()) * amplitude(source.ny(), source.dy());
        double turn = -sign * Math.PI / 4 * ((source.nx() > 1 ? 1 : 0) + (source.ny() > 1 ? 1 : 0));          // 1/i, half of it for each axis
        RowSource rows = light::copyRow;
        Wavefront out = Wavefront.computed(target, wavelength, samples -> {
            if (natural(source, target)) {
                new CentredTransform(source.nx(), source.ny(), threads).transform(sign > 0, rows, factor, samples);
            } else {
                new ZoomedTransform(source.nx(), source.ny(), target.nx(), target.ny(), sign * turns(source.nx(), source.dx(), target.dx()),
                        sign * turns(source.ny(), source.dy(), target.dy()), threads).transform(rows, factor, samples);
            }
        });
        return out.times(new Complex(Math.cos(turn), Math.sin(turn)));
    }

    private double amplitude(int n, double step) {
        return n == 1 ? 1 : step / Math.sqrt(wavelength * focalLength);
    }

    private double turns(int n, double in, double out) {
        return n == 1 ? 0 : in * out / (wavelength * focalLength);
    }

    /** Whether the target is the grid of the discrete transform, to rounding. */
    private boolean natural(Grid source, Grid target) {
        return source.nx() == target.nx() && source.ny() == target.ny() && natural(source.nx(), source.dx(), target.dx()) && natural(source.ny(), source.dy(), target.dy());
    }

    private boolean natural(int n, double in, double out) {
        return n == 1 || Math.abs(turns(n, in, out) * n - 1) < 1e-12;
    }
}
