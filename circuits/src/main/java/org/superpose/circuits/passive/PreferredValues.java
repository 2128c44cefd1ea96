package org.superpose.circuits.passive;

/**
 * The series of preferred values in which resistors are sold (IEC 60063:2015, <i>Preferred number series for resistors and capacitors</i>).
 * E12 and E24 are tables of history; E48 and E96 are {@code 10^(k/n)} rounded to three digits.
 */
public enum PreferredValues {
    E12(1.0, 1.2, 1.5, 1.8, 2.2, 2.7, 3.3, 3.9, 4.7, 5.6, 6.8, 8.2),
    E24(1.0, 1.1, 1.2, 1.3, 1.5, 1.6, 1.8, 2.0, 2.2, 2.4, 2.7, 3.0, 3.3, 3.6, 3.9, 4.3, 4.7, 5.1, 5.6, 6.2, 6.8, 7.5, 8.2, 9.1),
    E48(geometric(48)),
    E96(geometric(96));

    private final double[] mantissas;

    PreferredValues(double... mantissas) {
        this.mantissas = mantissas;
    }

    /** Values in a decade. */
    public int perDecade() {
        return mantissas.length;
    }

    /** The member of the series whose ratio to {@code value} is nearest to one; {@code value} must be positive and finite. */
    public double nearest(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("a preferred value needs a positive finite number, got " + value);
        }
        int decade = (int) StrictMath.floor(StrictMath.log10(value));
        double best = Double.NaN;
        double bestRatio = Double.POSITIVE_INFINITY;
        for (int d = decade - 1; d <= decade + 1; d++) {               // the neighbour may stand in the next decade
            for (double mantissa : mantissas) {
                double candidate = scaled(mantissa, d);
                double ratio = StrictMath.max(candidate / value, value / candidate);
                if (ratio < bestRatio) {
                    bestRatio = ratio;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** Mantissa times a power of ten, divided where the exponent is negative so that 4.7e-3 is the literal's double. */
    private static double scaled(double mantissa, int decade) {
        return decade >= 0 ? mantissa * StrictMath.pow(10, decade) : mantissa / StrictMath.pow(10, -decade);
    }

    private static double[] geometric(int perDecade) {
        double[] values = new double[perDecade];
        for (int k = 0; k < perDecade; k++) {
            values[k] = StrictMath.rint(100 * StrictMath.pow(10, (double) k / perDecade)) / 100;
        }
        return values;
    }
}
