/**
 * The exact digital answer that every simulated machine is measured against: float64, one fixed order of summation.
 * <p>May use: {@code network}, {@code analog} (its traces and {@code Predictor}), {@code matrix}. May not use: anything that knows hardware or noise.
 * <p>Another kind of reference (quantised, say): a {@link org.superpose.simulator.analog.Predictor} beside {@link org.superpose.simulator.reference.DigitalReference}.
 */
package org.superpose.simulator.reference;
