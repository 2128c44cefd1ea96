package org.superpose.simulator.bench;

import org.superpose.optics.propagation.Certificate;
import org.superpose.optics.wave.Grid;

/**
 * One distance that one component of the light went.
 *
 * @param place       of the stage in the file, {@code stages[1].travel}
 * @param laser       counted from 0
 * @param method      how it was computed
 * @param from        grid in front
 * @param to          grid behind
 * @param certificate how far to trust it
 */
public record Passage(String place, int laser, String method, Grid from, Grid to, Certificate certificate) {
}
