package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.CurrentControlledSwitch;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.passive.SwitchModel;
import org.superpose.circuits.passive.VoltageControlledSwitch;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.Mosfet;
import org.superpose.circuits.semiconductor.MosfetGeometry;
import org.superpose.circuits.semiconductor.MosfetModel;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.solve.ConvergenceException;
import org.superpose.circuits.source.PiecewiseLinear;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.VoltageSource;

/** Switches in circuits, and what else makes a current jump. */
class SwitchingTest {
    private static Circuit relaxation(SwitchModel model) {
        return Circuit.of("relaxation", VoltageSource.dc("V1", "vcc", "0", 10), new Resistor("R1", "vcc", "c", 1e4), new Capacitor("C1", "c", "0", 1e-8), new VoltageControlledSwitch("S1", "c", "d", "c", "0", model), new Resistor("R2", "d", "0", 1e3));
    }

    /** Two exponentials between the thresholds: the closed form of the period, to what steps with an error of 1e-3 leave, and a thousandth of a step is far below that. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void relaxationOscillatorHasItsClosedFormPeriod(Method method) {
        TransientResult result = new Transient(2e-3).by(method).withLargestStep(2e-6).withoutBias(Map.of()).run(relaxation(SwitchModel.abrupt("sw", 5, 2).withResistances(1, 1e12)));
        double[] t = result.times();
        double[] d = result.voltage("d");
        double[] c = result.voltage("c");
        double first = Double.NaN;
        double last = Double.NaN;
        int turns = -1;
        for (int p = 1; p < t.length; p++) {
            if (d[p] > 1 && d[p - 1] < 1) {
                last = t[p];
                first = turns++ < 0 ? last : first;
                assertEquals(7, c[p - 1], 1e-4);                 // 1e-5 of a step, in which the voltage rises by 0.6 mV, and the time that follows
                assertTrue(t[p] - t[p - 1] < 1e-8, "an edge takes " + (t[p] - t[p - 1]) + " s");
            }
        }
        double rise = 1e4 * 1e-8 * Math.log((10 - 3) / (10.0 - 7));
        double parallel = 1e4 * 1001 / (1e4 + 1001);
        double end = 10 * 1001 / (1e4 + 1001);
        double fall = parallel * 1e-8 * Math.log((7 - end) / (3 - end));
        assertTrue(turns > 15);
        assertEquals(rise + fall, (last - first) / turns, 2e-3 * (rise + fall));
        assertTrue(result.receipt().powerBalance() < 1e-9);
    }

    /** A switch without hysteresis that undoes what closed it turns without end. Time goes on all the same, and the voltage stays where it slides. */
    @Test
    void slidingComesToAnEnd() {
        Circuit circuit = Circuit.of("sliding", VoltageSource.dc("V1", "vcc", "0", 10), new Resistor("R1", "vcc", "c", 1e4), new Capacitor("C1", "c", "0", 1e-8), new VoltageControlledSwitch("S1", "c", "d", "c", "0", SwitchModel.abrupt("sw", 5, 0)),
                new Resistor("R2", "d", "0", 100));
        TransientResult result = new Transient(2e-4).withLargestStep(1e-6).withoutBias(Map.of()).run(circuit);
        double[] t = result.times();
        double[] c = result.voltage("c");
        for (int p = 0; p < t.length; p++) {
            assertEquals(t[p] < 6.93e-5 ? -10 * Math.expm1(-t[p] / 1e-4) : 5, c[p], 0.3);      // a twentieth of the largest step, at the 1 µs of the discharge
        }
        assertTrue(t.length < 5000, t.length + " points");
    }

