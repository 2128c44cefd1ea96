package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.WrittenTable;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.source.PiecewiseLinear;
import org.superpose.circuits.source.VoltageSource;

/** The figures of the cells, measured on their benches and written into the page on cells. */
class CellTableTest {
    private static final Path PAGE = Path.of("../docs/cells.md");
    private static final BipolarProcess BIPOLAR = BipolarProcess.complementary();
    private static final MosProcess MOS = MosProcess.fiveVolt();
    /** Bulk charge, and mobility that falls with the gate's field, take their part of K. */
    private static final MosProcess LEVEL3 = new MosProcess(MOS.strong().with("LEVEL", 3).with("THETA", 0.05), MOS.weak());
    /** The reference design's for bipolar cells; for MOS cells Pelgrom's coefficients that go with 16 nm of oxide: 1 mV µm per nm, 2 % µm. */
    private static final Mismatch PLAIN = Mismatch.local(new Mismatch.Plain(0.01, 0.003, 0, 0));
    private static final Mismatch AREA = Mismatch.local(new Mismatch.Pelgrom(0, 1e-12, 0.04e-6, 1e3, 2e-6, 16e-9, 0.02e-6));

    /** What one cell does. Full scale is the difference between the ends of its output's range over the windows, so that errors and bits count alike for all. */
    private record Figures(double law, double line, double offset, double corner, double density, double noise, double settling, double power, double full) {
        double bits() {
            return Math.log(full / (noise * Math.sqrt(12))) / Math.log(2);
        }
    }

    @Tag("slow")
    @Test
    void tablesOfThePage() throws IOException {
        List<String> multipliers = new ArrayList<>();
        MultiplierCell third = MosMultipliers.strongInversion(LEVEL3, 20e-6, 0.8, 5e-6);
        for (MultiplierCell cell : List.of(BipolarMultipliers.plain(BIPOLAR, 20e-6), BipolarMultipliers.degenerated(BIPOLAR, 20e-6, 75e3), BipolarMultipliers.predistorted(BIPOLAR, 20e-6, 75e3),
                MosMultipliers.strongInversion(MOS, 20e-6, 0.8, 5e-6), third, MosMultipliers.weakInversion(MOS, 20e-9, MosfetGeometry.of(100e-6, 2e-6)), OhmicMultipliers.resistor(10e3, 1),
                OhmicMultipliers.conductancePair(1e-6, 1e-4, 0.5, 0.2))) {
            Figures f = figures(cell);
            multipliers.add(String.format(Locale.ROOT, "| %s | ±%s, ±%.1f | ±%s | %s | %s | %s | %s | %s/√Hz | %.1f | %s | %s |", cell.netlist().name() + (cell == third ? ", level 3" : ""), si(cell.input().limit(), "V"), cell.coding().limit(), si(f.full / 2, "A"), percent(f.law), percent(f.line),
                    percent(f.offset), percent(f.corner), si(f.density, "A"), f.bits(), f.settling == 0 ? "–" : si(f.settling, "s"), si(f.power, "W")));
            assertTrue(f.bits() > 4 && f.law < (cell == third ? 0.2 : 0.05), cell.netlist().name() + " " + f);
        }
        WrittenTable.write(PAGE, "multipliers", "| cell | window of x, w | full scale | off its law | off k x w | σ at x = 0 | σ at the corner | noise at 100 kHz | bits, 1 MHz | settling to 1/512 | power |\n|---|---|---|---|---|---|---|---|---|---|---|\n", multipliers);
        List<String> stages = new ArrayList<>();
        for (Stage stage : List.of(Stages.tanh(BIPOLAR, 100e-6, 10e3), Stages.differentialDriver(BIPOLAR, 100e-6, 15e3, 870, 2), Stages.levelShifter(BIPOLAR.npn(), 50e-6, 20e3, 1), Stages.levelShifter(BIPOLAR.pnp(), 50e-6, 26e3, 1),
                Stages.squarer(MOS, MosfetGeometry.of(2e-6, 2e-6), 0.5, 40e3))) {
            Figures f = figures(stage);
            stages.add(String.format(Locale.ROOT, "| %s | ±%s | %s | %s | %s | %s | %s/√Hz | %.1f | %s | %s |", stage.netlist().name(), si(stage.input().limit(), "V"), si(f.full, "V"), percent(f.law), percent(f.offset), percent(f.corner), si(f.density, "V"), f.bits(),
                    si(f.settling, "s"), si(f.power, "W")));
            assertTrue(f.bits() > 4 && f.law < 0.05, stage.netlist().name() + " " + f);
        }
        WrittenTable.write(PAGE, "stages", "| stage | window | range of output | off its law | σ at x = 0 | σ at the end | noise at 100 kHz | bits, 1 MHz | settling to 1/512 | power |\n|---|---|---|---|---|---|---|---|---|---|\n", stages);
    }

