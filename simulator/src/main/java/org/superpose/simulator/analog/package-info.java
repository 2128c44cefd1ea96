/**
 * What every realisation of a network has in common, whatever it is built of: layers that are run on batches, chips, machines that make chips, and the traces they leave.
 * <p>May use: {@code noise}.
 * <p>A new machine: implement {@link org.superpose.simulator.analog.Machine} in a package of its own; its layers implement {@link org.superpose.simulator.analog.AnalogLayer} and speak network units at their borders.
 */
package org.superpose.simulator.analog;
