package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.circuits.spice.SpiceReader;

class TerminalCurrentTest {
    /** Every kind of device, with and without the inner nodes of series resistances, with capacitances, and with terminals that are tied together. */
    private static Circuit everything(String resistances) {
        return new SpiceReader().read("deck", String.join("\n", "everything", "V1 vcc 0 5", "VIN in 0 dc 0.7 ac 1 30 sin(0.7 0.2 1meg)", "I1 vcc d 1m ac 1m", "R1 vcc c 2k", "RB in b 1k", "Q1 c b e 0 qn", "Q2 d d e2 qn", "RE e 0 300", "RE2 e2 0 500", "Q3 p p vcc qp", "RP p 0 5k",
                "D1 d k dm", "C1 k 0 1n", "RK k 0 10k", "L1 c l 1u", "RL l 0 50k", "M1 m in ms 0 mn w=10u l=1u", "RM vcc m 3k", "RS ms 0 100", "M2 m2 m2 0 0 mn w=10u l=1u", "RM2 vcc m2 3k", "J1 vcc js js jn", "RJ js 0 2k", "E1 x 0 c e 0.5", "RX x y 1k", "G1 y 0 b 0 1m", "RY y 0 1k", "F1 z 0 v1 0.1", "RZ z 0 10",
                ".model qn npn(bf=100 cje=2p cjc=1p cjs=1p tf=0.1n rb=0 " + (resistances.isEmpty() ? "" : "rc=20 re=2 rbm=5 ") + ")", ".model qp pnp(bf=50 cje=2p cjc=1p cjs=1p subs=-1)", ".model dm d(is=1e-14 cjo=3p tt=1n " + resistances + ")", ".model mn nmos(vto=0.4 kp=2e-4 cgso=1n cgdo=1n tox=20n " + resistances + ")",
                ".model jn njf(vto=-2 beta=1m cgs=2p cgd=1p " + resistances + ")", ".op")).circuit();
    }

    private static List<String> terminals(Circuit circuit) {
        List<String> names = new ArrayList<>();
        for (Component component : circuit.components()) {
            for (int k = 0; k < component.nodes().size(); k++) {
                names.add(component.name() + "#" + k);
            }
        }
        return names;
    }

    /** Kirchhoff: the currents into the terminals at a node sum to zero, and so do those of a device. */
    private static void assertKirchhoff(Circuit circuit, ToDoubleBiFunction<String, Integer> current, double part, double within, String when) {
        Map<String, Double> nodes = new HashMap<>();
        Map<String, Double> magnitudes = new HashMap<>();
        for (Component component : circuit.components()) {
            double sum = 0;
            double magnitude = 0;
            for (int k = 0; k < component.nodes().size(); k++) {
                double i = current.applyAsDouble(component.name(), k);
                nodes.merge(component.nodes().get(k), i, Double::sum);
                magnitudes.merge(component.nodes().get(k), Math.abs(i), Double::sum);
                sum += i;
                magnitude += Math.abs(i);
            }
            assertEquals(0, sum, within * magnitude + 1e-15, "into " + component.name() + when);
        }
        nodes.forEach((node, sum) -> assertEquals(0, sum, part * magnitudes.get(node) + 1e-12, "at " + node + when));
    }

