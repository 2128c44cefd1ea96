package org.superpose.simulator.electronic;

/** Relative errors of parts as factors. */
final class Mismatch {
    /** No part is off by more than a factor of e², whatever the scale of its error: a larger one is a broken part, not a spread. */
    private static final double LARGEST = 2;

    private Mismatch() {
    }

    /** Lognormal for a normal error: for a few per cent the same as 1 + error, and positive for any. */
    static double factor(double error) {
        return StrictMath.exp(StrictMath.min(LARGEST, StrictMath.max(-LARGEST, error)));
    }
}
