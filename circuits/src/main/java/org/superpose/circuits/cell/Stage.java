package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.source.VoltageControlledVoltageSource;
import org.superpose.circuits.source.VoltageSource;

/**
 * A circuit that makes a voltage of a voltage: a driver, a level shifter, a nonlinear function. Ports that are neither input nor output connect to nodes of their own name.
 *
 * @param netlist     the stage
 * @param input       where x is applied
 * @param outputPlus  port that stands the output's voltage above {@code outputMinus}
 * @param outputMinus another port, or {@code 0}
 * @param potentials  nodes at fixed potentials, by name [V]
 * @param shared      circuits that drive bias lines, between nodes of the names above
 * @param law         the output [V] that the stage is meant to give for an input [V], in closed form
 */
public record Stage(Subcircuit netlist, DifferentialPort input, String outputPlus, String outputMinus, Map<String, Double> potentials, List<Instance> shared, DoubleUnaryOperator law) {
    public Stage {
        potentials = Map.copyOf(potentials);
        shared = List.copyOf(shared);
        Set<String> free = new HashSet<>(netlist.ports());
        List<String> named = new ArrayList<>(input.ports());
        named.add(outputPlus);
        if (!outputMinus.equals(Circuit.GROUND)) {
            named.add(outputMinus);
        }
        for (String port : named) {
            if (!free.remove(port)) {
                throw new CircuitException("stage " + netlist.name() + ": has no port " + port + ", or it is named twice; its ports are " + netlist.ports());
            }
        }
        free.removeAll(potentials.keySet());
        shared.forEach(line -> free.removeAll(line.nodes()));
        if (!free.isEmpty()) {
            throw new CircuitException("stage " + netlist.name() + ": nothing drives its ports " + free + "; give each a potential, or a shared circuit with a node of that name");
        }
    }

    /** The test bench: the stage named {@code xcell}, driven by {@code vxp} and, with two input ports, {@code vxn}; the node {@code difference} shows the output without loading it. */
    public Circuit bench(double x) {
        return bench(new Instance("xcell", netlist, netlist.ports(), Map.of()), x);
    }

    /** The test bench of a specimen: an instance of the netlist whose nodes are called as its ports. */
    public Circuit bench(Instance specimen, double x) {
        List<Part> parts = new ArrayList<>(List.of(specimen));
        parts.addAll(shared);
        parts.addAll(input.sources("vx", x));
        parts.add(new VoltageControlledVoltageSource("edifference", "difference", Circuit.GROUND, outputPlus, outputMinus, 1));
        potentials.keySet().stream().sorted().forEach(node -> parts.add(VoltageSource.dc("v_" + node, node, Circuit.GROUND, potentials.get(node))));
        return Circuit.of(netlist.name() + ": " + netlist.purpose(), parts);
    }
}
