/**
 * What strangers hand us: YAML with source positions, quantities with units, bounded files.
 * Whatever is wrong becomes an {@link org.superpose.simulator.input.InputException} of one line that says where, what and how to mend.
 * <p>May use: the JDK and Jackson's YAML parser; nothing of ours. May not use: anything that knows networks or hardware.
 * <p>A new unit: add a line to {@code Quantity.KINDS} (and to {@code QuantityTest}); compound units such as {@code V/sqrt(Hz)} need none.
 */
package org.superpose.simulator.input;
