package org.superpose.simulator.training;

/** Is told how a training gets on. */
@FunctionalInterface
public interface TrainingProgress {
    /**
     * An epoch has ended.
     *
     * @param split  name of the split that is trained on
     * @param epoch  from 1 to {@code epochs}
     * @param loss   mean cross-entropy over the epoch [nat], as met while the weights moved
     */
    void epoch(String split, int epoch, int epochs, double loss);
}
