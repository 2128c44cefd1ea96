package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.NoiseAnalysis;
import org.superpose.circuits.analysis.NoiseResult;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.EkvModel;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.VoltageSource;

/** Netlists of multipliers against their closed forms, over the windows of their ports. */
class MultiplierLawsTest {
    private static final double VT = Physics.thermalVoltage(Physics.ROOM_TEMPERATURE);
    private static final BipolarProcess PROCESS = BipolarProcess.complementary();
    private static final MosProcess MOS = MosProcess.fiveVolt();
    /** Transistors that have nothing but what the laws know. */
    private static final BipolarProcess IDEAL = new BipolarProcess(BipolarModel.npn("ideal").with("IS", 2e-17).with("BF", 1e6), PROCESS.pnp(), PROCESS.diode());
    private static final MosProcess SQUARE = new MosProcess(MOS.strong().with("LAMBDA", 0).with("GAMMA", 0), MOS.weak());
    private static final MosfetGeometry WIDE = MosfetGeometry.of(100e-6, 2e-6);

    /**
     * With ideal transistors the law is exact. Bipolar: base currents at β = 10⁶ take 5e-6 in all. Square law: gmin from the drains, 10⁻¹² S at 2 V beside 2 µA. Resistors: what stands for the absent one, 10⁻¹² S of 10⁻⁴ S.
     */
    static Stream<Arguments> exact() {
        return Stream.of(Arguments.of(BipolarMultipliers.plain(IDEAL, 20e-6), 5e-6), Arguments.of(BipolarMultipliers.degenerated(IDEAL, 20e-6, 75e3), 5e-6), Arguments.of(BipolarMultipliers.degenerated(IDEAL, 2e-6, 300e3), 5e-6),
                Arguments.of(BipolarMultipliers.predistorted(IDEAL, 20e-6, 75e3), 5e-6), Arguments.of(MosMultipliers.strongInversion(SQUARE, 20e-6, 0.8, 2e-6), 2e-6), Arguments.of(OhmicMultipliers.resistor(10e3, 1), 2e-8),
                Arguments.of(OhmicMultipliers.conductancePair(1e-6, 1e-4, Double.POSITIVE_INFINITY, 0.2), 1e-9), Arguments.of(OhmicMultipliers.conductancePair(1e-6, 1e-4, 0.5, 0.2), 1e-9));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void cellOfIdealPartsIsItsLaw(MultiplierCell cell, double tolerance) {
        assertTrue(worst(cell) < tolerance, cell.netlist().name() + " deviates by " + worst(cell) + " of full scale");
    }

    /**
     * What the laws neglect, of full scale. Bipolar: the base charge grows with the base-emitter voltage by 1/(1 − 0.7 V/VAR) = 1.21, so that the current gain is 99 instead of 120, twice 0.17 %; the junctions are less steep by VT/(VAR − 0.7 V) =
     * 0.8 %, which with the code at w = 0.8 counts (1 − w²) artanh(w) = 0.40 times, 0.32 %, and at an input without resistors 0.8 %; leakage of two bases 0.06 %; the tail's Early effect 0.2 %; base and emitter resistance, 3.5 Ω beside 2.6 kΩ for
     * each of plain pairs, 0.3 %. In the predistorter the quad's base currents add (1 + u)/β = 1.7 % at u = 0.65 to the currents of the junctions. MOS: K grows by λ V_DS, 3 % in both pairs, hence 3 % of the product's √K √K; the
     * tail's current, 1 % higher, widens the pairs' window a little.
     */
    static Stream<Arguments> real() {
        return Stream.of(Arguments.of(BipolarMultipliers.degenerated(PROCESS, 20e-6, 75e3), 0.011), Arguments.of(BipolarMultipliers.plain(PROCESS, 20e-6), 0.022), Arguments.of(BipolarMultipliers.predistorted(PROCESS, 20e-6, 75e3), 0.027),
                Arguments.of(MosMultipliers.strongInversion(MOS, 20e-6, 0.8, 2e-6), 0.04), Arguments.of(MosMultipliers.weakInversion(MOS, 20e-9, WIDE), 0.02));
    }

    @ParameterizedTest
    @MethodSource("real")
    void cellOfRealTransistorsFollowsItsLaw(MultiplierCell cell, double tolerance) {
        assertTrue(worst(cell) < tolerance, cell.netlist().name() + " deviates by " + worst(cell) + " of full scale");
    }

    /** Largest deviation from the law over 9 × 9 points of the window, in parts of the largest current. */
    private static double worst(MultiplierCell cell) {
        double x = cell.input().limit();
        double w = cell.coding().limit();
        double worst = 0;
        for (int i = -4; i <= 4; i++) {
            for (int k = -4; k <= 4; k++) {
                worst = Math.max(worst, Math.abs(current(cell, x * i / 4, w * k / 4) - cell.law().current(x * i / 4, w * k / 4)));
            }
        }
        return worst / cell.law().current(x, w);
    }

    private static double current(MultiplierCell cell, double x, double w) {
        OperatingPointResult point = new OperatingPoint().run(cell.bench(x, w));
        double current = point.current("von") - point.current("vop");
        assertEquals(1e6 * current, point.voltage("difference"), 1e-12 + 1e-9 * Math.abs(current * 1e6));
        return current;
    }

    /**
     * The closed form of {@link GilbertCell#noise} against the netlist: the sources within the cell, of transistors with current gain and flicker noise alone, and the tail as {@link CurrentSource#noise} says. The law weighs every
     * source with α⁴, where the shot noise of the quad's collectors has α², 1.7 %, and what enters at the bases up to 1: flicker noise lies up to 5 % above it.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0, 75e3})
    void noiseOfTheNetlistIsThatOfTheLaw(double resistance) {
        BipolarModel npn = BipolarModel.npn("n").with("IS", 2e-17).with("BF", 120).with("KF", 1e-15);
        BipolarProcess process = new BipolarProcess(npn, PROCESS.pnp(), PROCESS.diode());
        MultiplierCell cell = resistance == 0 ? BipolarMultipliers.plain(process, 20e-6) : BipolarMultipliers.degenerated(process, 20e-6, resistance);
        GilbertCell law = GilbertCell.matched(20e-6, resistance, 120, Physics.ROOM_TEMPERATURE);
        for (double x : new double[] {0, 0.6, -1}) {
            for (double w : new double[] {0, 0.3, -0.8}) {
                double voltage = x * cell.input().limit();
                NoiseResult noise = new NoiseAnalysis("difference", LogSweep.decades(1, 1e6, 1)).run(cell.bench(voltage, w));
                double[] density = new double[7];
                noise.contributions().stream().filter(source -> source.component().startsWith("xcell.")).forEach(source -> {
                    double[] part = noise.density(source.component(), source.name());
                    for (int i = 0; i < part.length; i++) {
                        density[i] += part[i] / 1e12;
                    }
                });
                GilbertCell.Noise expected = law.noise(voltage, cell.weightVoltage(w), new CurrentSource(20e-6, 0.5, Physics.ROOM_TEMPERATURE).noise(), 1e-15, 1);
                double white = expected.shot() + expected.thermal();
                assertEquals(1, density[6] / (white + expected.flicker() / 1e6), 0.02, x + ", " + w);
                assertEquals(1, density[0] / (white + expected.flicker()), 0.05, x + ", " + w);
            }
        }
    }

    /** What was measured with ngspice on the reference design: 12.4 to 12.8 µA per volt and weight; 0.38 % of full scale against a fitted k x tanh(V_w/2VT) = k x w, 11 % against k x V_w. */
    @Test
    void degeneratedCellHasTheFiguresOfTheReferenceDesign() {
        MultiplierCell cell = BipolarMultipliers.degenerated(PROCESS, 20e-6, 75e3);
        double[][] sums = new double[2][2];
        double[] worst = new double[2];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = -10; i <= 10; i++) {
                for (int k = -8; k <= 8; k++) {
                    double measured = current(cell, i * 0.1, k * 0.1);
                    double[] models = {i * 0.1 * k * 0.1, i * 0.1 * cell.weightVoltage(k * 0.1)};
                    for (int m = 0; m < 2; m++) {
                        if (pass == 0) {
                            sums[m][0] += measured * models[m];
                            sums[m][1] += models[m] * models[m];
                        } else {
                            worst[m] = Math.max(worst[m], Math.abs(measured - sums[m][0] / sums[m][1] * models[m]) / current(cell, 1, 0.8));
                        }
                    }
                }
            }
        }
        double gain = sums[0][0] / sums[0][1];
        assertTrue(gain > 12.4e-6 && gain < 12.8e-6, gain + " A/V");
        assertEquals(0.0038, worst[0], 0.0015);                   // of 21 x 17 points here; the reference's grid is not recorded
        assertEquals(0.11, worst[1], 0.01);
    }

    /** Gilbert 1968: junctions in which currents flow make of them the voltage that a pair turns back into their ratio, whatever the temperature. */
    @ParameterizedTest
    @ValueSource(doubles = {250, 300.15, 380})
    void predistorterMakesArtanhOfCurrents(double temperature) {
        for (double u = -0.9; u <= 0.91; u += 0.3) {
            Circuit circuit = Circuit.of("currents in", VoltageSource.dc("v1", "level", "0", 2.7), org.superpose.circuits.source.CurrentSource.dc("i1", "a", "0", 10e-6 * (1 + u)), org.superpose.circuits.source.CurrentSource.dc("i2", "b", "0", 10e-6 * (1 - u)),
                    BipolarMultipliers.predistorter(IDEAL.npn()).as("x1", "a", "b", "level"));
            OperatingPointResult point = new OperatingPoint().at(temperature).run(circuit);
            // base currents at β = 10⁶ go past the sources' nodes; gmin at 0.7 V beside 1 µA takes 7e-7 (1 − u²)
            assertEquals(u, Math.tanh(point.voltage("b", "a") / (2 * Physics.thermalVoltage(temperature))), 2e-7);
        }
    }

    /**
     * With a fixed voltage the weight falls by (1 − w²) artanh(w)/w for each relative step of temperature: −0.33 %/K at small w, −0.17 %/K at w = 0.8; to this the input pair adds 2VT/(I_T R + 2VT) = 3.3 % of 1/T. The tail's current (+0.05 %/K)
     * and β are in the tolerance. A weight whose code is made of currents does not feel VT: what is left is 1/I_T, to which the product of two degenerated pairs is proportional.
     */
    @Test
    void weightDriftsWithTemperatureUnlessItsCodeIsMadeOfCurrents() {
        MultiplierCell coded = BipolarMultipliers.degenerated(PROCESS, 20e-6, 75e3);
        for (double w : new double[] {0.05, 0.4, 0.8}) {
            assertEquals(-((1 - w * w) * BipolarMultipliers.artanh(w) / w + 0.033) / Physics.ROOM_TEMPERATURE, drift(coded, w), 1e-4, "at " + w);
        }
        assertEquals(-0.0005, drift(BipolarMultipliers.predistorted(PROCESS, 20e-6, 75e3), 0.5), 1e-4);
    }

    /**
     * Fixed codes make the gain fall as the law says, by 10 % at 70 °C in the mean of these weights (12 % of small ones), and rise by 7 % at 0 °C; 0.6 % are left to β and the tail. In proportion to the reference that follows the temperature, what
     * remains is the input pair's 0.8 % over the whole range and the reference's own 1.3 %, which count against each other.
     */
    @Test
    void codesInProportionToTheTemperatureHoldTheWeight() {
        MultiplierCell cell = BipolarMultipliers.degenerated(PROCESS, 20e-6, 75e3);
        Circuit reference = Circuit.of("reference", VoltageSource.dc("v1", "vcc", "0", 5), VoltageSource.dc("v2", "vee", "0", -5), new ProportionalReference(8, 1e3, 20e3).netlist(PROCESS).as("x1", "y", "vcc", "vee"));
        double nominal = new OperatingPoint().run(reference).voltage("y");
        double[][] ratios = new double[2][2];
        double[] temperatures = {273.15, 343.15};
        for (int t = 0; t < 2; t++) {
            OperatingPoint warm = new OperatingPoint().at(temperatures[t]);
            double scale = warm.run(reference).voltage("y") / nominal;
            for (double w : new double[] {0.2, 0.4, 0.6, 0.8}) {
                double now = current(cell, 0.5, w);
                DifferentialPort port = cell.weight().orElseThrow();
                Circuit fixed = cell.bench(0.5, w);
                Circuit scaled = fixed.with(VoltageSource.dc("vwp", "wp", "0", port.plusVoltage(scale * cell.weightVoltage(w)))).with(VoltageSource.dc("vwn", "wn", "0", port.minusVoltage(scale * cell.weightVoltage(w))));
                ratios[0][t] += warm.run(fixed).voltage("difference") / 1e6 / now / 4;
                ratios[1][t] += warm.run(scaled).voltage("difference") / 1e6 / now / 4;
            }
        }
        for (int t = 0; t < 2; t++) {
            double law = 0;
            for (double w : new double[] {0.2, 0.4, 0.6, 0.8}) {
                law += GilbertCell.matched(20e-6, 75e3, 120, temperatures[t]).current(0.5, cell.weightVoltage(w)) / cell.law().current(0.5, w) / 4;
            }
            assertEquals(law, ratios[0][t], 0.006);
            assertEquals(1, ratios[1][t], 0.006);
        }
    }

    /** Relative change of the current for 1 K, at 300.15 K. */
    private static double drift(MultiplierCell cell, double w) {
        Circuit bench = cell.bench(cell.input().limit() / 2, w);
        double above = new OperatingPoint().at(302.15).run(bench).voltage("difference");
        double below = new OperatingPoint().at(298.15).run(bench).voltage("difference");
        return (above - below) / (2 * (above + below));
    }

    /**
     * The limit of weak inversion: for small voltages the current is I_T x v/(2 n₁ VT 2 n₂ VT) times what EKV's law takes from each pair's slope: with y² + y = i, the current of a transistor over its specific current, g_m n VT/I is
     * 1/(1 + y), and the slope of the quad's transconductance 2 y I_specific/n VT over its tail currents 1/(1 + 2y); both less what the gates' voltage does to n in I_specific. It goes to 1 as the current falls. Without channel-length modulation and saturation of the velocity, and with a junction conductance that is small beside 2 nA.
     */
    @ParameterizedTest
    @ValueSource(doubles = {2e-6, 200e-9, 20e-9, 2e-9})
    void weakInversionCellReachesItsLawAsTheCurrentFalls(double tail) {
        EkvModel model = MOS.weak().with("LAMBDA", 0).with("UCRIT", 1e12);
        MultiplierCell cell = MosMultipliers.weakInversion(new MosProcess(MOS.strong(), model), tail, WIDE);
        double measured = new OperatingPoint().with(new Settings(Environment.standard(), 1e-9, 1e-10, 1e-18, 1e-16, 200)).run(cell.bench(1e-3, 0.02)).voltage("difference") / 1e6 / cell.law().current(1e-3, 0.02);
        // EKV smooths γ to (γ + √(γ² + 0.1 VT))/2, 0.18 % above it: both n are 0.03 % larger than the law's
        assertEquals(slope(model, 2.5, tail / 2, 1) * slope(model, 4, tail / 4, 2), measured, 9e-4);
    }

    private static double slope(EkvModel model, double gate, double current, int charges) {
        double gamma = model.value("GAMMA");
        double beyond = Math.pow(gamma / (2 * (MosMultipliers.slopeFactor(model, gate) - 1)), 2) + 4 * VT;            // V_P + φ + 4 VT
        double n = 1 + gamma / (2 * Math.sqrt(beyond));
        double i = current / (2 * n * model.value("KP") * WIDE.width() / WIDE.length() * VT * VT);
        double y = i / (0.5 + Math.sqrt(0.25 + i));
        return 1 / (1 + charges * y) - VT * gamma / (4 * Math.pow(beyond, 1.5) * n);
    }

    @Test
    void squareLawHoldsToWhereTransistorsTurnOff() {
        MosGilbertCell law = new MosGilbertCell(20e-6, 31.25e-6);
        assertEquals(0.8, law.span(), 1e-15);
        assertEquals(law.slope() * 1e-6, law.current(1e-3, 1e-3), 1e-5 * law.slope() * 1e-6);
        assertEquals(20e-6, law.current(0.9, 2), 1e-20);
        assertEquals(-20e-6, law.current(-0.9, 2), 1e-20);
        // continuous where the weaker pair, then the stronger, is switched over
        for (double x : new double[] {0.1, 0.4, 0.799}) {
            for (double v = 0.01; v < 1; v += 0.01) {
                assertEquals(law.current(x, v), law.current(x, v + 1e-9), 1e-12);
            }
        }
    }

    @Test
    void unfitPortsAndCodingsAreRefused() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new DifferentialPort("x", "0", 1, 1, false)).getMessage().contains("ground"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new MultiplierCell.Coding.Voltage(w -> w, 1.5)).getMessage().contains("largest weight"));
        assertThrows(IllegalArgumentException.class, () -> OhmicMultipliers.conductancePair(1e-4, 1e-6, 1, 1));
        MultiplierCell cell = OhmicMultipliers.resistor(1e3, 1);
        assertTrue(assertThrows(CircuitException.class, () -> new MultiplierCell(cell.netlist(), cell.input(), cell.weight(), "op", "out", 0, cell.potentials(), List.of(), cell.coding(), cell.law())).getMessage().contains("out"));
    }
}
