package org.superpose.circuits.cell;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.CurrentControlledVoltageSource;
import org.superpose.circuits.source.VoltageSource;

/**
 * A four-quadrant multiplier as a netlist with declared ports: a voltage x at its input and a weight w make the difference of the currents into two lines, which a column holds at a fixed voltage. The weight is a voltage at ports of its own, or
 * a value within the cell.
 * <p>Ports that are neither input, weight nor output connect to nodes of their own name: supplies and other potentials, and bias lines that {@code shared} circuits drive, one set for the cells of a column.
 *
 * @param netlist     the cell
 * @param input       where x is applied
 * @param weight      where the weight's voltage is applied; empty if the weight is within the cell
 * @param outputPlus  port into which the current flows that rises with {@code x w}
 * @param outputMinus port of the other line; what is measured is the current into {@code outputPlus} less that into {@code outputMinus}
 * @param lineVoltage at which the column holds both lines [V]
 * @param potentials  nodes at fixed potentials, by name [V]
 * @param shared      circuits that drive bias lines, between nodes of the names above
 * @param coding      what makes a weight w of −1 … 1 act: the voltage at the weight's ports [V] at the nominal temperature, as {@code 2 VT artanh w}; or the cell with that weight within
 * @param law         the difference current that the cell is meant to give [A], in closed form
 */
