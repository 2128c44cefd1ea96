package org.superpose.simulator.cli;

import java.math.BigDecimal;
import java.math.MathContext;

/** Lengths as people read them: {@code 2.5 mm}. */
final class Lengths {
    private static final String[] UNITS = {"nm", "µm", "mm", "m"};

    private Lengths() {
    }

    /** With three digits. @param length [m] */
    static String text(double length) {
        if (length == 0) {
            return "0";
        }
        int unit = (int) Math.max(0, Math.min(3, 3 + Math.floor(Math.log10(Math.abs(length)) / 3 + 1e-9)));
        double scaled = length * Math.pow(10, 3.0 * (3 - unit));
        return new BigDecimal(scaled).round(new MathContext(3)).stripTrailingZeros().toPlainString() + " " + UNITS[unit];
    }
}
