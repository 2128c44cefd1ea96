package org.superpose.simulator.analog;

/** What one layer did to a batch, in network units. Holds the arrays it is given: whoever makes or reads a trace leaves them unchanged. */
public final class LayerTrace {
    private final double[][] preActivation;
    private final double[][] output;
    private final long clippedInputs;
    private final long clippedOutputs;

    /**
     * @param preActivation  W x + b as the layer formed it [batch × outputs]
     * @param output         after the activation [batch × outputs]
     * @param clippedInputs  how many of the batch × inputs values met the end of the input range
     * @param clippedOutputs how many of the batch × outputs values met a rail or the end of a converter
     */
    public LayerTrace(double[][] preActivation, double[][] output, long clippedInputs, long clippedOutputs) {
        this.preActivation = preActivation;
        this.output = output;
        this.clippedInputs = clippedInputs;
        this.clippedOutputs = clippedOutputs;
    }

    public double[][] preActivation() {
        return preActivation;
    }

    public double[][] output() {
        return output;
    }

    public long clippedInputs() {
        return clippedInputs;
    }

    public long clippedOutputs() {
        return clippedOutputs;
    }
}
