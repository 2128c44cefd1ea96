package org.superpose.circuits.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.DeviceLaws;

class ControlledSourceLawsTest {
    private static final Polynomial CUBIC = Polynomial.of(1, 0.5, -1, 0.25, 2);
    private static final Polynomial TWO = Polynomial.of(2, 0.1, 1, -2, 0.3, 4, -0.5, 0.7, 0.2, -0.1, 0.05);
    private static final List<SensedVoltage> PAIRS = List.of(new SensedVoltage("c", "d"), new SensedVoltage("e", "a"));

    private abstract static class Laws extends DeviceLaws {
        private final boolean voltage;
        private final List<? extends Component> devices;

        Laws(boolean voltage, List<? extends Component> devices) {
            this.voltage = voltage;
            this.devices = devices;
        }

        @Override
        protected List<? extends Component> devices() {
            return devices;
        }

        @Override
        protected double[] bias(int device, SplittableRandom random) {
            DeviceBank bank = bank();
            return random.doubles(bank.unknowns().length, -2, 2).toArray();
        }

        @Override
        protected boolean passive(int device) {
            return false;
        }

        @Override
        protected boolean node(int k) {
            return k < 2 || !voltage && k < bank().unknowns().length;
        }
    }

    @Nested
    class VoltageByVoltageTest extends Laws {
        VoltageByVoltageTest() {
            super(true, List.of(new VoltageControlledVoltageSource("E1", "a", "b", "c", "d", 1e3), new VoltageControlledVoltageSource("E2", "a", "b", PAIRS, TWO),
                    new VoltageControlledVoltageSource("E3", "a", "b", List.of(new SensedVoltage("a", "b")), CUBIC)));
        }
    }

    @Nested
    class CurrentByVoltageTest extends Laws {
        CurrentByVoltageTest() {
            super(false, List.of(new VoltageControlledCurrentSource("G1", "a", "b", "c", "d", 1e-3), new VoltageControlledCurrentSource("G2", "a", "b", PAIRS, TWO)));
        }
    }

    @Nested
    class CurrentByCurrentTest extends Laws {
        CurrentByCurrentTest() {
            super(false, List.of(new CurrentControlledCurrentSource("F1", "a", "b", "v1", 50), new CurrentControlledCurrentSource("F2", "a", "b", List.of("v1", "v2"), TWO)));
        }
    }

    @Nested
    class VoltageByCurrentTest extends Laws {
        VoltageByCurrentTest() {
            super(true, List.of(new CurrentControlledVoltageSource("H1", "a", "b", "v1", 50), new CurrentControlledVoltageSource("H2", "a", "b", List.of("v2", "v1"), TWO)));
        }
    }

    /** Nagel's order: p0, x1, x2, x3, x1², x1x2, x1x3, x2², x2x3, x3², x1³, x1²x2, … */
    @Test
    void termsStandInSpicesOrder() {
        double[] x = {2, 3, 5};
        double[] terms = {1, 2, 3, 5, 4, 6, 10, 9, 15, 25, 8, 12, 20, 18, 30, 50, 27, 45, 75, 125, 16};
        for (int t = 0; t < terms.length; t++) {
            double[] coefficients = new double[t + 1];
            coefficients[t] = 1;
            double[][] values = {{x[0]}, {x[1]}, {x[2]}, {0}, {0}, {0}};
            assertEquals(terms[t], Polynomial.of(3, coefficients).evaluate(values, 0), "term " + t);
        }
    }

    @Test
    void wrongSourcesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new VoltageControlledVoltageSource("E1", "a", "b", PAIRS, CUBIC));
        assertThrows(IllegalArgumentException.class, () -> Polynomial.of(1, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new CurrentControlledCurrentSource("F1", "a", "b", List.of("v1"), CUBIC).withValue(3));
        assertEquals(Polynomial.linear(7), new CurrentControlledCurrentSource("F1", "a", "b", "v1", 3).withValue(7).law());
    }
}
