package org.superpose.simulator.cli;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.superpose.circuits.spice.Deck;
import org.superpose.circuits.spice.ResultTable;
import org.superpose.simulator.report.chart.Axis;
import org.superpose.simulator.report.chart.Figure;
import org.superpose.simulator.report.chart.LinePanel;
import org.superpose.simulator.report.chart.Panel;
import org.superpose.simulator.report.chart.Series;

/**
 * The picture of a result: voltages, currents and other quantities over what was swept, each on a panel of its own; phasors as magnitude and phase; noise as densities. What .print and .plot name is drawn, else nodes of the deck's top level and source
 * currents that move, at most {@value #MOST} curves on a panel.
 */
final class CircuitFigure {
    private static final int MOST = 8;
    /** Columns of pixels in a panel: of more points than a few in each, the extremes are drawn. */
    private static final int BINS = 1500;
    private static final int PALETTE = 7;
    /** What moves less than this part of the column that moves most is left out, if the deck does not name it. */
    private static final double LEAST_CHANGE = 1e-2;
    private static final double LEAST_PHASOR = 1e-3;

    private final ResultTable table;
    private final List<Integer> runs = new ArrayList<>();       // where each run of the first swept column begins, and the end
    private final List<Panel> panels = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private CircuitFigure(ResultTable table) {
        this.table = table;
        int size = table.size();
        List<double[]> outer = IntStream.range(1, table.swept()).mapToObj(table::real).toList();
        double[] x = table.real(0);
        runs.add(0);
        for (int p = 1; p < size; p++) {
            int at = p;
            boolean back = p > 1 && (x[p] - x[p - 1]) * (x[p - 1] - x[p - 2]) < 0 && !runs.contains(p - 1);
            if (back || outer.stream().anyMatch(values -> values[at] != values[at - 1])) {
                runs.add(p);
            }
        }
        runs.add(size);
    }

    /** The picture of a result, if it has curves, and what to say about it. */
    record Drawn(Optional<Figure> figure, List<String> remarks) {
    }

    /**
     * Draws a result.
     *
     * @param name of the files
     */
    static Drawn of(String name, Deck deck, ResultTable result) {
        boolean curves = result.swept() > 0 && result.size() > 1 && List.of("dc", "ac", "tran", "noise").contains(result.kind());
        if (!curves) {
            return new Drawn(Optional.empty(), List.of());
        }
        Optional<ResultTable> named = deck.drawn(result);
        CircuitFigure figure = new CircuitFigure(named.orElse(result));
        figure.draw(named.isPresent());
        if (figure.panels.isEmpty()) {
            return new Drawn(Optional.empty(), List.of("nothing to draw: no column has finite values"));
        }
        return new Drawn(Optional.of(new Figure(name, deck.title().isBlank() ? result.plotName() : deck.title(), result.plotName(), 1, figure.panels)), figure.remarks);
    }

    private void draw(boolean named) {
        List<Integer> all = IntStream.range(table.swept(), table.names().size()).boxed().toList();
        if (table.kind().equals("noise")) {
            panel(all, column -> isType(column, "voltage"), Axis.logarithmic("noise density", "V/√Hz"), true);
            panel(all, column -> isType(column, "current"), Axis.logarithmic("noise density", "A/√Hz"), true);
        } else if (table.isComplex()) {
            boolean both = all.stream().anyMatch(column -> isType(column, "current")) && named;
            bode(all, "voltage", "V", named);
            if (both) {
                bode(all, "current", "A", true);
            }
        } else {
            panel(all, column -> isType(column, "voltage"), Axis.linear("voltage", "V"), named);
            panel(all, column -> isType(column, "current"), Axis.linear("current", "A"), named);
            panel(all, column -> isType(column, "power"), Axis.linear("power", "W"), named);
            panel(all, column -> !isType(column, "voltage") && !isType(column, "current") && !isType(column, "power"), Axis.linear("value", ""), named);
        }
    }

    private boolean isType(int column, String type) {
        return table.type(column).equals(type);
    }

