package org.superpose.simulator.experiment;

import java.util.List;

/**
 * What a machine did on test images, over seeded chips and reads.
 *
 * @param accuracy      share of decisions that equal the label
 * @param agreement     share of decisions that equal the digital reference's
 * @param difference    accuracy minus the digital reference's, image by image
 * @param onExactInputs each layer fed with the exact outputs of the layer before: its own error alone
 * @param inChain       each layer fed by the analog layer before it: errors as they add up
 * @param confusion     digital against analog decisions
 */
public record Evaluation(Rate accuracy, Rate agreement, Difference difference, List<LayerQuality> onExactInputs, List<LayerQuality> inChain, Confusion confusion) {
    public Evaluation {
        onExactInputs = List.copyOf(onExactInputs);
        inChain = List.copyOf(inChain);
    }
}
