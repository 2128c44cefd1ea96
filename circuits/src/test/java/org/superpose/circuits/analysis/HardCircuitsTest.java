package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.solve.Aid;
import org.superpose.circuits.solve.Continuation;
import org.superpose.circuits.solve.Equations;
import org.superpose.circuits.solve.Settings;

/** Operating points that break a plain Newton method. */
class HardCircuitsTest {
    private static final String PARTS = """
            .model npnv npn(is=2e-17 bf=120 vaf=80 ikf=5m ise=5e-16 ne=1.8 br=4 var=4 ikr=1m isc=1e-16 nc=1.5 rb=150 rbm=30 irb=0.2m re=2 rc=40 cje=40f vje=0.8 mje=0.35 cjc=25f vjc=0.6 mjc=0.4 xcjc=0.6
            + cjs=50f vjs=0.6 mjs=0.4 tf=25p xtf=2 vtf=3 itf=5m tr=2n fc=0.5 eg=1.17 xti=3 xtb=1 kf=1e-15 af=1)
            .model pnpv pnp(is=1e-17 bf=60 vaf=50 ikf=3m ise=5e-16 ne=1.8 br=3 var=4 ikr=1m isc=1e-16 nc=1.5 rb=200 rbm=50 irb=0.2m re=3 rc=60 cje=50f vje=0.8 mje=0.35 cjc=40f vjc=0.6 mjc=0.4 xcjc=0.6
            + cjs=80f vjs=0.6 mjs=0.4 tf=60p xtf=2 vtf=3 itf=3m tr=4n fc=0.5 eg=1.17 xti=3 xtb=1 kf=2e-15 af=1)
            .model dsig d(is=1e-15 n=1.02 rs=20 cjo=80f vj=0.7 m=0.4 tt=100p eg=1.17 xti=3 kf=1e-15 af=1)
            .subckt opamp p n o vcc vee
            rb b1 vee 178k | qb1 b1 b1 v1 pnpv | rb1 vcc v1 4k | qb2 t b1 v2 pnpv | rb2 vcc v2 4k | qb3 g b1 v3 pnpv area=4 | rb3 vcc v3 1k | q1 x n s1 pnpv
            q2 y p s2 pnpv | rs1 t s1 500 | rs2 t s2 500 | q3 x h c3 npnv | q4 y h c4 npnv | rc3 c3 vee 1k | rc4 c4 vee 1k | q11 vcc x h npnv | r11 h vee 20k | q5 vcc y f npnv | r5 f vee 20k
            q6 z f vee npnv area=2 | cc y zz 20p | rz zz z 300 | q7 g g m npnv area=2 | q8 z z m pnpv area=2 | q9 vcc g o1 npnv area=4 | ro1 o1 o 25 | q10 vee z o2 pnpv area=4 | ro2 o2 o 25
            .ends
            .subckt relu z y vcc vee
            xa g s a vcc vee opamp | r3 g 0 2.5k | r1 z s 5k | r2 s y 5k | d1 s a dsig | d2 a y dsig | c2 s y 1p
            .ends
            .subckt buffer y o vcc vee
            xa y i o vcc vee opamp | r1 i o 2.5k | c1 i o 5p
            .ends
            vcc vcc 0 5
            vee vee 0 -5
            """;

    /** The precision rectifier without the resistor across its loop: near its knee Newton's method cycles. */
    static Circuit rectifier(double input) {
        return Deck.circuit("precision rectifier", PARTS + "xr z y vcc vee relu | rl y 0 10k | vin z 0 " + input);
    }

    /** Rectifier and follower. */
    static Circuit neuron(double input) {
        return Deck.circuit("neuron", PARTS + "xr z y vcc vee relu | xb y o vcc vee buffer | rl o 0 10k | vin z 0 " + input);
    }

    @Test
    void precisionRectifierIsSolvedAcrossItsKnee() {
        double before = Double.POSITIVE_INFINITY;
        for (int millivolts = -20; millivolts <= 5; millivolts++) {
            OperatingPointResult result = new OperatingPoint().run(rectifier(millivolts * 1e-3));
            assertTrue(result.receipt().powerBalance() < 1e-9, "power at " + millivolts + " mV");
            assertTrue(result.receipt().aids().isEmpty() || result.receipt().aids().equals(List.of(Aid.DAMPING)), "damping is enough, but took " + result.receipt().aids());
            assertTrue(result.voltage("y") < before + 1e-6, "falls with the input");
            before = result.voltage("y");
            assertEquals(Math.max(0, -millivolts * 1e-3), before, 3e-3);              // bias currents of 0.4 uA in 5 kohm
        }
    }

    @Test
    void neuronIsSolvedFarOutOfItsRange() {
        for (double input : new double[] {-3, -1, -0.01, 0, 1, 3}) {
            OperatingPointResult result = new OperatingPoint().run(neuron(input));
            assertTrue(result.receipt().powerBalance() < 1e-9);
        }
    }

    @Test
    void everyRandomStartEndsInTheSolution() {
        CircuitPlan plan = CircuitPlan.of(neuron(-0.01));
        Settings settings = Settings.standard();
        double[] reference = new OperatingPoint().run(plan).values();
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 100; trial++) {
            Equations equations = new Equations(plan, settings.environment());
            double[] x = equations.zeros();
            for (int i = 0; i < plan.size(); i++) {
                x[i] = plan.isVoltage(i) ? random.nextDouble(-10, 10) : random.nextDouble(-1e-2, 1e-2);
            }
            Continuation continuation = new Continuation(equations, settings);
            continuation.solve(x, true, "no operating point");
            for (int i = 0; i < plan.size(); i++) {
                assertEquals(reference[i], x[i], 1e-6, plan.names().get(i));
            }
        }
    }

    /** A flip-flop has three solutions; every start ends in one of them. */
    @Test
    void everyRandomStartEndsInASolutionOfAFlipFlop() {
        CircuitPlan plan = CircuitPlan.of(Deck.circuit("flip-flop", PARTS + "r1 vcc a 1k | r2 vcc b 1k | rb1 a ba 10k | rb2 b bb 10k | q1 a bb 0 npnv | q2 b ba 0 npnv"));
        Settings settings = Settings.standard();
        SplittableRandom random = new SplittableRandom(8);
        int left = 0;
        int right = 0;
        for (int trial = 0; trial < 100; trial++) {
            Equations equations = new Equations(plan, settings.environment());
            double[] x = equations.zeros();
            for (int i = 0; i < plan.size(); i++) {
                x[i] = plan.isVoltage(i) ? random.nextDouble(-10, 10) : 0;
            }
            Continuation continuation = new Continuation(equations, settings);
            continuation.solve(x, true, "no operating point");
            assertTrue(equations.receipt(x, 0, continuation.aids()).relativeResidual() < 1e-9);
            double difference = x[plan.node("a")] - x[plan.node("b")];
            assertTrue(Math.abs(difference) < 1e-6 || Math.abs(difference) > 3);
            left += difference > 3 ? 1 : 0;
            right += difference < -3 ? 1 : 0;
        }
        assertTrue(left > 0 && right > 0, "both states are found, though Newton's method likes the balance between them");
        OperatingPoint analysis = new OperatingPoint();
        assertTrue(analysis.near(Map.of("a", 5.0, "b", 0.1)).run(plan).voltage("a", "b") > 3);
        assertTrue(analysis.near(Map.of("a", 0.1, "b", 5.0)).run(plan).voltage("a", "b") < -3);
    }
}
