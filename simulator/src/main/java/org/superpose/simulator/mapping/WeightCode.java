package org.superpose.simulator.mapping;

/**
 * What is stored for a weight where the weight port answers with a tanh. A weight fraction w from −1 to 1 is to reach the output as w; the port's
 * full scale is where its tanh is {@code limit}. With predistortion the stored fraction of full scale is {@code c = artanh(w limit)/artanh(limit)}, which the
 * port's law {@code tanh(c artanh(limit))/limit} undoes; without it c = w, and the law bends the weight.
 *
 * @param limit         tanh at full scale, within (0, 1)
 * @param predistortion whether the code undoes the tanh
 */
public record WeightCode(double limit, boolean predistortion) {
    public WeightCode {
        if (!(limit > 0 && limit < 1)) {
            throw new IllegalArgumentException("a tanh at full scale must lie between 0 and 1, both excluded, got " + limit);
        }
    }

    /** Stored fraction c of full scale for a weight fraction from −1 to 1. */
    public double stored(double weight) {
        return predistortion ? artanh(weight * limit) / artanh(limit) : weight;
    }

    /** Weight fraction that the port's law makes of a stored fraction. */
    public double realised(double stored) {
        return StrictMath.tanh(stored * artanh(limit)) / limit;
    }

    /** Argument of the tanh at full scale. */
    public double fullScale() {
        return artanh(limit);
    }

    private static double artanh(double t) {
        return 0.5 * (StrictMath.log1p(t) - StrictMath.log1p(-t));
    }

    /** A fraction from −1 to 1 on the nearest of the codes −n … n, n = 2^(bits−1) − 1; as it is for 0 bits. */
    public static double rounded(double fraction, int bits) {
        if (bits == 0) {
            return fraction;
        }
        double steps = (1L << (bits - 1)) - 1;
        return StrictMath.rint(fraction * steps) / steps;
    }
}
