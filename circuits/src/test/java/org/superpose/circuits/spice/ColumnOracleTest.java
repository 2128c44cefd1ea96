package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Phasors;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.cell.DigitalPotentiometer;
import org.superpose.circuits.cell.DiodeRectifier;
import org.superpose.circuits.cell.LadderConverter;
import org.superpose.circuits.cell.MosfetClamp;
import org.superpose.circuits.cell.OperationalAmplifierLevel;
import org.superpose.circuits.cell.PrecisionRectifier;
import org.superpose.circuits.cell.VoltageSummer;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Summers, amplifiers and rectifiers as netlists: their deck gives in ngspice what the circuit gives here. Each circuit has a source {@code vin} and a node {@code out}. */
class ColumnOracleTest {
    /** So close that the stopping errors of ngspice lie below the tolerances here. */
    private static final Settings SETTINGS = new Settings(Environment.ngspice(), 1e-7, 1e-9, 1e-15, 1e-12, 100);
    private static final LogSweep FREQUENCIES = LogSweep.decades(10, 1e8, 2);
    private static final double DIRECT = 1e-6;              // [V], of outputs of a volt
    private static final double PHASOR = 1e-4;
    private static final double NOISE = 1e-3;

    @TempDir
    private Path folder;

    @BeforeAll
    static void ngspiceIsThere() {
        Ngspice.assumeThere();
    }

    static List<Circuit> circuits() {
        List<Circuit> circuits = new ArrayList<>(List.of(column(Column.of(64), 40e-6), column(Column.of(8).rectifying(), 40e-6), column(Column.of(64).rectifying(), -40e-6),
                column(Column.of(64).with(Column.Lines.FOLDED, Column.Readout.DIFFERENCE), 40e-6), column(Column.of(64).with(Column.Lines.CASCODED, Column.Readout.DIFFERENCE), 40e-6),
                column(Column.of(64).with(Column.Lines.CASCODED, Column.Readout.TRANSIMPEDANCE), 40e-6)));
        for (OperationalAmplifierLevel level : List.of(OperationalAmplifierLevel.IDEAL, OperationalAmplifierLevel.BOYLE, OperationalAmplifierLevel.TRANSISTORS)) {       // the noise of the fourth cannot be written
            circuits.add(bench(VoltageSummer.of(1, 20e3, 40e3, 2e-12).netlist(level.netlist()), "i1"));
        }
        PrecisionRectifier rectifier = new PrecisionRectifier(1e6, 5e3, 1e-15, 1.02, 300.15);
        DiodeModel diode = BipolarProcess.complementary().diode();
        circuits.add(bench(rectifier.netlist(OperationalAmplifierLevel.TRANSISTORS.netlist(), diode, Double.POSITIVE_INFINITY), "z", new Resistor("ry", "y", "out", 1)));
        circuits.add(bench(new DiodeRectifier(5e3, 1e-15, 1.02, 300.15).netlist(diode), "z", new Resistor("ry", "y", "out", 1)));
        circuits.add(bench(new MosfetClamp(100e3, 10e-3).netlist(), "z", new Resistor("ry", "y", "out", 1)));
        circuits.add(bench(new DigitalPotentiometer(8, 10e3, 60).netlist(100), "a", new Resistor("rw", "w", "out", 1), new Resistor("rb", "b", "0", 1)));
        circuits.add(bench(new LadderConverter(8, 10e3, 50).netlist(100), "ref"));
        return circuits;
    }

    private static Circuit column(Column column, double current) {
        double line = column.fanIn() * column.tailCurrent() / 2;
        return bench(column.netlist(), "bias", CurrentSource.dc("ip", "op", "0", line + current / 2), CurrentSource.dc("in", "on", "0", line - current / 2));
    }

    /** Supplies, a source at the input and a load at {@code out}; the ports of the subcircuit connect to nodes of their names. */
    private static Circuit bench(Subcircuit cell, String input, Part... more) {
        List<Part> parts = new ArrayList<>(List.of(more));
        parts.addAll(List.of(VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5), VoltageSource.dc("vin", input, "0", 0.3).withAc(1), new Resistor("rl", "out", "0", 10e3),
                cell.as("x1", cell.ports().toArray(String[]::new))));
        return Circuit.of(cell.name(), parts);
    }

    @ParameterizedTest
    @MethodSource("circuits")
    void operatingPointPhasorsAndNoiseAreThoseOfNgspice(Circuit circuit) throws Exception {
        OperatingPoint point = new OperatingPoint().with(SETTINGS);
        AcSweep phasors = new AcSweep(FREQUENCIES).with(SETTINGS);
        NoiseAnalysis noise = new NoiseAnalysis("out", FREQUENCIES).referredTo("vin").with(SETTINGS);
        Ngspice.Run pointThere = Ngspice.start("op.cir", SpiceWriter.forNgspice(circuit).add(point).text(), folder);
        Ngspice.Run phasorsThere = Ngspice.start("ac.cir", SpiceWriter.forNgspice(circuit).add(phasors).text(), folder);
        Ngspice.Run noiseThere = Ngspice.start("noise.cir", SpiceWriter.forNgspice(circuit).add(noise).text(), folder);
        assertEquals(column(pointThere, "Operating Point", "v(out)")[0][0], point.run(circuit).voltage("out"), DIRECT);
        double[][] expected = column(phasorsThere, "AC Analysis", "v(out)");
        Phasors measured = phasors.run(circuit).voltage("out");
        for (int p = 0; p < expected[0].length; p++) {
            assertEquals(0, Math.hypot(measured.real()[p] - expected[0][p], measured.imaginary()[p] - expected[1][p]) / Math.hypot(expected[0][p], expected[1][p]), PHASOR, "point " + p);
        }
        double[] density = noise.run(circuit).density();
        double[] expectedNoise = column(noiseThere, "Noise Spectral Density Curves", "onoise_spectrum")[0];
        for (int p = 0; p < density.length; p++) {
            assertEquals(expectedNoise[p], Math.sqrt(density[p]), NOISE * expectedNoise[p], "point " + p);
        }
    }

    private static double[][] column(Ngspice.Run run, String plot, String name) throws Exception {
        for (Ngspice.Plot candidate : run.plots()) {
            int place = candidate.names.indexOf(name);
            if (candidate.name.startsWith(plot) && place >= 0) {
                return new double[][] {candidate.re.get(place), candidate.im.get(place)};
            }
        }
        throw new AssertionError("ngspice has no " + name + ": " + run.log());
    }
}
