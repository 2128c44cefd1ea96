package org.superpose.circuits.analysis;

import org.superpose.circuits.solve.Receipt;

/**
 * What a small slow signal sees.
 *
 * @param gain             output over input [V/V, V/A, A/V or A/A]
 * @param inputResistance  that the source sees [Ω]; infinite where it feeds no current
 * @param outputResistance between the output nodes, or that the branch sees whose current is the output [Ω]
 * @param receipt          how well the equations of the operating point are met
 */
public record TransferFunctionResult(double gain, double inputResistance, double outputResistance, Receipt receipt) {
}
