package org.superpose.simulator.experiment;

import java.util.List;
import java.util.Optional;
import org.superpose.simulator.analog.Machine;

/**
 * One machine on one split, against the exact digital reference.
 *
 * @param problem       the network and its data
 * @param machineName   its name in the experiment
 * @param machine       the design: its facts, transfer curves and sources
 * @param reference     the digital answer
 * @param evaluation    the machine at the {@code CELL} level
 * @param idealDistance for each layer the distance of the {@code IDEAL} level from the {@code EXACT} one: the largest |Δz| / (|b| + Σ |w||x|) over
 *                      outputs and images, x being what the layer got in its own run
 * @param noise         where the error comes from
 * @param samples       one for each layer
 * @param devices       one chip by its devices, if that was asked for and this machine can
 */
public record Comparison(Problem problem, String machineName, Machine machine, DigitalResult reference, Evaluation evaluation,
                         List<Double> idealDistance, NoiseBudget noise, List<LayerSamples> samples, Optional<DeviceComparison> devices) {
    public Comparison {
        idealDistance = List.copyOf(idealDistance);
        samples = List.copyOf(samples);
    }

    /** Share of the machine's decisions that equal the label. */
    public Rate accuracy() {
        return evaluation.accuracy();
    }
}
