package org.superpose.circuits.sparse;

/** Powers of two, by which a number is multiplied without rounding. */
final class Scale {
    private Scale() {
    }

    /** 2 to the power of minus the exponent of a positive number, as near as a normal number allows. */
    static double reciprocal(double magnitude) {
        return Double.longBitsToDouble((long) (Double.MAX_EXPONENT - Math.min(Math.getExponent(magnitude), Double.MAX_EXPONENT - 1)) << 52);
    }
}