    private static Figures figures(MultiplierCell cell) {
        double x = cell.input().limit();
        double w = cell.coding().limit();
        int n = 10;
        double[][] measured = new double[2 * n + 1][2 * n + 1];
        double off = 0;
        double product = 0;
        double squares = 0;
        for (int i = -n; i <= n; i++) {
            for (int k = -n; k <= n; k++) {
                double current = difference(cell.bench(x * i / n, w * k / n)) / 1e6;
                measured[i + n][k + n] = current;
                off = Math.max(off, Math.abs(current - cell.law().current(x * i / n, w * k / n)));
                product += current * i * k;
                squares += (double) i * i * k * k;
            }
        }
        double line = 0;
        for (int i = -n; i <= n; i++) {
            for (int k = -n; k <= n; k++) {
                line = Math.max(line, Math.abs(measured[i + n][k + n] - product / squares * i * k));
            }
        }
        double full = 2 * measured[2 * n][2 * n];
        Mismatch mismatch = cell.potentials().containsKey("vss") ? AREA : PLAIN;
        double offset = spread(cell.netlist(), specimen -> cell.bench(specimen, 0, w / 2), mismatch) / 1e6;
        double corner = spread(cell.netlist(), specimen -> cell.bench(specimen, x, w), mismatch) / 1e6;
        NoiseResult noise = noise(cell.bench(x / 2, w / 2));
        double settling = settling(cell.bench(-x, w), cell.input(), -x, x, cell.netlist().name().equals("weakcell") ? 20e-6 : 200e-9);
        return new Figures(off / full, line / full, offset / full, corner / full, Math.sqrt(noise.density()[noise.density().length - 11]) / 1e6, Math.sqrt(noise.totalVariance()) / 1e6, settling, power(cell.bench(x / 2, w / 2)), full);
    }

