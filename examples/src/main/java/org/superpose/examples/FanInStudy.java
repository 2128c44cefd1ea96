package org.superpose.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.Measure;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Sensitivity;
import org.superpose.circuits.analysis.SensitivityResult;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.cell.OperationalAmplifierLevel;
import org.superpose.circuits.cell.SummerTree;
import org.superpose.circuits.cell.VoltageSummer;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.simulator.report.chart.Axis;
import org.superpose.simulator.report.chart.Figure;
import org.superpose.simulator.report.chart.LinePanel;
import org.superpose.simulator.report.chart.Panel;
import org.superpose.simulator.report.chart.Series;

/**
 * How many products one amplifier can sum: offset under mismatch, bandwidth, signal to noise and power of a voltage summer, of a tree of them and of current-mode columns, from 8 to 512 inputs, every transistor simulated.
 * <p>All have the same scale: an input of 1 V at full weight gives 12.9 µA, and 1 V at the output stands for 7.75 such products at 64 inputs and in proportion to √N elsewhere, since a sum of N independent products grows so.
 */
public final class FanInStudy {
    private static final double PRODUCT = 12.9e-6;                 // of a full product [A]
    private static final double FEEDBACK = 10e3;                   // at 64 inputs [Ω]
    private static final int RADIX = 8;
    private static final double LATER = 10e3;                      // resistances of later stages of a tree [Ω]
    private static final double BAND_LOW = 10;                     // in which noise counts [Hz]
    private static final double BAND_HIGH = 100e3;
    /** 1σ of saturation currents and resistances. */
    private static final double SATURATION = 0.01;
    private static final double RESISTOR = 0.003;
    /** Collectors of two transistors of a cell on each line [F]. */
    private static final double CELL_CAPACITANCE = 0.15e-12;
    /** What a bias of ±0.2 V can trim away at 4σ [V]; a signal-to-noise ratio of 8 bits [dB]; a settling to 9 bits within 1 µs [Hz]. */
    private static final double TRIMMED = 0.05;
    private static final double EIGHT_BITS = 6.02 * 8 + 1.76;
    private static final double MICROSECOND = 1e6;

    private FanInStudy() {
    }

    /** A summer of so many inputs: a circuit with the output {@code out}, supplies {@code vcc} and {@code vee}, and a phasor at one input. */
    @FunctionalInterface
    private interface Summer {
        Circuit of(int fanIn);
    }

    /**
     * What was measured of one.
     *
     * @param offset     1σ under mismatch [V]
     * @param systematic without mismatch [V]
     * @param bandwidth  [Hz]
     * @param signal     of a sine of 1 V over the noise in the band [dB]
     * @param power      [W]
     */
    record Point(double offset, double systematic, double bandwidth, double signal, double power) {
    }

