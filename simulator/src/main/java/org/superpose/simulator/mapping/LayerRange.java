package org.superpose.simulator.mapping;

/**
 * Which ranges the signals of one layer need, in network units, as the calibration data show them.
 *
 * @param input              magnitude that the inputs stay within, but for the clipping probability [network units], positive
 * @param inputSigned        whether any input is negative
 * @param weight             largest magnitude of a weight, positive (1 if all weights are 0)
 * @param bias               largest magnitude of a bias, may be 0
 * @param output             magnitude that the outputs after the activation stay within, but for the clipping probability, positive
 * @param largestOutput      largest magnitude of an output after the activation
 * @param clippedInputs      fraction of the calibration inputs beyond {@code input}
 * @param clippedOutputs     fraction of the calibration outputs beyond {@code output}
 * @param clippingError      error that clipping at {@code output} makes, rms, relative to the rms of the outputs: the square of its inverse is the
 *                           signal-to-noise ratio that clipping alone would leave
 */
public record LayerRange(double input, boolean inputSigned, double weight, double bias, double output, double largestOutput, double clippedInputs,
                         double clippedOutputs, double clippingError) {
    /** Factor by which every signal is larger than it would be if the largest output had to fit: what the clipping buys. */
    public double gain() {
        return StrictMath.max(1, largestOutput / output);
    }
}
