package org.superpose.optics.bench;

import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.OpticalElement;

/** One planned step of a bench. @param to the grid behind it */
record Stage(OpticalElement element, Grid to) {
}
