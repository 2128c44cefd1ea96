package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The spread of an output that small independent errors of numbers make, linearised: {@code σ² = Σ (∂y/∂p)² σ_p²} (propagation of errors; for circuits K. Lakshmikumar, R. Hadaway and M. Copeland, <i>Characterisation and modeling of mismatch in MOS
 * transistors</i>, IEEE JSSC 21, 1057, 1986). What several parts share, a draw of the die or a number of a model card, is one number, whose slope is the sum over its parts: {@code (Σ ∂y/∂p σ_p)²}.
 *
 * @param culprits all that contribute, the largest share first
 */
public record MismatchVariance(List<Culprit> culprits) {
    public MismatchVariance {
        culprits = List.copyOf(culprits);
    }

    /**
     * A number that is not what it should be.
     *
     * @param name   path of the number, or name of the draw
     * @param effect on the output of one standard deviation, with its sign, in the unit of the output
     * @param share  of the variance, 0 to 1
     */
    public record Culprit(String name, double effect, double share) {
    }

    /** Of draws of the standard normal distribution, see {@link Parameters#draws}: of a row of a gradient. */
    public static MismatchVariance of(List<Parameter> draws, double[] gradient) {
        double[] ones = new double[gradient.length];
        Arrays.fill(ones, 1);
        return of(draws, gradient, ones);
    }

    /**
     * Of numbers.
     *
     * @param gradient   of the output after them, in their order
     * @param deviations standard deviation of each, in its unit
     */
    public static MismatchVariance of(List<Parameter> parameters, double[] gradient, double[] deviations) {
        if (parameters.size() != gradient.length || parameters.size() != deviations.length) {
            throw new IllegalArgumentException("there must be a slope and a standard deviation for each of " + parameters.size() + " parameters, got " + gradient.length + " and " + deviations.length);
        }
        double variance = 0;
        for (int p = 0; p < gradient.length; p++) {
            if (!(deviations[p] >= 0)) {
                throw new IllegalArgumentException(parameters.get(p).name() + ": a standard deviation must be 0 or positive, got " + deviations[p]);
            }
            variance += gradient[p] * deviations[p] * gradient[p] * deviations[p];
        }
        List<Culprit> culprits = new ArrayList<>();
        for (int p = 0; p < gradient.length; p++) {
            double effect = gradient[p] * deviations[p];
            if (effect != 0) {
                culprits.add(new Culprit(parameters.get(p).name(), effect, effect * effect / variance));
            }
        }
        culprits.sort(Comparator.comparingDouble((Culprit culprit) -> -culprit.share));
        return new MismatchVariance(culprits);
    }

    /** σ², in the square of the output's unit. */
    public double variance() {
        return culprits.stream().mapToDouble(culprit -> culprit.effect * culprit.effect).sum();
    }

    /** σ, in the output's unit. */
    public double deviation() {
        return Math.sqrt(variance());
    }
}
