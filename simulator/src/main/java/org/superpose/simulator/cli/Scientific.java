package org.superpose.simulator.cli;

import java.util.Locale;

/** Numbers with six decimals and an exponent, as C's and Java's {@code %.6e} write them; Java's takes ten times as long, which is felt in tables of a hundred thousand nodes. */
final class Scientific {
    private static final double[] TENS = new double[309];

    static {
        for (int k = 0; k < TENS.length; k++) {
            TENS[k] = Double.parseDouble("1e" + k);
        }
    }

    private Scientific() {
    }

    static String of(double value) {
        double magnitude = Math.abs(value);
        if (!(magnitude >= 1e-290 && magnitude <= 1e290)) {
            return String.format(Locale.ROOT, "%.6e", value);
        }
        int exponent = (int) Math.floor(Math.log10(magnitude));
        double digits = exponent > 6 ? magnitude / TENS[exponent - 6] : magnitude * TENS[6 - exponent];
        long whole = (long) digits;
        double rest = digits - whole;
        if (whole < 1_000_000 || whole >= 9_999_999 || Math.abs(rest - 0.5) < 1e-6) {         // too near a boundary to be sure after two roundings
            return String.format(Locale.ROOT, "%.6e", value);
        }
        String text = Long.toString(rest < 0.5 ? whole : whole + 1);
        int size = Math.abs(exponent);
        return (value < 0 ? "-" : "") + text.charAt(0) + '.' + text.substring(1) + (exponent < 0 ? "e-" : "e+") + (size < 10 ? "0" : "") + size;
    }
}