    /** Behind a turn the first step is a thousandth of the one that passed it, and here a time constant; it is taken again until its error, too, is what is let pass. */
    @Test
    void dischargeBehindATurnFollowsTheTolerance() {
        Circuit circuit = Circuit.of("turn", VoltageSource.of("V1", "c", "0", PiecewiseLinear.of(new double[] {0, 1e-5}, new double[] {0, 1})), new Capacitor("C1", "a", "0", 2e-10).startingAt(1),
                new VoltageControlledSwitch("S1", "a", "0", "c", "0", SwitchModel.abrupt("sw", 0.5003, 0).withResistances(1, 1e12)));
        TransientResult result = new Transient(1e-5).withLargestStep(2e-7).withError(1e-5).withoutBias(Map.of()).run(circuit);
        double[] t = result.times();
        double[] a = result.voltage("a");
        int turn = 0;
        while (a[turn + 1] > 0.99999 * a[turn]) {
            turn++;
        }
        assertEquals(5.003e-6, t[turn], 2e-5 * 2e-7);                // twice the part of a step to which a turn is sought
        for (int p = turn; p < t.length; p++) {
            assertEquals(a[turn] * Math.exp(-(t[p] - t[turn]) / 2e-10), a[p], 1e-4);      // some steps with an error of 1e-5
        }
    }

    /** What leaves one capacitor arrives at another, whatever the switch does meanwhile. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void switchedCapacitorsKeepTheirCharge(Method method) {
        Circuit circuit = Circuit.of("packets", VoltageSource.of("V1", "ck", "0", new Pulse(0, 1, 1e-7, 1e-9, 1e-9, 4e-7, 1e-6)), new Capacitor("C1", "a", "0", 1e-9).startingAt(3), new Capacitor("C2", "b", "0", 2e-9),
                new Capacitor("C3", "c", "0", 5e-10).startingAt(-1), new VoltageControlledSwitch("S1", "a", "b", "ck", "0", SwitchModel.abrupt("sw", 0.5, 0.1).withResistances(100, 1e12)),
                new VoltageControlledSwitch("S2", "b", "c", "ck", "0", SwitchModel.abrupt("sw2", 0.5, 0.1).withResistances(1e12, 100)));
        TransientResult result = new Transient(1e-5).by(method).withLargestStep(1e-7).withoutBias(Map.of()).run(circuit);
        double[] a = result.voltage("a");
        double[] b = result.voltage("b");
        double[] c = result.voltage("c");
        double before = 1e-9 * a[0] + 2e-9 * b[0] + 5e-10 * c[0];
        assertEquals(2.5e-9, before, 1e-14);
        for (int p = 0; p < a.length; p++) {
            assertEquals(before, 1e-9 * a[p] + 2e-9 * b[p] + 5e-10 * c[p], 1e-13 * 3.5e-9);      // rounding of some thousand steps
        }
        double settled = before / 3.5e-9;
        assertEquals(settled, a[a.length - 1], 1e-2);
        assertEquals(settled, c[c.length - 1], 1e-2);
        assertTrue(result.receipt().powerBalance() < 1e-9);
    }

    /** The noise of a closed switch on its capacitor is kT/C, whatever its resistance. */
    @ParameterizedTest
    @ValueSource(doubles = {10, 1e3, 1e5})
    void sampledNoiseIsKTOverC(double resistance) {
        Circuit circuit = Circuit.of("sample", VoltageSource.dc("V1", "in", "0", 0), VoltageSource.dc("V2", "ck", "0", 1), new VoltageControlledSwitch("S1", "in", "out", "ck", "0", SwitchModel.abrupt("sw", 0.5, 0).withResistances(resistance, 1e12)),
                new Capacitor("C1", "out", "0", 1e-12));
        double corner = 1 / (2 * Math.PI * resistance * 1e-12);
        double expected = Environment.standard().boltzmann() * 300.15 / 1e-12;
        assertEquals(expected, new NoiseAnalysis("out", LogSweep.decades(1e-4 * corner, 1e4 * corner, 40)).run(circuit).totalVariance(), 1e-3 * expected);      // 1e-4 of it lies beyond either end
    }

