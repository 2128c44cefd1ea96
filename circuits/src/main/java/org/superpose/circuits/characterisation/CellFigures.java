package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.superpose.circuits.cell.MultiplierCell;

/** What a data sheet of the nominal cell would say, measured on its bench. */
final class CellFigures {
    private static final int[] SETTLING_BITS = {8, 10, 12};
    /** Of the input, from rest to its limit [s]. */
    static final double RISE = 1e-12;
    /** First guess of how long settling takes [s], and how often ten times that is tried. */
    private static final double SETTLING = 1e-7;
    private static final int TRIALS = 6;
    /** Excursions from which slopes are taken. */
    private static final double LINE_STEP = 0.05;         // [V]
    private static final double HEATING = 5;              // [K]
    private static final double SMALL_WEIGHT = 0.1;       // of the largest
    private static final double BAND = 1e6;               // [Hz]
    private static final int POINTS = 17;

    private final Bench bench;
    private final CellFamily family;
    private final MultiplierCell cell;
    private final double weights;
    private final double fullScale;
    private final double limit;
    private final double temperature;
    private final List<Figure> figures = new ArrayList<>();

    private CellFigures(Bench bench, double weights, double fullScale) {
        this.bench = bench;
        this.family = bench.family();
        this.cell = family.cell();
        this.weights = weights;
        this.fullScale = fullScale;
        this.limit = cell.input().limit();
        this.temperature = bench.settings().environment().temperature();
    }

    /**
     * Measures all figures.
     *
     * @param weights   largest magnitude of the weights
     * @param fullScale largest current [A]
     */
    static List<Figure> of(Bench bench, double weights, double fullScale) {
        CellFigures measured = new CellFigures(bench, weights, fullScale);
        measured.surface();
        measured.lines();
        measured.noise();
        measured.power();
        measured.temperature();
        measured.settling();
        return List.copyOf(measured.figures);
    }

    private void add(String name, double value, String unit, String note) {
        figures.add(new Figure(name, value, unit, note));
    }

    private static double[] grid(double limit) {
        double[] grid = new double[POINTS];
        for (int k = 0; k < POINTS; k++) {
            grid[k] = limit * (2.0 * k / (POINTS - 1) - 1);
        }
        return grid;
    }

    private void surface() {
        double[] x = grid(limit);
        double[] w = grid(weights);
        double lawError = 0;
        double products = 0;
        double square = 0;
        double[][] currents = new double[w.length][];
        for (int m = 0; m < w.length; m++) {
            currents[m] = bench.current(family.nominal(w[m]), x);
            for (int k = 0; k < x.length; k++) {
                lawError = Math.max(lawError, Math.abs(currents[m][k] - cell.law().current(x[k], w[m])));
                products += currents[m][k] * x[k] * w[m];
                square += x[k] * w[m] * x[k] * w[m];
            }
        }
        double gain = products / square;
        double miss = 0;
        for (int m = 0; m < w.length; m++) {
            for (int k = 0; k < x.length; k++) {
                miss = Math.max(miss, Math.abs(currents[m][k] - gain * x[k] * w[m]));
            }
        }
        add("largest current", fullScale, "A", String.format(Locale.ROOT, "difference of the lines at the ends of the window: %.3g V, weight %.3g", limit, weights));
        add("gain", gain, "S", "k of k x w, fitted over the window");
        add("deviation from k x w", miss / fullScale, "", "largest, of the largest current");
        add("deviation from the closed form", lawError / fullScale, "", "largest, of the largest current");
    }

    private void lines() {
        double[] x = grid(limit);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double change = 0;
        double conductance = 0;
        for (double w : new double[] {-weights, 0, weights}) {
            Specimen specimen = family.nominal(w);
            Bench.Lines here = bench.lines(specimen, x, Map.of(), temperature);
            double[] above = lifted(specimen, LINE_STEP, LINE_STEP, x);
            double[] below = lifted(specimen, -LINE_STEP, -LINE_STEP, x);
            double[] apart = lifted(specimen, LINE_STEP, -LINE_STEP, x);
            double[] back = lifted(specimen, -LINE_STEP, LINE_STEP, x);
            for (int k = 0; k < x.length; k++) {
                double common = -(here.plus(k) + here.minus(k)) / 2;
                low = Math.min(low, common);
                high = Math.max(high, common);
                change = Math.max(change, Math.abs(above[k] - below[k]) / (2 * LINE_STEP));
                conductance = Math.max(conductance, Math.abs(apart[k] - back[k]) / (4 * LINE_STEP));
            }
        }
        add("common-mode current", (low + high) / 2, "A", "into each line, middle of its range");
        add("change of the common-mode current", high - low, "A", "over the window");
        add("dependence on the lines", change * 0.1 / fullScale, "", "both lines 100 mV higher, largest change, of the largest current");
        add("output conductance", conductance, "S", "change of the difference current over that of the lines' voltage against each other, largest");
    }

