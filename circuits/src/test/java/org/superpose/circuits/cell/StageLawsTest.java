package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.OperatingPointResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.source.VoltageSource;

/** Netlists of stages against their closed forms. */
class StageLawsTest {
    private static final BipolarProcess PROCESS = BipolarProcess.complementary();
    private static final MosProcess MOS = MosProcess.fiveVolt();
    private static final BipolarProcess IDEAL = new BipolarProcess(BipolarModel.npn("n").with("IS", 2e-17).with("BF", 1e6), BipolarModel.pnp("p").with("IS", 1e-17).with("BF", 1e6), PROCESS.diode());
    private static final MosProcess SQUARE = new MosProcess(MOS.strong().with("LAMBDA", 0), MOS.weak());

    static List<Stage> stages(BipolarProcess process, MosProcess mos) {
        return List.of(Stages.tanh(process, 100e-6, 10e3), Stages.differentialDriver(process, 100e-6, 15e3, 870, 2), Stages.levelShifter(process.npn(), 50e-6, 20e3, 1), Stages.levelShifter(process.pnp(), 50e-6, 26e3, 1),
                Stages.squarer(mos, MosfetGeometry.of(2e-6, 2e-6), 0.5, 40e3));
    }

    /** With ideal transistors the law is exact but for base currents at β = 10⁶ and gmin, 10⁻¹² S at some volts beside 10 µA: 10⁻⁶ of a volt. */
    @Test
    void stagesOfIdealTransistorsAreTheirLaws() {
        for (Stage stage : stages(IDEAL, SQUARE)) {
            assertEquals(0, worst(stage), 1e-6, stage.netlist().name());
        }
    }

    /**
     * What the laws neglect [V]. Pairs: junctions that are less steep by VT/(VAR − 0.7 V) = 0.8 % and by base and emitter resistance, 3.5 Ω beside 500 Ω, count up to 0.45 times of 1 V; collectors 1 V apart change the ratio of the currents by
     * 1.2 %, half of it 0.45 times; current gain 99 instead of 120 0.17 %, tail 0.2 %: 14 mV of 1 V; of the driver's 58 mV, whose resistors linearise it, the last two. Followers: VT ln of the base charge, 4.9 mV, less the Early effect's 1.4 mV,
     * and 0.2 % of the 1 V or 1.3 V across R. Squarer: λ V_DS is 8 % at rest and 6 % where one side's drain has fallen by 1 V: 53 µA − 27 µA instead of 50 µA − 25 µA.
     */
    @Test
    void stagesOfRealTransistorsFollowTheirLaws() {
        double[] tolerances = {0.015, 0.37e-2 * 0.058, 0.006, 0.006, 0.04};
        List<Stage> stages = stages(PROCESS, MOS);
        for (int i = 0; i < tolerances.length; i++) {
            assertEquals(0, worst(stages.get(i)), tolerances[i], stages.get(i).netlist().name());
        }
    }

    /** The driver's outputs stand where they were asked to, within what α and the tail miss of a drop of 3 V: 0.4 %. */
    @Test
    void driverSetsTheCommonMode() {
        OperatingPointResult point = new OperatingPoint().run(Stages.differentialDriver(PROCESS, 100e-6, 15e3, 870, 2).bench(0.3));
        assertEquals(2, (point.voltage("op") + point.voltage("on")) / 2, 0.012);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Stages.differentialDriver(PROCESS, 100e-6, 15e3, 870, 4.97)).getMessage().contains("no more than"));
    }

    /** Largest deviation from the law over the window [V]. */
    private static double worst(Stage stage) {
        double worst = 0;
        for (int i = -10; i <= 10; i++) {
            double x = stage.input().limit() * i / 10;
            worst = Math.max(worst, Math.abs(new OperatingPoint().run(stage.bench(x)).voltage("difference") - stage.law().applyAsDouble(x)));
        }
        return worst;
    }

    /**
     * With ideal transistors the voltage across R₁ is VT ln N and what the current that starts the loop adds to the first branch's logarithm. Real ones lose base currents, 1 % with 1 %/3 K of change, and their base charge adds 0.8 %; between 0 and
     * 70 °C the ratio to the absolute temperature moves by 1.3 %, where a fixed voltage would by 23 %.
     */
    @Test
    void referenceIsProportionalToTheTemperature() {
        ProportionalReference reference = new ProportionalReference(8, 1e3, 20e3);
        for (double t : new double[] {253.15, 273.15, 300.15, 343.15, 373.15}) {
            OperatingPointResult ideal = new OperatingPoint().at(t).run(bench(reference, IDEAL));
            double start = (5 - ideal.voltage("xcell.b")) / 20e6 / reference.current(t);
            assertEquals(1 + Math.log1p(start) / Math.log(8), ideal.voltage("y") / reference.voltage(t), 1e-4, t + " K");
            assertEquals(1, new OperatingPoint().at(t).run(bench(reference, PROCESS)).voltage("y") / reference.voltage(t), 0.025, t + " K");
        }
        double cold = new OperatingPoint().at(273.15).run(bench(reference, PROCESS)).voltage("y") / 273.15;
        double warm = new OperatingPoint().at(343.15).run(bench(reference, PROCESS)).voltage("y") / 343.15;
        assertEquals(1, warm / cold, 0.014);
    }

    private static Circuit bench(ProportionalReference reference, BipolarProcess process) {
        return Circuit.of("reference", VoltageSource.dc("v1", "vcc", "0", 5), VoltageSource.dc("v2", "vee", "0", -5), reference.netlist(process).as("xcell", "y", "vcc", "vee"));
    }

    @Test
    void portsThatNothingDrivesAreRefused() {
        Stage stage = Stages.levelShifter(PROCESS.npn(), 50e-6, 20e3, 1);
        assertTrue(assertThrows(CircuitException.class, () -> new Stage(stage.netlist(), stage.input(), "y", "0", Map.of("vcc", 5.0), List.of(), stage.law())).getMessage().contains("bias"));
        assertTrue(assertThrows(CircuitException.class, () -> new Stage(stage.netlist(), stage.input(), "x", "0", stage.potentials(), stage.shared(), stage.law())).getMessage().contains("no port x"));
    }
}
