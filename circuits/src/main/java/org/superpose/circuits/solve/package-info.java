/**
 * Numbers for the equations of a plan: one {@link org.superpose.circuits.solve.Equations} for each thread holds the arrays of a run, {@link org.superpose.circuits.solve.Newton} solves them, {@link org.superpose.circuits.solve.Continuation} adds the
 * aids that make it converge, {@link org.superpose.circuits.solve.Nearby} finds solutions with other numbers near a known one, and a {@link org.superpose.circuits.solve.Receipt} says how well it went.
 * <p>The system is {@code f(x) + a q(x) + h = 0}: a = 0 in direct current, and a and h as the integration formula has them in a transient.
 * <p>May use: {@code circuits.circuit}, {@code circuits.crew}, {@code circuits.plan}, {@code circuits.sparse}. It knows no analyses and no devices.
 * <p>A new aid to convergence: a value of {@code Aid}, a method of {@code Continuation}, and a circuit in its tests that needs it.
 */
package org.superpose.circuits.solve;
