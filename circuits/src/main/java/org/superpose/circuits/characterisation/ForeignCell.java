package org.superpose.circuits.characterisation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.CircuitException;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;
import org.superpose.circuits.spice.CircuitText;

/**
 * A cell whose models our engine does not have: a subcircuit of a text that ngspice reads. It has a place in circuits, but no equations.
 *
 * @param subcircuit its name in the text
 * @param parameters that differ from what the text says, by name
 * @param deviations σ of parameters in which specimens differ, by name
 */
record ForeignCell(String name, List<String> nodes, CircuitText text, String subcircuit, Map<String, Double> parameters, Map<String, Double> deviations) implements Component {
    /** Before the name of a parameter, it is the name of its draw. */
    private static final String DRAW = "parameter ";

    ForeignCell {
        nodes = List.copyOf(nodes);
        parameters = Map.copyOf(parameters);
        deviations = Map.copyOf(deviations);
    }

    /** A specimen: each parameter with a deviation differs from its default by a draw of the normal distribution. */
    ForeignCell varied(ToDoubleFunction<String> normal) {
        Map<String, Double> varied = new TreeMap<>(parameters);
        Map<String, Double> defaults = text.interfaces().get(subcircuit).defaults();
        new TreeMap<>(deviations).forEach((parameter, sigma) -> varied.put(parameter, defaults.get(parameter) + sigma * normal.applyAsDouble(DRAW + parameter)));
        return new ForeignCell(name, nodes, text, subcircuit, varied, deviations);
    }

    @Override
    public ForeignCell renamed(UnaryOperator<String> names, UnaryOperator<String> otherNodes) {
        return new ForeignCell(names.apply(name), nodes.stream().map(otherNodes).toList(), text, subcircuit, parameters, deviations);
    }

    @Override
    public Family family() {
        throw new CircuitException(name + ": subcircuit " + subcircuit + " is described for ngspice alone, and this cannot be computed of it");
    }
}
