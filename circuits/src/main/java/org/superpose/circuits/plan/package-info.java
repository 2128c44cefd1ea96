/**
 * What is worked out once for a circuit and shared by all its runs and threads: the numbers of its unknowns, the pattern of its matrix, the slots of its banks ({@link org.superpose.circuits.plan.CircuitPlan}), what is left of the matrix without inner nodes ({@link org.superpose.circuits.plan.Condensation}), and the checks that a circuit can
 * have an operating point at all.
 * <p>May use: {@code circuits.circuit}, {@code circuits.crew}, {@code circuits.sparse}. It computes no currents.
 */
package org.superpose.circuits.plan;
