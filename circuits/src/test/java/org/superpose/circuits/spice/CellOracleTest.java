package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.analysis.DcSweep;
import org.superpose.circuits.analysis.LinearSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.MosMultipliers;
import org.superpose.circuits.cell.MosProcess;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.cell.OhmicMultipliers;
import org.superpose.circuits.cell.ProportionalReference;
import org.superpose.circuits.cell.Stage;
import org.superpose.circuits.cell.Stages;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.PiecewiseLinear;
import org.superpose.circuits.source.VoltageSource;

/** The cells' benches, written for ngspice, give there what they give here: the output over the input's window, and its noise. Not the cell in weak inversion: ngspice 39 has no EKV. */
class CellOracleTest {
    private static final Settings SETTINGS = new Settings(Environment.ngspice(), 1e-7, 1e-9, 1e-15, 1e-12, 100);
    /** Under closer ones ngspice ends a step with one that is too small. */
    private static final Settings TRANSIENT = new Settings(Environment.ngspice(), 1e-6, 1e-8, 1e-12, 1e-12, 100);
    /** Of full scale; ngspice stops at 1e-6 of its currents. */
    private static final double DIRECT = 1e-5;
    private static final double NOISE = 1e-4;

    @TempDir
    private Path folder;

    @BeforeAll
    static void ngspiceIsThere() {
        Ngspice.assumeThere();
    }

    static List<MultiplierCell> multipliers() {
        BipolarProcess bipolar = BipolarProcess.complementary();
        MosProcess level1 = MosProcess.fiveVolt();
        MosProcess level3 = new MosProcess(level1.strong().with("LEVEL", 3).with("THETA", 0.05), level1.weak());
        return List.of(BipolarMultipliers.plain(bipolar, 20e-6), BipolarMultipliers.degenerated(bipolar, 20e-6, 75e3), BipolarMultipliers.predistorted(bipolar, 20e-6, 75e3), MosMultipliers.strongInversion(level1, 20e-6, 0.8, 2e-6), MosMultipliers.strongInversion(level3, 20e-6, 0.8, 2e-6),
                OhmicMultipliers.resistor(10e3, 1), OhmicMultipliers.conductancePair(1e-6, 1e-4, 0.5, 0.2));
    }

    static List<Stage> stages() {
        BipolarProcess process = BipolarProcess.complementary();
        return List.of(Stages.tanh(process, 100e-6, 10e3), Stages.differentialDriver(process, 100e-6, 15e3, 870, 2), Stages.levelShifter(process.npn(), 50e-6, 20e3, 1), Stages.levelShifter(process.pnp(), 50e-6, 26e3, 1),
                Stages.squarer(MosProcess.fiveVolt(), MosfetGeometry.of(2e-6, 2e-6), 0.5, 40e3));
    }

    @ParameterizedTest
    @MethodSource("multipliers")
    void multipliersGiveThereWhatTheyGiveHere(MultiplierCell cell) throws Exception {
        for (double w : new double[] {-0.6, 0.25, 1}) {
            Circuit bench = cell.bench(0, w * cell.coding().limit());
            sweep(bench, cell.input().plusVoltage(-cell.input().limit()), cell.input().plusVoltage(cell.input().limit()));
        }
        // a sinh has no noise in ngspice
        if (!cell.netlist().name().equals("gpair")) {
            noise(cell.bench(0.7 * cell.input().limit(), 0.5 * cell.coding().limit()));
        }
    }

    @ParameterizedTest
    @MethodSource("stages")
    void stagesGiveThereWhatTheyGiveHere(Stage stage) throws Exception {
        sweep(stage.bench(0), stage.input().plusVoltage(-stage.input().limit()), stage.input().plusVoltage(stage.input().limit()));
        noise(stage.bench(0.3 * stage.input().limit()));
    }

    private void sweep(Circuit bench, double from, double to) throws Exception {
        DcSweep sweep = new DcSweep("vxp", LinearSweep.points(from, to, 21)).with(SETTINGS);
        double[] theirs = column(SpiceWriter.forNgspice(bench).add(sweep).text(), "v(difference)");
        double[] ours = sweep.run(bench).voltage("difference");
        double full = 0;
        for (double value : ours) {
            full = Math.max(full, Math.abs(value));
        }
        for (int i = 0; i < ours.length; i++) {
            assertEquals(theirs[i], ours[i], DIRECT * full, bench.title() + " at point " + i);
        }
    }

