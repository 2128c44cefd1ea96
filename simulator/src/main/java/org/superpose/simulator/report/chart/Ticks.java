package org.superpose.simulator.report.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;

/** Tick labels that no locale changes: {@code 0.05}, {@code 1200}, {@code 2·10⁻⁷}. */
final class Ticks extends NumberFormat {
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    private final double step;

    /** @param step from tick to tick; what is far smaller is the rounding of a sum of steps and written as 0 */
    Ticks(double step) {
        this.step = step;
    }

    /** A number with at most six digits; powers of ten where plain digits would be long. */
    static String text(double value) {
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -3 && exponent < 5) {
            return rounded.toPlainString().replace('-', '−');
        }
        String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString().replace('-', '−');
        String power = "10" + superscript(exponent);
        return mantissa.equals("1") ? power : mantissa + "·" + power;
    }

    private static String superscript(int exponent) {
        StringBuilder text = new StringBuilder();
        for (char c : Integer.toString(exponent).toCharArray()) {
            text.append(c == '-' ? '⁻' : SUPERSCRIPTS.charAt(c - '0'));
        }
        return text.toString();
    }

    @Override
    public StringBuffer format(double number, StringBuffer appendTo, FieldPosition position) {
        return appendTo.append(text(Math.abs(number) < 1e-6 * step ? 0 : number));
    }

    @Override
    public StringBuffer format(long number, StringBuffer appendTo, FieldPosition position) {
        return appendTo.append(text(number));
    }

    @Override
    public Number parse(String source, ParsePosition position) {
        throw new UnsupportedOperationException("tick labels are written, never read");
    }
}
