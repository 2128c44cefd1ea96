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
        int decade = (int) StrictMath.floor(StrictMath.log10(value)) - 2;              // of the hundredths
        double scale = StrictMath.pow(10, StrictMath.abs(decade));
        double hundredths = decade >= 0 ? value / scale : value * scale;               // from 100 to 1000, but for rounding
        int above = 0;
        while (above < mantissas.length && mantissas[above] < hundredths) {
            above++;
        }
        double low = member(above == 0 ? mantissas[mantissas.length - 1] / 10.0 : mantissas[above - 1], decade, scale);
        double high = member(above == mantissas.length ? 10.0 * mantissas[0] : mantissas[above], decade, scale);
        return value / low <= high / value ? low : high;
    }

    /** Divided where the exponent is negative, so that 4.7 is the literal's double. */
    private static double member(double hundredths, int decade, double scale) {
        return decade >= 0 ? hundredths * scale : hundredths / scale;
    }

    private static int[] geometric(int perDecade) {
        int[] values = new int[perDecade];
        for (int k = 0; k < perDecade; k++) {
            values[k] = (int) StrictMath.rint(100 * StrictMath.pow(10, (double) k / perDecade));
        }
        return values;
    }
}
