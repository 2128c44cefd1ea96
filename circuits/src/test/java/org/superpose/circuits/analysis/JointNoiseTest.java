package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.VoltageSource;

/** Laws of what the noises of several voltages have in common. */
class JointNoiseTest {
    private static final Sweep FREQUENCIES = LogSweep.decades(10, 1e9, 3);
    /** A pair of transistors with one tail, whose noise both collectors share. */
    private static final CircuitPlan PAIR = CircuitPlan.of(Circuit.of("pair", VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5), VoltageSource.dc("vb", "b", "0", 0.01),
            new Resistor("r1", "vcc", "c1", 10e3), new Resistor("r2", "vcc", "c2", 12e3), new Capacitor("cl", "c1", "0", 1e-12), new Resistor("rt", "e", "vee", 20e3), new Resistor("rb", "b", "b1", 1e3),
            new BipolarTransistor("q1", "c1", "b1", "e", BipolarModel.npn("n").with("BF", 100).with("KF", 1e-14).with("RB", 100)), new BipolarTransistor("q2", "c2", "0", "e", BipolarModel.npn("n").with("BF", 100).with("KF", 1e-14).with("RB", 100))));

    private static double[] start() {
        return new OperatingPoint().run(PAIR).values();
    }

    private static JointNoiseResult joint() {
        return new JointNoise(Settings.standard(), List.of("c1", "c2"), FREQUENCIES).run(PAIR, start(), name -> name.substring(0, 1));
    }

    @Test
    void eachOutputsNoiseIsThatOfItsAnalysis() {
        JointNoiseResult joint = joint();
        for (int o = 0; o < 2; o++) {
            double[] alone = new NoiseAnalysis("c" + (o + 1), FREQUENCIES).run(PAIR).density();
            double[] found = joint.density(o);
            for (int p = 0; p < alone.length; p++) {
                assertEquals(alone[p], found[p], 1e-9 * alone[p]);
                assertEquals(found[p], joint.density(o, "r")[p] + joint.density(o, "q")[p], 1e-12 * found[p], "groups make up the whole");
            }
            assertArrayEquals(found, joint.covariance(o, o));
        }
        assertEquals(0, joint.density(0, "nothing")[0]);
    }

    /** var(a − b) = var(a) + var(b) − 2 cov(a, b). */
    @Test
    void theDifferenceOfTwoOutputsHasTheNoiseThatTheirCovarianceSays() {
        JointNoiseResult joint = joint();
        double[] difference = new NoiseAnalysis("c1", FREQUENCIES).against("c2").run(PAIR).density();
        for (int p = 0; p < difference.length; p++) {
            double covariance = joint.covariance(0, 1)[p];
            assertEquals(covariance, joint.covariance(1, 0)[p]);
            assertEquals(difference[p], joint.density(0)[p] + joint.density(1)[p] - 2 * covariance, 1e-9 * difference[p]);
        }
        assertTrue(joint.covariance(0, 1)[0] < 0, "what one collector of a pair gains the other loses");
    }

    @Test
    void noiseWithoutAnOutputOrAFrequencyIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new JointNoise(Settings.standard(), List.of(), FREQUENCIES));
        assertThrows(IllegalArgumentException.class, () -> new JointNoise(Settings.standard(), List.of("c1"), Sweep.of(0, 1)));
    }
}
