package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Physics;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.MutualInductance;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.semiconductor.Placement;
import org.superpose.circuits.solve.Settings;
import org.superpose.circuits.source.BehaviouralVoltageSource;
import org.superpose.circuits.source.Formula;
import org.superpose.circuits.source.Function;
import org.superpose.circuits.source.VoltageSource;

class AcSensitivityTest {
    private static final double OMEGA = 2 * Math.PI * 1e3;

    /** Y = 1/(1 + jωRC): dY/dR = −jωC Y², dY/dC = −jωR Y², dY/d|V| = Y, dY/dφ = jY. */
    @Test
    void lowPassFollowsItsFormula() {
        Circuit circuit = Circuit.of("rc", VoltageSource.dc("V1", "in", "0", 0).withAc(1, 0), new Resistor("R1", "in", "out", 1e3), new Capacitor("C1", "out", "0", 1e-7));
        AcSensitivityResult result = new AcSensitivity("out", Sweep.of(1e3)).after(Parameters.of("r1", "c1", "v1.acMagnitude", "v1.acPhase", "v1")).run(circuit);
        double x = OMEGA * 1e-4;
        double re = 1 / (1 + x * x);
        double im = -x / (1 + x * x);
        double squareRe = re * re - im * im;
        double squareIm = 2 * re * im;
        assertEquals(re, result.response(0).real()[0], 1e-12);
        assertEquals(im, result.response(0).imaginary()[0], 1e-12);
        // rounding of the difference, 1e-16/2e-6, over what is differentiated; its curvature for 1/R (2e-6)²
        assertArrayEquals(new double[] {x / 1e3 * squareIm, OMEGA * 1e3 * squareIm, re, -im, 0}, result.real(0)[0], 1e-9 * OMEGA * 1e3);
        assertEquals(x / 1e3 * squareIm, result.real(0)[0][0], 1e-9 * 1e-3);
        assertEquals(-x / 1e3 * squareRe, result.imaginary(0)[0][0], 1e-9 * 1e-3);
        assertEquals(-OMEGA * 1e3 * squareRe, result.imaginary(0)[0][1], 1e-9 * OMEGA * 1e3);
        assertEquals(im, result.imaginary(0)[0][2], 1e-9);
        assertEquals(re, result.imaginary(0)[0][3], 1e-9);
        assertEquals(-20 / Math.log(10) * x * x / (1 + x * x) / 1e3, result.decibels(0)[0][0], 1e-11);
        assertEquals(-x / (1 + x * x) / 1e3, result.phases(0)[0][0], 1e-12);
    }

    /**
     * A bipolar transistor without base current or Early effect amplifies by −I_C R_C/V_T. A larger supply of the base moves the operating point by I_C/V_T ΔV and the gain as much; ngspice 39 to 46 leave the operating point where it is and say 0.
     */
    @Test
    void theOperatingPointMovesToo() {
        double vt = Physics.thermalVoltage(Physics.ROOM_TEMPERATURE);
        BipolarModel npn = BipolarModel.npn("npn").withSaturationCurrent(1e-15).with("BF", 1e9).with("BR", 1e9);
        Circuit circuit = Circuit.of("amplifier", VoltageSource.dc("VB", "b", "0", 0.6).withAc(1, 0), VoltageSource.dc("VCC", "vcc", "0", 5), new Resistor("RC", "vcc", "c", 1e3), new BipolarTransistor("Q1", "c", "b", "0", "0", npn, Placement.PLAIN));
        AcSensitivityResult result = new AcSensitivity("c", Sweep.of(1)).after(Parameters.of("vb", "rc", "npn.is")).run(circuit);
        double gain = -1e-15 * Math.exp(0.6 / vt) / vt * 1e3;
        assertEquals(gain, result.response(0).real()[0], 1e-6 * -gain);
        // gmin and the collector's reverse current are 1e-12 of what flows; differences of exponentials are true to 1e-8
        assertEquals(gain / vt, result.real(0)[0][0], 1e-6 * -gain / vt);
        assertEquals(gain / 1e3, result.real(0)[0][1], 1e-6 * -gain / 1e3);
        assertEquals(gain / 1e-15, result.real(0)[0][2], 1e-6 * -gain / 1e-15);
        assertEquals(20 / Math.log(10) / vt, result.decibels(0)[0][0], 1e-6 * 20 / Math.log(10) / vt);
    }

    /** A diode at 0 V conducts IS/(N V_T) = 0.2 µS, behind a contact of 20 S: −I = 1/(R + RS/M + 1/(M g)). Both stand in one entry of the matrix, which the 20 S round to 8e-9 of 0.2 µS, and of differences after IS or M no more must be lost. */
    @Test
    void theJunctionCountsBesideItsContact() {
        double thermal = 1.8 * Physics.thermalVoltage(Physics.ROOM_TEMPERATURE);
        DiodeModel model = DiodeModel.of("d").withSaturationCurrent(1e-8).with("N", 1.8).with("RS", 0.05);
        Circuit circuit = Circuit.of("contact", VoltageSource.dc("V1", "in", "0", 0).withAc(1, 0), new Diode("D1", "in", "out", model), new Resistor("R1", "out", "0", 1));
        AcSensitivityResult result = new AcSensitivity("V1#branch", Sweep.of(1)).after(Parameters.of("d1.is", "d1.m")).run(circuit);
        double g = 1e-8 / thermal + 1e-12;
        double whole = 1 + 0.05 + 1 / g;
        double[] expected = {-1 / (g * g * whole * whole) / thermal, -(whole - 1) / (whole * whole)};
        for (int p = 0; p < expected.length; p++) {
            assertEquals(expected[p], result.real(0)[0][p], 3e-8 * Math.abs(expected[p]), result.parameters().get(p).name());
        }
    }

