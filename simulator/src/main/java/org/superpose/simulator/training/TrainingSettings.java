package org.superpose.simulator.training;

import org.superpose.simulator.input.Section;

/**
 * How a network is trained: Adam on mini-batches, its step falling linearly from {@code rate} in the first epoch towards 0 after the last.
 *
 * @param epochs      passes over the training rows, 1 or more
 * @param batch       rows per step, 1 or more; the last batch of an epoch takes what is left
 * @param rate        first step size α, positive
 * @param beta1       β₁ in [0, 1)
 * @param beta2       β₂ in [0, 1)
 * @param epsilon     ε, positive
 * @param weightDecay λ, decoupled, on weights and not on biases; 0 or more
 * @param inputNoise  standard deviation of the uniform noise added to each input at each use, in units of the scaled inputs; 0 or more
 */
public record TrainingSettings(int epochs, int batch, double rate, double beta1, double beta2, double epsilon, double weightDecay, double inputNoise) {
    public TrainingSettings {
        require(epochs >= 1, "epochs must be 1 or more", epochs);
        require(batch >= 1, "batch must be 1 or more", batch);
        require(rate > 0, "rate must be positive", rate);
        require(beta1 >= 0 && beta1 < 1, "beta1 must be at least 0 and less than 1", beta1);
        require(beta2 >= 0 && beta2 < 1, "beta2 must be at least 0 and less than 1", beta2);
        require(epsilon > 0, "epsilon must be positive", epsilon);
        require(weightDecay >= 0, "weightDecay must not be negative", weightDecay);
        require(inputNoise >= 0, "inputNoise must not be negative", inputNoise);
    }

    private static void require(boolean condition, String otherwise, double got) {
        if (!condition || Double.isInfinite(got)) {
            throw new IllegalArgumentException(otherwise + ", got " + got);
        }
    }

    /** The section {@code optimiser} in YAML; each key is called as here, and only {@code epochs} must be given. */
    public static TrainingSettings read(Section section) {
        int epochs = section.integer("epochs", 1, 1_000_000);
        int batch = section.integer("batch", 1, 1_000_000, 32);
        double rate = section.number("rate", 1e-3);
        double beta1 = section.number("beta1", 0.9);
        double beta2 = section.number("beta2", 0.999);
        double epsilon = section.number("epsilon", 1e-8);
        double weightDecay = section.number("weightDecay", 0);
        double inputNoise = section.number("inputNoise", 0);
        return section.build(() -> new TrainingSettings(epochs, batch, rate, beta1, beta2, epsilon, weightDecay, inputNoise));
    }
}