    private Axis across() {
        String name = table.names().get(0);
        double[] x = table.real(0);
        return switch (table.type(0)) {
            case "time" -> Axis.linear("time", "s");
            case "frequency" -> spans(x) ? Axis.logarithmic("frequency", "Hz") : Axis.linear("frequency", "Hz");
            case "voltage" -> Axis.linear(name, "V");
            case "current" -> Axis.linear(name, "A");
            case "temperature" -> Axis.linear("temperature", "°C");
            default -> Axis.linear(name, name.startsWith("res") || name.startsWith("r") && !name.equals("param-sweep") ? "Ω" : "");
        };
    }

    /** Whether a logarithmic axis suits: rising over half a decade at least. */
    private static boolean spans(double[] x) {
        double least = Arrays.stream(x).min().orElse(0);
        return least > 0 && Arrays.stream(x).max().orElse(0) > 3 * least;
    }

    private void bode(List<Integer> all, String type, String unit, boolean named) {
        List<Integer> columns = chosen(all, column -> isType(column, type), named);
        List<Series> magnitudes = new ArrayList<>();
        List<Series> phases = new ArrayList<>();
        for (int column : columns) {
            double[] re = table.real(column);
            double[] im = table.imaginary(column);
            double[] decibels = new double[re.length];
            double[] degrees = new double[re.length];
            for (int p = 0; p < re.length; p++) {
                double magnitude = Math.hypot(re[p], im[p]);
                decibels[p] = magnitude > 0 ? 20 * Math.log10(magnitude) : Double.NaN;
                degrees[p] = magnitude > 0 ? Math.toDegrees(Math.atan2(im[p], re[p])) : Double.NaN;
                boolean continues = p > 0 && !runs.contains(p) && Double.isFinite(degrees[p - 1]);
                if (continues) {
                    degrees[p] += 360 * Math.rint((degrees[p - 1] - degrees[p]) / 360);
                }
            }
            curves(magnitudes, column, decibels);
            curves(phases, column, degrees);
        }
        if (!magnitudes.isEmpty()) {
            panels.add(new LinePanel(title(magnitudes), across(), Axis.linear("magnitude", "dB" + unit), magnitudes));
            panels.add(new LinePanel(title(phases), across(), Axis.linear("phase", "°"), phases));
        }
    }

    private void panel(List<Integer> all, Predicate<Integer> which, Axis up, boolean named) {
        List<Series> series = new ArrayList<>();
        for (int column : chosen(all, which, named)) {
            double[] y = table.real(column);
            for (int p = 0; p < y.length; p++) {
                y[p] = Double.isInfinite(y[p]) || up.logarithmic() && !(y[p] > 0) ? Double.NaN : y[p];
            }
            curves(series, column, y);
        }
        if (!series.isEmpty()) {
            panels.add(new LinePanel(title(series), across(), up, series));
        }
    }

    /** One curve has no key below it. */
    private static String title(List<Series> series) {
        return series.size() == 1 ? series.get(0).name() : "";
    }

    /** As many columns as there is room for; if the deck names none, those first that belong to its top level and change. */
    private List<Integer> chosen(List<Integer> all, Predicate<Integer> which, boolean named) {
        List<Integer> fitting = all.stream().filter(which).filter(column -> Arrays.stream(table.real(column)).anyMatch(Double::isFinite)).toList();
        List<Integer> wanted = fitting;
        if (!named) {
            double most = fitting.stream().mapToDouble(this::change).max().orElse(0);
            List<Integer> changing = fitting.stream().filter(column -> most > 0 && change(column) >= (table.isComplex() ? LEAST_PHASOR : LEAST_CHANGE) * most).toList();
            wanted = changing.isEmpty() ? fitting : changing;
            List<Integer> outside = wanted.stream().filter(column -> table.names().get(column).indexOf('.') < 0).toList();
            wanted = outside.isEmpty() ? wanted : outside;
        }
        List<Integer> shown = wanted.subList(0, Math.min(wanted.size(), Math.max(1, MOST / (runs.size() - 1))));
        if (!wanted.isEmpty() && (shown.size() < wanted.size() || runs.size() - 1 > MOST)) {
            remarks.add(String.format(Locale.ROOT, "drawn are %d of %d %s columns%s; name others with .print %s", shown.size(), wanted.size(), table.type(wanted.get(0)),
                    runs.size() - 1 > MOST ? " and " + MOST + " of " + (runs.size() - 1) + " runs" : "", table.kind()));
        }
        return shown;
    }

