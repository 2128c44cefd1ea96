package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.source.VoltageSource;

/** Laws of sweeps: each point is an operating point, whatever came before. */
class DcSweepTest {
    private static Circuit clamp(double volts) {
        return Circuit.of("clamp", VoltageSource.dc("V1", "in", "0", volts), new Resistor("R1", "in", "out", 1e3, 1e-3, 0), new Diode("D1", "out", "0", DiodeModel.of("D").withSaturationCurrent(1e-12).with("RS", 2)));
    }

    @Test
    void pointsOfASweepAreOperatingPoints() {
        SweepResult result = new DcSweep("v1", LinearSweep.steps(-2, 3, 0.25)).within(Axis.temperature(Sweep.of(280, 350))).within(Axis.value("R1", Sweep.of(1e2, 1e3))).run(clamp(0));
        assertEquals(84, result.size());
        assertEquals(-2, result.axis(0)[21]);
        double[] out = result.voltage("out");
        for (int p = 0; p < result.size(); p++) {
            OperatingPointResult alone = new OperatingPoint().at(result.axis(1)[p]).run(clamp(result.axis(0)[p]).with(new Resistor("R1", "in", "out", result.axis(2)[p], 1e-3, 0)));
            assertEquals(alone.voltage("out"), out[p], 2e-9);             // each within 1e-9 V
        }
        assertTrue(result.receipt().powerBalance() < 1e-9 && result.receipt().aids().isEmpty());
    }

    /** The line through the points before is no use where an axis turns round, stands still or jumps. */
    @Test
    void valuesMayComeInAnyOrder() {
        double[] volts = {0, 0.5, 1, 0.9, 0.9, 3, -2, -1.9, 2, 2.1, 2.2};
        SweepResult result = new DcSweep("v1", Sweep.of(volts)).run(clamp(0));
        for (int p = 0; p < volts.length; p++) {
            assertEquals(new OperatingPoint().run(clamp(volts[p])).voltage("out"), result.voltage("out")[p], 2e-9, volts[p] + " V");
        }
    }

    /** The error of a cubic through points 1 mV apart is some 1e-8 V, from where Newton's method needs one step and another to see it; from the last point it needs four. */
    @Test
    void pointsOfASmoothSweepAreForeseen() {
        SweepResult result = new DcSweep("v1", LinearSweep.steps(1, 2, 1e-3)).run(clamp(0));
        assertTrue(result.receipt().iterations() <= 2.2 * result.size(), () -> result.receipt().toString());
    }

    @Test
    void stopIsMetInSpiteOfRounding() {
        assertArrayEquals(new double[] {0, 0.1, 0.2, 0.3}, LinearSweep.steps(0, 0.3, 0.1).values(), 1e-15);
        assertArrayEquals(new double[] {1, 0.5, 0}, LinearSweep.steps(1, 0, -0.5).values(), 0);
        assertEquals(61, LogSweep.decades(1, 1e6, 10).values().length);
    }
}