    private static Figures figures(Stage stage) {
        double x = stage.input().limit();
        double off = 0;
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = -20; i <= 20; i++) {
            double voltage = difference(stage.bench(x * i / 20));
            off = Math.max(off, Math.abs(voltage - stage.law().applyAsDouble(x * i / 20)));
            least = Math.min(least, voltage);
            most = Math.max(most, voltage);
        }
        double full = most - least;
        Mismatch mismatch = stage.potentials().containsKey("vss") ? AREA : PLAIN;
        double offset = spread(stage.netlist(), specimen -> stage.bench(specimen, 0), mismatch);
        double corner = spread(stage.netlist(), specimen -> stage.bench(specimen, x), mismatch);
        NoiseResult noise = noise(stage.bench(x / 2));
        // a squarer's output is the same at both ends of its window
        double from = stage.netlist().name().equals("squarer") ? 0 : -x;
        return new Figures(off / full, Double.NaN, offset / full, corner / full, Math.sqrt(noise.density()[noise.density().length - 11]), Math.sqrt(noise.totalVariance()),
                settling(stage.bench(from), stage.input(), from, x, 2e-6), power(stage.bench(x / 2)), full);
    }

    private static double difference(Circuit bench) {
        return new OperatingPoint().run(bench).voltage("difference");
    }

    /** By one standard deviation of each part in turn, as errors that add in squares. */
    private static double spread(Subcircuit netlist, Function<Instance, Circuit> bench, Mismatch mismatch) {
        Instance cell = new Instance("xcell", netlist, netlist.ports(), Map.of());
        TreeSet<String> draws = new TreeSet<>();
        mismatch.specimen(cell, name -> {
            draws.add(name);
            return 0;
        }, name -> 0);
        double nominal = difference(bench.apply(cell));
        double variance = 0;
        for (String draw : draws) {
            ToDoubleFunction<String> one = name -> name.equals(draw) ? 1 : 0;
            variance += Math.pow(difference(bench.apply(mismatch.specimen(cell, one, name -> 0))) - nominal, 2);
        }
        return Math.sqrt(variance);
    }

    /** From 10 Hz to 1 MHz, ten points to the decade: 100 kHz is the eleventh from the end. */
    private static NoiseResult noise(Circuit bench) {
        return new NoiseAnalysis("difference", LogSweep.decades(10, 1e6, 10)).run(bench);
    }

    /** After a step of the input from one end of its window to the other within 1 ps: the time from which on the output stays within 1/512 of its change [s]. */
    private static double settling(Circuit bench, DifferentialPort port, double from, double to, double stop) {
        double start = stop / 100;
        Circuit stepped = step(bench, "vxp", start, port.plusVoltage(from), port.plusVoltage(to));
        if (port.balanced()) {
            stepped = step(stepped, "vxn", start, port.minusVoltage(from), port.minusVoltage(to));
        }
        TransientResult run = new Transient(stop).withError(1e-5).keeping("difference").run(stepped);
        double[] t = run.times();
        double[] y = run.voltage("difference");
        double end = y[y.length - 1];
        double band = Math.abs(end - y[0]) / 512;
        int last = y.length - 1;
        while (Math.abs(y[last - 1] - end) <= band && t[last - 1] > start + 1e-12) {
            last--;
        }
        assertTrue(t[last] < 0.8 * stop, bench.title() + " has not settled");
        if (t[last - 1] <= start + 1e-12) {
            return 0;
        }
        double part = (Math.abs(y[last - 1] - end) - band) / (Math.abs(y[last - 1] - end) - Math.abs(y[last] - end));
        return t[last - 1] + part * (t[last] - t[last - 1]) - start;
    }

    private static Circuit step(Circuit bench, String source, double start, double from, double to) {
        return bench.with(((VoltageSource) bench.component(source)).with(PiecewiseLinear.of(new double[] {0, start, start + 1e-12}, new double[] {from, from, to})));
    }

    /** What the cell itself turns into heat: the currents into its components' terminals times their voltages. */
    private static double power(Circuit bench) {
        OperatingPointResult point = new OperatingPoint().run(bench);
        double power = 0;
        for (Component component : bench.components()) {
            for (int terminal = 0; component.name().startsWith("xcell.") && terminal < component.nodes().size(); terminal++) {
                String node = component.nodes().get(terminal);
                power += node.equals(Circuit.GROUND) ? 0 : point.voltage(node) * point.current(component.name(), terminal);
            }
        }
        return power;
    }

    private static String percent(double part) {
        return part < 1e-5 ? "< 0.001 %" : String.format(Locale.ROOT, "%.2g %%", 100 * part);
    }

    /** Two figures and a unit with its prefix. */
    private static String si(double value, String unit) {
        String[] prefixes = {"f", "p", "n", "µ", "m", "", "k"};
        int thousands = (int) Math.floor(Math.log10(value * 1.005) / 3);
        double mantissa = value / Math.pow(1000, thousands);
        String digits = mantissa >= 99.5 ? "%.0f" : mantissa >= 9.95 ? "%.0f" : "%.1f";
        return String.format(Locale.ROOT, digits, mantissa) + " " + prefixes[thousands + 5] + unit;
    }
}
