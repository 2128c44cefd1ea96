package org.superpose.circuits.solve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.passive.SwitchModel;
import org.superpose.circuits.passive.VoltageControlledSwitch;
import org.superpose.circuits.plan.CircuitPlan;
import org.superpose.circuits.semiconductor.BipolarModel;
import org.superpose.circuits.semiconductor.BipolarTransistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.source.CurrentSource;
import org.superpose.circuits.source.VoltageSource;

/** Every way to a solution leads to the same one. */
class ContinuationTest {
    private static final BipolarModel NPN = BipolarModel.npn("N").with("BF", 100).with("VAF", 50).with("RB", 100);

    /** Two common-emitter stages with feedback. */
    private static final Circuit AMPLIFIER = Circuit.of("amplifier", VoltageSource.dc("VCC", "cc", "0", 12), new Resistor("R1", "cc", "c1", 1e4), new BipolarTransistor("Q1", "c1", "b1", "0", NPN), new Resistor("R2", "cc", "c2", 4.7e3),
            new BipolarTransistor("Q2", "c2", "c1", "e2", NPN), new Resistor("R3", "e2", "0", 1e3), new Resistor("R4", "e2", "b1", 4.7e4));

    private static double[] solution(Circuit circuit, Aid aid) {
        CircuitPlan plan = CircuitPlan.of(circuit);
        Equations equations = new Equations(plan, Settings.standard().environment());
        Continuation continuation = new Continuation(equations, Settings.standard());
        double[] x = equations.zeros();
        if (aid == null) {
            continuation.solve(x, false, "no operating point");
        } else {
            assertTrue(continuation.tryAid(aid, x), aid + " alone");
        }
        return x;
    }

    @ParameterizedTest
    @EnumSource(Aid.class)
    void everyAidAloneFindsTheSolution(Aid aid) {
        double[] expected = solution(AMPLIFIER, null);
        double[] found = solution(AMPLIFIER, aid);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], 1e-8);
        }
    }

    /** Its control of 1 V lies between 0.5 V and 1.5 V, though not where an aid begins, with sources at 0 or with every node tied to ground. */
    @ParameterizedTest
    @EnumSource(Aid.class)
    void switchWithinItsHysteresisStaysWhicheverAidFindsTheSolution(Aid aid) {
        List<Component> parts = new ArrayList<>(AMPLIFIER.components());
        parts.addAll(List.of(VoltageSource.dc("VK", "k0", "0", 2), new Resistor("RK1", "k0", "k", 1e4), new Resistor("RK2", "k", "0", 1e4), new Resistor("RS", "k0", "s", 1e3)));
        parts.add(new VoltageControlledSwitch("S1", "s", "0", "k", "0", SwitchModel.abrupt("sw", 1, 0.5), true));
        Circuit circuit = Circuit.of("amplifier and switch", parts);
        double[] expected = solution(circuit, null);
        double[] found = solution(circuit, aid);
        assertEquals(2.0 / 1001, expected[CircuitPlan.of(circuit).node("s")], 1e-8);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], found[i], 1e-8);
        }
    }

    /** A current source against a diode in reverse: gmin would need 1e9 V. */
    @Test
    void errorNamesNodeAndDeviceAndWhatWasTried() {
        Settings settings = Settings.standard().withJunctionConductance(0);
        Circuit circuit = Circuit.of("impossible", CurrentSource.dc("I1", "a", "0", 1e-3), new Diode("D1", "a", "0", DiodeModel.of("D")));
        Equations equations = new Equations(CircuitPlan.of(circuit), settings.environment());
        ConvergenceException e = assertThrows(ConvergenceException.class, () -> new Continuation(equations, settings).solve(equations.zeros(), false, "no operating point"));
        assertEquals("a", e.node());
        assertTrue(e.device().equals("I1") || e.device().equals("D1"));
        assertEquals(Aid.values().length, e.aids().size());
        assertTrue(e.getMessage().contains("impossible") && e.getMessage().contains("pseudo transient"), e.getMessage());
    }

    /** Newton's last step is quadratic: what the receipt tells is rounding. */
    @Test
    void receiptTellsOfRoundingOnly() {
        CircuitPlan plan = CircuitPlan.of(AMPLIFIER);
        Equations equations = new Equations(plan, Settings.standard().environment());
        Continuation continuation = new Continuation(equations, Settings.standard());
        double[] x = equations.zeros();
        continuation.solve(x, false, "no operating point");
        Receipt receipt = equations.receipt(x, continuation.newton().iterations(), continuation.aids());
        assertTrue(receipt.relativeResidual() < 1e-9 && receipt.powerBalance() < 1e-9, receipt.toString());
        assertTrue(receipt.iterations() < 30 && receipt.aids().isEmpty());
        x[plan.node("c1")] += 1e-3;
        assertFalse(equations.receipt(x, 0, continuation.aids()).relativeResidual() < 1e-3, "a millivolt shows");
    }
}
