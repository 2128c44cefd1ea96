package org.superpose.simulator.report;

import java.util.Locale;

/** Numbers as people read them in a table. */
final class Numbers {
    private static final String[] PREFIXES = {"f", "p", "n", "µ", "m", "", "k", "M", "G", "T"};

    private Numbers() {
    }

    /** Four significant digits, without trailing zeros; three and a power of ten from 10⁵ and below 10⁻³. */
    static String brief(double value) {
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
        }
        double magnitude = Math.abs(value);
        if (magnitude >= 1e5 || magnitude < 1e-3) {
            return String.format(Locale.ROOT, "%.2e", value).replaceAll("e([+-])0?", "e$1").replace("e+", "e");
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(magnitude)));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** With a prefix before a unit that takes one. */
    static String withUnit(double value, String unit) {
        if (unit.isEmpty()) {
            return brief(value);
        }
        if (value == 0 || !Double.isFinite(value) || !unit.matches("[AVWJFHΩsm]|Hz")) {
            return brief(value) + " " + unit;
        }
        int group = (int) Math.floor(Math.log10(Math.abs(value)) / 3 + 1e-9);
        int index = Math.max(0, Math.min(PREFIXES.length - 1, group + 5));
        return brief(value / Math.pow(10, 3.0 * (index - 5))) + " " + PREFIXES[index] + unit;
    }

    /** In percent with one decimal, without the sign. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f", 100 * share);
    }
}
