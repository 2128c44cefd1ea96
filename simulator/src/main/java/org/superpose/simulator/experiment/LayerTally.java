package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.List;
import org.superpose.simulator.analog.LayerTrace;

/** What is counted of one layer of one chip. */
final class LayerTally {
    private final ErrorSums preActivation = new ErrorSums();
    private final ErrorSums output = new ErrorSums();
    private long inputs;
    private long outputs;
    private long clippedInputs;
    private long clippedOutputs;

    void add(LayerTrace trace, int inputWidth, ExactRun exact, int layer, int firstImage) {
        preActivation.add(trace.preActivation(), exact.preActivation(layer), firstImage);
        output.add(trace.output(), exact.output(layer), firstImage);
        inputs += (long) trace.output().length * inputWidth;
        outputs += (long) trace.output().length * exact.outputs(layer);
        clippedInputs += trace.clippedInputs();
        clippedOutputs += trace.clippedOutputs();
    }

    boolean finite() {
        return Double.isFinite(preActivation.meanSquare()) && Double.isFinite(output.meanSquare());
    }

    /** @param ofChips merged in their order */
    static LayerQuality merge(int layer, List<LayerTally> ofChips, ExactRun exact, int images) {
        ErrorSums.Signal signal = ErrorSums.Signal.of(exact.output(layer), images);
        List<Double> snrOfChips = new ArrayList<>();
        long inputs = 0;
        long outputs = 0;
        long clippedInputs = 0;
        long clippedOutputs = 0;
        for (LayerTally chip : ofChips) {
            snrOfChips.add(signal.with(chip.output).snr());
            inputs += chip.inputs;
            outputs += chip.outputs;
            clippedInputs += chip.clippedInputs;
            clippedOutputs += chip.clippedOutputs;
        }
        SignalQuality before = ErrorSums.quality(ofChips.stream().map(chip -> chip.preActivation).toList(), ErrorSums.Signal.of(exact.preActivation(layer), images));
        SignalQuality after = ErrorSums.quality(ofChips.stream().map(chip -> chip.output).toList(), signal);
        return new LayerQuality(layer, before, after, snrOfChips, (double) clippedInputs / inputs, (double) clippedOutputs / outputs);
    }
}
