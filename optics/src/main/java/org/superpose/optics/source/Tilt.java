package org.superpose.optics.source;

import java.util.Locale;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.SamplingException;

/** Checks on the steepest angle at which light meets a grid: a step can carry sin θ &lt; λ/2dx. */
final class Tilt {
    private Tilt() {
    }

    /**
     * Refuses angles that would alias.
     * @param sineX largest |sin θ| along x
     * @param sineY largest |sin θ| along y
     */
    static void requireCarried(String who, Grid grid, double wavelength, double sineX, double sineY) {
        boolean x = grid.nx() > 1 && Math.abs(sineX) * 2 * grid.dx() >= wavelength;
        boolean y = grid.ny() > 1 && Math.abs(sineY) * 2 * grid.dy() >= wavelength;
        if (x || y) {
            throw new SamplingException(String.format(Locale.ROOT, "%s: an angle of sine %.4g turns the phase by half a wave or more from sample to sample",
                    who, Math.max(Math.abs(sineX), Math.abs(sineY))), grid.width(), grid.height(), x ? 0.99 * wavelength / (2 * Math.abs(sineX)) : grid.dx(),
                    y ? 0.99 * wavelength / (2 * Math.abs(sineY)) : grid.dy());
        }
    }

    /** Refuses a power that is negative or no number. */
    static void requirePower(double power) {
        if (!(power >= 0 && power < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("beam: power must be 0 or more and finite [W], got " + power);
        }
    }
}
