package org.superpose.simulator.report.chart;

import java.awt.geom.Rectangle2D;
import java.util.Set;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;

/**
 * An axis fitted to data.
 *
 * @param axis   the axis, its range fixed
 * @param factor what data are multiplied by before they are drawn (the SI prefix)
 */
record DrawnAxis(ValueAxis axis, double factor) {
    private static final int MOST_STEPS = 10;
    /** 1, 2 and 5. */
    private static final int LABELS_OF_DECADE = 3;
    private static final String PREFIXES = "qryzafpnµm kMGTPEZYRQ";
    private static final Set<String> PREFIXED =
            Set.of("V", "A", "W", "s", "Hz", "Ω", "S", "F", "C", "J", "m", "V²/Hz", "W/m²");

    /**
     * Fits to values from {@code min} to {@code max}.
     *
     * @param margin share of the span added at each end that the caller left open
     * @param steps  most steps from tick to tick that have room
     */
    static DrawnAxis fit(Axis axis, double min, double max, double margin, int steps) {
        if (!(min <= max) || Double.isInfinite(min) || Double.isInfinite(max)) {
            throw new IllegalArgumentException("axis \"" + axis.label() + "\": no finite data to show");
        }
        return axis.logarithmic() ? logarithmic(axis, min, max, steps) : linear(axis, min, max, margin, steps);
    }

    /** How many steps have room along the lower side of a panel. */
    static int across(Rectangle2D area) {
        return (int) Math.max(2, Math.min(MOST_STEPS, (area.getWidth() - 150) / 125));
    }

    /** How many steps have room along the left side of a panel. */
    static int up(Rectangle2D area) {
        return (int) Math.max(2, Math.min(MOST_STEPS, (area.getHeight() - 150) / 70));
    }

    double low() {
        return axis.getLowerBound();
    }

    double high() {
        return axis.getUpperBound();
    }

    private static DrawnAxis linear(Axis axis, double min, double max, double margin, int steps) {
        double low = Double.isNaN(axis.low()) ? min : axis.low();
        double high = Double.isNaN(axis.high()) ? max : axis.high();
        if (low >= high) {
            double half = low == 0 ? 1 : Math.abs(low) * 0.1;
            low -= half;
            high += half;
        }
        double span = high - low;
        low -= Double.isNaN(axis.low()) ? margin * span : 0;
        high += Double.isNaN(axis.high()) ? margin * span : 0;
        int thousands = PREFIXED.contains(axis.unit())
                ? (int) Math.floor(Math.log10(Math.max(Math.abs(low), Math.abs(high))) / 3 + 1e-9) : 0;
        double factor = Double.parseDouble("1e" + -3 * thousands);
        String unit = thousands == 0 ? axis.unit() : PREFIXES.charAt(10 + thousands) + axis.unit();
        NumberAxis drawn = new NumberAxis(unit.isEmpty() ? axis.label() : axis.label() + " [" + unit + "]");
        double step = step((high - low) * factor / steps);
        drawn.setTickUnit(new NumberTickUnit(step), false, true);
        drawn.setNumberFormatOverride(new Ticks(step));
        drawn.setRange(low * factor, high * factor);
        Look.style(drawn);
        return new DrawnAxis(drawn, factor);
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is not below {@code least}. */
    private static double step(double least) {
        double power = Double.parseDouble("1e" + (int) Math.floor(Math.log10(least)));
        for (double digit : new double[] {1, 2, 5}) {
            if (digit * power >= least * (1 - 1e-9)) {
                return digit * power;
            }
        }
        return 10 * power;
    }

    private static DrawnAxis logarithmic(Axis axis, double min, double max, int steps) {
        if (min <= 0) {
            throw new IllegalArgumentException("axis \"" + axis.label() + "\" is logarithmic but has a value of " + min
                    + "; leave out values that are not positive, or use a linear axis");
        }
        double low = Math.log10(Double.isNaN(axis.low()) ? min : axis.low());
        double high = Math.log10(Double.isNaN(axis.high()) ? max : axis.high());
        if (Double.isNaN(axis.low())) {
            low = high - low < 1.5 ? Math.floor(low - 0.02) : low - 0.03 * (high - low);
        }
        if (Double.isNaN(axis.high())) {
            high = high - low < 1.5 ? Math.ceil(high + 0.02) : high + 0.03 * (high - low);
        }
        LogAxis drawn = LABELS_OF_DECADE * (high - low) <= steps ? new ShortLogAxis(axis.header()) : new LogAxis(axis.header());
        drawn.setRange(Math.pow(10, low), Math.pow(10, high));
        double decades = Math.max(1, Math.ceil((high - low) / steps));
        drawn.setTickUnit(new NumberTickUnit(decades), false, true);
        drawn.setNumberFormatOverride(new Ticks(0));
        drawn.setMinorTickMarksVisible(decades == 1);
        drawn.setMinorTickCount(9);
        Look.style(drawn);
        return new DrawnAxis(drawn, 1);
    }
}
