package org.superpose.simulator.hardware;

/** Refusals of numbers without physical meaning, worded alike. */
final class Checks {
    private Checks() {
    }

    static void positive(String name, double value, String unit) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be positive and finite [" + unit + "], got " + value);
        }
    }

    static void notNegative(String name, double value, String unit) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be finite and not negative [" + unit + "], got " + value);
        }
    }

    static void within(String name, double value, double low, double high, String unit) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must lie from " + low + " to " + high + " [" + unit + "], got " + value);
        }
    }

    static void bits(String name, int bits) {
        if (bits < 0 || bits > 24) {
            throw new IllegalArgumentException(name + " must lie from 1 to 24, or be 0 for infinitely fine, got " + bits);
        }
    }
}
