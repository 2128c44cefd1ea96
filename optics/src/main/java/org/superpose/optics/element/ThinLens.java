package org.superpose.optics.element;

import java.util.Locale;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.OpticalElement;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;

/**
 * A thin lens with a round rim, t = e^{−iπ(x²/f_x + y²/f_y)/λ} within the diameter and 0 outside (Goodman, <i>Introduction to Fourier Optics</i>, 4th ed. 2017,
 * section 6.1; paraxial). At the rim its phase turns by half a wave per step if the step is λf/D: a coarser grid is refused. Where the light goes from focal
 * plane to focal plane, {@link FourierLens} needs no such grid.
 *
 * @param focalX   f_x [m], negative for a diverging lens, infinite where it has no power
 * @param focalY   f_y [m]
 * @param diameter D [m], above 0; infinite for a lens that is larger than the window
 */
public record ThinLens(double focalX, double focalY, double diameter) implements OpticalElement {
    public ThinLens {
        if (focalX == 0 || focalY == 0 || Double.isNaN(focalX) || Double.isNaN(focalY) || !(diameter > 0)) {
            throw new IllegalArgumentException("lens: focal lengths must not be zero and the diameter must be positive [m], got " + focalX + ", " + focalY + " and " + diameter);
        }
    }

    /** A lens of one focal length. */
    public static ThinLens spherical(double focalLength, double diameter) {
        return new ThinLens(focalLength, focalLength, diameter);
    }

    /** A lens that bends light along x only. */
    public static ThinLens cylindricalAlongX(double focalLength, double diameter) {
        return new ThinLens(focalLength, Double.POSITIVE_INFINITY, diameter);
    }

    /** A lens that bends light along y only. */
    public static ThinLens cylindricalAlongY(double focalLength, double diameter) {
        return new ThinLens(Double.POSITIVE_INFINITY, focalLength, diameter);
    }

    @Override
    public Wavefront apply(Wavefront in) {
        return in.times(transmittance(in.grid(), in.wavelength()));
    }

    @Override
    public Wavefront adjoint(Wavefront out) {
        return out.timesConjugate(transmittance(out.grid(), out.wavelength()));
    }

    private double[] transmittance(Grid grid, double wavelength) {
        double stepX = largestStep(grid.nx(), grid.width(), focalX, wavelength);
        double stepY = largestStep(grid.ny(), grid.height(), focalY, wavelength);
        if (grid.dx() > stepX || grid.dy() > stepY) {
            throw new SamplingException(String.format(Locale.ROOT, "lens of focal length %.4g x %.4g m: its phase turns by more than half a wave from sample to sample at its rim",
                    focalX, focalY), grid.width(), grid.height(), Math.min(grid.dx(), stepX), Math.min(grid.dy(), stepY));
        }
        double[] t = new double[2 * grid.size()];
        for (int s = 0; s < grid.size(); s++) {
            double x = grid.x(s % grid.nx());
            double y = grid.y(s / grid.nx());
            if (Math.hypot(x, y) <= diameter / 2) {
                double phase = -Math.PI / wavelength * (x * x / focalX + y * y / focalY);
                t[2 * s] = Math.cos(phase);
                t[2 * s + 1] = Math.sin(phase);
            }
        }
        return t;
    }

    private double largestStep(int n, double extent, double focalLength, double wavelength) {
        return n == 1 ? Double.POSITIVE_INFINITY : wavelength * Math.abs(focalLength) / Math.min(diameter, extent);
    }
}