    private void noise(Circuit quiet) throws Exception {
        Circuit bench = quiet.with(((VoltageSource) quiet.component("vxp")).withAc(1));             // ngspice refers noise to what drives .ac
        NoiseAnalysis noise = new NoiseAnalysis("difference", LogSweep.decades(10, 1e8, 1)).referredTo("vxp").with(SETTINGS);
        double[] theirs = column(SpiceWriter.forNgspice(bench).add(noise).text(), "onoise_spectrum");
        double[] ours = noise.run(bench).density();
        for (int i = 0; i < ours.length; i++) {
            assertEquals(theirs[i], Math.sqrt(ours[i]), NOISE * theirs[i], bench.title() + " at point " + i);
        }
    }

    /** A step of the input over its window: root mean square of the difference over the output's change, ours taken between its points where ngspice has its own, up to 0.1 ns apart. */
    @ParameterizedTest
    @MethodSource("multipliers")
    void stepsOfMultipliersAreTheSameThere(MultiplierCell cell) throws Exception {
        double limit = cell.input().limit();
        Circuit still = cell.bench(-limit, cell.coding().limit());
        VoltageSource step = ((VoltageSource) still.component("vxp")).with(PiecewiseLinear.of(new double[] {0, 1e-9, 1.1e-9}, new double[] {-limit, -limit, limit}));
        Circuit bench = still.with(step.withValue(cell.input().plusVoltage(-limit)));
        Transient run = new Transient(40e-9).withLargestStep(0.1e-9).withError(1e-5).with(TRANSIENT);
        Ngspice.Plot plot = plot(SpiceWriter.forNgspice(bench).add(run).text(), "v(difference)");
        double[] theirs = plot.re.get(plot.names.indexOf("v(difference)"));
        TransientResult ours = run.run(bench);
        double square = 0;
        for (int i = 0; i < theirs.length; i++) {
            square += Math.pow(theirs[i] - ours.voltage("difference", Math.min(40e-9, plot.re.get(0)[i])), 2) / theirs.length;
        }
        assertEquals(0, Math.sqrt(square) / Math.abs(theirs[theirs.length - 1] - theirs[0]), 1e-3, bench.title());
    }

    private double[] column(String deck, String name) throws Exception {
        Ngspice.Plot plot = plot(deck, name);
        return plot.re.get(plot.names.indexOf(name));
    }

    /** The plot in which a quantity stands. */
    private Ngspice.Plot plot(String deck, String name) throws Exception {
        return Ngspice.start("cell.cir", deck, folder).plots().stream().filter(plot -> plot.names.contains(name)).findFirst().orElseThrow(() -> new AssertionError("ngspice gives no " + name + " for\n" + deck));
    }

    /** A reference is a loop: it must find its operating point there too. */
    @ParameterizedTest
    @ValueSource(doubles = {273.15, 300.15, 343.15})
    void referenceGivesThereWhatItGivesHere(double temperature) throws Exception {
        Circuit bench = Circuit.of("reference", VoltageSource.dc("v1", "vcc", "0", 5), VoltageSource.dc("v2", "vee", "0", -5), new ProportionalReference(8, 1e3, 20e3).netlist(BipolarProcess.complementary()).as("xcell", "y", "vcc", "vee"));
        DcSweep sweep = new DcSweep("v1", LinearSweep.points(4.5, 5, 2)).with(SETTINGS.at(temperature));
        double[] theirs = column(SpiceWriter.forNgspice(bench).add(sweep).text(), "v(y)");
        double[] ours = sweep.run(bench).voltage("y");
        assertTrue(ours[1] > 0.9);
        assertEquals(theirs[0], ours[0], DIRECT);
        assertEquals(theirs[1], ours[1], DIRECT);
    }

    /** The netlist of a cell that is not of ours: the square law's product, but for λ |x|/2 of the two channels that conduct more, as it stands in the file; and the same there. */
    @Test
    void fourChannelsMultiplyAsTheSquareLawSays() throws Exception {
        Path file = Path.of("../examples/cells/four-mos.cir");
        ResultTable ours = new SpiceReader(Environment.ngspice()).read(file).analyses().get(0).run().get(0);
        double[] theirs = column(Files.readString(file), "v(difference)");
        double[] difference = ours.real("v(difference)");
        assertEquals(21 * 5, difference.length);
        for (int i = 0; i < difference.length; i++) {
            double x = -0.5 + i % 21 * 0.05;
            double w = -0.5 + i / 21 * 0.25;
            assertEquals(20 * w * x, difference[i], 5.1e-4 * 20 * 0.25, x + " V, " + w + " V");
            assertEquals(theirs[i], difference[i], DIRECT * 5);
        }
    }
}
