/**
 * Error budgets: what each source of error of a layer contributes to how far its outputs lie from the exact ones. {@link org.superpose.simulator.budget.Shapley} shares out any quantity among sources; {@link org.superpose.simulator.budget.LayerAccount}
 * does so for the mean square error of a layer that was computed by its devices.
 * <p>May use: {@code analog, noise}. Knows no device: machines say what can be switched ({@link org.superpose.simulator.analog.SwitchedLayer}).
 * <p>A new source of error: give it a switch in the machine's {@code SwitchedLayer}; nothing here changes.
 */
package org.superpose.simulator.budget;
