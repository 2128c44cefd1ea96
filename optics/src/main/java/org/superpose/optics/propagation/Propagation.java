package org.superpose.optics.propagation;

import org.superpose.optics.wave.OpticalElement;
import org.superpose.optics.wave.Wavefront;

/** A distance, planned for one wavelength and the grids at both ends. The carrier e^{ikz} is left out. */
public interface Propagation extends OpticalElement {
    /** The field behind the distance and what became of its power. */
    Propagated propagate(Wavefront in);

    @Override
    default Wavefront apply(Wavefront in) {
        return propagate(in).wavefront();
    }
}
