package org.superpose.circuits.spice;

import java.util.Locale;

/**
 * Numbers as SPICE writes them: {@code 1.5}, {@code 1e-3}, {@code 2.2k}, {@code 10uF}, {@code 1MEG}, and with the suffix in the place of the point {@code 2k7}, {@code 4R7} (IEC 60062). M is milli. Letters behind a suffix are ignored.
 */
final class SpiceNumber {
    private static final int LARGEST_EXPONENT = 9999;
    private static final double MIL = 25.4e-6;                 // thousandth of an inch [m]
    private static final String SUFFIXES = "tgkmunpf";
    private static final int[] EXPONENTS = {12, 9, 3, -3, -6, -9, -12, -15};

    private SpiceNumber() {
    }

    /** The value of a number, or NaN if the text is none. */
    static double parse(String text) {
        String s = text.toLowerCase(Locale.ROOT).replace('\u00b5', 'u').replace('\u03bc', 'u');
        int i = 0;
        if (i < s.length() && (s.charAt(i) == '+' || s.charAt(i) == '-')) {
            i++;
        }
        int whole = digits(s, i);
        int fraction = whole < s.length() && s.charAt(whole) == '.' ? digits(s, whole + 1) : whole;
        if (fraction - i == 0 || fraction - i == 1 && s.charAt(i) == '.') {
            return Double.NaN;
        }
        String mantissa = s.substring(0, fraction);
        int exponent = 0;
        int end = fraction;
        if (end < s.length() && s.charAt(end) == 'e') {
            int first = end + 1 < s.length() && (s.charAt(end + 1) == '+' || s.charAt(end + 1) == '-') ? end + 2 : end + 1;
            int last = digits(s, first);
            if (last > first) {
                exponent = last - first > 4 ? LARGEST_EXPONENT : Integer.parseInt(s.substring(first, last));
                exponent = s.charAt(end + 1) == '-' ? -exponent : exponent;
                end = last;
            }
        }
        return withSuffix(mantissa, exponent, s.substring(end), end == whole);
    }

    private static double withSuffix(String mantissa, int exponent, String suffix, boolean plain) {
        if (suffix.isEmpty()) {
            return value(mantissa, exponent);
        }
        int scale = 0;
        int length = 0;
        double factor = 1;
        if (suffix.startsWith("meg")) {
            scale = 6;
            length = 3;
        } else if (suffix.startsWith("mil")) {
            factor = MIL;
            length = 3;
        } else if (suffix.charAt(0) == 'r') {
            length = 1;
        } else {
            int known = SUFFIXES.indexOf(suffix.charAt(0));
            if (known >= 0) {
                scale = EXPONENTS[known];
                length = 1;
            }
        }
        int behind = digits(suffix, length);
        boolean point = length > 0 && behind > length;
        if (point && !plain) {
            return Double.NaN;
        }
        for (int i = behind; i < suffix.length(); i++) {
            if (!Character.isLetter(suffix.charAt(i)) && suffix.charAt(i) != '%') {
                return Double.NaN;
            }
        }
        return factor * value(point ? mantissa + "." + suffix.substring(length, behind) : mantissa, exponent + scale);
    }

    private static double value(String mantissa, int exponent) {
        return Double.parseDouble(mantissa + "e" + exponent);
    }

    private static int digits(String s, int from) {
        int i = from;
        while (i < s.length() && s.charAt(i) >= '0' && s.charAt(i) <= '9') {
            i++;
        }
        return i;
    }
}
