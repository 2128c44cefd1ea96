package org.superpose.circuits.source;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * A resistor whose resistance follows a formula, {@code i = (v₊ − v₋) / R(…)}. Without noise, as in ngspice: what fluctuates in a thing that is described by its current alone is not known. A resistance nearer to 0 than 1e-30 Ω counts as that.
 *
 * @param positive   node at which the current enters
 * @param resistance R of voltages and currents of the circuit, time and temperature [Ω]
 */
public record BehaviouralResistor(String name, String positive, String negative, Formula resistance) implements Component {
    public BehaviouralResistor {
        BehaviouralFamily.check(name, resistance);
    }

    @Override
    public BehaviouralResistor renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new BehaviouralResistor(names.apply(name), nodes.apply(positive), nodes.apply(negative), resistance.renamed(names, nodes));
    }

    @Override
    public List<String> nodes() {
        return BehaviouralFamily.nodes(positive, negative, resistance);
    }

    @Override
    public List<String> controls() {
        return resistance.currents();
    }

    @Override
    public Family family() {
        return BehaviouralFamily.of(BehaviouralFamily.Kind.RESISTANCE, resistance);
    }
}
