/**
 * Makes the networks that are simulated: stratified splits of a data set, and training of dense networks by gradient descent. Plain Java
 * arithmetic in one thread and one order, {@code StrictMath} for exp and log, draws from named streams: a seed gives the same file on every machine.
 * <p>May use: {@code network}, {@code dataset}, {@code matrix}, {@code noise}, {@code input}.
 * <p>A new activation needs its slope in {@link org.superpose.simulator.network.Activation}; {@code TrainingTest} checks it against finite differences.
 */
package org.superpose.simulator.training;
