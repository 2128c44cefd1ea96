package org.superpose.simulator.experiment;

import java.util.List;

/**
 * Where the error of each layer's outputs comes from. Every layer is fed with exact inputs; a source's share is the root mean square of the outputs
 * with only that source on minus the outputs with none on. Small independent errors add in squares, so the squares of the sources come near the
 * square of {@code all}; what is missing was clipped, or hidden by quantisation.
 *
 * @param sources       in the machine's order
 * @param all           every source at once, against none
 * @param deterministic no source on, against the exact layer: quantisation, bends, offsets of the design, clipping; the same for every chip, so its
 *                      standard error is 0
 * @param signal        {@link SignalQuality#deviation()} of each layer's exact outputs on the same images
 * @param effort        chips and images it was measured on
 */
public record NoiseBudget(List<NoiseContribution> sources, NoiseContribution all, NoiseContribution deterministic, List<Double> signal, Effort effort) {
    public NoiseBudget {
        sources = List.copyOf(sources);
        signal = List.copyOf(signal);
    }
}
