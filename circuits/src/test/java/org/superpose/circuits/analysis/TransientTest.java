package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.Sine;
import org.superpose.circuits.source.VoltageSource;

/** Laws of behaviour in time. */
class TransientTest {
    private static Circuit rc() {
        return Circuit.of("rc", VoltageSource.of("V1", "in", "0", new Pulse(0, 1, 1e-3, 1e-9, 1e-9, 1, Double.POSITIVE_INFINITY)), new Resistor("R1", "in", "out", 1e3), new Capacitor("C1", "out", "0", 1e-6));
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void stepChargesACapacitorExponentially(Method method) {
        TransientResult result = new Transient(6e-3).by(method).run(rc());
        double[] t = result.times();
        double[] out = result.voltage("out");
        for (int p = 0; p < t.length; p++) {
            double expected = t[p] <= 1e-3 ? 0 : -Math.expm1(-(t[p] - 1e-3) / 1e-3);
            assertEquals(expected, out[p], 2e-3);                    // steps of up to 1e-3 error, of which those before the last time constant have decayed
        }
        assertEquals(6e-3, t[t.length - 1]);
        assertTrue(t.length < 300, t.length + " points");
        assertTrue(result.receipt().relativeResidual() < 1e-4);
    }

    /** Order 2: half the step, a quarter of the error. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void errorFallsWithTheSquareOfTheStep(Method method) {
        Circuit circuit = Circuit.of("rlc", VoltageSource.of("V1", "in", "0", new Sine(0, 1, 1e3)), new Resistor("R1", "in", "a", 50), new Inductor("L1", "a", "b", 1e-2), new Capacitor("C1", "b", "0", 1e-6),
                new Resistor("R2", "b", "c", 1e3), new Diode("D1", "c", "0", DiodeModel.of("D").with("CJO", 1e-7).with("TT", 1e-6)));
        double reference = end(circuit, method, 12800);
        double coarse = Math.abs(end(circuit, method, 800) - reference);
        double fine = Math.abs(end(circuit, method, 1600) - reference);
        assertEquals(2, Math.log(coarse / fine) / Math.log(2), 0.05);  // the reference itself has 1/64 of the finer error, which shifts the slope by 0.02
    }

    private static double end(Circuit circuit, Method method, int steps) {
        double[] v = new Transient(0.9e-3).by(method).withFixedStep(0.9e-3 / steps).run(circuit).voltage("b");
        return v[v.length - 1];
    }

    /** Where a ramp of a source ends, the current into capacitors dies with their time constants, 1 ps and 1 ns here; the trapezoidal formula alone would keep the error of the rate at the corner, with alternating signs. */
    @Test
    void sourceCurrentsDoNotRingBehindCorners() {
        Circuit circuit = Circuit.of("ramp", VoltageSource.of("V1", "in", "0", new Pulse(0, 1, 1e-6, 1e-8, 1e-8, 1, Double.POSITIVE_INFINITY)), new Resistor("R1", "in", "a", 1), new Capacitor("C1", "a", "0", 1e-12),
                new Resistor("R2", "in", "b", 1e3), new Capacitor("C2", "b", "0", 1e-12));
        TransientResult result = new Transient(3e-6).withLargestStep(2e-8).run(circuit);
        double[] t = result.times();
        double[] i = result.current("V1");
        for (int p = 0; p < t.length; p++) {
            if (t[p] > 1.1e-6) {
                assertEquals(0, i[p], 1e-3 * 2e-12 / 1e-8);           // of both currents along the ramp: the error that a step may have; e^-90 is left of them
            }
        }
    }

    /** The trapezoidal formula keeps the amplitude of a lossless resonance, and its period to (ωh)²/12. */
    @Test
    void losslessResonanceKeepsItsEnergy() {
        Circuit circuit = Circuit.of("lc", new Inductor("L1", "a", "0", 1e-3), new Capacitor("C1", "a", "0", 1e-9).startingAt(1), CurrentSource.dc("I1", "0", "a", 0));
        double period = 2 * Math.PI * 1e-6;
        TransientResult result = new Transient(20 * period).withFixedStep(period / 100).withoutBias(Map.of()).run(circuit);
        double[] v = result.voltage("a");
        double[] i = result.current("L1");
        for (int p = 0; p < v.length; p++) {
            double energy = 1e-9 * v[p] * v[p] + 1e-3 * i[p] * i[p];
            assertEquals(1e-9, energy, 5e-3 * 1e-9);                 // all of it lost in the one Euler step at the start: (ωh)² = 0.4 %
        }
        double expected = Math.cos(20 * 2 * Math.PI * (1 - Math.pow(2 * Math.PI / 100, 2) / 12));
        assertEquals(expected, v[v.length - 1], 0.02);
    }

    /** A clock elsewhere in the circuit only decides on the steps: at its corners the formula may take energy from a lossless resonance, but never gives any. */
    @Test
    void losslessResonanceGainsNothingFromTheCornersOfAClock() {
        Circuit circuit = Circuit.of("tank", new Inductor("L1", "a", "0", 1e-5), new Capacitor("C1", "a", "0", 1e-9).startingAt(1), VoltageSource.of("V1", "ck", "0", new Pulse(0, 1, 0, 1e-8, 1e-8, 9e-8, 2e-7)), new Resistor("R1", "ck", "0", 1e3));
        TransientResult result = new Transient(4e-5).withLargestStep(2e-8).withoutBias(Map.of()).run(circuit);
        double[] v = result.voltage("a");
        double[] i = result.current("L1");
        for (int p = 0; p < v.length; p++) {
            double energy = 1e-9 * v[p] * v[p] + 1e-5 * i[p] * i[p];
            assertEquals(0.97e-9, energy, 0.031e-9);                  // 1e-3 above the begin for a step of Gear's formula whose size jumps; 0.974 is left of steps of (ωh)² = 0.04
        }
    }

    /** The first step is ten time constants at first; it is taken again until its error, too, is what is let pass. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1e-4})
    void dischargeFromInitialConditionsFollowsTheTolerance(double error) {
        Circuit circuit = Circuit.of("discharge", new Capacitor("C1", "a", "0", 1e-6).startingAt(1), new Resistor("R1", "a", "0", 1));
        TransientResult result = new Transient(1e-3).withLargestStep(1e-5).withError(error).withoutBias(Map.of()).run(circuit);
        double[] t = result.times();
        double[] v = result.voltage("a");
        for (int p = 0; p < t.length; p++) {
            assertEquals(Math.exp(-t[p] / 1e-6), v[p], 3 * error + 1.1e-5);      // a few steps of this error in the first time constant; the step that finds what flows at the begin is 1e-5 of it
        }
    }

    /** An edge that is shorter than the shortest step is a jump; the charge follows it with its time constant of 1 s. */
    @Test
    void edgesShorterThanAnyStepAreJumps() {
        Circuit circuit = Circuit.of("cliff", VoltageSource.of("V1", "in", "0", new Pulse(0, 1, 500, 1e-10, 1e-10, 1000, 2000)), new Resistor("R1", "in", "a", 1e3), new Capacitor("C1", "a", "0", 1e-3));
        TransientResult result = new Transient(1000).run(circuit);
        double[] t = result.times();
        double[] a = result.voltage("a");
        for (int p = 0; p < t.length; p++) {
            assertEquals(t[p] < 500 ? 0 : -Math.expm1(500 - t[p]), a[p], 2e-3);      // as behind an edge that is met: steps of up to 1e-3 error
        }
    }

    /** Two capacitors on one node share their charge. */
    @Test
    void chargeIsConserved() {
        Circuit circuit = Circuit.of("share", new Capacitor("C1", "a", "0", 1e-9).startingAt(3), new Resistor("R1", "a", "b", 1e3), new Capacitor("C2", "b", "0", 2e-9));
        TransientResult result = new Transient(20e-6).withoutBias(Map.of()).run(circuit);
        double[] a = result.voltage("a");
        double[] b = result.voltage("b");
        for (int p = 0; p < a.length; p++) {
            assertEquals(3e-9, 1e-9 * a[p] + 2e-9 * b[p], 1e-14 * 3e-9 + 1e-17);   // 1e-9 V, to which voltages are solved, on a nanofarad
        }
        assertEquals(1, b[b.length - 1], 2e-3);
    }

    @Test
    void initialVoltagesHoldAtTheStartOnly() {
        Circuit circuit = Circuit.of("ic", VoltageSource.dc("V1", "in", "0", 5), new Resistor("R1", "in", "out", 1e3), new Capacitor("C1", "out", "0", 1e-9));
        TransientResult held = new Transient(10e-6).startingAt(Map.of("out", 2.0)).run(circuit);
        assertEquals(2, held.voltage("out")[0], 1e-6);               // 3 mA over the tie of 1e6 S is 3 nV
        assertEquals(5 - 3 * Math.exp(-1), held.voltage("out", 1e-6), 5e-3);
        TransientResult without = new Transient(10e-6).withoutBias(Map.of("out", 2.0)).run(circuit);
        assertEquals(2, without.voltage("out")[0], 1e-6);
        assertEquals(5, without.voltage("in")[0], 1e-6);
        assertEquals(5 - 3 * Math.exp(-1), without.voltage("out", 1e-6), 5e-3);
    }

    /** A corner is met, however short the pulse. */
    @Test
    void shortPulsesAreNotMissed() {
        Circuit circuit = Circuit.of("pulse", VoltageSource.of("V1", "in", "0", new Pulse(0, 1, 0.4567, 1e-6, 1e-6, 1e-6, 0.1)), new Resistor("R1", "in", "0", 1e3));
        TransientResult result = new Transient(1).run(circuit);
        double[] in = result.voltage("in");
        int tops = 0;
        for (int p = 1; p < in.length; p++) {
            tops += in[p] > 1 - 1e-9 && in[p - 1] <= 1 - 1e-9 ? 1 : 0;            // a time of 0.5 s is rounded by 1e-10 of an edge of 1 µs
        }
        assertEquals(6, tops);
    }

    /** Half-wave rectifier: the capacitor holds the peak less a diode drop and loses what the load takes in a period. */
    @Test
    void rectifierHoldsThePeak() {
        Circuit circuit = Circuit.of("rectifier", VoltageSource.of("V1", "in", "0", new Sine(0, 10, 50)), new Diode("D1", "in", "out", DiodeModel.of("D").withSaturationCurrent(1e-9).with("N", 1.8).with("CJO", 1e-11).with("TT", 5e-6)),
                new Capacitor("C1", "out", "0", 1e-4), new Resistor("R1", "out", "0", 1e3));
        TransientResult result = new Transient(0.2).from(0.15).withLargestStep(1e-3).run(circuit);
        double most = 0;
        double least = 10;
        for (double v : result.voltage("out")) {
            most = Math.max(most, v);
            least = Math.min(least, v);
        }
        assertEquals(10 - 1.8 * 0.025865 * Math.log(most / 1e3 / 1e-9), most, 0.05);      // at the peak the diode carries about what the load takes; a little more, as the input falls already
        assertEquals(most * (1 - Math.exp(-0.018 / 0.1)), most - least, 0.05);            // conducts for some 2 ms of 20
    }

    /** A bridge rectifier with charges at the end of a line of 300 parts: the diodes are solved for by themselves, so that a point takes one step and the evaluation that sees that it was enough. */
    @Test
    void fewDiodesAmongManyStraightPartsTakeOneStepAPoint() {
        TransientResult result = new Transient(2e-3).withLargestStep(2e-6).run(rectifiedLine(150));
        int points = result.times().length;
        assertTrue(points > 1000, points + " points");
        assertTrue(result.receipt().iterations() <= 2.2 * points, result.receipt().iterations() + " iterations for " + points + " points");
        assertTrue(result.receipt().relativeResidual() < 1e-6);
        assertTrue(Arrays.stream(result.voltage("p")).max().orElseThrow() > 3, "the load is charged");
    }

    private static Circuit rectifiedLine(int sections) {
        List<Component> parts = new ArrayList<>();
        parts.add(VoltageSource.of("V1", "n0", "0", new Sine(0, 6, 1e3)));
        for (int k = 1; k <= sections; k++) {
            parts.add(new Resistor("R" + k, "n" + (k - 1), "n" + k, 0.1));
            parts.add(new Capacitor("C" + k, "n" + k, "0", 1e-9));
        }
        DiodeModel model = DiodeModel.of("D").with("IS", 1e-12).with("RS", 0.5).with("CJO", 2e-10).with("TT", 1e-7);
        String end = "n" + sections;
        parts.add(new Diode("D1", end, "p", model));
        parts.add(new Diode("D2", "m", end, model));
        parts.add(new Diode("D3", "0", "p", model));
        parts.add(new Diode("D4", "m", "0", model));
        parts.add(new Resistor("RL", "p", "m", 1e3));
        parts.add(new Capacitor("CL", "p", "m", 1e-6));
        return Circuit.of("rectified line", parts.toArray(Component[]::new));
    }

    @Test
    void onlyWhatIsWantedIsKept() {
        TransientResult all = new Transient(2e-3).run(rc());
        TransientResult some = new Transient(2e-3).keeping("V1#branch", "out").run(rc());
        assertEquals(List.of("V1#branch", "out"), some.names());
        assertArrayEquals(all.voltage("out"), some.voltage("out"));
        assertArrayEquals(all.current("V1"), some.column(0));
        assertEquals(all.voltage("out", 1.5e-3), some.voltage("out", 1.5e-3));
        assertTrue(assertThrows(CircuitException.class, () -> some.voltage("in")).getMessage().contains("\"in\""));
    }

    /** The first step would be the period of the sine, and so would all others as long as nothing is seen to change. */
    @Test
    void aSineIsSeenWhosePeriodIsTheFirstStep() {
        Circuit circuit = Circuit.of("sine", VoltageSource.of("V1", "in", "0", new Sine(0, 1, 1e6)), new Resistor("R1", "in", "a", 100), new Capacitor("C1", "a", "0", 1e-9));
        TransientResult result = new Transient(1e-3).withLargestStep(1e-5).run(circuit);
        double most = Arrays.stream(result.voltage("a")).max().orElseThrow();
        assertEquals(1 / Math.hypot(1, 2 * Math.PI * 1e6 * 1e-7), most, 0.05);             // the amplitude of a low pass of 0.1 µs
    }
}
