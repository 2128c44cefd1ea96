package org.superpose.simulator.analog;

/**
 * What the controller of a machine knows of the converters around a layer, in network units.
 *
 * @param inputLow    lowest input
 * @param inputHigh   highest input, above the lowest
 * @param inputSteps  from the one to the other; 0 if they are infinitely fine
 * @param outputRange magnitude of the largest output that a converter reads, positive
 * @param outputStep  of that converter; 0 if it is infinitely fine
 * @param weightRange largest magnitude of a weight that can be stored, positive
 * @param biasRange   likewise of a bias; 0 for none
 */
public record Converters(double inputLow, double inputHigh, double inputSteps, double outputRange, double outputStep, double weightRange, double biasRange) {
    public Converters {
        if (!(inputLow < inputHigh) || !(inputSteps >= 0) || !(outputRange > 0) || !(outputStep >= 0) || !(weightRange > 0) || !(biasRange >= 0)) {
            throw new IllegalArgumentException("converters need a range of inputs, one of outputs, and steps that are not negative, got " + inputLow + " to " + inputHigh + " in " + inputSteps + ", " + outputRange + " by " + outputStep + ", weights to "
                    + weightRange + ", biases to " + biasRange);
        }
    }

    /** The weight nearest to a wanted one that can be stored; its code may still round it. */
    public double weight(double wanted) {
        return Math.min(weightRange, Math.max(-weightRange, wanted));
    }

    /** Likewise a bias. */
    public double bias(double wanted) {
        return Math.min(biasRange, Math.max(-biasRange, wanted));
    }

    /** The input that a converter gives where this one is asked for. */
    public double input(double wanted) {
        double held = Math.min(inputHigh, Math.max(inputLow, wanted));
        return inputSteps == 0 ? held : inputLow + (inputHigh - inputLow) / inputSteps * Math.rint((held - inputLow) / (inputHigh - inputLow) * inputSteps);
    }

    /** What a converter reads of an output. */
    public double output(double real) {
        double held = Math.min(outputRange, Math.max(-outputRange, real));
        if (outputStep > outputRange) {                          // a single bit for both signs: there is no code for 0
            return Math.copySign(outputRange, held);
        }
        return outputStep == 0 ? held : outputStep * Math.rint(held / outputStep);
    }
}
