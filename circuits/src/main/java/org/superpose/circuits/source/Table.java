package org.superpose.circuits.source;

import java.util.Arrays;

/** Points (x, y) with rising x: straight lines between them, constant outside. */
final class Table {
    private final double[] x;
    private final double[] y;

    Table(double[] x, double[] y) {
        if (x.length == 0 || x.length != y.length) {
            throw new IllegalArgumentException("a table needs as many x as y and at least one, got " + x.length + " and " + y.length);
        }
        for (int i = 0; i < x.length; i++) {
            if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
                throw new IllegalArgumentException("point " + (i + 1) + " of a table is not finite: (" + x[i] + ", " + y[i] + ")");
            }
            if (i > 0 && x[i] <= x[i - 1]) {
                throw new IllegalArgumentException("the x of a table must rise, but point " + (i + 1) + " at " + x[i] + " follows " + x[i - 1] + "; a step needs some width");
            }
        }
        this.x = x.clone();
        this.y = y.clone();
    }

    int size() {
        return x.length;
    }

    double x(int point) {
        return x[point];
    }

    double y(int point) {
        return y[point];
    }

    double at(double at) {
        int after = after(at);
        if (after == 0 || after == x.length) {
            return y[Math.min(after, x.length - 1)];
        }
        double fraction = (at - x[after - 1]) / (x[after] - x[after - 1]);
        return y[after - 1] + fraction * (y[after] - y[after - 1]);
    }

    /** Of the line at a place; at a point, of the one before it. */
    double slope(double at) {
        int after = after(at);
        return after == 0 || after == x.length ? 0 : (y[after] - y[after - 1]) / (x[after] - x[after - 1]);
    }

    /** The first point that does not lie before. */
    private int after(double at) {
        int index = Arrays.binarySearch(x, at);
        return index >= 0 ? index : -index - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Table that && Arrays.equals(x, that.x) && Arrays.equals(y, that.y);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(x) + Arrays.hashCode(y);
    }
}
