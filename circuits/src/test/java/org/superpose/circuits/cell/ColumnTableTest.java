package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.WrittenTable;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Sensitivity;
import org.superpose.circuits.analysis.SensitivityResult;
import org.superpose.circuits.analysis.Sweep;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.circuits.source.Waveform;

/** Op-amps, summers and rectifiers measured for the page on cells. */
class ColumnTableTest {
    private static final Path PAGE = Path.of("../docs/cells.md");
    private static final double DELAY = 0.1e-6;            // of the step [s]
    private static final double WINDOW = 12e-6;            // in which it is followed [s]

    /** A circuit whose output {@code out} steps from and to about these voltages [V], at {@link #DELAY}. */
    private interface Bench {
        Circuit step(double from, double to);
    }

    @Tag("slow")
    @Test
    void tablesOfThePage() throws IOException {
        List<String> amplifiers = new ArrayList<>();
        for (OperationalAmplifierLevel level : OperationalAmplifierLevel.values()) {
            OperationalAmplifierFigures f = OperationalAmplifierFigures.measure(level.netlist(), 5);
            boolean pole = Double.isFinite(f.gainBandwidth());
            amplifiers.add(String.format(Locale.ROOT, "| `%s` | %.0f dB | %s | %s | %s | %.0f µV | %.2f µA | %.1f nV/√Hz, %.0f Hz | %.2f pA/√Hz, %.1f kHz | %s | %.0f Ω | %.1f mW |", level, 20 * Math.log10(f.openLoopGain()),
                    pole ? String.format(Locale.ROOT, "%.2f MHz", 1e-6 * f.gainBandwidth()) : "–", pole ? String.format(Locale.ROOT, "%.0f°", f.phaseMargin()) : "–", pole ? String.format(Locale.ROOT, "%.2f V/µs", 1e-6 * f.slewRate()) : "–",
                    1e6 * f.offset(), 1e6 * f.biasCurrent(), 1e9 * f.voltageNoise(), f.voltageCorner(), 1e12 * f.currentNoise(), 1e-3 * f.currentCorner(), pole ? String.format(Locale.ROOT, "%.1f … %.1f V", f.low(), f.high()) : "–",
                    f.outputResistance(), 1e3 * f.power()));
            assertTrue(f.openLoopGain() > 1e5, level.name());
        }
        WrittenTable.write(PAGE, "op-amps", "| level | A0 | GBW | phase margin | slew rate | offset | current into inputs | e_n, corner | i_n, corner | output | output resistance | power |\n|---|---|---|---|---|---|---|---|---|---|---|---|\n", amplifiers);

        Map<String, Bench> benches = new LinkedHashMap<>();
        for (Column.Lines lines : Column.Lines.values()) {
            for (Column.Readout readout : Column.Readout.values()) {
                benches.put("column, " + lines.name().toLowerCase(Locale.ROOT) + " lines, " + readout.name().toLowerCase(Locale.ROOT), (from, to) -> column(Column.of(64).with(lines, readout), from, to));
            }
        }
        benches.put("voltage summer", (from, to) -> driven(VoltageSummer.of(64, 77.5e3, 10e3, 2e-12).netlist(OperationalAmplifierLevel.TRANSISTORS.netlist()), -77.5 / 640, from, to));
        benches.put("tree of summers of 8", (from, to) -> driven(new SummerTree(64, 8, 77.5e3, 10e3, 10e3).netlist(OperationalAmplifierLevel.TRANSISTORS.netlist()), 77.5 / 640, from, to));
        List<String> summers = new ArrayList<>();
        for (Map.Entry<String, Bench> entry : benches.entrySet()) {
            summers.add(row(entry.getKey(), entry.getValue()));
        }
        WrittenTable.write(PAGE, "summers", "| summer of 64 | gain | bend | offset | its σ | noise at 100 kHz | bits, 1 MHz | settling to 2 V/512 | power |\n|---|---|---|---|---|---|---|---|---|\n", summers);

        DiodeRectifier diode = new DiodeRectifier(5e3, 1e-15, 1.02, Physics.ROOM_TEMPERATURE);
        PrecisionRectifier precision = new PrecisionRectifier(1e6, 5e3, 1e-15, 1.02, Physics.ROOM_TEMPERATURE);
        Subcircuit opAmp = OperationalAmplifierLevel.TRANSISTORS.netlist();
        BipolarProcess process = BipolarProcess.complementary();
        List<String> rectifiers = new ArrayList<>();
        rectifiers.add(rectifier("diode and 5 kΩ", diode.netlist(process.diode()), 1));
        rectifiers.add(rectifier("MOS clamp, 100 kΩ, 10 mA/V²", new MosfetClamp(100e3, 10e-3).netlist(), 1));
        rectifiers.add(rectifier("precision, 5 kΩ", precision.netlist(opAmp, process.diode(), Double.POSITIVE_INFINITY), -1));
        rectifiers.add(rectifier("precision, 5 MΩ around the op-amp", precision.netlist(opAmp, process.diode(), 5e6), -1));
        WrittenTable.write(PAGE, "rectifiers", "| rectifier | off, at −1 V | at 0.1 V | at 1 V | settling from −1 V to 1 V | power |\n|---|---|---|---|---|---|\n", rectifiers);
    }

