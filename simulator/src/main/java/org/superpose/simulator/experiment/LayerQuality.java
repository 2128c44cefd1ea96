package org.superpose.simulator.experiment;

import java.util.List;

/**
 * How well one layer does.
 *
 * @param layer          from 0
 * @param preActivation  at W x + b, as the layer formed it
 * @param output         after the activation: what the next layer gets, or the logits
 * @param snrOfChips     {@link SignalQuality#snr()} of the output for each chip alone [dB]
 * @param clippedInputs  share of the input values that met the end of the input range, 0 to 1
 * @param clippedOutputs share of the output values that met a rail or the end of a converter, 0 to 1
 */
public record LayerQuality(int layer, SignalQuality preActivation, SignalQuality output, List<Double> snrOfChips, double clippedInputs, double clippedOutputs) {
    public LayerQuality {
        snrOfChips = List.copyOf(snrOfChips);
    }
}
