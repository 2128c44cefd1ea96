package org.superpose.circuits.spice;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where two results differ. Plots belong together that have the same name, in the order of the files (or if there is one on each side); columns that have the same name without regard to case, in ngspice's as well as LTspice's spelling. Each point of
 * a column is compared: {@code |a − b| ≤ relative · full scale + absolute}, where full scale is the largest finite magnitude of the column in either result, and phasors are subtracted as such. Results on different grids are compared at the points of both
 * within the range that they have in common, with straight lines between points; what such lines cut off at corners counts as a difference.
 */
public final class ResultComparison {
    /** Swept values that lie closer together than this part of the range are the same point. */
    private static final double SAME_POINT = 1e-9;

    private final double relative;
    private final double absolute;
    private final List<ColumnDeviation> deviations = new ArrayList<>();
    private final List<String> mismatches = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private ResultComparison(double relative, double absolute) {
        this.relative = relative;
        this.absolute = absolute;
    }

    /**
     * Compares two results.
     *
     * @param relative tolerance as a part of the full scale of a column, not negative
     * @param absolute tolerance on top [SI], not negative
     */
    public static ResultComparison of(List<RawPlot> first, List<RawPlot> second, double relative, double absolute) {
        if (!(relative >= 0) || !(absolute >= 0)) {
            throw new IllegalArgumentException("tolerances must not be negative, got " + relative + " and " + absolute);
        }
        ResultComparison comparison = new ResultComparison(relative, absolute);
        if (first.size() == 1 && second.size() == 1) {
            comparison.compare(first.get(0).name(), first.get(0), second.get(0));
            return comparison;
        }
        Map<String, RawPlot> theirs = named(second);
        named(first).forEach((name, plot) -> {
            RawPlot other = theirs.remove(name);
            if (other == null) {
                comparison.mismatches.add("plot \"" + name + "\" is only in the first");
            } else {
                comparison.compare(name, plot, other);
            }
        });
        theirs.keySet().forEach(name -> comparison.mismatches.add("plot \"" + name + "\" is only in the second"));
        return comparison;
    }

    private static Map<String, RawPlot> named(List<RawPlot> plots) {
        Map<String, RawPlot> named = new LinkedHashMap<>();
        Map<String, Integer> count = new LinkedHashMap<>();
        for (RawPlot plot : plots) {
            int number = count.merge(plot.name(), 1, Integer::sum);
            named.put(number == 1 ? plot.name() : plot.name() + " #" + number, plot);
        }
        return named;
    }

    /** Of every column that both have. */
    public List<ColumnDeviation> deviations() {
        return Collections.unmodifiableList(deviations);
    }

    /** Plots and columns that only one has, or that cannot be compared, a line each. */
    public List<String> mismatches() {
        return Collections.unmodifiableList(mismatches);
    }

    /** What else is different but no reason to call the results so: the range. */
    public List<String> notes() {
        return Collections.unmodifiableList(notes);
    }

    /** Whether both have the same columns, and all are within the tolerances. */
    public boolean agrees() {
        return mismatches.isEmpty() && deviations.stream().allMatch(ColumnDeviation::within);
    }

