package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.source.Sine;
import org.superpose.circuits.source.VoltageSource;

/** With the error control off, both formulas are of order 2: over a decade of steps the error falls with the square of the step. */
class IntegrationOrderTest {
    private static final int[] STEPS = {400, 800, 1000, 2000, 4000};
    private static final int REFERENCE = 40000;

    @ParameterizedTest
    @EnumSource(Method.class)
    void linearResonance(Method method) {
        Circuit circuit = Circuit.of("rlc", VoltageSource.of("V1", "in", "0", new Sine(0, 1, 1e3)), new Resistor("R1", "in", "a", 50), new Inductor("L1", "a", "out", 1e-2), new Capacitor("C1", "out", "0", 1e-6));
        check(circuit, method, 2e-3);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void transistorAndDiode(Method method) {
        BipolarModel transistor = BipolarModel.npn("Q").with("CJE", 2e-11).with("CJC", 1e-11).with("TF", 1e-8).with("VAF", 80);
        Circuit circuit = Circuit.of("clipped amplifier", VoltageSource.dc("V2", "vcc", "0", 10), VoltageSource.of("V1", "in", "0", new Sine(0.7, 0.05, 1e5)), new Resistor("R1", "in", "b", 1e3),
                new BipolarTransistor("Q1", "out", "b", "0", transistor), new Resistor("R2", "vcc", "out", 4.7e3), new Diode("D1", "out", "c", DiodeModel.of("D").with("CJO", 1e-11).with("TT", 1e-8)), new Capacitor("C1", "c", "0", 1e-9),
                new Resistor("R3", "c", "0", 1e4));
        check(circuit, method, 2e-5);
    }

    private static void check(Circuit circuit, Method method, double end) {
        double[] reference = samples(circuit, method, end, REFERENCE);
        double sumX = 0;
        double sumY = 0;
        double sumXX = 0;
        double sumXY = 0;
        for (int steps : STEPS) {
            double[] found = samples(circuit, method, end, steps);
            double squares = 0;
            for (int k = 0; k < found.length; k++) {
                squares += (found[k] - reference[k]) * (found[k] - reference[k]);
            }
            double x = Math.log(1.0 / steps);
            double y = Math.log(Math.sqrt(squares / found.length));
            sumX += x;
            sumY += y;
            sumXX += x * x;
            sumXY += x * y;
        }
        int n = STEPS.length;
        double slope = (n * sumXY - sumX * sumY) / (n * sumXX - sumX * sumX);
        assertEquals(2, slope, 0.05);                            // the reference has a hundredth of the finest error: 0.003; the coarsest step still shows the next order
        assertTrue(sumY / n < Math.log(1e-2), "errors are small: " + Math.exp(sumY / n) + " V");
    }

    /** At times that are multiples of every step. */
    private static double[] samples(Circuit circuit, Method method, double end, int steps) {
        TransientResult result = new Transient(end).by(method).withFixedStep(end / steps).run(circuit);
        double[] samples = new double[40];
        for (int k = 0; k < samples.length; k++) {
            samples[k] = result.voltage("out", Math.min(end * (k + 1) / samples.length, result.times()[result.times().length - 1]));
        }
        return samples;
    }
}
