package org.superpose.circuits.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.AcSweep;
import org.superpose.circuits.analysis.LogSweep;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.TransferFunction;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;

/** Derivatives and Kirchhoff's laws of everything that follows a formula, and what a capacitor with a formula does with its charge. */
class BehaviouralLawsTest {
    private static final Formula A = Formula.voltage("c", "d");
    private static final Formula B = Formula.voltage("a", "b");
    private static final Formula I = Formula.current("v1");
    /** Two voltages, one of them across the component itself, and a current; every kind of operation that has a slope. */
    private static final Formula MIXED = Function.TANH.of(A.times(B)).plus(I.times(I).times(A)).minus(Function.EXP.of(B.over(A.times(A).plus(1))))
            .plus(Formula.temperature().times(1e-3).times(B)).plus(Formula.table(A.plus(B), new double[] {-3, -1, 0, 2}, new double[] {1, 0, 2, -1}));
    private static final Formula CHOSEN = Function.CHOOSE.of(Function.GREATER.of(A, I), Function.SQRT.of(Function.ABS.of(B)), Function.MIN.of(A, B).power(3));

    private abstract static class Laws extends DeviceLaws {
        private final boolean branch;
        private final List<? extends Component> devices;

        Laws(boolean branch, List<? extends Component> devices) {
            this.branch = branch;
            this.devices = devices;
        }

        @Override
        protected List<? extends Component> devices() {
            return devices;
        }

        /** A voltage across the component is one number, though two pairs of local unknowns sense it. */
        @Override
        protected double[] bias(int device, SplittableRandom random) {
            return random.doubles(bank().unknowns().length, -2, 2).toArray();
        }

        @Override
        protected boolean passive(int device) {
            return false;
        }

        @Override
        protected boolean node(int k) {
            return k < 2 || !branch && k < 6;
        }
    }

    @Nested
    class VoltageTest extends Laws {
        VoltageTest() {
            super(true, List.of(new BehaviouralVoltageSource("B1", "a", "b", MIXED), new BehaviouralVoltageSource("B2", "a", "b", CHOSEN)));
        }
    }

    @Nested
    class CurrentTest extends Laws {
        CurrentTest() {
            super(false, List.of(new BehaviouralCurrentSource("B1", "a", "b", MIXED), new BehaviouralCurrentSource("B2", "a", "b", CHOSEN)));
        }
    }

    @Nested
    class ResistorTest extends Laws {
        ResistorTest() {
            super(false, List.of(new BehaviouralResistor("R1", "a", "b", MIXED.times(MIXED).plus(1)), new BehaviouralResistor("R2", "a", "b", Function.COSH.of(A.plus(B).minus(I)))));
        }
    }

    @Nested
    class ChargeTest extends Laws {
        ChargeTest() {
            super(false, List.of(BehaviouralCapacitor.ofCharge("C1", "a", "b", MIXED), BehaviouralCapacitor.ofCharge("C2", "a", "b", CHOSEN)));
        }
    }

    @Nested
    class CapacitanceTest extends Laws {
        CapacitanceTest() {
            super(true, List.of(BehaviouralCapacitor.ofCapacitance("C1", "a", "b", MIXED.times(MIXED).plus(1)), BehaviouralCapacitor.ofCapacitance("C2", "a", "b", Function.COSH.of(A.plus(B).minus(I)))));
        }
    }

    /** A cubic conductance has the current and, at its bias, the conductance that calculus gives it. */
    @Test
    void smallSignalsSeeTheSlopeAtTheBias() {
        Circuit circuit = Circuit.of("cubic", VoltageSource.dc("V1", "in", "0", 2).withAc(1), new Resistor("R1", "in", "out", 1), new BehaviouralCurrentSource("B1", "out", "0", Formula.voltage("out").power(3)));
        double v = new OperatingPoint().run(circuit).voltage("out");
        assertEquals(1, v, 1e-9);                                                      // 2 - 1 = 1³
        assertEquals(1.0 / (1 + 3), new TransferFunction("out", "V1").run(circuit).gain(), 1e-9);
        assertEquals(1.0 / (1 + 3), new AcSweep(LogSweep.decades(1, 10, 1)).run(circuit).voltage("out").magnitude()[0], 1e-9);
    }