    /** One name for what the simulators spell differently: {@code V1#branch}, {@code I(V1)}; ngspice also calls numbers such as {@code onoise_total} voltages. */
    private static String canonical(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith("#branch")) {
            return "i(" + lower.substring(0, lower.length() - "#branch".length()) + ")";
        }
        return lower.startsWith("v(onoise") || lower.startsWith("v(inoise") || lower.startsWith("v(") && lower.endsWith("-sweep)") ? lower.substring(2, lower.length() - 1) : lower;
    }

    private static Map<String, Integer> columns(RawPlot plot) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int column = plot.isSwept() ? 1 : 0; column < plot.names().size(); column++) {
            columns.putIfAbsent(canonical(plot.names().get(column)), column);
        }
        return columns;
    }

    private void compare(String name, RawPlot a, RawPlot b) {
        if (a.isComplex() != b.isComplex() || a.isSwept() != b.isSwept()) {
            mismatches.add("plot \"" + name + "\" of the first and \"" + b.name() + "\" of the second are of different kinds");
            return;
        }
        if (a.size() == 0 || b.size() == 0) {
            if (a.size() != b.size()) {
                mismatches.add("plot \"" + name + "\" has no points in the " + (a.size() == 0 ? "first" : "second"));
            }
            return;
        }
        Grid grid = grid(name, a, b);
        Map<String, Integer> theirs = columns(b);
        columns(a).forEach((column, index) -> {
            Integer other = theirs.remove(column);
            if (other == null) {
                mismatches.add("plot \"" + name + "\": column " + a.names().get(index) + " is only in the first");
            } else if (grid != null) {
                deviation(name, grid, a, index, b, other);
            }
        });
        theirs.forEach((column, index) -> mismatches.add("plot \"" + name + "\": column " + b.names().get(index) + " is only in the second"));
    }

    /** Where columns are compared; null if they cannot be. */
    private Grid grid(String name, RawPlot a, RawPlot b) {
        if (!a.isSwept()) {
            if (a.size() != b.size()) {
                mismatches.add("plot \"" + name + "\" has " + a.size() + " rows in the first, " + b.size() + " in the second");
                return null;
            }
            return new Grid(null, null, true);
        }
        double[] x = a.real(0);
        double[] y = b.real(0);
        double span = Math.max(span(x), Math.ulp(Math.abs(x[0])));
        boolean same = x.length == y.length;
        for (int p = 0; same && p < x.length; p++) {
            same = Math.abs(x[p] - y[p]) <= SAME_POINT * Math.max(span, Math.abs(x[p]));
        }
        if (same) {
            return new Grid(x, y, true);
        }
        if (!rises(x) || !rises(y)) {
            mismatches.add("plot \"" + name + "\": the grids differ, and the swept value does not rise from point to point, so that nothing can be interpolated");
            return null;
        }
        double low = Math.max(x[0], y[0]);
        double high = Math.min(x[x.length - 1], y[y.length - 1]);
        if (!(low <= high)) {
            mismatches.add(String.format(Locale.ROOT, "plot \"%s\": the first runs from %.6g to %.6g and the second from %.6g to %.6g, with nothing in common", name, x[0], x[x.length - 1], y[0], y[y.length - 1]));
            return null;
        }
        if (Math.abs(x[0] - y[0]) + Math.abs(x[x.length - 1] - y[y.length - 1]) > SAME_POINT * span) {
            notes.add(String.format(Locale.ROOT, "plot \"%s\": compared from %.6g to %.6g; the first runs from %.6g to %.6g, the second from %.6g to %.6g", name, low, high, x[0], x[x.length - 1], y[0], y[y.length - 1]));
        }
        return new Grid(x, y, false);
    }

    private static double span(double[] x) {
        return Math.abs(x[x.length - 1] - x[0]);
    }

    private static boolean rises(double[] x) {
        for (int p = 1; p < x.length; p++) {
            if (!(x[p] >= x[p - 1])) {
                return false;
            }
        }
        return true;
    }

    /** The swept values of both results; null where nothing was swept. */
    private record Grid(double[] first, double[] second, boolean same) {
    }

    private void deviation(String plot, Grid grid, RawPlot a, int column, RawPlot b, int other) {
        Curve first = new Curve(grid.first, a.real(column), a.imaginary(column));
        Curve second = new Curve(grid.second, b.real(other), b.imaginary(other));
        Worst worst = new Worst();
        if (grid.same) {
            for (int p = 0; p < Math.min(first.re.length, second.re.length); p++) {
                worst.take(grid.first == null ? Double.NaN : grid.first[p], first.re[p], first.im[p], second.re[p], second.im[p]);
            }
        } else {
            second.under(first, worst);
            first.under(second, worst);
        }
        double fullScale = Math.max(first.largest(), second.largest());
        boolean within = worst.difference == 0 || worst.difference <= relative * fullScale + absolute;
        deviations.add(new ColumnDeviation(plot, a.names().get(column), worst.difference, fullScale, worst.at, within));
    }

    private static final class Worst {
        private double difference;
        private double at = Double.NaN;

        void take(double x, double re, double im, double otherRe, double otherIm) {
            double apart = Math.hypot(apart(re, otherRe), apart(im, otherIm));
            if (apart > difference || Double.isNaN(at)) {
                difference = Math.max(apart, difference);
                at = x;
            }
        }

        /** Equal infinities, and results that are both no number, are not apart. */
        private static double apart(double a, double b) {
            if (a == b || Double.isNaN(a) && Double.isNaN(b)) {
                return 0;
            }
            double difference = a - b;
            return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
        }
    }

    /** A column over rising swept values. */
    private record Curve(double[] x, double[] re, double[] im) {
        double largest() {
            double largest = 0;
            for (int p = 0; p < re.length; p++) {
                double magnitude = Math.hypot(re[p], im[p]);
                largest = magnitude <= Double.MAX_VALUE ? Math.max(largest, magnitude) : largest;
            }
            return largest;
        }

        /** At the points of another curve that lie in the range of this one. */
        void under(Curve other, Worst worst) {
            int last = re.length - 1;
            int low = 0;
            for (int p = 0; p < other.re.length; p++) {
                double at = other.x[p];
                if (!(at >= x[0] && at <= x[last])) {
                    continue;
                }
                while (low < last - 1 && x[low + 1] < at) {
                    low++;
                }
                int high = Math.min(low + 1, last);
                double part = x[high] > x[low] ? (at - x[low]) / (x[high] - x[low]) : 0;
                worst.take(at, other.re[p], other.im[p], re[low] + part * (re[high] - re[low]), im[low] + part * (im[high] - im[low]));
            }
        }
    }
}
