package org.superpose.simulator.report.chart;

import java.util.Arrays;

/** A named curve {@code y(x)}, with a band from {@code low} to {@code high} around it if there is one. Instances are immutable. */
public final class Series {
    /** How a curve is drawn. */
    public enum Style { LINE, DASHED, DOTTED, POINTS, LINE_AND_POINTS, DASHED_AND_POINTS }

    private final String name;
    private final Style style;
    private final int colour;
    private final double[] x;
    private final double[] y;
    private final double[] low;
    private final double[] high;

    private Series(String name, Style style, int colour, double[] x, double[] y, double[] low, double[] high) {
        if (x.length != y.length || low.length != y.length || high.length != y.length) {
            throw new IllegalArgumentException("series \"" + name + "\": x, y, low and high must be equally long, got "
                    + x.length + ", " + y.length + ", " + low.length + ", " + high.length);
        }
        this.name = name;
        this.style = style;
        this.colour = colour;
        this.x = x.clone();
        this.y = y.clone();
        this.low = low.clone();
        this.high = high.clone();
    }

    public static Series of(String name, Style style, double[] x, double[] y) {
        return new Series(name, style, -1, x, y, y, y);
    }

    /** A horizontal line across the panel: its x runs over the range of the other series. */
    public static Series level(String name, double y) {
        double[] none = {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY};
        double[] twice = {y, y};
        return new Series(name, Style.DASHED, -1, none, twice, twice, twice);
    }

    /** This curve with a shaded band. */
    public Series between(double[] low, double[] high) {
        return new Series(name, style, colour, x, y, low, high);
    }

    /** This curve in a colour of the palette, 0 to 6 (6 is black); without it the position in the panel decides. */
    public Series coloured(int colour) {
        return new Series(name, style, colour, x, y, low, high);
    }

    public String name() {
        return name;
    }

    Style style() {
        return style;
    }

    int colour(int position) {
        return colour < 0 ? position : colour;
    }

    int size() {
        return x.length;
    }

    double x(int i) {
        return x[i];
    }

    double y(int i) {
        return y[i];
    }

    double low(int i) {
        return low[i];
    }

    double high(int i) {
        return high[i];
    }

    boolean isLevel() {
        return x.length > 0 && x[0] == Double.NEGATIVE_INFINITY;
    }

    boolean hasBand() {
        return !Arrays.equals(y, low) || !Arrays.equals(y, high);
    }
}