    /** A charge Q(v, u) comes back whole when voltages return, however v and u went round: after a period the current source has put in nothing, so v is where it began. */
    @Test
    void chargeIsConservedRoundALoopOfVoltages() {
        Formula v = Formula.voltage("a");
        Formula charge = v.times(1e-9).times(Formula.voltage("u").plus(2)).plus(v.times(v).times(0.2e-9));
        Circuit circuit = Circuit.of("pump", VoltageSource.of("V1", "u", "0", new Sine(0, 1, 1e3)), CurrentSource.of("I1", "0", "a", new Sine(0, 3e-6, 2e3)), BehaviouralCapacitor.ofCharge("C1", "a", "0", charge).startingAt(0.5));
        TransientResult run = new Transient(5e-3).withLargestStep(5e-6).withoutBias(Map.of("a", 0.5)).run(circuit);
        double[] a = run.voltage("a");
        assertEquals(0.5, a[0], 1e-6);
        // C = 2.2 nF at the end; the trapezoidal sum of a whole number of periods of the source has no error but that of uneven steps
        assertEquals(0.5, a[a.length - 1], 1e-4);
    }

    /** The same capacitor known by C = dQ/dv stores the same charge when it depends on its own voltage only. */
    @Test
    void capacitanceStoresTheChargeThatItIsTheSlopeOf() {
        Formula v = Formula.voltage("a");
        double[] ends = new double[2];
        for (int way = 0; way < 2; way++) {
            BehaviouralCapacitor capacitor = way == 0 ? BehaviouralCapacitor.ofCharge("C1", "a", "0", v.times(1e-9).plus(v.power(3).times(0.4e-9))) : BehaviouralCapacitor.ofCapacitance("C1", "a", "0", v.times(v).times(1.2e-9).plus(1e-9));
            Circuit circuit = Circuit.of("charging", CurrentSource.of("I1", "0", "a", new Pulse(0, 1e-6, 0, 1e-5, 1e-5, 1e-3, Double.POSITIVE_INFINITY)), new Resistor("R1", "a", "0", 1e12), capacitor);
            double[] a = new Transient(2e-3).withLargestStep(1e-5).run(circuit).voltage("a");
            ends[way] = a[a.length - 1];
        }
        double q = 1e-6 * (1e-3 + 1e-5);                                                // v + 0.4 v³ = 1.01
        assertEquals(q, 1e-9 * ends[0] + 0.4e-9 * Math.pow(ends[0], 3), 2e-4 * q);                   // the steps' error, and Euler's at the corners of the source
        assertEquals(ends[0], ends[1], 1e-4);
    }

    /** A jump of the capacitance moves no charge: v = 0.5 V + t I / C, with C from 1 to 4 nF at 1 V. */
    @Test
    void capacitanceMayJump() {
        Formula v = Formula.voltage("a");
        Formula law = Function.CHOOSE.of(Function.LESS.of(v, Formula.constant(1)), Formula.constant(1e-9), Formula.constant(4e-9));
        Circuit circuit = Circuit.of("jump", CurrentSource.of("I1", "0", "a", new Pulse(0, 1e-6, 0, 1e-9, 1e-9, 1, Double.POSITIVE_INFINITY)), new Resistor("R1", "a", "0", 1e12), BehaviouralCapacitor.ofCapacitance("C1", "a", "0", law).startingAt(0.5));
        double[] a = new Transient(3e-3).withLargestStep(1e-5).withoutBias(Map.of()).run(circuit).voltage("a");
        assertEquals(0.5, a[0], 1e-6);
        assertEquals(1.625, a[a.length - 1], 0.01);                                     // 0.5 ms to 1 V, 2.5 ms to 0.625 V more; the jump lies within a step of 10 µs = 10 mV
    }

