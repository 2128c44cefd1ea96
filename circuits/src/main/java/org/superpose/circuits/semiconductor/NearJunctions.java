package org.superpose.circuits.semiconductor;

import java.util.Arrays;

/**
 * Junctions near voltages that are known: {@link Junction#current}, in a loop that the JVM turns into vector instructions, as it has neither branches nor calls. With the exponents a of now and a₀ of the known place
 * {@code exp(a) = exp(a₀) exp(a − a₀)}, where the first factor is worked out once and the second is a polynomial. Its relative error is below 1e-15 as long as a is not {@link #FAR} from a₀; a junction that blocks, here and there, is at its place wherever it is.
 */
final class NearJunctions {
    /** How far the exponents of a device may lie from their places, in all. */
    static final double FAR = 0.5;
    /** Junctions that are computed together, at most. */
    static final int TOGETHER = 256;

    // 1/n! of exp(d/2) = Σ (d/2)ⁿ/n!, with the powers of 2 taken in; what is left out is below 0.25¹²/12! = 1.3e-16
    private static final double P2 = 1 / (2.0 * 4);
    private static final double P3 = P2 / (3 * 2);
    private static final double P4 = P3 / (4 * 2);
    private static final double P5 = P4 / (5 * 2);
    private static final double P6 = P5 / (6 * 2);
    private static final double P7 = P6 / (7 * 2);
    private static final double P8 = P7 / (8 * 2);
    private static final double P9 = P8 / (9 * 2);
    private static final double P10 = P9 / (10 * 2);
    private static final double P11 = P10 / (11 * 2);

    private final double[] place;
    private final double[] exponential;
    private final double[] room = new double[TOGETHER];
    private final double[] known = new double[TOGETHER];

    /** Of junctions at voltages [V]. */
    NearJunctions(double[] voltage, double[] thermal) {
        place = new double[voltage.length];
        Arrays.setAll(place, i -> Junction.exponent(voltage[i], thermal[i]));
        exponential = Arrays.stream(place).map(Math::exp).toArray();
    }

    /**
     * Computes junctions from first on.
     *
     * @param v        [V], as all that follows from place 0 on
     * @param into     currents over IS
     * @param distance to which is added how far the exponents are from their places
     */
    void currents(int first, int count, double[] v, double[] thermal, double[] into, double[] distance) {
        double[] by = room;
        System.arraycopy(place, first, by, 0, count);
        measure(count, v, thermal, by, into, distance);
        double[] exponentials = known;
        System.arraycopy(exponential, first, exponentials, 0, count);
        int still = 0;
        while (still < count && by[still] == 0) {
            still++;
        }
        if (still == count) {                                       // the polynomial is 1: junctions that block
            for (int j = 0; j < count; j++) {
                into[j] += exponentials[j] - 1;
            }
            return;
        }
        for (int j = 0; j < count; j++) {
            double d = by[j];
            double root = 1 + d * (0.5 + d * (P2 + d * (P3 + d * (P4 + d * (P5 + d * (P6 + d * (P7 + d * (P8 + d * (P9 + d * (P10 + d * P11))))))))));
            into[j] += exponentials[j] * (root * root) - 1;
        }
    }

    /** How far exponents moved, and what a junction that blocks draws beyond its exponential. */
    private static void measure(int count, double[] v, double[] thermal, double[] by, double[] beyond, double[] distance) {
        for (int j = 0; j < count; j++) {
            double exponent = v[j] / thermal[j];
            double d = Math.max(exponent, Junction.LEAST) - by[j];
            double x = Junction.LEAST / Math.min(exponent, Junction.LEAST);
            by[j] = d;
            beyond[j] = Junction.AT_LEAST * (x * x * x - 1);                            // 0 at work
            distance[j] += Math.abs(d);
        }
    }
}
