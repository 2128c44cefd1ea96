package org.superpose.optics.source;

import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Wavefront;

/** A shape that light can have when it enters the bench. A {@link Laser} gives it wavelength and power. */
@FunctionalInterface
public interface Beam {
    /**
     * The field on a grid.
     * @param wavelength λ [m]
     * @param power      P [W], 0 or more; each shape says what it is the power of
     * @throws org.superpose.optics.wave.SamplingException if the beam turns its phase by more than half a wave from sample to sample
     */
    Wavefront on(Grid grid, double wavelength, double power);
}