    /** An open capacitor, however it is known, is a break for direct current. */
    @Test
    void capacitorsLetNoDirectCurrentPass() {
        Formula law = Formula.voltage("a", "b").times(Formula.voltage("a", "b")).plus(1).times(1e-9);
        for (BehaviouralCapacitor capacitor : List.of(BehaviouralCapacitor.ofCapacitance("C1", "a", "b", law), BehaviouralCapacitor.ofCharge("C1", "a", "b", law))) {
            Circuit circuit = Circuit.of("open", VoltageSource.dc("V1", "a", "0", 3), capacitor, new Resistor("R1", "b", "0", 1e3), new Capacitor("C2", "b", "0", 1e-9));
            assertEquals(0, new OperatingPoint().run(circuit).voltage("b"), 1e-12);
        }
    }

    /** A step in a formula is no obstacle where a solution lies on one of its sides, be it alone or one of two. */
    @Test
    void jumpsConvergeWhereThereIsASolution() {
        Formula out = Formula.voltage("out");
        Formula schmitt = Function.CHOOSE.of(Function.GREATER.of(Formula.voltage("x"), Formula.constant(1)), Formula.constant(5), Formula.constant(-5));
        for (double input : new double[] {-3, -0.5, 0.4, 0.6, 2.5, 7}) {
            Circuit circuit = Circuit.of("schmitt", VoltageSource.dc("V1", "in", "0", input), new Resistor("R1", "in", "x", 1e3), new Resistor("R2", "x", "out", 2e3), new BehaviouralVoltageSource("B1", "out", "0", schmitt));
            double x = new OperatingPoint().run(circuit).voltage("x");
            double found = new OperatingPoint().run(circuit).voltage("out");
            assertEquals(x > 1 ? 5 : -5, found, 1e-9, "input " + input);
        }
        // i = 1 mA beyond 2 V, 0 before: 10 V through 1 kΩ leave 9 V
        Formula sink = Function.CHOOSE.of(Function.GREATER.of(out, Formula.constant(2)), Formula.constant(1e-3), Formula.constant(0));
        Circuit circuit = Circuit.of("sink", VoltageSource.dc("V1", "in", "0", 10), new Resistor("R1", "in", "out", 1e3), new BehaviouralCurrentSource("B1", "out", "0", sink));
        assertEquals(9, new OperatingPoint().run(circuit).voltage("out"), 1e-9);
    }

    /** Functions that have no value at 0 V, where every operating point begins. */
    @Test
    void badPointsAreLeftBehind() {
        Formula out = Formula.voltage("out");
        assertEquals(Math.exp(1), solve(Function.LN.of(out)), 1e-8);                      // 1 A = ln v
        assertEquals(1, solve(Function.SQRT.of(out)), 1e-8);
        assertEquals(0.5, solve(Formula.constant(0.5).over(out)), 1e-8);
        assertEquals(0.2, solve(Function.EXP.of(out.times(1000)).times(Math.exp(-200))), 1e-6);
        assertEquals(4, solve(out.power(1.5).over(8)), 1e-8);
    }

    /** The voltage at which a formula of v(out) takes 1 A. */
    private static double solve(Formula current) {
        return new OperatingPoint().run(Circuit.of("law", CurrentSource.dc("I1", "0", "out", 1), new Resistor("R1", "out", "0", 1e15), new BehaviouralCurrentSource("B1", "out", "0", current))).voltage("out");
    }

    @Test
    void aCurrentThatIsNoUnknownIsRefusedWithTheMend() {
        Circuit circuit = Circuit.of("probe", VoltageSource.dc("V1", "a", "0", 1), new Resistor("R1", "a", "0", 1), new BehaviouralVoltageSource("B1", "b", "0", Formula.current("R1")), new Resistor("R2", "b", "0", 1));
        assertTrue(assertThrows(CircuitException.class, () -> new OperatingPoint().run(circuit)).getMessage().contains("put a 0 V source in series"));
    }

    @Test
    void numbersThatAreNoneAreRefused() {
        Formula wrong = Formula.constant(1).over(0).times(Formula.voltage("a"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new BehaviouralVoltageSource("B1", "a", "0", wrong)).getMessage().contains("not finite"));
    }
}
