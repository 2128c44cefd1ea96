package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Laws of small slow signals. */
class TransferFunctionTest {
    @Test
    void dividerHasItsResistances() {
        TransferFunctionResult result = new TransferFunction("out", "V1").run(Circuit.of("divider", VoltageSource.dc("V1", "in", "0", 5), new Resistor("R1", "in", "out", 3e3), new Resistor("R2", "out", "0", 1e3)));
        assertEquals(0.25, result.gain(), 1e-15);
        assertEquals(4e3, result.inputResistance(), 1e-9);
        assertEquals(750, result.outputResistance(), 1e-9);
        TransferFunctionResult current = new TransferFunction("out", "I1").run(Circuit.of("shunt", CurrentSource.dc("I1", "0", "out", 5e-3), new Resistor("R1", "out", "a", 3e3), new Resistor("R2", "a", "0", 1e3)));
        assertEquals(4e3, current.gain(), 1e-9);
        assertEquals(4e3, current.inputResistance(), 1e-9);
    }

    /** The gain is the slope of the sweep, and what a differential pair without Early effect has: gm R = I R / 2 VT. */
    @Test
    void gainOfADifferentialPairIsItsTransconductanceTimesItsLoad() {
        BipolarModel ideal = BipolarModel.npn("ideal").with("BF", 1e7);
        Circuit pair = Circuit.of("pair", VoltageSource.dc("VCC", "cc", "0", 10), VoltageSource.dc("VIN", "b1", "0", 0), new Resistor("R1", "cc", "c1", 1e3), new Resistor("R2", "cc", "c2", 1e3),
                new BipolarTransistor("Q1", "c1", "b1", "e", ideal), new BipolarTransistor("Q2", "c2", "0", "e", ideal), CurrentSource.dc("IEE", "e", "ee", 1e-3), VoltageSource.dc("VEE", "ee", "0", -10));
        TransferFunctionResult result = new TransferFunction("c2", "VIN").against("c1").run(pair);
        double expected = 1e-3 / 2 * 1e3 / Settings.standard().environment().thermalVoltage();
        assertEquals(expected, result.gain(), 1e-6 * expected);
        assertEquals(2e3, result.outputResistance(), 1e-5);
        double[] swept = new DcSweep("VIN", Sweep.of(-1e-4, 1e-4)).run(pair).voltage("c2");
        assertEquals((swept[1] - swept[0]) / 2e-4, result.gain() / 2, 1e-5 * expected);      // (1e-4 / 2 VT)^2 / 3
    }
}