    /**
     * Writes {@code fan-in.png}, {@code .svg} and {@code .csv} files.
     *
     * @param arguments a folder that exists; the largest number of inputs, if not 512
     */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments.length > 0 ? arguments[0] : "fan-in"));
        figure(results(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 512)).write(folder);
        System.out.println("results: " + folder);
    }

    /** By name of the summer and number of inputs. */
    static Map<String, Map<Integer, Point>> results(int largest) {
        Map<String, Summer> summers = new LinkedHashMap<>();
        summers.put("voltage summer", FanInStudy::voltageSummer);
        summers.put("tree of voltage summers of 8", FanInStudy::tree);
        summers.put("current mode, folded lines", n -> column(n, Column.Lines.FOLDED, Column.Readout.TRANSIMPEDANCE));
        summers.put("current mode, cascoded lines", n -> column(n, Column.Lines.CASCODED, Column.Readout.DIFFERENCE));
        summers.put("folded lines, with cells", FanInStudy::cells);
        Map<String, Map<Integer, Point>> results = new LinkedHashMap<>();
        summers.forEach((name, summer) -> {
            Map<Integer, Point> points = new LinkedHashMap<>();
            for (int n = 8; n <= largest; n *= 2) {
                Point point = measure(summer.of(n));
                points.put(n, point);
                System.out.printf(Locale.ROOT, "%-30s %4d inputs: offset %6.2f mV (1 sigma) and %6.2f mV, bandwidth %5.2f MHz, %5.1f dB, %6.1f mW%n", name, n, 1e3 * point.offset, 1e3 * point.systematic, 1e-6 * point.bandwidth, point.signal,
                        1e3 * point.power);
            }
            results.put(name, points);
        });
        return results;
    }

    private static Point measure(Circuit circuit) {
        OperatingPointResult bias = new OperatingPoint().run(circuit);
        double power = -5 * bias.current("vcc") + 5 * bias.current("vee");
        SensitivityResult slopes = new Sensitivity("out").run(circuit);
        double variance = 0;
        for (SensitivityResult.Entry entry : slopes.entries()) {
            double sigma = entry.number().equals("resistance") ? RESISTOR : entry.number().equals("placement.area") ? SATURATION : 0;
            double change = entry.slope() * entry.value() * sigma;
            variance += change * change;
        }
        LogSweep sweep = LogSweep.decades(1e3, 1e9, 40);
        double[] gain = new AcSweep(sweep).run(circuit).voltage("out").magnitude();
        double bandwidth = new Measure(sweep.values(), gain).overLogarithm().crossing(gain[0] / Math.sqrt(2)).falling(1).place();
        double noise = new NoiseAnalysis("out", LogSweep.decades(BAND_LOW, BAND_HIGH, 5)).run(circuit).totalVariance();
        return new Point(Math.sqrt(variance), bias.voltage("out"), bandwidth, 10 * Math.log10(0.5 / noise), power);
    }

    /** R_f for the scale of so many inputs [Ω]. */
    private static double feedback(int fanIn) {
        return FEEDBACK * Math.sqrt(64.0 / fanIn);
    }

    private static Circuit voltageSummer(int fanIn) {
        return driven(VoltageSummer.of(fanIn, 1 / PRODUCT, feedback(fanIn), 2e-12).netlist(OperationalAmplifierLevel.TRANSISTORS.netlist()), fanIn);
    }

    private static Circuit tree(int fanIn) {
        return driven(new SummerTree(fanIn, RADIX, 1 / PRODUCT, feedback(fanIn), LATER).netlist(OperationalAmplifierLevel.TRANSISTORS.netlist()), fanIn);
    }

    private static Circuit driven(Subcircuit summer, int fanIn) {
        List<Part> parts = supplies();
        parts.add(summer.as("xsum", summer.ports().toArray(String[]::new)));
        for (int i = 1; i <= fanIn; i++) {
            parts.add(VoltageSource.dc("v" + i, "i" + i, "0", 0).withAc(i == 1 ? 1 : 0));
        }
        return Circuit.of(summer.purpose(), parts);
    }

    private static Column scaled(int fanIn, Column.Lines lines, Column.Readout readout) {
        Column column = Column.of(fanIn).with(lines, readout);
        double feedback = feedback(fanIn) / column.gain(300.15);
        return column.withResistances(feedback, 2 * feedback);
    }

    /** A column whose cells are silent current sources with a capacitance. */
    private static Circuit column(int fanIn, Column.Lines lines, Column.Readout readout) {
        Column column = scaled(fanIn, lines, readout);
        List<Part> parts = supplies();
        parts.addAll(List.of(column.netlist().as("xcol", "op", "on", "0", "out", "vcc", "vee"), CurrentSource.dc("ip", "op", "0", column.lineCurrent()).withAc(PRODUCT / 2), CurrentSource.dc("in", "0", "on", -column.lineCurrent()).withAc(PRODUCT / 2),
                new Capacitor("cp", "op", "0", fanIn * CELL_CAPACITANCE), new Capacitor("cn", "on", "0", fanIn * CELL_CAPACITANCE)));
        return Circuit.of("column of " + fanIn, parts);
    }

    /** A column with Gilbert cells whose products cancel: inputs of half a volt, weights of ±0.4. */
    private static Circuit cells(int fanIn) {
        Column column = scaled(fanIn, Column.Lines.FOLDED, Column.Readout.TRANSIMPEDANCE);
        MultiplierCell cell = BipolarMultipliers.degenerated(column.process(), column.tailCurrent(), 75e3);
        List<Part> parts = supplies();
        parts.addAll(cell.shared());
        parts.add(column.netlist().as("xcol", "op", "on", "0", "out", "vcc", "vee"));
        DifferentialPort weight = cell.weight().orElseThrow();
        for (int i = 0; i < fanIn; i++) {
            double w = i % 2 == 0 ? 0.4 : -0.4;
            parts.add(cell.as("xcell" + i, Map.of("xp", "x" + i, "xn", "0", "wp", i % 2 == 0 ? "wa" : "wb", "wn", i % 2 == 0 ? "wb" : "wa"), w));
            parts.add(VoltageSource.dc("vx" + i, "x" + i, "0", 0.5).withAc(i == 0 ? 1 : 0));
        }
        parts.add(VoltageSource.dc("vwa", "wa", "0", weight.plusVoltage(cell.weightVoltage(0.4))));
        parts.add(VoltageSource.dc("vwb", "wb", "0", weight.minusVoltage(cell.weightVoltage(0.4))));
        return Circuit.of("column of " + fanIn + " Gilbert cells", parts);
    }

    private static List<Part> supplies() {
        return new ArrayList<>(List.of(VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5)));
    }

    static Figure figure(Map<String, Map<Integer, Point>> results) {
        List<Panel> panels = List.of(
                panel(results, Axis.logarithmic("offset of the output, 1 \u03c3", "mV").from(1, 200), point -> 1e3 * point.offset, Optional.of(Series.level("a trim of \u00b10.2 V takes 4 \u03c3 below here", 1e3 * TRIMMED))),
                panel(results, Axis.logarithmic("bandwidth", "MHz").from(0.1, 5), point -> 1e-6 * point.bandwidth, Optional.of(Series.level("settles to 9 bits in 1 \u00b5s above here", 1e-6 * MICROSECOND))),
                panel(results, Axis.linear("signal to noise, 10 Hz to 100 kHz", "dB"), Point::signal, Optional.of(Series.level("8 bits", EIGHT_BITS))),
                panel(results, Axis.logarithmic("power", "mW"), point -> 1e3 * point.power, Optional.empty()));
        return new Figure("fan-in", "One sum of many products", "Mismatch of 1 % of saturation currents and 0.3 % of resistors; a sine of 1 V; every transistor simulated", 2, panels);
    }

    private static LinePanel panel(Map<String, Map<Integer, Point>> results, Axis up, ToDoubleFunction<Point> value, Optional<Series> level) {
        List<Series> series = new ArrayList<>();
        results.forEach((name, points) -> {
            boolean again = name.endsWith("with cells");           // of the curve before the last
            int colour = again ? series.size() - 2 : series.size();
            series.add(Series.of(name, again ? Series.Style.DASHED_AND_POINTS : Series.Style.LINE_AND_POINTS, points.keySet().stream().mapToDouble(Integer::doubleValue).toArray(), points.values().stream().mapToDouble(value).toArray())
                    .coloured(colour));
        });
        level.ifPresent(series::add);
        return new LinePanel("", Axis.logarithmic("inputs", ""), up, series);
    }
}
