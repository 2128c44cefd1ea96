package org.superpose.circuits.circuit;

/**
 * How the parameters of a device follow a number of its component, where they do so simply: some as it, some as its inverse, some by its sign and a constant; all others do not know it. Parameters that only steer the iteration, such as the voltage at
 * which a junction begins, may be left out. Products of several numbers act together.
 */
public final class Dependence {
    private static final int[] NONE = {};

    private final int[] proportional;
    private final int[] inverse;
    private final int[] shifted;
    private final int sign;
    private final boolean any;

    private Dependence(int[] proportional, int[] inverse, int[] shifted, int sign, boolean any) {
        this.proportional = proportional;
        this.inverse = inverse;
        this.shifted = shifted;
        this.sign = sign;
        this.any = any;
    }

    /** These parameters are proportional to a number that keeps its sign. */
    public static Dependence proportional(int... parameters) {
        return new Dependence(parameters, NONE, NONE, -1, false);
    }

    /** And these to its inverse. */
    public Dependence inverse(int... parameters) {
        return new Dependence(proportional, parameters, NONE, -1, false);
    }

    /** These parameters are proportional to a number that may be any finite one, 0 too. */
    public static Dependence linear(int... parameters) {
        return new Dependence(parameters, NONE, NONE, -1, true);
    }

    /**
     * These parameters differ from such a number by what does not depend on it.
     *
     * @param sign the parameter that is 1, or −1 for a device of which they fall as the number rises
     */
    public static Dependence shifted(int sign, int... parameters) {
        return new Dependence(NONE, NONE, parameters, sign, true);
    }

    /** Whether another value may stand for the one that was: finite, and of its sign where that matters. */
    public boolean allows(double before, double value) {
        return Double.isFinite(value) && (any || value / before > 0);
    }

    /** Whether parameters that were made with this value can be changed to another. */
    public boolean startsAt(double value) {
        return Double.isFinite(value) && (value != 0 || shifted.length > 0);
    }

    /** Which are changed; for reading only. */
    public int[][] parameters() {
        return new int[][] {proportional, inverse, shifted};
    }

    /** Whether they follow the number as a straight line, and not by its logarithm. */
    public boolean straight() {
        return any;
    }

    /**
     * Changes parameters that were made with one value to another.
     *
     * @param parameter of the bank, {@code [P][n]}
     */
    public void change(double[][] parameter, int device, double before, double value) {
        if (shifted.length > 0) {
            double shift = parameter[sign][device] * (value - before);
            for (int row : shifted) {
                parameter[row][device] += shift;
            }
            return;
        }
        double ratio = value / before;
        for (int row : proportional) {
            parameter[row][device] *= ratio;
        }
        for (int row : inverse) {
            parameter[row][device] /= ratio;
        }
    }
}
