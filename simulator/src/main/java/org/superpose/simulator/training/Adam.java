package org.superpose.simulator.training;

/**
 * Adam (D. P. Kingma and J. Ba, "Adam: A method for stochastic optimization", ICLR 2015, algorithm 1), with weight decay apart from the
 * gradient (I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2):
 * {@code m ← β₁ m + (1−β₁) g, v ← β₂ v + (1−β₂) g², θ ← θ − α (m/(1−β₁ᵗ) / (√(v/(1−β₂ᵗ)) + ε) + λ θ)}.
 */
final class Adam {
    private final double beta1;
    private final double beta2;
    private final double epsilon;
    private final double[] decay;      // λ of each parameter
    private final double[] mean;       // m
    private final double[] square;     // v
    private double power1 = 1;         // β₁ᵗ
    private double power2 = 1;         // β₂ᵗ

    /** @param decay λ of each parameter */
    Adam(double beta1, double beta2, double epsilon, double[] decay) {
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.epsilon = epsilon;
        this.decay = decay;
        mean = new double[decay.length];
        square = new double[decay.length];
    }

    /** One step of size α against the gradient. */
    void step(double[] parameters, double[] gradient, double rate) {
        power1 *= beta1;
        power2 *= beta2;
        for (int k = 0; k < parameters.length; k++) {
            double g = gradient[k];
            mean[k] = beta1 * mean[k] + (1 - beta1) * g;
            square[k] = beta2 * square[k] + (1 - beta2) * (g * g);
            double direction = mean[k] / (1 - power1) / (Math.sqrt(square[k] / (1 - power2)) + epsilon);
            parameters[k] -= rate * (direction + decay[k] * parameters[k]);
        }
    }
}
