package org.superpose.circuits.passive;

/**
 * The series of preferred values in which resistors are sold (IEC 60063:2015, <i>Preferred number series for resistors and capacitors</i>).
 * E12 and E24 are tables of history; E48 and E96 are {@code 10^(k/n)} rounded to three digits.
 */
public enum PreferredValues {
    E12(100, 120, 150, 180, 220, 270, 330, 390, 470, 560, 680, 820),
    E24(100, 110, 120, 130, 150, 160, 180, 200, 220, 240, 270, 300, 330, 360, 390, 430, 470, 510, 560, 620, 680, 750, 820, 910),
    E48(geometric(48)),
    E96(geometric(96));

    private final int[] mantissas;                         // in hundredths

    PreferredValues(int... mantissas) {
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
            for (int mantissa : mantissas) {
                double candidate = scaled(mantissa, d - 2);
                double ratio = StrictMath.max(candidate / value, value / candidate);
                if (ratio < bestRatio) {
                    bestRatio = ratio;
                    best = candidate;
                }
            }
        }
        return best;
    }

    /** Mantissa times a power of ten, divided where the exponent is negative so that 4.7 is the literal's double. */
    private static double scaled(int mantissa, int decade) {
        return decade >= 0 ? mantissa * StrictMath.pow(10, decade) : mantissa / StrictMath.pow(10, -decade);
    }

    private static int[] geometric(int perDecade) {
        int[] values = new int[perDecade];
        for (int k = 0; k < perDecade; k++) {
            values[k] = (int) StrictMath.rint(100 * StrictMath.pow(10, (double) k / perDecade));
        }
        return values;
    }
}
