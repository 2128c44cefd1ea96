package org.superpose.circuits.source;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * A voltage that follows a formula (SPICE's B with V=, E with VALUE= or TABLE): {@code v₊ − v₋ = V(…)}. Its branch current flows from {@code positive} through it. Without noise.
 *
 * @param positive node that the voltage is above {@code negative}
 * @param voltage  V of voltages and currents of the circuit, time and temperature [V]
 */
public record BehaviouralVoltageSource(String name, String positive, String negative, Formula voltage) implements Component {
    public BehaviouralVoltageSource {
        BehaviouralFamily.check(name, voltage);
    }

    @Override
    public BehaviouralVoltageSource renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new BehaviouralVoltageSource(names.apply(name), nodes.apply(positive), nodes.apply(negative), voltage.renamed(names, nodes));
    }

    @Override
    public List<String> nodes() {
        return BehaviouralFamily.nodes(positive, negative, voltage);
    }

    @Override
    public List<String> controls() {
        return voltage.currents();
    }

    @Override
    public Family family() {
        return BehaviouralFamily.of(BehaviouralFamily.Kind.VOLTAGE, voltage);
    }
}
