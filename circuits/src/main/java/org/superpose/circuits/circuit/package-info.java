/**
 * What every circuit stands on: the physical constants and the thermal voltage.
 * <p>May use: nothing of this project.
 */
package org.superpose.circuits.circuit;
