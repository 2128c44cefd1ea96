package org.superpose.circuits.passive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;

/** All four families of switches. */
class SwitchDeviceTest {
    private static final SwitchModel ABRUPT = SwitchModel.abrupt("sw", 1, 0.3).withResistances(100, 1e6);
    private static final SwitchModel SMOOTH = SwitchModel.smooth("vsw", 2, -1).withResistances(10, 1e5);
    private static final SwitchModel BACKWARD = SwitchModel.smooth("vsw2", -1, 0.5).withResistances(10, 1e3);

    private static double[] random(SplittableRandom random, int n) {
        return random.doubles(n, -3, 3).toArray();
    }

    @Nested
    class AbruptByVoltage extends DeviceLaws {
        @Override
        protected List<? extends Component> devices() {
            return List.of(new VoltageControlledSwitch("S1", "a", "b", "c", "d", ABRUPT), new VoltageControlledSwitch("S2", "a", "0", "c", "0", ABRUPT, true));
        }

        @Override
        protected double[] bias(int device, SplittableRandom random) {
            return random(random, 4);
        }
    }

    @Nested
    class SmoothByVoltage extends DeviceLaws {
        @Override
        protected List<? extends Component> devices() {
            return List.of(new VoltageControlledSwitch("S1", "a", "b", "c", "d", SMOOTH), new VoltageControlledSwitch("S2", "a", "0", "c", "0", BACKWARD));
        }

        @Override
        protected double[] bias(int device, SplittableRandom random) {
            return random(random, 4);
        }
    }

    @Nested
    class AbruptByCurrent extends DeviceLaws {
        @Override
        protected List<? extends Component> devices() {
            return List.of(new CurrentControlledSwitch("W1", "a", "b", "V1", ABRUPT), new CurrentControlledSwitch("W2", "a", "0", "V1", ABRUPT, true));
        }

        @Override
        protected double[] bias(int device, SplittableRandom random) {
            return random(random, 3);
        }

        @Override
        protected boolean node(int k) {
            return k < 2;
        }
    }

    @Nested
    class SmoothByCurrent extends DeviceLaws {
        @Override
        protected List<? extends Component> devices() {
            return List.of(new CurrentControlledSwitch("W1", "a", "b", "V1", SMOOTH), new CurrentControlledSwitch("W2", "a", "0", "V1", BACKWARD));
        }

        @Override
        protected double[] bias(int device, SplittableRandom random) {
            return random(random, 3);
        }

        @Override
        protected boolean node(int k) {
            return k < 2;
        }
    }

    private static double resistance(DeviceBank bank, Evaluation e, double control) {
        e.unknown[0][0] = 1;
        e.unknown[2][0] = control;
        bank.load(e);
        return 1 / e.current[0][0];
    }

    /** The values that the PSpice Reference Guide's formula gives: a geometric mean in the middle, 3/2 u − 2 u³ = 11/32 at a quarter of the way from it. */
    @Test
    void smoothLawIsACubicOfTheLogarithm() {
        DeviceBank bank = new VoltageControlledSwitch("S1", "a", "0", "c", "0", SMOOTH).family().bank(List.of(new VoltageControlledSwitch("S1", "a", "0", "c", "0", SMOOTH)), new DeviceLaws.Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard());
        e.limiting = false;
        assertEquals(1e5, resistance(bank, e, -7), 1e-6);
        assertEquals(1e5, resistance(bank, e, -1), 1e-6);
        assertEquals(1e3, resistance(bank, e, 0.5), 1e-9);
        assertEquals(1e3 * Math.pow(1e-4, 11 / 32.0), resistance(bank, e, 0.5 + 0.75), 1e-9);
        assertEquals(10, resistance(bank, e, 2), 1e-12);
        assertEquals(10, resistance(bank, e, 20), 1e-12);
    }

    /** A state changes in decisions only, and between the thresholds not at all. */
    @Test
    void hysteresisRemembers() {
        Component one = new VoltageControlledSwitch("S1", "a", "0", "c", "0", ABRUPT);
        DeviceBank bank = one.family().bank(List.of(one), new DeviceLaws.Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard());
        double[] controls = {0, 1.29, 1.31, 1, 0.71, 0.69, 1, 1.29};
        double[] expected = {1e6, 1e6, 100, 100, 100, 1e6, 1e6, 1e6};
        for (int p = 0; p < controls.length; p++) {
            double before = resistance(bank, e, controls[p]);
            assertEquals(p == 0 ? 1e6 : expected[p - 1], before, 1e-6);
            assertEquals(before == expected[p] || Math.abs(before - expected[p]) < 1e-6 ? -1 : 0, bank.undecided(e, 0));
            bank.decide(e, 0);
            assertEquals(expected[p], resistance(bank, e, controls[p]), 1e-6);
        }
    }

    /** 4kT/R of the state that it is in. */
    @Test
    void noiseIsThatOfThePresentResistance() {
        Component one = new VoltageControlledSwitch("S1", "a", "0", "c", "0", ABRUPT);
        DeviceBank bank = one.family().bank(List.of(one), new DeviceLaws.Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard());
        double[][] white = new double[1][1];
        for (double control : new double[] {0, 2}) {
            resistance(bank, e, control);
            bank.decide(e, 0);
            double r = resistance(bank, e, control);
            bank.noise(e, white, new double[1][1], new double[1][1]);
            assertEquals(ResistorLaws.currentNoise(1 / r, 300.15), white[0][0], 1e-12 * white[0][0]);
        }
        assertTrue(white[0][0] > 0);
    }
}