    /** How far a column moves; of phasors, the largest. */
    private double change(int column) {
        double[] re = table.real(column);
        double[] im = table.imaginary(column);
        double most = 0;
        for (int p = 0; p < re.length; p++) {
            double apart = table.isComplex() ? Math.hypot(re[p], im[p]) : Math.abs(re[p] - re[0]);
            most = apart <= Double.MAX_VALUE ? Math.max(most, apart) : most;
        }
        return most;
    }

    /** One curve for each run, with what distinguishes it in its name. */
    private void curves(List<Series> into, int column, double[] y) {
        double[] x = table.real(0);
        int count = runs.size() - 1;
        int shown = Math.min(count, MOST);
        for (int k = 0; k < shown; k++) {
            int run = count <= MOST ? k : k * (count - 1) / (MOST - 1);
            int from = runs.get(run);
            int to = runs.get(run + 1);
            if (IntStream.range(from, to).noneMatch(p -> Double.isFinite(y[p]))) {
                continue;
            }
            StringBuilder name = new StringBuilder(table.names().get(column));
            for (int outer = 1; outer < table.swept() && count > 1; outer++) {
                name.append(outer == 1 ? " at " : ", ").append(table.names().get(outer)).append(" = ").append(shown(table.real(outer)[from], table.type(outer)));
            }
            double[][] thinned = thinned(Arrays.copyOfRange(x, from, to), Arrays.copyOfRange(y, from, to));
            Series.Style style = into.size() < PALETTE ? Series.Style.LINE : Series.Style.DASHED;
            into.add(Series.of(name.toString(), style, thinned[0], thinned[1]));
        }
    }

    /** A value with a prefix and its unit. */
    private static String shown(double value, String type) {
        String unit = switch (type) {
            case "voltage" -> "V";
            case "current" -> "A";
            case "temperature" -> "°C";
            default -> "";
        };
        int thousands = value == 0 || unit.equals("°C") ? 0 : (int) Math.max(-5, Math.min(4, Math.floor(Math.log10(Math.abs(value)) / 3 + 1e-9)));
        String digits = new BigDecimal(value / Math.pow(1000, thousands)).round(new MathContext(4)).stripTrailingZeros().toPlainString();
        String prefix = thousands == 0 ? "" : "fpnµm kMGT".substring(thousands + 5, thousands + 6);
        return (digits + " " + prefix + unit).strip();
    }

    /** First, least, largest and last of the points that fall into each column of pixels; all of them where they are few. */
    private static double[][] thinned(double[] x, double[] y) {
        if (x.length <= 4 * BINS) {
            return new double[][] {x, y};
        }
        boolean[] kept = new boolean[x.length];
        double low = Math.min(x[0], x[x.length - 1]);
        double span = Math.abs(x[x.length - 1] - x[0]);
        int from = 0;
        while (from < x.length) {
            int to = from;
            int least = from;
            int largest = from;
            double bin = Math.floor((x[from] - low) / span * BINS);
            while (to < x.length && Math.floor((x[to] - low) / span * BINS) == bin) {
                least = y[to] < y[least] ? to : least;
                largest = y[to] > y[largest] ? to : largest;
                to++;
            }
            to = Math.max(to, from + 1);
            kept[from] = true;
            kept[least] = true;
            kept[largest] = true;
            kept[to - 1] = true;
            from = to;
        }
        int[] places = IntStream.range(0, x.length).filter(p -> kept[p]).toArray();
        return new double[][] {Arrays.stream(places).mapToDouble(p -> x[p]).toArray(), Arrays.stream(places).mapToDouble(p -> y[p]).toArray()};
    }
}
