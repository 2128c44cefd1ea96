package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
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
import org.superpose.circuits.solve.Settings;
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

    /** How a link of a chain hands on what its input does. */
    private enum Link {
        FOLLOWING, INVERTING, BY_CURRENT, BEHIND_DIODE;

        /** Adds the link from one node to another. */
        void add(List<Component> parts, String name, String in, String out) {
            SwitchModel model = SwitchModel.abrupt("sw", 2.5, 0.1).withResistances(10, 1e7);
            switch (this) {
                case FOLLOWING -> parts.add(new VoltageControlledSwitch("S" + name, "vcc", out, in, "0", model));
                case INVERTING -> parts.add(new VoltageControlledSwitch("S" + name, out, "0", in, "0", model));
                case BY_CURRENT -> {
                    parts.addAll(List.of(VoltageSource.dc("V" + name, in, "i" + name, 0), new Resistor("Ri" + name, "i" + name, "0", 1e4)));
                    parts.add(new CurrentControlledSwitch("W" + name, "vcc", out, "V" + name, SwitchModel.abrupt("csw", 2.5e-4, 1e-5).withResistances(10, 1e7)));
                }
                case BEHIND_DIODE -> {
                    parts.addAll(List.of(new Diode("D" + name, in, "i" + name, DiodeModel.of("d").with("IS", 1e-14)), new Resistor("Ri" + name, "i" + name, "0", 1e4)));
                    parts.add(new VoltageControlledSwitch("S" + name, "vcc", out, "i" + name, "0", model));
                }
            }
            parts.add(new Resistor("R" + name, this == INVERTING ? "vcc" : out, this == INVERTING ? out : "0", 1e4));
        }
    }

    /** Adds links from a node, which in turn are of these kinds; the last one ends at the node of this name and their number. */
    private static void chain(List<Component> parts, String name, String in, int length, Link... kinds) {
        for (int i = 0; i < length; i++) {
            kinds[i % kinds.length].add(parts, name + i, i == 0 ? in : name + i, name + (i + 1));
        }
    }

    private static List<Component> ramp(double from, double to) {
        return new ArrayList<>(List.of(VoltageSource.dc("Vcc", "vcc", "0", 5), VoltageSource.of("Vin", "in", "0", PiecewiseLinear.of(new double[] {0, 1e-5}, new double[] {from, to}))));
    }

    /** The first time point on the other side of 2.5 V than the one at 0. */
    private static int turn(TransientResult result, String node) {
        double[] v = result.voltage(node);
        int p = 1;
        while ((v[p] > 2.5) == (v[0] > 2.5)) {
            p++;
        }
        return p;
    }

    private static void assertAllTurn(TransientResult result, String name, int length, double at) {
        int turn = turn(result, name + 1);
        assertEquals(at, result.times()[turn - 1], 2e-5 * 1e-6);                  // twice the part of a step to which a turn is sought
        assertTrue(result.times()[turn] - result.times()[turn - 1] < 1.1e-3 * 1e-6);
        for (int i = 1; i <= length; i++) {
            assertEquals(turn, turn(result, name + i), "link " + i);
            assertEquals(result.voltage(name + i)[turn], result.voltage(name + i)[result.times().length - 1], 1e-6);
        }
    }

    static Stream<List<Link>> chains() {
        return Stream.of(List.of(Link.FOLLOWING), List.of(Link.INVERTING), List.of(Link.FOLLOWING, Link.BY_CURRENT), List.of(Link.FOLLOWING, Link.BY_CURRENT, Link.BEHIND_DIODE, Link.INVERTING));
    }

    /** Nothing delays one link against the next, so all turn where the first one does: 2.6 V upwards, and 2.4 V downwards from the states of the operating point. */
    @ParameterizedTest
    @MethodSource("chains")
    void chainsWithoutDelayTurnAtOneInstant(List<Link> kinds) {
        List<Component> parts = ramp(0, 5);
        chain(parts, "g", "in", 200, kinds.toArray(new Link[0]));
        assertAllTurn(new Transient(1e-5).withLargestStep(1e-6).run(Circuit.of("upwards", parts)), "g", 200, 5.2e-6);
        parts = ramp(5, 0);
        chain(parts, "g", "in", 200, kinds.toArray(new Link[0]));
        assertAllTurn(new Transient(1e-5).withLargestStep(1e-6).run(Circuit.of("downwards", parts)), "g", 200, 5.2e-6);
    }

    /** Ten chains turn in the iterations of one. */
    @Test
    void chainsTurnSideBySide() {
        long[] iterations = new long[2];
        for (int more = 0; more < 2; more++) {
            List<Component> parts = ramp(0, 5);
            for (int k = 0; k < 1 + 9 * more; k++) {
                chain(parts, "c" + k + "_", "in", 60, Link.FOLLOWING);
            }
            TransientResult result = new Transient(1e-5).withLargestStep(1e-6).run(Circuit.of("side by side", parts));
            for (int k = 0; k < 1 + 9 * more; k++) {
                assertAllTurn(result, "c" + k + "_", 60, 5.2e-6);
            }
            iterations[more] = result.receipt().iterations();
        }
        assertEquals(iterations[0], iterations[1]);
    }

    /** Two thousand links, with the same bits on two threads. */
    @Test
    void longestChainGivesTheSameBitsOnTwoThreads() {
        List<Component> parts = ramp(0, 5);
        chain(parts, "g", "in", 2000, Link.FOLLOWING);
        Circuit circuit = Circuit.of("long", parts);
        TransientResult one = new Transient(1e-5).withLargestStep(1e-6).with(Settings.standard().on(1)).run(circuit);
        TransientResult two = new Transient(1e-5).withLargestStep(1e-6).with(Settings.standard().on(2)).run(circuit);
        assertAllTurn(one, "g", 2000, 5.2e-6);
        assertArrayEquals(one.times(), two.times());
        assertArrayEquals(one.voltage("g2000"), two.voltage("g2000"));
        assertEquals(one.receipt(), two.receipt());
    }

    /** A gate whose inputs contradict each other for no time at all: no link behind it is ever seen closed. */
    @Test
    void pulsesWithoutDurationLeaveNothingBehind() {
        List<Component> parts = ramp(0, 5);
        Link.INVERTING.add(parts, "n", "in", "n");
        Link.FOLLOWING.add(parts, "a", "in", "a");
        parts.addAll(List.of(new VoltageControlledSwitch("Sb", "a", "g", "n", "0", SwitchModel.abrupt("sw", 2.5, 0.1).withResistances(10, 1e7)), new Resistor("Rb", "g", "0", 1e4)));
        chain(parts, "g", "g", 100, Link.FOLLOWING);
        TransientResult result = new Transient(1e-5).withLargestStep(1e-6).run(Circuit.of("hazard", parts));
        for (int i = 1; i <= 100; i++) {
            for (double volts : result.voltage("g" + i)) {
                assertTrue(volts < 0.01, "link " + i);
            }
        }
    }

    /** Two that open each other come on at the same instant, behind a chain: one of them stays closed, and what each drives follows at that instant. */
    @Test
    void latchBehindAChainFindsAState() {
        List<Component> parts = ramp(0, 5);
        SwitchModel model = SwitchModel.abrupt("sw", 2.5, 0.1).withResistances(10, 1e7);
        chain(parts, "g", "in", 60, Link.FOLLOWING);
        parts.addAll(List.of(new Resistor("Ra", "g60", "a", 1e3), new Resistor("Rb", "g60", "b", 1e3), new VoltageControlledSwitch("Sa", "a", "0", "b", "0", model), new VoltageControlledSwitch("Sb", "b", "0", "a", "0", model)));
        chain(parts, "a", "a", 30, Link.FOLLOWING);
        chain(parts, "b", "b", 30, Link.FOLLOWING);
        TransientResult result = new Transient(1e-5).withLargestStep(1e-6).run(Circuit.of("latch", parts));
        assertAllTurn(result, "g", 60, 5.2e-6);
        double[] a = result.voltage("a30");
        double[] b = result.voltage("b30");
        for (int p = turn(result, "g1"); p < a.length; p++) {
            assertEquals(5, a[p] + b[p], 0.02);
            assertTrue(Math.abs(a[p] - b[p]) > 4.9);
        }
    }

    /** A ring never comes to rest; it goes on in time, at a few iterations for each step however long it is, and a chain beside it turns when it should. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 51, 201})
    void ringsWithoutDelayGoOnInTime(int length) {
        List<Component> parts = ramp(0, 5);
        parts.add(VoltageSource.of("Ve", "en", "0", PiecewiseLinear.of(new double[] {0, 2e-6, 2.1e-6}, new double[] {0, 0, 5})));
        for (int i = 0; i < length; i++) {
            parts.add(new VoltageControlledSwitch("Sr" + i, "r" + (i + 1) % length, "0", "r" + i, "0", SwitchModel.abrupt("sw", 2.5, 0.1).withResistances(10, 1e7)));
            parts.add(new Resistor("Rr" + i, i == 0 ? "en" : "vcc", "r" + (i + 1) % length, 1e4));
        }
        chain(parts, "g", "in", 200, Link.FOLLOWING);
        TransientResult result = new Transient(1e-5).withLargestStep(1e-7).run(Circuit.of("ring", parts));
        double[] t = result.times();
        assertTrue(t.length < 4000, t.length + " points");
        assertTrue(result.receipt().iterations() < 10L * t.length, result.receipt().iterations() + " iterations, " + t.length + " points");
        int turn = turn(result, "g200");
        assertEquals(5.2e-6, t[turn], 1.1 * 1e-7 / 20);                          // where turns crowd, a twentieth of the largest step
        assertEquals(turn, turn(result, "g1"));
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
