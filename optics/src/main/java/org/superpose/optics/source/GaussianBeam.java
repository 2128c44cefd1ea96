package org.superpose.optics.source;

import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Wavefront;

/**
 * A Gaussian beam, U = √(2P/πw²) e^{−r²/w² + ikr²/2R − i atan(z/z_R)} with w² = w₀²(1 + z²/z_R²), R = z + z_R²/z, z_R = πw₀²/λ (Saleh and Teich,
 * <i>Fundamentals of Photonics</i>, 3rd ed. 2019, section 3.1; paraxial, w₀ ≫ λ). A tilt adds the phase k (x sin θx + y sin θy). The power is that of the whole beam,
 * whether it fits into the window or not. On a grid of one row the beam is a sheet, uniform in y: its power is spread over that row, its amplitude falls as 1/√w
 * and its Gouy phase is half as large.
 *
 * @param waist    w₀ [m], 1/e field radius at the waist
 * @param x        where its axis meets the grid [m]
 * @param y        the same along y [m]
 * @param tiltX    sin θx
 * @param tiltY    sin θy
 * @param distance z [m] from the waist to the grid: above 0 the beam diverges, below it converges
 */
public record GaussianBeam(double waist, double x, double y, double tiltX, double tiltY, double distance) implements Beam {
    public GaussianBeam {
        if (!(waist > 0 && waist < Double.POSITIVE_INFINITY) || !Double.isFinite(x + y + distance)) {
            throw new IllegalArgumentException("Gaussian beam: the waist must be positive and all lengths finite [m], got waist " + waist + ", x " + x + ", y " + y
                    + ", distance " + distance);
        }
        if (!(Math.hypot(tiltX, tiltY) < 1)) {
            throw new IllegalArgumentException("Gaussian beam: the sines of the tilt must lie below 1, got " + tiltX + " and " + tiltY);
        }
    }

    /** At its waist, on the axis and along it. @param waist w₀ [m] */
    public static GaussianBeam ofWaist(double waist) {
        return new GaussianBeam(waist, 0, 0, 0, 0, 0);
    }

    /** The same beam elsewhere. */
    public GaussianBeam at(double newX, double newY) {
        return new GaussianBeam(waist, newX, newY, tiltX, tiltY, distance);
    }

    /** The same beam, a distance behind its waist [m]. */
    public GaussianBeam behindWaist(double newDistance) {
        return new GaussianBeam(waist, x, y, tiltX, tiltY, newDistance);
    }

    /** The same beam under an angle. */
    public GaussianBeam tilted(double sineX, double sineY) {
        return new GaussianBeam(waist, x, y, sineX, sineY, distance);
    }

    /** 1/e field radius w at the grid [m]. */
    public double radius(double wavelength) {
        return waist * Math.hypot(1, distance / rayleighLength(wavelength));
    }

    /** z_R = πw₀²/λ [m]. */
    public double rayleighLength(double wavelength) {
        return Math.PI * waist * waist / wavelength;
    }

    @Override
    public Wavefront on(Grid grid, double wavelength, double power) {
        Tilt.requirePower(power);
        Wavefront.requireWavelength(wavelength);
        double w = radius(wavelength);
        double rayleigh = rayleighLength(wavelength);
        double curvature = distance / (distance * distance + rayleigh * rayleigh);                     // 1/R
        Tilt.requireCarried("Gaussian beam", grid, wavelength, Math.abs(tiltX) + 2 * w * Math.abs(curvature), Math.abs(tiltY) + 2 * w * Math.abs(curvature));
        boolean sheet = grid.ny() == 1;
        double peak = sheet ? Math.sqrt(power / grid.dy() * Math.sqrt(2 / Math.PI) / w) : Math.sqrt(2 * power / Math.PI) / w;
        double gouy = Math.atan(distance / rayleigh) * (sheet ? 0.5 : 1);
        double k = 2 * Math.PI / wavelength;
        return Wavefront.computed(grid, wavelength, samples -> {
            for (int j = 0; j < grid.ny(); j++) {
                double v = sheet ? 0 : grid.y(j) - y;
                for (int i = 0; i < grid.nx(); i++) {
                    double u = grid.x(i) - x;
                    double square = u * u + v * v;
                    double amplitude = peak * Math.exp(-square / (w * w));
                    double phase = k * (square * curvature / 2 + u * tiltX + v * tiltY) - gouy;
                    samples[2 * (j * grid.nx() + i)] = amplitude * Math.cos(phase);
                    samples[2 * (j * grid.nx() + i) + 1] = amplitude * Math.sin(phase);
                }
            }
        });
    }
}