    /** A sweep carries the state along: up and down it turns at different places, and it does so across a change of temperature, too. */
    @Test
    void sweepsCarryTheStateAlong() {
        Circuit circuit = Circuit.of("hysteresis", VoltageSource.dc("V1", "in", "0", 0), VoltageSource.dc("V2", "vcc", "0", 1), new VoltageControlledSwitch("S1", "vcc", "out", "in", "0", SwitchModel.abrupt("sw", 1, 0.45).withResistances(1, 1e9)),
                new Resistor("R1", "out", "0", 1e3));
        double[] up = new DcSweep("V1", Sweep.of(0, 0.6, 1.4, 1.5, 1.4, 0.6, 0.5, 0.6, 1.4)).run(circuit).voltage("out");
        double[] expected = {0, 0, 0, 1, 1, 1, 0, 0, 0};
        for (int p = 0; p < up.length; p++) {
            assertEquals(expected[p], up[p], 2e-3, "point " + p);
        }
        double[] nested = new DcSweep("V1", Sweep.of(1.5, 1)).within(Axis.temperature(Sweep.of(300, 350))).run(circuit).voltage("out");
        double[] inside = new DcSweep(Axis.temperature(Sweep.of(300, 350))).within(Axis.value("V1", Sweep.of(1.5, 1))).run(circuit).voltage("out");
        for (int p = 0; p < 4; p++) {
            assertEquals(1, nested[p], 2e-3);
            assertEquals(1, inside[p], 2e-3);
        }
    }

    /** The state that a card names holds where the control leaves it open. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stateOfTheCardHoldsBetweenTheThresholds(boolean closed) {
        Circuit circuit = Circuit.of("state", VoltageSource.dc("V1", "in", "0", 1), new Resistor("R0", "in", "m", 1e3), VoltageSource.dc("V2", "m", "0", 0), VoltageSource.dc("V3", "vcc", "0", 1),
                new CurrentControlledSwitch("W1", "vcc", "out", "V2", SwitchModel.abrupt("csw", 1e-3, 0.5e-3).withResistances(1, 1e9), closed), new Resistor("R1", "out", "0", 1e3));
        assertEquals(closed ? 1 : 0, new OperatingPoint().run(circuit).voltage("out"), 2e-3);
    }

    /** Two that open each other: one stays closed. */
    @Test
    void crossCoupledSwitchesFindAState() {
        SwitchModel model = SwitchModel.abrupt("sw", 0.5, 0.1);
        Circuit circuit = Circuit.of("latch", VoltageSource.dc("V1", "vcc", "0", 1), new Resistor("R1", "vcc", "a", 1e3), new Resistor("R2", "vcc", "b", 1e3), new VoltageControlledSwitch("S1", "a", "0", "b", "0", model),
                new VoltageControlledSwitch("S2", "b", "0", "a", "0", model));
        OperatingPointResult result = new OperatingPoint().run(circuit);
        assertEquals(1, result.voltage("a") + result.voltage("b"), 2e-3);
        assertTrue(Math.abs(result.voltage("a") - result.voltage("b")) > 0.99);
    }

    /** A Schmitt trigger that jumps at some 2.1 V and 4.2 V, and beside it switches that are on, with controls of 1 V that lie within their hysteresis of 0.5 V to 1.5 V: one behind a divider, one at a source. */
    private static Circuit besideSchmittTrigger(double volts) {
        BipolarModel npn = BipolarModel.npn("n").with("IS", 1e-15).with("BF", 150).with("VAF", 80).with("RB", 50).with("RE", 1).with("RC", 10);
        SwitchModel model = SwitchModel.abrupt("sw", 1, 0.5).withResistances(1, 1e6);
        return Circuit.of("beside a Schmitt trigger", VoltageSource.dc("V1", "vcc", "0", 10), VoltageSource.dc("Vin", "in", "0", volts), new BipolarTransistor("Q1", "c1", "b1", "e", npn), new BipolarTransistor("Q2", "out", "b2", "e", npn),
                new Resistor("Rb1", "in", "b1", 1e3), new Resistor("Rc1", "vcc", "c1", 3.3e3), new Resistor("Rc2", "vcc", "out", 1.5e3), new Resistor("Re", "e", "0", 680), new Resistor("R1", "c1", "b2", 6.8e3), new Resistor("R2", "b2", "0", 1.5e4),
                VoltageSource.dc("Vk", "k0", "0", 2), new Resistor("Rk1", "k0", "k", 1e4), new Resistor("Rk2", "k", "0", 1e4), VoltageSource.dc("Vq", "q", "0", 1), new VoltageControlledSwitch("S1", "m", "0", "k", "0", model, true),
                new VoltageControlledSwitch("S2", "o", "0", "q", "0", model, true), new Resistor("Rm", "m", "k0", 1e3), new Resistor("Ro", "o", "k0", 1e3));
    }

