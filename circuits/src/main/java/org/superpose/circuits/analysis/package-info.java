/**
 * The classic analyses of a circuit. Each is a value of settings with {@code run}, which gives a typed result with a receipt.
 * <p>May use: {@code circuits.circuit}, {@code circuits.crew}, {@code circuits.plan}, {@code circuits.solve}, {@code circuits.sparse}. It knows no devices: what it needs of them stands in {@code DeviceBank}.
 * <p>{@link org.superpose.circuits.analysis.Variants} solves one plan with many sets of numbers: {@code VariedNumbers} finds them by path, {@code Tuning} sets them in the banks' parameters, {@code InOrder} keeps the threads in order.
 * <p>Conventions: phasors are e^(+jωt), phases in radians; noise densities are single-sided, in V²/Hz; a branch current flows from a component's first node through it to its second.
 * <p>A new analysis: a record of its settings, a result with a receipt, and a closed form in its tests.
 */
package org.superpose.circuits.analysis;
