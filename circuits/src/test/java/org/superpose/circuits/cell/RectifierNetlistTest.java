package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.analysis.Transient;
import org.superpose.circuits.analysis.TransientResult;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.VoltageSource;

/** Rectifiers as netlists against their laws. */
class RectifierNetlistTest {
    private static final double T = Physics.ROOM_TEMPERATURE;
    private static final BipolarProcess PROCESS = BipolarProcess.complementary();

    private static double output(Subcircuit rectifier, double input) {
        return new OperatingPoint().run(Circuit.of("rectifier", VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5), VoltageSource.dc("vz", "z", "0", input), rectifier.as("x", rectifier.ports().toArray(String[]::new))))
                .voltage("y");
    }

    /** The series resistance of 20 Ω takes y/R times as much and 1 pS across the junction 1 pA for each volt. */
    @Test
    void diodeAndResistorFollowShockley() {
        DiodeRectifier law = new DiodeRectifier(5e3, 1e-15, 1.02, T);
        Subcircuit netlist = law.netlist(PROCESS.diode());
        for (double v = -2; v <= 2; v += 0.1) {
            double y = law.output(v);
            assertEquals(y, output(netlist, v), Math.max(0, y) * 20 / 5e3 + 5e3 * 1e-12 * 3);
        }
    }

    /** The square law, but for 1 pS across the junctions to the bulk at −5 V. */
    @Test
    void clampFollowsTheSquareLaw() {
        MosfetClamp law = new MosfetClamp(100e3, 10e-3);
        Subcircuit netlist = law.netlist();
        for (double v = -2; v <= 2; v += 0.1) {
            assertEquals(law.output(v), output(netlist, v), 100e3 * 1e-12 * 7 + 1e-9);
        }
    }

    /** A0 of 10⁶ without other errors. Off, the output is connected to the op-amp's input, which stands at the drop of a diode over A0. 1 pS across a diode that is off makes some nV; series resistance lies within the loop. */
    @Test
    void precisionRectifierTurnsAndHalves() {
        PrecisionRectifier law = new PrecisionRectifier(1e6, 5e3, 1e-15, 1.02, T);
        Subcircuit netlist = law.netlist(OperationalAmplifierLevel.IDEAL.netlist(), PROCESS.diode(), Double.POSITIVE_INFINITY);
        for (double z = -2; z <= 2; z += 0.13) {
            assertEquals(law.output(-z), output(netlist, z), z > 0 ? 0.8e-6 : 1e-7);
        }
    }

    /** R/R_k of the output and the diode's drop, which is nearly the same at the output that is left; off, the op-amp stands a diode's drop below ground, which R_k turns into current of the other diode alone. */
    @Test
    void resistorAroundTheLoopTakesItsShare() {
        PrecisionRectifier law = new PrecisionRectifier(1e6, 5e3, 1e-15, 1.02, T);
        Subcircuit netlist = law.netlist(OperationalAmplifierLevel.IDEAL.netlist(), PROCESS.diode(), 5e6);
        for (double z : new double[] {-2, -1, -0.3, -0.05}) {
            double lost = law.lostAround(-z, 5e6);
            assertEquals(-z - lost, output(netlist, z), 0.005 * lost + 2e-6);            // 20 Ω in the diode, 0.4 %; the law at y instead of y − lost
        }
        assertEquals(0, output(netlist, 1), 2e-6);
    }

    /** The resistor keeps Newton's method from cycling at the knee, where without it damping is needed: both are solved. */
    @Test
    void kneeIsSolvedWithAndWithoutTheResistor() {
        PrecisionRectifier law = new PrecisionRectifier(Double.POSITIVE_INFINITY, 5e3, 1e-15, 1.02, T);
        for (double around : new double[] {5e6, Double.POSITIVE_INFINITY}) {
            Subcircuit netlist = law.netlist(OperationalAmplifierLevel.TRANSISTORS.netlist(), PROCESS.diode(), around);
            for (int millivolts = -20; millivolts <= 4; millivolts++) {
                assertEquals(law.output(-1e-3 * millivolts), output(netlist, 1e-3 * millivolts), 3e-3, millivolts + " mV, " + around);     // 0.43 µA in 5 kΩ while off; the resistor's 0.6 mV while on
            }
        }
    }

    /** A column of 64 whose products step from 0 to 0.9 V: the output comes to 2 V/512 within the 1.6 µs that ngspice found for these parts, and is not there within half of it. */
    @Test
    void rectifyingColumnSettles() {
        Column column = Column.of(64).rectifying();
        double line = column.lineCurrent();
        CurrentSource up = CurrentSource.of("ip", "op", "0", new Pulse(line, line + 45e-6, 1e-7, 1e-9, 1e-9, 1, Double.POSITIVE_INFINITY));
        CurrentSource down = CurrentSource.of("in", "on", "0", new Pulse(line, line - 45e-6, 1e-7, 1e-9, 1e-9, 1, Double.POSITIVE_INFINITY));
        TransientResult run = new Transient(8e-6).run(Circuit.of("step", VoltageSource.dc("vcc", "vcc", "0", 5), VoltageSource.dc("vee", "vee", "0", -5), up, down, column.netlist().as("x", "op", "on", "0", "out", "vcc", "vee"),
                new Resistor("rl", "out", "0", 10e3)));
        double end = run.voltage("out", 8e-6);
        assertEquals(column.output(90e-6, 0) * column.gain(T), end, 0.02);
        double settled = 0;
        for (int p = 0; p < run.times().length; p++) {
            if (Math.abs(run.voltage("out")[p] - end) > 2.0 / 512) {
                settled = run.times()[p] - 1e-7;
            }
        }
        double found = settled;
        assertTrue(found > 0.8e-6 && found < 2.4e-6, () -> "settles in " + found + " s");
    }
}