    /** Both ways the trigger jumps where nothing but aids finds the next point. */
    @Test
    void switchesWithinTheirHysteresisStayThroughTheJumpOfAnotherPart() {
        double[] up = LinearSweep.steps(0, 6, 0.01).values();
        double[] both = Arrays.copyOf(up, 2 * up.length);
        for (int p = 0; p < up.length; p++) {
            both[2 * up.length - 1 - p] = up[p];
        }
        SweepResult result = new DcSweep("Vin", Sweep.of(both)).run(besideSchmittTrigger(0));
        double[] out = result.voltage("out");
        assertTrue(out[100] < 4 && out[up.length - 1] > 9.9 && out[both.length - 1] < 4 && !result.receipt().aids().isEmpty(), "it jumps");
        for (String contact : List.of("m", "o")) {
            for (double volts : result.voltage(contact)) {
                assertEquals(2.0 / 1001, volts, 1e-8);
            }
        }
    }

    /** At 2.14 V an aid finds the operating point, at 0 V none is needed. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 2.14})
    void operatingPointWithinHysteresisDoesNotDependOnTheAidThatFoundIt(double volts) {
        OperatingPointResult result = new OperatingPoint().run(besideSchmittTrigger(volts));
        assertEquals(volts > 0, !result.receipt().aids().isEmpty(), "aids " + result.receipt().aids());
        assertEquals(2.0 / 1001, result.voltage("m"), 1e-8);
        assertEquals(2.0 / 1001, result.voltage("o"), 1e-8);
    }

    /** Each switch closes the next one, so that they turn one after another, far more of them than a Newton run has iterations. */
    @Test
    void longChainOfSwitchesTurnsInOneOperatingPoint() {
        int length = 200;
        List<Component> parts = new ArrayList<>(List.of(VoltageSource.dc("V1", "vcc", "0", 5), VoltageSource.dc("Vin", "g0", "0", 5)));
        for (int i = 0; i < length; i++) {
            parts.add(new VoltageControlledSwitch("S" + i, "vcc", "g" + (i + 1), "g" + i, "0", SwitchModel.abrupt("sw", 2.5, 0.5).withResistances(10, 1e7)));
            parts.add(new Resistor("R" + i, "g" + (i + 1), "0", 1e4));
        }
        OperatingPointResult result = new OperatingPoint().run(Circuit.of("chain", parts));
        assertEquals(5 * 1000 / 1001.0, result.voltage("g" + length), 1e-8);
        assertTrue(result.receipt().aids().isEmpty());
    }

    /** Neither state agrees with its control: an error that says so, and names the switch. */
    @Test
    void whatOnlyOscillatesHasNoOperatingPoint() {
        Circuit circuit = relaxation(SwitchModel.abrupt("sw", 5, 2));
        ConvergenceException refused = assertThrows(ConvergenceException.class, () -> new OperatingPoint().run(circuit));
        assertTrue(refused.getMessage().contains("S1"), refused.getMessage());
    }

    /** A smooth switch is a law like any other: Newton's method crosses its decades, and the divider it makes is right everywhere. */
    @Test
    void smoothSwitchDividesAsItsLawSays() {
        Circuit circuit = Circuit.of("smooth", VoltageSource.dc("V1", "in", "0", 0), VoltageSource.dc("V2", "vcc", "0", 5), new VoltageControlledSwitch("S1", "vcc", "out", "in", "0", SwitchModel.smooth("vsw", 1, 0)), new Resistor("R1", "out", "0", 1e3));
        SweepResult result = new DcSweep("V1", LinearSweep.points(-0.2, 1.2, 57)).run(circuit);
        double[] in = result.axis(0);
        double[] out = result.voltage("out");
        for (int p = 0; p < in.length; p++) {
            double u = Math.max(-0.5, Math.min(0.5, in[p] - 0.5));
            double r = 1e3 * Math.exp((1.5 * u - 2 * u * u * u) * Math.log(1e-6));
            assertEquals(5e3 / (r + 1e3), out[p], 1e-6);
        }
    }