    /**
     * A diode whose two nodes move together five thousand times as far as against each other, from 128.2 V through 100 MΩ: {@code Y = 1/(1 + gR)}, {@code g = (I + IS)/V_T}, {@code dg/dV = g/((1 + gR) V_T)}. Steps of 10 µV are rounded by 1.4e-9 on one side of
     * 128 V and by half as much on the other, where the cathode lies; what that leaves of the diode's curvature must not count five thousand times.
     */
    @Test
    void voltagesThatMoveTogetherLeaveNoRounding() {
        double vt = Physics.thermalVoltage(Physics.ROOM_TEMPERATURE);
        Circuit circuit = Circuit.of("follower", VoltageSource.dc("V1", "in", "0", 128.2).withAc(1, 0), new Diode("D1", "in", "out", DiodeModel.of("d").withSaturationCurrent(1e-14)), new Resistor("R1", "out", "0", 1e8));
        Settings settings = new Settings(Environment.standard(), 1e-12, 1e-14, 1e-18, 0, 100);
        OperatingPointResult point = new OperatingPoint().with(settings).run(circuit);
        AcSensitivityResult result = new AcSensitivity(settings, List.of(Output.of("in").against("out")), Parameters.of("v1"), Sweep.of(1), Map.of()).run(circuit);
        double g = (point.voltage("out") / 1e8 + 1e-14) / vt;
        double loop = 1 + g * 1e8;
        assertEquals(1 / loop, result.response(0).real()[0], 1e-9 / loop);
        double expected = -1e8 * g / (vt * loop * loop * loop);
        assertEquals(expected, result.real(0)[0][0], 1e-8 * -expected);
    }

    /** A source of gain 1e5 that is limited at 3 V bends 30 µV away from 0, and not at 0: differences must not reach so far. */
    @Test
    void aLimitNearbyDoesNotBend() {
        Circuit circuit = Circuit.of("limited", VoltageSource.dc("V1", "in", "0", 0).withAc(1, 0), new BehaviouralVoltageSource("B1", "out", "0", Function.MIN.of(Formula.voltage("in").times(1e5), Formula.constant(3))), new Resistor("R1", "out", "0", 1e3));
        AcSensitivityResult result = new AcSensitivity("out", Sweep.of(1)).after(Parameters.of("v1", "v1.acMagnitude")).run(circuit);
        assertEquals(0, result.real(0)[0][0]);
        assertEquals(1e5, result.real(0)[0][1], 1e-4);                        // rounding, 1e-16/2e-5 of it
    }

    /** M = k √(L₁L₂) belongs to all three numbers, and each is moved alone: open secondary, v₂ = M/L₁ v₁ at a source without resistance, so ∂v₂/∂k = √(L₂/L₁), ∂v₂/∂L₁ = −v₂/2L₁, ∂v₂/∂L₂ = v₂/2L₂. */
    @Test
    void coupledInductorsShareTheirCoupling() {
        Circuit circuit = Circuit.of("transformer", VoltageSource.dc("V1", "in", "0", 0).withAc(1, 0), new Resistor("R1", "in", "a", 1e-6), new Inductor("L1", "a", "0", 1e-3), new Inductor("L2", "b", "0", 4e-3), new MutualInductance("K1", "L1", "L2", 0.5),
                new Resistor("R2", "b", "0", 1e9));
        AcSensitivityResult result = new AcSensitivity("b", Sweep.of(1e3)).after(Parameters.of("k1.coupling", "l1", "l2")).run(circuit);
        // R1 is 1.6e-7 of the reactance of L1
        assertArrayEquals(new double[] {2, -0.5 / 1e-3, 0.5 / 4e-3}, result.real(0)[0], 1e-4);
    }

    @Test
    void severalOutputsInOneRunAreThoseOfSingleRuns() {
        Circuit circuit = Circuit.of("rc", VoltageSource.dc("V1", "in", "0", 0).withAc(1, 0), new Resistor("R1", "in", "out", 1e3), new Capacitor("C1", "out", "0", 1e-7));
        AcSensitivity sweep = new AcSensitivity("out", LogSweep.decades(1, 1e6, 1));
        AcSensitivityResult both = sweep.of(Output.of("V1#branch"), Output.of("in").against("out")).run(circuit);
        for (int o = 0; o < 2; o++) {
            AcSensitivityResult alone = sweep.of(both.outputs().get(o)).run(circuit);
            for (int f = 0; f < both.frequencies().length; f++) {
                assertArrayEquals(alone.real(f)[0], both.real(f)[o]);
                assertArrayEquals(alone.imaginary(f)[0], both.imaginary(f)[o]);
            }
        }
    }

    @Test
    void wrongInputIsRefused() {
        Circuit still = Circuit.of("rc", VoltageSource.dc("V1", "in", "0", 1), new Resistor("R1", "in", "out", 1e3), new Capacitor("C1", "out", "0", 1e-7));
        assertTrue(assertThrows(CircuitException.class, () -> new AcSensitivity("out", Sweep.of(1)).run(still)).getMessage().contains("AC magnitude"));
        assertThrows(IllegalArgumentException.class, () -> new AcSensitivity("out", Sweep.of(-1)));
        assertTrue(assertThrows(CircuitException.class, () -> new AcSensitivity("out", LinearSweep.points(1, 2, 5_000_000)).run(still)).getMessage().contains("fewer frequencies"));
        assertThrows(CircuitException.class, () -> new AcSensitivity("nowhere", Sweep.of(1)).run(still));
        assertTrue(assertThrows(CircuitException.class, () -> new AcSensitivity("out", Sweep.of(1)).after(Parameters.of("r1.resistanse")).run(still)).getMessage().contains("resistance"));
    }
}
