package org.superpose.circuits.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Inductor;
import org.superpose.circuits.passive.MutualInductance;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.semiconductor.Diode;
import org.superpose.circuits.semiconductor.DiodeModel;
import org.superpose.circuits.source.VoltageSource;

/** A plan numbers every unknown once, and variants share it. */
class CircuitPlanTest {
    private static final DiodeModel MODEL = DiodeModel.of("D").with("RS", 1);
    private static final Circuit CIRCUIT = Circuit.of("plan", VoltageSource.dc("V1", "in", "0", 1), new Resistor("R1", "in", "out", 1e3), new Diode("D1", "out", "0", MODEL), new Inductor("L1", "out", "c", 1), new Inductor("L2", "c", "0", 4), new MutualInductance("K1", "L1", "L2", 0.5));

    @Test
    void everyNodeAndBranchHasOneNumber() {
        CircuitPlan plan = CircuitPlan.of(CIRCUIT);
        assertEquals(List.of("in", "out", "c", "V1#branch", "D1#anode", "L1#branch", "L2#branch"), plan.names());
        assertEquals(plan.size(), plan.node("0"));
        assertEquals(3, plan.branch("v1"));
        assertTrue(plan.isVoltage(4) && !plan.isVoltage(5));
        assertTrue(assertThrows(CircuitException.class, () -> plan.node("nowhere")).getMessage().contains("in, out"));
        assertTrue(assertThrows(CircuitException.class, () -> plan.branch("R1")).getMessage().contains("0 V source"));
    }

    @Test
    void variantsShareWhatTheirValuesDoNotChange() {
        CircuitPlan plan = CircuitPlan.of(CIRCUIT);
        CircuitPlan other = plan.variant(CIRCUIT.with(new Resistor("R1", "in", "out", 5)));
        assertSame(plan.ordering(), other.ordering());
        assertSame(plan.banks().get(0), other.banks().get(0));
        assertNotSame(plan.banks().get(1), other.banks().get(1));
        assertSame(plan.banks().get(4), other.banks().get(4));
        assertNotSame(plan.banks().get(4), plan.variant(CIRCUIT.with(new Inductor("L2", "c", "0", 5))).banks().get(4), "a coupling depends on its inductors");
        assertNotSame(plan.ordering(), plan.variant(CIRCUIT.with(new Resistor("R1", "in", "c", 5))).ordering(), "other nodes");
        assertNotSame(plan.ordering(), plan.variant(CIRCUIT.with(new Diode("D1", "out", "0", DiodeModel.of("D")))).ordering(), "no inner node");
    }

    @Test
    void branchCurrentsWithoutOwnerAreRefused() {
        Circuit wrong = Circuit.of("wrong", new Resistor("R1", "a", "0", 1), new Resistor("R2", "a", "0", 1), new MutualInductance("K1", "R1", "R2", 0.5));
        assertTrue(assertThrows(CircuitException.class, () -> CircuitPlan.of(wrong)).getMessage().contains("R1, which is no inductor"));
    }

    /** What a path for direct current is: conductances and branches between nodes, not capacitances, and not what only senses. */
    @Test
    void nodesBehindCapacitorsOnlyAreNamed() {
        Circuit circuit = Circuit.of("floating", VoltageSource.dc("V1", "a", "0", 1), new Capacitor("C1", "a", "b", 1e-9), new Resistor("R1", "b", "c", 1), new Inductor("L1", "c", "d", 1), new Capacitor("C2", "d", "0", 1e-9));
        String message = assertThrows(CircuitException.class, () -> CircuitPlan.of(circuit).checkDirectCurrent()).getMessage();
        assertTrue(message.contains("\"b\", \"c\", \"d\"") && message.contains("C1"), message);
        CircuitPlan.of(Circuit.of("grounded", circuit.components().get(0), circuit.components().get(1), circuit.components().get(2), circuit.components().get(3), circuit.components().get(4), new Resistor("R2", "d", "0", 1e9))).checkDirectCurrent();
    }
}
