package org.superpose.circuits.semiconductor;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Family;

/** A junction field-effect transistor, n- or p-channel as its model says. */
public record JunctionFieldEffectTransistor(String name, String drain, String gate, String source, JunctionFieldEffectModel model, Placement placement) implements SemiconductorDevice {
    private static final Family FAMILY = JunctionFieldEffectBank::new;

    public JunctionFieldEffectTransistor {
        placement.checkInitial(name, 2);
    }

    public JunctionFieldEffectTransistor(String name, String drain, String gate, String source, JunctionFieldEffectModel model) {
        this(name, drain, gate, source, model, Placement.PLAIN);
    }

    @Override
    public JunctionFieldEffectTransistor renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new JunctionFieldEffectTransistor(names.apply(name), nodes.apply(drain), nodes.apply(gate), nodes.apply(source), model, placement);
    }

    @Override
    public List<String> nodes() {
        return List.of(drain, gate, source);
    }

    @Override
    public Family family() {
        return FAMILY;
    }
}