    private static Waveform step(double from, double to) {
        return new Pulse(from, to, DELAY, 1e-9, 1e-9, 1, Double.POSITIVE_INFINITY);
    }

    private static List<Part> supplies() {
        return new ArrayList<>(List.of(VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5)));
    }

    private static Circuit column(Column column, double from, double to) {
        double line = column.lineCurrent();
        double scale = 1 / (2 * column.feedback());
        List<Part> parts = supplies();
        parts.addAll(List.of(column.netlist().as("xcol", "op", "on", "0", "out", "vcc", "vee"), CurrentSource.of("ip", "op", "0", step(line + scale * from, line + scale * to)), CurrentSource.of("in", "on", "0", step(line - scale * from, line - scale * to))));
        return Circuit.of("column", parts);
    }

    /** All inputs at the same voltage. */
    private static Circuit driven(Subcircuit summer, double scale, double from, double to) {
        List<Part> parts = supplies();
        parts.add(VoltageSource.of("vin", "i", "0", step(scale * from, scale * to)));
        parts.add(summer.as("xsum", summer.ports().stream().map(port -> port.startsWith("i") ? "i" : port).toArray(String[]::new)));
        return Circuit.of("summer", parts);
    }

    private static String row(String name, Bench bench) {
        OperatingPoint point = new OperatingPoint();
        double low = point.run(bench.step(-1, 0)).voltage("out");
        double high = point.run(bench.step(1, 0)).voltage("out");
        double bend = 0;
        for (double x = -0.8; x < 0.9; x += 0.2) {
            bend = Math.max(bend, Math.abs(point.run(bench.step(x, 0)).voltage("out") - low - (high - low) * (x + 1) / 2));
        }
        Circuit still = bench.step(0, 1);
        OperatingPointResult rest = point.run(still);
        double variance = 0;
        for (SensitivityResult.Entry entry : new Sensitivity("out").run(still).entries()) {
            double sigma = entry.number().equals("resistance") ? 0.003 : entry.number().equals("placement.area") ? 0.01 : 0;
            variance += Math.pow(entry.slope() * entry.value() * sigma, 2);
        }
        double density = new NoiseAnalysis("out", Sweep.of(1e5)).run(still).density()[0];
        double noise = new NoiseAnalysis("out", LogSweep.decades(10, 1e6, 5)).run(still).totalVariance();
        double bits = Math.log(2 / Math.sqrt(12 * noise)) / Math.log(2);
        assertTrue(bits > 8 && bend < 0.02, name);
        return String.format(Locale.ROOT, "| %s | %.3f | %.2f mV | %.1f mV | %.1f mV | %.0f nV/√Hz | %.1f | %.1f µs | %.1f mW |", name, (high - low) / 2, 1e3 * bend, 1e3 * rest.voltage("out"), 1e3 * Math.sqrt(variance), 1e9 * Math.sqrt(density), bits,
                1e6 * settling(still, 2.0 / 512), 1e3 * power(rest));
    }

    private static double power(OperatingPointResult rest) {
        return 5 * (rest.current("vee") - rest.current("vcc"));
    }

    private static double settling(Circuit circuit, double within) {
        TransientResult run = new Transient(WINDOW).run(circuit);
        double[] times = run.times();
        double[] output = run.voltage("out");
        double end = output[output.length - 1];
        double settled = 0;
        for (int p = 0; p < times.length; p++) {
            if (Math.abs(output[p] - end) > within) {
                settled = times[p] - DELAY;
            }
        }
        assertTrue(settled < 0.9 * WINDOW, "does not settle");
        return settled;
    }

    private static String rectifier(String name, Subcircuit netlist, int sign) {
        OperatingPoint point = new OperatingPoint();
        double[] error = new double[3];
        double[] inputs = {-1, 0.1, 1};
        for (int i = 0; i < inputs.length; i++) {
            error[i] = point.run(rectifying(netlist, sign * inputs[i], 0)).voltage("out") - Math.max(0, inputs[i]);
        }
        Circuit rising = rectifying(netlist, -sign, sign);
        return String.format(Locale.ROOT, "| %s | %.1f mV | %.1f mV | %.1f mV | %.1f ns | %.1f mW |", name, 1e3 * error[0], 1e3 * error[1], 1e3 * error[2], 1e9 * settling(rising, 2.0 / 512), 1e3 * power(point.run(rising))).replace("-0.0 ", "0.0 ");
    }

    private static Circuit rectifying(Subcircuit netlist, double from, double to) {
        List<Part> parts = supplies();
        parts.add(VoltageSource.of("vin", "z", "0", step(from, to)));
        parts.add(netlist.as("x", netlist.ports().stream().map(port -> port.equals("y") ? "out" : port).toArray(String[]::new)));
        return Circuit.of("rectifier", parts);
    }
}