    /** Its own output closes it: positive feedback over six decades, which plain Newton steps over. */
    @Test
    void smoothSwitchThatLatchesConverges() {
        Circuit circuit = Circuit.of("latching", VoltageSource.dc("V2", "vcc", "0", 5), new VoltageControlledSwitch("S1", "vcc", "out", "out", "0", SwitchModel.smooth("vsw", 3, 1)), new Resistor("R1", "out", "0", 1e3));
        OperatingPointResult result = new OperatingPoint().run(circuit);
        assertTrue(result.receipt().relativeResidual() < 1e-6 || result.receipt().residual() < 1e-12, result.receipt().toString());
    }

    /** The current of a capacitor across a ramp is C dv/dt, then 0: the trapezoidal formula alone would let it ring about either value for ever. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void currentDoesNotRingAfterACorner(Method method) {
        Circuit circuit = Circuit.of("ramp", VoltageSource.of("V1", "a", "0", PiecewiseLinear.of(new double[] {0, 1e-6, 2e-6, 5e-6}, new double[] {0, 0, 1, 1})), new Capacitor("C1", "a", "0", 1e-9));
        TransientResult result = new Transient(5e-6).by(method).withFixedStep(1e-7).run(circuit);
        double[] t = result.times();
        double[] i = result.current("V1");
        for (int p = 1; p < t.length; p++) {
            boolean ramp = t[p] > 1e-6 * (1 + 1e-9) && t[p] < 2e-6 * (1 + 1e-9);
            assertEquals(ramp ? -1e-3 : 0, i[p], 1e-9);
        }
    }

    /** Without operating point, devices begin at their own voltages. */
    @Test
    void devicesBeginAtTheirInitialVoltages() {
        Placement diode = Placement.PLAIN.startingAt(-3.0);
        Placement transistor = Placement.PLAIN.startingAt(0.6, 2.0);
        Placement mos = Placement.PLAIN.startingAt(3.0, 2.0, 0.0);
        BipolarModel bipolar = BipolarModel.npn("Q").with("CJE", 1e-11).with("CJC", 1e-11).with("RB", 100);
        MosfetModel nmos = MosfetModel.nmos("M").with("CGSO", 1e-9).with("CGDO", 1e-9).with("CBD", 1e-12).with("CBS", 1e-12);
        Circuit circuit = Circuit.of("ic", VoltageSource.dc("V1", "vcc", "0", 5), new Diode("D1", "d", "0", DiodeModel.of("D").with("CJO", 2e-11).with("RS", 1), diode), new Resistor("R1", "d", "0", 1e4),
                new BipolarTransistor("Q1", "c", "b", "0", "0", bipolar, transistor), new Resistor("R2", "vcc", "c", 1e3), new Resistor("R3", "vcc", "b", 1e5),
                new Mosfet("M1", "md", "mg", "0", "0", nmos, MosfetGeometry.of(1e-4, 1e-5), mos), new Resistor("R4", "vcc", "md", 1e3), new Resistor("R5", "mg", "0", 1e5));
        TransientResult result = new Transient(1e-6).withoutBias(Map.of()).run(circuit);
        assertEquals(-3, result.voltage("d")[0], 1e-3);              // 0.3 mA over 1 Ω
        assertEquals(2, result.voltage("c")[0], 1e-4);
        assertEquals(0.6, result.voltage("b")[0], 1e-2);             // 44 µA over 100 Ω
        assertEquals(3, result.voltage("md")[0], 1e-4);
        assertEquals(2, result.voltage("mg")[0], 1e-4);
        assertThrows(IllegalArgumentException.class, () -> new Diode("D1", "a", "0", DiodeModel.of("D"), transistor));
        assertEquals(List.of(-3.0), diode.initial());
    }
}
