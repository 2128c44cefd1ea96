package org.superpose.optics.source;

import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Wavefront;

/**
 * A point that shines alike in all directions, U = √(P/4π) e^{ik(r − z)}/r: a spherical wave without its carrier. The power is what it sends into the full
 * sphere; the grid catches a part.
 *
 * @param x        position [m]
 * @param y        position [m]
 * @param distance z [m] in front of the grid, above 0
 */
public record PointSource(double x, double y, double distance) implements Beam {
    public PointSource {
        if (!Double.isFinite(x + y) || !(distance > 0 && distance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("point source: the distance must be positive and all lengths finite [m], got x " + x + ", y " + y + ", distance " + distance);
        }
    }

    @Override
    public Wavefront on(Grid grid, double wavelength, double power) {
        Tilt.requirePower(power);
        Wavefront.requireWavelength(wavelength);
        double reachX = Math.max(Math.abs(grid.x(0) - x), Math.abs(grid.x(grid.nx() - 1) - x));
        double reachY = Math.max(Math.abs(grid.y(0) - y), Math.abs(grid.y(grid.ny() - 1) - y));
        Tilt.requireCarried("point source", grid, wavelength, reachX / Math.hypot(reachX, distance), reachY / Math.hypot(reachY, distance));
        double strength = Math.sqrt(power / (4 * Math.PI));
        double k = 2 * Math.PI / wavelength;
        return Wavefront.computed(grid, wavelength, samples -> {
            for (int s = 0; s < grid.size(); s++) {
                double across = Math.hypot(grid.x(s % grid.nx()) - x, grid.y(s / grid.nx()) - y);
                double r = Math.hypot(across, distance);
                double phase = k * across * across / (r + distance);                    // k(r − z), without cancellation
                samples[2 * s] = strength / r * Math.cos(phase);
                samples[2 * s + 1] = strength / r * Math.sin(phase);
            }
        });
    }
}
