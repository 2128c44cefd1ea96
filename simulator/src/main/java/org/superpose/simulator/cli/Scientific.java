package org.superpose.simulator.cli;

import java.util.Locale;

/**
 * Numbers with an exponent, as C's and Java's {@code %.6e} write them. Java's takes ten times as long, which is felt in tables of a hundred thousand nodes, and what it loads when it is first called takes a tenth of the time of a small deck.
 */
final class Scientific {
    private static final double[] TENS = new double[309];

    static {
        for (int k = 0; k < TENS.length; k++) {
            TENS[k] = Double.parseDouble("1e" + k);
        }
    }

    private Scientific() {
    }

    /** With six decimals. */
    static String of(double value) {
        return of(value, 6);
    }

    /**
     * With so many decimals.
     *
     * @param decimals 1 to 6
     */
    static String of(double value, int decimals) {
        double magnitude = Math.abs(value);
        if (magnitude == 0) {
            return (1 / value < 0 ? "-0." : "0.") + "0".repeat(decimals) + "e+00";
        }
        if (!(magnitude >= 1e-290 && magnitude <= 1e290)) {
            return formatted(value, decimals);
        }
        int exponent = (int) Math.floor(Math.log10(magnitude));
        double digits = exponent > decimals ? magnitude / TENS[exponent - decimals] : magnitude * TENS[decimals - exponent];
        long whole = (long) digits;
        double rest = digits - whole;
        if (whole < TENS[decimals] || whole >= TENS[decimals + 1] - 1 || Math.abs(rest - 0.5) < 1e-6) {         // too near a boundary to be sure after two roundings
            return formatted(value, decimals);
        }
        String text = Long.toString(rest < 0.5 ? whole : whole + 1);
        int size = Math.abs(exponent);
        return (value < 0 ? "-" : "") + text.charAt(0) + '.' + text.substring(1) + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }

    private static String formatted(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "e", value);
    }
}
