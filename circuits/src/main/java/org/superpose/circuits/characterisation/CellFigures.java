package org.superpose.circuits.characterisation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.SweepResult;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.VoltageSource;

/** What a data sheet of the nominal cell would say, measured on its bench. */
final class CellFigures {
    private static final int[] SETTLING_BITS = {8, 10, 12};
    /** Of the input, from rest to its limit [s]. */
    private static final double RISE = 1e-12;
    /** First guess of how long settling takes [s], and how often ten times that is tried. */
    private static final double SETTLING = 1e-7;
    private static final int TRIALS = 6;
    private static final double STEP_ERROR = 1e-6;
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
    private final List<Figure> figures = new ArrayList<>();

    private CellFigures(Bench bench, double weights, double fullScale) {
        this.bench = bench;
        this.family = bench.family();
        this.cell = family.cell();
        this.weights = weights;
        this.fullScale = fullScale;
        this.limit = cell.input().limit();
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
            SweepResult here = bench.sweep(specimen, x);
            double[] plus = here.current("vop");
            double[] minus = here.current("von");
            double[] above = lifted(specimen, LINE_STEP, LINE_STEP, x);
            double[] below = lifted(specimen, -LINE_STEP, -LINE_STEP, x);
            double[] apart = lifted(specimen, LINE_STEP, -LINE_STEP, x);
            double[] back = lifted(specimen, -LINE_STEP, LINE_STEP, x);
            for (int k = 0; k < x.length; k++) {
                double common = -(plus[k] + minus[k]) / 2;
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
        double[] currents = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            Circuit moved = Bench.set(bench.family().bench(x[k], specimen), Map.of("vop", cell.lineVoltage() + plus, "von", cell.lineVoltage() + minus));
            currents[k] = difference(new OperatingPoint().with(bench.settings()).run(bench.plan(specimen).variant(moved)));
        }
        return currents;
    }

    private static double difference(OperatingPointResult point) {
        return point.current("von") - point.current("vop");
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
        double whole = delivered(family.bench(0, family.nominal(0)));
        List<Part> alone = new ArrayList<>(cell.shared());
        cell.potentials().forEach((node, voltage) -> alone.add(VoltageSource.dc("v_" + node, node, Circuit.GROUND, voltage)));
        double shared = cell.shared().isEmpty() ? 0 : delivered(Circuit.of("shared circuits alone", alone));
        add("power", whole - shared, "W", "of one cell at rest, what its lines draw included" + (cell.shared().isEmpty() ? "" : String.format(Locale.ROOT, "; shared circuits besides %.3g W", shared)));
    }

    /** What all voltage sources deliver [W]. */
    private double delivered(Circuit circuit) {
        OperatingPointResult point = new OperatingPoint().with(bench.settings()).run(circuit);
        double power = 0;
        for (Component part : circuit.components()) {
            if (part instanceof VoltageSource source) {
                power -= source.dc() * point.current(source.name());
            }
        }
        return power;
    }

    private void temperature() {
        double t = bench.settings().environment().temperature();
        for (double w : new double[] {SMALL_WEIGHT * weights, weights}) {
            String at = String.format(Locale.ROOT, "at weight %.2g", w);
            add("drift of the gain " + at, drift(w, temperature -> 1), "1/K", "voltages as they are");
            if (cell.weight().isPresent()) {
                add("drift of the gain " + at + ", tracking", drift(w, temperature -> temperature / t), "1/K", "weight's voltage proportional to T");
            }
        }
    }

    /** Relative change of the gain per kelvin, the weight's voltage times a factor of the temperature. */
    private double drift(double w, DoubleUnaryOperator factor) {
        double t = bench.settings().environment().temperature();
        double cold = chord(w, t - HEATING, factor.applyAsDouble(t - HEATING));
        double warm = chord(w, t + HEATING, factor.applyAsDouble(t + HEATING));
        return (warm - cold) / (HEATING * (warm + cold));
    }

    /** Difference current between half the largest input and its opposite [A]. */
    private double chord(double w, double temperature, double factor) {
        Settings settings = bench.settings().at(temperature);
        double[] ends = new double[2];
        for (int k = 0; k < 2; k++) {
            Map<String, Double> sources = new HashMap<>();
            cell.weight().ifPresent(port -> {
                double voltage = factor * cell.weightVoltage(w);
                sources.put("vwp", port.plusVoltage(voltage));
                sources.put("vwn", port.minusVoltage(voltage));
            });
            ends[k] = difference(new OperatingPoint().with(settings).run(Bench.set(family.bench((k - 0.5) * limit, family.nominal(w)), sources)));
        }
        return ends[1] - ends[0];
    }

    private void settling() {
        DifferentialPort input = cell.input();
        Circuit at = family.bench(0, family.nominal(weights));
        List<Component> parts = new ArrayList<>(at.components());
        parts.replaceAll(part -> part instanceof VoltageSource source && part.name().equals("vxp") ? source.with(step(input.plusVoltage(0), input.plusVoltage(limit)))
                : part instanceof VoltageSource source && part.name().equals("vxn") ? source.with(step(input.minusVoltage(0), input.minusVoltage(limit))) : part);
        Circuit stepped = Circuit.of(at.title(), parts);
        double end = difference(new OperatingPoint().with(bench.settings()).run(family.bench(limit, family.nominal(weights))));
        double stop = SETTLING;
        for (int trial = 0; trial < TRIALS; trial++, stop *= 10) {
            TransientResult run = new Transient(stop).with(bench.settings()).withError(STEP_ERROR).keeping("vop#branch", "von#branch").run(stepped);
            double[] times = run.times();
            double[] plus = run.current("vop");
            double[] minus = run.current("von");
            double[] settled = new double[SETTLING_BITS.length];
            for (int p = 0; p < times.length; p++) {
                double miss = Math.abs(minus[p] - plus[p] - end);
                for (int b = 0; b < settled.length; b++) {
                    if (miss > fullScale / (1L << SETTLING_BITS[b])) {
                        settled[b] = times[Math.min(p + 1, times.length - 1)];
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

    private static Pulse step(double from, double to) {
        return new Pulse(from, to, 0, RISE, RISE, 1, Double.POSITIVE_INFINITY);
    }
}