    /** The difference current with the lines moved [V]. */
    private double[] lifted(Specimen specimen, double plus, double minus, double[] x) {
        return bench.lines(specimen, x, Map.of("vop", cell.lineVoltage() + plus, "von", cell.lineVoltage() + minus), temperature).difference();
    }

    private void noise() {
        double[] x = {0, limit};
        double[][] rest = bench.noise(family.nominal(0), x);
        double[][] full = bench.noise(family.nominal(weights), x);
        int thermal = CharacterisedCell.Noise.THERMAL.ordinal();
        int shot = CharacterisedCell.Noise.SHOT.ordinal();
        int flicker = CharacterisedCell.Noise.FLICKER.ordinal();
        double white = rest[thermal][0] + rest[shot][0];
        double largest = Math.max(Math.max(white, full[thermal][0] + full[shot][0]), Math.max(full[thermal][1] + full[shot][1], rest[thermal][1] + rest[shot][1]));
        double low = Math.max(full[flicker][0], full[flicker][1]);
        add("white noise at rest", Math.sqrt(white), "A/√Hz", "input 0, weight 0");
        add("white noise, largest", Math.sqrt(largest), "A/√Hz", "among the corners of the window");
        add("flicker noise at 1 Hz", Math.sqrt(low), "A/√Hz", "largest weight");
        add("bits in 1 MHz", Math.log(2 * fullScale / Math.sqrt(12 * largest * BAND)) / Math.log(2), "", "log2 of twice the largest current over σ √12, white noise alone");
    }

    private void power() {
        Bench.Power power = bench.power(family.nominal(0));
        add("power", power.cell(), "W", "of one cell at rest, what its lines draw included" + (power.shared() == 0 ? "" : String.format(Locale.ROOT, "; shared circuits besides %.3g W", power.shared())));
    }

    private void temperature() {
        for (double w : new double[] {SMALL_WEIGHT * weights, weights}) {
            String at = String.format(Locale.ROOT, "at weight %.2g", w);
            add("drift of the gain " + at, drift(w, kelvin -> 1), "1/K", "voltages as they are");
            if (cell.weight().isPresent()) {
                add("drift of the gain " + at + ", tracking", drift(w, kelvin -> kelvin / temperature), "1/K", "weight's voltage proportional to T");
            }
        }
    }

    /** Relative change of the gain per kelvin, the weight's voltage times a factor of the temperature. */
    private double drift(double w, DoubleUnaryOperator factor) {
        double cold = chord(w, temperature - HEATING, factor.applyAsDouble(temperature - HEATING));
        double warm = chord(w, temperature + HEATING, factor.applyAsDouble(temperature + HEATING));
        return (warm - cold) / (HEATING * (warm + cold));
    }

    /** Difference current between half the largest input and its opposite [A]. */
    private double chord(double w, double kelvin, double factor) {
        Map<String, Double> sources = new HashMap<>();
        cell.weight().ifPresent(port -> {
            double voltage = factor * cell.weightVoltage(w);
            sources.put("vwp", port.plusVoltage(voltage));
            sources.put("vwn", port.minusVoltage(voltage));
        });
        double[] ends = bench.lines(family.nominal(w), new double[] {-0.5 * limit, 0.5 * limit}, sources, kelvin).difference();
        return ends[1] - ends[0];
    }

    private void settling() {
        Specimen specimen = family.nominal(weights);
        double end = bench.current(specimen, new double[] {limit})[0];
        double stop = SETTLING;
        for (int trial = 0; trial < TRIALS; trial++, stop *= 10) {
            Bench.Response run = bench.step(specimen, stop);
            double[] settled = new double[SETTLING_BITS.length];
            for (int p = 0; p < run.size(); p++) {
                double miss = Math.abs(run.current(p) - end);
                for (int b = 0; b < settled.length; b++) {
                    if (miss > fullScale / (1L << SETTLING_BITS[b])) {
                        settled[b] = run.time(Math.min(p + 1, run.size() - 1));
                    }
                }
            }
            if (settled[settled.length - 1] < 0.5 * stop) {
                for (int b = 0; b < settled.length; b++) {
                    add("settling to " + SETTLING_BITS[b] + " bits", settled[b], "s", "input stepped from 0 to its limit at the largest weight, lines held; within the largest current over 2^bits");
                }
                return;
            }
        }
    }
}
