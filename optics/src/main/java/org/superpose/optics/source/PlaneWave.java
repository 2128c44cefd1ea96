package org.superpose.optics.source;

import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Wavefront;

/**
 * A plane wave, U = √(P/A) e^{ik(x sin θx + y sin θy)}. The power is what falls on the grid's window of area A.
 *
 * @param tiltX sin θx
 * @param tiltY sin θy
 */
public record PlaneWave(double tiltX, double tiltY) implements Beam {
    public PlaneWave {
        if (!(Math.hypot(tiltX, tiltY) < 1)) {
            throw new IllegalArgumentException("plane wave: the sines of the tilt must lie below 1, got " + tiltX + " and " + tiltY);
        }
    }

    /** Along the axis. */
    public static PlaneWave straight() {
        return new PlaneWave(0, 0);
    }

    @Override
    public Wavefront on(Grid grid, double wavelength, double power) {
        Tilt.requirePower(power);
        Wavefront.requireWavelength(wavelength);
        Tilt.requireCarried("plane wave", grid, wavelength, tiltX, tiltY);
        double amplitude = Math.sqrt(power / (grid.width() * grid.height()));
        double k = 2 * Math.PI / wavelength;
        return Wavefront.computed(grid, wavelength, samples -> {
            for (int s = 0; s < grid.size(); s++) {
                double phase = k * (grid.x(s % grid.nx()) * tiltX + grid.y(s / grid.nx()) * tiltY);
                samples[2 * s] = amplitude * Math.cos(phase);
                samples[2 * s + 1] = amplitude * Math.sin(phase);
            }
        });
    }
}
