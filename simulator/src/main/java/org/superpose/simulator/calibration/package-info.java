/**
 * Learning from a chip what it got wrong, and writing it so that it gets it right: the controller sees codes and readings, never the chip's errors.
 * <p>May use: {@code analog}, {@code network}, {@code noise}.
 * <p>Another way to calibrate: a record of its settings with a {@code run} like that of {@link org.superpose.simulator.calibration.Calibration}.
 */
package org.superpose.simulator.calibration;
