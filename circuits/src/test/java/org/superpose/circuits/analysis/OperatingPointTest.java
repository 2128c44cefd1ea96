package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Laws of direct current. */
class OperatingPointTest {
    @Test
    void voltagesDivideAsResistances() {
        OperatingPointResult result = new OperatingPoint().run(Circuit.of("divider", VoltageSource.dc("V1", "in", "0", 10), new Resistor("R1", "in", "out", 3e3), new Resistor("R2", "out", "0", 1e3)));
        assertEquals(2.5, result.voltage("out"), 1e-12);
        assertEquals(2.5e-3, result.current("r1"), 1e-15);
        assertEquals(-2.5e-3, result.current("V1"), 1e-15);           // a source that delivers power
        assertTrue(result.receipt().relativeResidual() < 1e-12);
        assertTrue(result.receipt().aids().isEmpty());
    }

    @Test
    void resistanceFollowsTemperature() {
        Circuit circuit = Circuit.of("tempco", CurrentSource.dc("I1", "0", "a", 1e-3), new Resistor("R1", "a", "0", 1e3, 1e-3, 1e-6));
        assertEquals(1 * (1 + 1e-3 * 100 + 1e-6 * 1e4), new OperatingPoint().at(400.15).run(circuit).voltage("a"), 1e-12);
    }

    /** Shockley's law and Ohm's meet at one voltage. */
    @Test
    void diodeCurrentIsThatOfItsResistor() {
        OperatingPointResult result = new OperatingPoint().run(Circuit.of("clamp", VoltageSource.dc("V1", "in", "0", 10), new Resistor("R1", "in", "out", 1e3),
                new Diode("D1", "out", "0", DiodeModel.of("D").withSaturationCurrent(2.5e-9))));
        double v = result.voltage("out");
        double vt = new OperatingPoint().settings().environment().thermalVoltage();
        assertEquals(2.5e-9 * Math.expm1(v / vt) + 1e-12 * v, (10 - v) / 1e3, 1e-11);     // 1e-9 V of tolerance times 10 mA / VT would be 4e-10; Newton's last step squares it
        assertTrue(result.receipt().powerBalance() < 1e-9);
    }

    /** Gray and Meyer: a differential pair divides its tail current as tanh(v/2VT). */
    @Test
    void differentialPairFollowsTanh() {
        BipolarModel ideal = BipolarModel.npn("ideal").withSaturationCurrent(1e-16).with("BF", 1e6);
        double vt = new OperatingPoint().settings().environment().thermalVoltage();
        for (double v : new double[] {-0.1, -0.02, 0, 0.005, 0.05, 0.2}) {
            OperatingPointResult result = new OperatingPoint().run(Circuit.of("pair", VoltageSource.dc("VCC", "cc", "0", 10), VoltageSource.dc("VIN", "b1", "0", v), new Resistor("R1", "cc", "c1", 1e3), new Resistor("R2", "cc", "c2", 1e3),
                    new BipolarTransistor("Q1", "c1", "b1", "e", ideal), new BipolarTransistor("Q2", "c2", "0", "e", ideal), CurrentSource.dc("IEE", "e", "ee", 1e-3), VoltageSource.dc("VEE", "ee", "0", -10)));
            assertEquals(-Math.tanh(v / (2 * vt)), result.voltage("c1", "c2"), 3e-6);       // 1/BF of 1 V, and leakage of gmin at 10 V and 1 kohm: 1e-8 V
            assertTrue(result.receipt().powerBalance() < 1e-9, "power");
        }
    }

    @Test
    void inductorsAreShortAndCapacitorsOpen() {
        OperatingPointResult result = new OperatingPoint().run(Circuit.of("lc", VoltageSource.dc("V1", "in", "0", 1), new Resistor("R1", "in", "a", 1), new Inductor("L1", "a", "b", 1e-3), new Resistor("R2", "b", "0", 1), new Capacitor("C1", "b", "0", 1e-6)));
        assertEquals(0.5, result.voltage("b"), 1e-12);
        assertEquals(0.5, result.current("L1"), 1e-12);
    }

    @Test
    void circuitsWithoutSolutionAreRefusedByName() {
        refused(List.of("V1", "V2", "loop"), VoltageSource.dc("V1", "a", "0", 1), VoltageSource.dc("V2", "a", "0", 2), new Resistor("R1", "a", "0", 1));
        refused(List.of("V1", "L1", "L2", "loop"), VoltageSource.dc("V1", "a", "0", 1), new Inductor("L1", "a", "b", 1), new Inductor("L2", "b", "0", 2), new Resistor("R1", "b", "0", 1));
        refused(List.of("\"b\"", "C1", "C2"), VoltageSource.dc("V1", "a", "0", 1), new Capacitor("C1", "a", "b", 1), new Capacitor("C2", "b", "0", 2));
        refused(List.of("\"b\"", "I1", "C2"), VoltageSource.dc("V1", "a", "0", 1), CurrentSource.dc("I1", "a", "b", 1), new Capacitor("C2", "b", "0", 2));
        refused(List.of("\"b\"", "\"c\"", "R1"), VoltageSource.dc("V1", "a", "0", 1), new Capacitor("C1", "a", "b", 1), new Resistor("R1", "b", "c", 2));
    }

    private static void refused(List<String> said, org.superpose.circuits.circuit.Component... components) {
        String message = assertThrows(CircuitException.class, () -> new OperatingPoint().run(Circuit.of("wrong", components))).getMessage();
        for (String part : said) {
            assertTrue(message.contains(part), message);
        }
    }
}
