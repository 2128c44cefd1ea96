package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.superpose.simulator.analog.Findings;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.analog.Programmable;
import org.superpose.simulator.calibration.Calibrated;
import org.superpose.simulator.calibration.Calibration;
import org.superpose.simulator.noise.RandomStreams;

/**
 * What calibration makes of the chips of an experiment: the test images on each chip before it and after it. The controller learns from training inputs and patterns of its own, and is scored on images that it never saw.
 *
 * @param experiment  for its seed, effort and threads
 * @param problem     one of its splits
 * @param machine     the name of one of its machines, of a kind that can be written anew
 * @param calibration how
 */
public record CalibrationStudy(Experiment experiment, Problem problem, String machine, Calibration calibration) {
    private static final int BATCH = 128;

    /**
     * What was found.
     *
     * @param digital   of the exact network on the same images
     * @param before    the chips as they were made
     * @param after     the chips as calibrated
     * @param recovered share of the lost accuracy that came back, of all chips together; NaN if none was lost
     * @param cost      of one chip
     */
    public record Result(DigitalResult digital, Evaluation before, Evaluation after, double recovered, Calibrated cost) {
    }

    public CalibrationStudy {
        if (!experiment.machines().containsKey(machine)) {
            throw new IllegalArgumentException("there is no machine \"" + machine + "\"; there are " + String.join(", ", experiment.machines().keySet()));
        }
    }

    private record OfChip(ChipTally before, ChipTally after, Calibrated calibrated) {
    }

    /**
     * Runs it.
     *
     * @throws IllegalArgumentException if the machine cannot compute the network, or cannot be written anew
     * @throws InterruptedException     if this thread is interrupted; the work is then abandoned
     */
    public Result run(Progress progress) throws InterruptedException {
        ExactRun exact = new ExactRun(problem);
        double[][] training = problem.split().train().inputs();
        Machine laidOut = experiment.machines().get(machine).layOut(problem.network(), training, new Findings());
        if (!(laidOut instanceof Programmable programmable)) {
            throw new IllegalArgumentException("machine " + machine + " cannot be written anew; only electronic ones are calibrated so far");
        }
        Effort effort = experiment.evaluation();
        List<Callable<OfChip>> tasks = new ArrayList<>();
        for (int chip = 0; chip < effort.chips(); chip++) {
            RandomStreams streams = RandomStreams.of(experiment.seed()).chip(chip);
            tasks.add(() -> {
                ChipTally before = new ChipTally(programmable.chip(streams), exact, effort, BATCH, false);
                Calibrated calibrated = calibration.run(programmable, problem.network(), streams, streams.named("calibration"), training);
                return new OfChip(before, new ChipTally(programmable.written(calibrated.network()).chip(streams), exact, effort, BATCH, false), calibrated);
            });
        }
        try (Workers workers = new Workers(experiment.threads(), tasks.size(), progress)) {
            List<OfChip> chips = workers.all(tasks);
            Evaluation before = ChipTally.merge(chips.stream().map(OfChip::before).toList());
            Evaluation after = ChipTally.merge(chips.stream().map(OfChip::after).toList());
            DigitalResult digital = exact.result(effort.images());
            double lost = digital.accuracy() - before.accuracy().mean();
            return new Result(digital, before, after, lost > 0 ? (after.accuracy().mean() - before.accuracy().mean()) / lost : Double.NaN, chips.get(0).calibrated);
        }
    }
}
