package org.superpose.circuits.characterisation;

import java.util.function.DoubleUnaryOperator;

/**
 * The frequencies that a reader of a voltage lets pass: those of an interval, with the weight {@code 1/(1 + (f/f_c)²)} of one pole.
 *
 * @param low    lower end [Hz], positive
 * @param high   upper end [Hz]
 * @param corner f_c [Hz]; infinity for no pole
 */
public record Band(double low, double high, double corner) {
    /** Points to a factor of ten at which it is integrated: Simpson's rule is then right to 1e-6 for what changes as the squares of a few poles do. */
    private static final int POINTS = 40;

    public Band {
        if (!(low > 0) || !(high > low) || Double.isInfinite(high) || !(corner > 0)) {
            throw new IllegalArgumentException("band: needs 0 < low < high and a positive corner [Hz], got " + low + ", " + high + " and " + corner);
        }
    }

    /** Of everything between two frequencies [Hz]. */
    public static Band of(double low, double high) {
        return new Band(low, high, Double.POSITIVE_INFINITY);
    }

    /** {@code ∫ S(f)/(1 + (f/f_c)²) df}. */
    double integral(DoubleUnaryOperator density) {
        double length = StrictMath.log(high / low);
        int intervals = 2 * (int) StrictMath.ceil(length / StrictMath.log(10) * POINTS / 2);
        double sum = 0;
        for (int k = 0; k <= intervals; k++) {
            double f = low * StrictMath.exp(length * k / intervals);
            double pole = f / corner;
            sum += (k == 0 || k == intervals ? 1 : k % 2 == 1 ? 4 : 2) * f * density.applyAsDouble(f) / (1 + pole * pole);       // df = f d ln f
        }
        return sum * length / (3 * intervals);
    }
}