public record MultiplierCell(Subcircuit netlist, DifferentialPort input, Optional<DifferentialPort> weight, String outputPlus, String outputMinus, double lineVoltage, Map<String, Double> potentials, List<Instance> shared,
                             Coding coding, Law law) {
    /** Of the sensors of a bench: 1 V for 1 µA. */
    private static final double TRANSRESISTANCE = 1e6;

    /** How a weight becomes a voltage, or a cell. */
    public sealed interface Coding {
        /** Largest magnitude of a weight that the cell is meant for, above 0 and up to 1. */
        double limit();

        /** A voltage at the weight's ports. */
        record Voltage(DoubleUnaryOperator ofWeight, double limit) implements Coding {
            public Voltage {
                checkLimit(limit);
            }
        }

        /** A value within the cell. */
        record Within(Programming programming, double limit) implements Coding {
            public Within {
                checkLimit(limit);
            }
        }

        private static void checkLimit(double limit) {
            if (!(limit > 0) || limit > 1) {
                throw new IllegalArgumentException("the largest weight must lie above 0 and not above 1, got " + limit);
            }
        }
    }

    /** Puts a weight into a cell. */
    @FunctionalInterface
    public interface Programming {
        Instance program(Instance cell, double weight);
    }

    /** A difference current [A] of an input voltage [V] and a weight. */
    @FunctionalInterface
    public interface Law {
        double current(double x, double weight);
    }

    public MultiplierCell {
        potentials = Map.copyOf(potentials);
        shared = List.copyOf(shared);
        Set<String> ports = new HashSet<>(netlist.ports());
        List<String> named = new ArrayList<>(List.of(outputPlus, outputMinus));
        named.addAll(input.ports());
        weight.ifPresent(port -> named.addAll(port.ports()));
        for (String port : named) {
            if (!ports.remove(port)) {
                throw new CircuitException("cell " + netlist.name() + ": has no port " + port + ", or it is named twice; its ports are " + netlist.ports());
            }
        }
        Set<String> driven = new HashSet<>(potentials.keySet());
        shared.forEach(line -> driven.addAll(line.nodes()));
        for (String port : ports) {
            if (!driven.contains(port)) {
                throw new CircuitException("cell " + netlist.name() + ": nothing drives its port " + port + "; give it a potential, or a shared circuit with a node of that name");
            }
        }
        if (weight.isPresent() != coding instanceof Coding.Voltage) {
            throw new CircuitException("cell " + netlist.name() + ": a weight's voltage needs ports, a weight within the cell has none");
        }
        if (!Double.isFinite(lineVoltage)) {
            throw new CircuitException("cell " + netlist.name() + ": the lines' voltage must be finite [V]");
        }
    }

    /**
     * The cell as it stands behind what feeds its weight: the same ports, a resistor before each of the weight's. Within, the cell is called {@code xc} and the resistors {@code xw.r1} and {@code xw.r2}.
     *
     * @param resistance [Ω], positive
     */
    public MultiplierCell behind(double resistance) {
        DifferentialPort port = weight.orElseThrow(() -> new CircuitException("cell " + netlist.name() + ": its weight has no ports to feed"));
        Instance source = Subcircuit.of("source", "what a weight's voltage is fed through", List.of("p", "n", "wp", "wn"), new Resistor("r1", "p", "wp", resistance), new Resistor("r2", "n", "wn", resistance))
                .as("xw", port.plus(), port.minus(), "fed" + port.plus(), "fed" + port.minus());
        Instance fed = as("xc", Map.of(port.plus(), "fed" + port.plus(), port.minus(), "fed" + port.minus()), 0);
        Subcircuit both = new Subcircuit("fed_" + netlist.name(), netlist.purpose() + ", behind its weight's source", netlist.ports(), List.of(source, fed));
        return new MultiplierCell(both, input, weight, outputPlus, outputMinus, lineVoltage, potentials, shared, coding, law);
    }

    /** Ports that are neither input, weight nor output: supplies and other potentials, bias lines. */
    public List<String> feeds() {
        return netlist.ports().stream().filter(port -> !port.equals(outputPlus) && !port.equals(outputMinus) && !input.ports().contains(port) && weight.stream().noneMatch(w -> w.ports().contains(port))).toList();
    }

    /** The voltage at the weight's ports for a weight [V]; 0 if it has none. */
    public double weightVoltage(double w) {
        return coding instanceof Coding.Voltage voltage ? voltage.ofWeight().applyAsDouble(w) : 0;
    }

    /**
     * An instance that carries a weight.
     *
     * @param nodes by port; ports that are not among its keys connect to nodes of their name
     */
    public Instance as(String name, Map<String, String> nodes, double w) {
        Instance cell = new Instance(name, netlist, netlist.ports().stream().map(port -> nodes.getOrDefault(port, port)).toList(), Map.of());
        return coding instanceof Coding.Within within ? within.programming().program(cell, w) : cell;
    }

    /**
     * The test bench: one cell named {@code xcell}, driven by {@code vxp}, {@code vxn}, {@code vwp}, {@code vwn}, its lines held by {@code vop} and {@code von}. The difference current is {@code i(von) − i(vop)}: a source's branch current flows
     * from its first node through it, so that what the cell draws counts negative there. Two ideal sensors show it as the voltage of the node {@code difference}, 1 V for 1 µA, whose noise and response can be asked for.
     *
     * @param x at the input [V]
     * @param w the weight
     */
    public Circuit bench(double x, double w) {
        return bench(new Instance("xcell", netlist, netlist.ports(), Map.of()), x, w);
    }

    /** The test bench of a specimen: an instance of the netlist whose nodes are called as its ports. */
    public Circuit bench(Instance specimen, double x, double w) {
        List<Part> parts = new ArrayList<>();
        parts.add(coding instanceof Coding.Within within ? within.programming().program(specimen, w) : specimen);
        parts.addAll(shared);
        parts.addAll(input.sources("vx", x));
        weight.ifPresent(port -> parts.addAll(port.sources("vw", weightVoltage(w))));
        parts.add(VoltageSource.dc("vop", outputPlus, Circuit.GROUND, lineVoltage));
        parts.add(VoltageSource.dc("von", outputMinus, Circuit.GROUND, lineVoltage));
        parts.add(new CurrentControlledVoltageSource("hn", "difference", "hp", "von", TRANSRESISTANCE));
        parts.add(new CurrentControlledVoltageSource("hp", "hp", Circuit.GROUND, "vop", -TRANSRESISTANCE));
        potentials.keySet().stream().sorted().forEach(node -> parts.add(VoltageSource.dc("v_" + node, node, Circuit.GROUND, potentials.get(node))));
        return Circuit.of(netlist.name() + ": " + netlist.purpose(), parts);
    }
}
