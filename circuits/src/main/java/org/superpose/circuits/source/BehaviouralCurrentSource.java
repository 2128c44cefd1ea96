package org.superpose.circuits.source;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * A current that follows a formula (SPICE's B with I=, G with VALUE= or TABLE): {@code I(…)} flows from {@code positive} through it to {@code negative}. Without noise.
 *
 * @param positive node at which the current enters
 * @param current  I of voltages and currents of the circuit, time and temperature [A]
 */
public record BehaviouralCurrentSource(String name, String positive, String negative, Formula current) implements Component {
    public BehaviouralCurrentSource {
        BehaviouralFamily.check(name, current);
    }

    @Override
    public BehaviouralCurrentSource renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new BehaviouralCurrentSource(names.apply(name), nodes.apply(positive), nodes.apply(negative), current.renamed(names, nodes));
    }

    @Override
    public List<String> nodes() {
        return BehaviouralFamily.nodes(positive, negative, current);
    }

    @Override
    public List<String> controls() {
        return current.currents();
    }

    @Override
    public Family family() {
        return BehaviouralFamily.of(BehaviouralFamily.Kind.CURRENT, current);
    }
}
