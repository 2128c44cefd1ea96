package org.superpose.circuits.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * A number of a circuit that is another one in every sample, {@code (nominal (1 + Σ relative errors) + Σ absolute errors) exp(Σ lognormal errors)}.
 *
 * @param parameter as {@link Variants} names it: {@code r1}, {@code x1.q3.is}, {@code npnv.is}, {@code temp}
 * @param nominal   what the number is without errors [SI]
 * @param errors    reasons why it differs: its own, one that it shares with others
 */
public record Varied(String parameter, double nominal, List<Error> errors) {
    /**
     * One reason.
     *
     * @param draw    name of the draw; two numbers with errors of one draw go together
     * @param scatter its distribution
     */
    public record Error(String draw, Scatter scatter) {
    }

    public Varied {
        errors = List.copyOf(errors);
        for (int k = 0; k < errors.size(); k++) {
            for (Error before : errors.subList(0, k)) {
                if (before.draw().equals(errors.get(k).draw())) {
                    throw new IllegalArgumentException(parameter + ": has two errors from one draw, \"" + before.draw() + "\"; state one of them");
                }
            }
        }
        if (!Double.isFinite(nominal)) {
            throw new IllegalArgumentException(parameter + ": its nominal value must be finite, got " + nominal);
        }
    }

    /** With one error, drawn by the number's own name. */
    public static Varied of(String parameter, double nominal, Scatter scatter) {
        return new Varied(parameter, nominal, List.of(new Error(parameter, scatter)));
    }

    /** The same number with the errors of both, about the nominal value of the second. */
    Varied and(Varied other) {
        List<Error> all = new ArrayList<>(errors);
        all.addAll(other.errors);
        return new Varied(parameter, other.nominal, all);
    }

    /** By how much the number changes to first order with a draw one standard deviation from its mean. */
    double effect(Error error) {
        return error.scatter().sigma() * (error.scatter().relative() ? nominal : 1);
    }

    /** Its value in a sample. */
    double value(Chance.Draw[] draws, long sample) {
        double relative = 0;
        double absolute = 0;
        double logarithm = 0;
        for (int k = 0; k < draws.length; k++) {
            Scatter scatter = errors.get(k).scatter();
            double error = scatter.error(draws[k], sample);
            if (scatter.shape() == Scatter.Shape.LOGNORMAL) {
                logarithm += error;
            } else if (scatter.relative()) {
                relative += error;
            } else {
                absolute += error;
            }
        }
        return (nominal * (1 + relative) + absolute) * (logarithm == 0 ? 1 : Math.exp(logarithm));
    }
}
