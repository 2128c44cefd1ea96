package org.superpose.simulator.calibration;

import org.superpose.simulator.network.Network;

/**
 * What a calibration came to.
 *
 * @param network  what is to be written so that the chip computes what it should
 * @param vectors  inputs that were set
 * @param readings conversions of a column's output
 * @param writings times that a layer was written
 */
public record Calibrated(Network network, long vectors, long readings, long writings) {
}
