package org.superpose.circuits.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.BehaviouralVoltageSource;
import org.superpose.circuits.source.CurrentControlledCurrentSource;
import org.superpose.circuits.source.Formula;
import org.superpose.circuits.source.VoltageSource;

class SubcircuitTest {
    private static final Subcircuit DIVIDER = Subcircuit.of("divider", "halves", List.of("in", "out"),
            new Resistor("r1", "in", "m", 500), new Resistor("r2", "m", "out", 500), new Resistor("r3", "out", "0", 1e3));
    private static final Subcircuit CHAIN = Subcircuit.of("chain", "two dividers", List.of("a", "c"), DIVIDER.as("x1", "a", "b"), DIVIDER.as("x2", "b", "c"));

    @Test
    void componentsAndInnerNodesCarryTheirPathAndPortsAreTheNodesOutside() {
        Circuit circuit = Circuit.of("t", VoltageSource.dc("V1", "top", "0", 1), CHAIN.as("y", "top", "end"));
        assertEquals(List.of("V1", "y.x1.r1", "y.x1.r2", "y.x1.r3", "y.x2.r1", "y.x2.r2", "y.x2.r3"), circuit.components().stream().map(Component::name).toList());
        assertEquals(List.of("top", "y.x1.m"), circuit.component("y.x1.r1").nodes());
        assertEquals(List.of("y.b", "0"), circuit.component("y.x1.r3").nodes());
        assertEquals(List.of("y.x2.m", "end"), circuit.component("y.x2.r2").nodes());
        // 1 V over 1k into 1k ∥ 2k: 0.4 V; half of it at the end
        assertEquals(0.2, new OperatingPoint().run(circuit).voltage("end"), 1e-12);
    }

    @Test
    void whatIsReplacedFurtherOutHolds() {
        Instance inner = new Instance("x2", DIVIDER, List.of("b", "c"), Map.of("r3", new Resistor("r3", "out", "0", 2e3), "r1", new Resistor("r1", "in", "m", 600)));
        Subcircuit chain = Subcircuit.of("chain", "", List.of("a", "c"), DIVIDER.as("x1", "a", "b"), inner);
        Instance outer = chain.as("y", "top", "end").varied((path, component) -> path.equals("x2.r3") ? component.withValue(3e3) : component);
        Circuit circuit = Circuit.of("t", VoltageSource.dc("V1", "top", "0", 1), outer);
        assertEquals(new Resistor("y.x2.r3", "end", "0", 3e3), circuit.component("y.x2.r3"));
        assertEquals(new Resistor("y.x2.r1", "y.b", "y.x2.m", 600), circuit.component("y.x2.r1"));
        assertEquals(Map.of("x2.r3", new Resistor("r3", "out", "0", 3e3)), outer.replaced());
    }

    @Test
    void controlsAndFormulasFollowTheirNames() {
        Subcircuit cell = Subcircuit.of("cell", "", List.of("a", "k"), VoltageSource.dc("vs", "a", "s", 0), new Resistor("r", "s", "0", 1e3),
                new CurrentControlledCurrentSource("f", "0", "k", "vs", 2), new BehaviouralVoltageSource("b", "u", "0", Formula.voltage("k", "s").plus(Formula.current("vs"))), new Resistor("ru", "u", "0", 1));
        Circuit circuit = Circuit.of("t", VoltageSource.dc("v", "top", "0", 1), cell.as("x", "top", "load"), new Resistor("rl", "load", "0", 1e3));
        assertEquals(List.of("x.vs"), circuit.component("x.f").controls());
        assertEquals(List.of("x.u", "0", "load", "x.s"), circuit.component("x.b").nodes());
        assertEquals(2, new OperatingPoint().run(circuit).voltage("load"), 1e-12);
        assertEquals(1 + 1e-3, new OperatingPoint().run(circuit).voltage("x.u"), 1e-12);
    }

    @Test
    void faultsAreTold() {
        Resistor r = new Resistor("r", "a", "0", 1);
        assertTrue(assertThrows(CircuitException.class, () -> Subcircuit.of("c", "", List.of("a", "a"), r)).getMessage().contains("differ"));
        assertTrue(assertThrows(CircuitException.class, () -> Subcircuit.of("c", "", List.of("b"), r)).getMessage().contains("port b"));
        assertTrue(assertThrows(CircuitException.class, () -> Subcircuit.of("c", "", List.of("a"), r, r)).getMessage().contains("two parts"));
        assertTrue(assertThrows(CircuitException.class, () -> DIVIDER.as("x", "a")).getMessage().contains("2 ports"));
        assertTrue(assertThrows(CircuitException.class, () -> new Instance("x", DIVIDER, List.of("a", "b"), Map.of("r9", r))).getMessage().contains("r9"));
        assertTrue(assertThrows(CircuitException.class, () -> new Instance("x", DIVIDER, List.of("a", "b"), Map.of("r1", new Resistor("r1", "in", "out", 1)))).getMessage().contains("r1"));
    }
}