    /** 1e-6 is the relative tolerance of the solution. */
    @ParameterizedTest
    @ValueSource(strings = {"", "rs=10 rd=10"})
    void currentsOfAnOperatingPointObeyKirchhoff(String resistances) {
        Circuit circuit = everything(resistances);
        OperatingPointResult result = new OperatingPoint().run(circuit);
        assertKirchhoff(circuit, result::current, 1e-6, 1e-9, "");
        assertTrue(result.current("Q1") > 1e-5 && result.current("Q1", 1) > 1e-7 && result.current("Q2", 0) > 10 * result.current("Q2", 1), "currents of the transistors are not told apart");
        assertEquals(result.current("RP"), -result.current("q3", 0) - result.current("q3", 1), 1e-9);
        assertEquals(result.current("v1"), result.values()[result.names().indexOf("v1#branch")], 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rs=10 rd=10"})
    void currentsOfASweepObeyKirchhoff(String resistances) {
        Circuit circuit = everything(resistances);
        SweepResult result = new DcSweep("VIN", LinearSweep.steps(0, 2, 0.5)).within(Axis.temperature(Sweep.of(280, 320))).keeping(terminals(circuit).toArray(new String[0])).run(circuit);
        for (int p = 0; p < result.size(); p++) {
            int at = p;
            assertKirchhoff(circuit, (component, terminal) -> result.current(component, terminal)[at], 1e-6, 1e-9, " at point " + p);
        }
        OperatingPointResult last = new OperatingPoint().at(320).run(circuit.with(circuit.component("vin").withValue(2)));
        assertEquals(last.current("q1"), result.current("Q1")[result.size() - 1], 1e-6 * last.current("q1"));
    }

    /** The small-signal equations are linear and solved to rounding. */
    @ParameterizedTest
    @ValueSource(strings = {"", "rs=10 rd=10"})
    void phasorsOfCurrentsObeyKirchhoff(String resistances) {
        Circuit circuit = everything(resistances);
        AcResult result = new AcSweep(LogSweep.decades(1e3, 1e9, 1)).run(circuit);
        for (int p = 0; p < result.frequencies().length; p++) {
            int at = p;
            assertKirchhoff(circuit, (component, terminal) -> result.current(component, terminal).real()[at], 1e-9, 1e-9, " at point " + p);
            assertKirchhoff(circuit, (component, terminal) -> result.current(component, terminal).imaginary()[at], 1e-9, 1e-9, " at point " + p);
        }
    }

    /** 1e-5 is the relative tolerance of each time point; within devices, of three inner nodes at most, a point may end with 5e-7 left of each. Where charging currents nearly cancel, what is left is measured against their sum. */
    @ParameterizedTest
    @EnumSource(Method.class)
    void currentsOfATransientObeyKirchhoff(Method method) {
        for (String resistances : new String[] {"", "rs=10 rd=10"}) {
            Circuit circuit = everything(resistances);
            TransientResult result = new Transient(2e-6).by(method).keeping(terminals(circuit).toArray(new String[0])).run(circuit);
            Map<String, double[]> columns = new HashMap<>();
            for (int c = 0; c < result.names().size(); c++) {
                columns.put(result.names().get(c), result.column(c));
            }
            for (int p = 0; p < result.times().length; p += 7) {
                int at = p;
                assertKirchhoff(circuit, (component, terminal) -> columns.get(component + "#" + terminal)[at], 1e-5, 1.5e-6, " at point " + p);
            }
        }
    }

    /** i = C dv/dt: into a capacitor behind a resistor flows what flows through the resistor, V/R exp(−t/RC) after a step; from a given voltage without an operating point too. */
    @ParameterizedTest
    @CsvSource({"TRAPEZOIDAL, 0", "GEAR2, 0", "TRAPEZOIDAL, 0.25"})
    void chargingCurrentIsCapacitanceTimesRateOfVoltage(Method method, double initial) {
        Circuit circuit = Circuit.of("rc", VoltageSource.dc("V1", "in", "0", 1), new Resistor("R1", "in", "out", 1e3), new Capacitor("C1", "out", "0", 1e-9, initial));
        TransientResult result = new Transient(5e-6).by(method).withLargestStep(1e-8).withoutBias(Map.of()).keeping("C1#0", "R1#0", "C1#1").run(circuit);
        double[] t = result.times();
        for (int p = 0; p < t.length; p++) {
            double expected = (1 - initial) / 1e3 * Math.exp(-t[p] / 1e-6);
            assertEquals(expected, result.current("C1")[p], 1e-3 * 1e-3, "at " + t[p]);                  // error of a step: 1e-3
            assertEquals(result.current("r1")[p], result.current("c1")[p], 1e-9, "at " + t[p]);
            assertEquals(-result.current("c1", 0)[p], result.current("c1", 1)[p], 1e-15);
        }
    }

    /** |I| = V ωC / √(1 + (ωRC)²). */
    @Test
    void currentOfACapacitorLeadsItsVoltage() {
        Circuit circuit = Circuit.of("rc", VoltageSource.dc("V1", "in", "0", 0).withAc(1, 0), new Resistor("R1", "in", "out", 1e3), new Capacitor("C1", "out", "m", 1e-9, Double.NaN), new Inductor("L1", "m", "0", 1e-12, Double.NaN));
        AcResult result = new AcSweep(Sweep.of(1e5)).run(circuit);
        double w = 2 * Math.PI * 1e5;
        double expected = w * 1e-9 / Math.hypot(1 - w * w * 1e-21, w * 1e-6);
        assertEquals(expected, result.current("C1").magnitude()[0], 1e-12 * expected);
        assertEquals(expected, result.current("l1").magnitude()[0], 1e-12 * expected);
        assertEquals(Math.PI / 2, result.current("c1").phase()[0] - result.voltage("out").phase()[0], 1e-6);
    }

    @Test
    void whatWasNotKeptIsRefused() {
        Circuit circuit = everything("");
        SweepResult result = new DcSweep("VIN", Sweep.of(0)).run(circuit);
        assertTrue(assertThrows(CircuitException.class, () -> result.current("r1")).getMessage().contains("r1#0"));
        assertTrue(assertThrows(CircuitException.class, () -> new DcSweep("VIN", Sweep.of(0)).keeping("R1#2").run(circuit)).getMessage().contains("no terminal 2"));
    }
}
