package org.superpose.circuits.semiconductor;

import java.util.List;
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
    public List<String> nodes() {
        return List.of(drain, gate, source);
    }

    @Override
    public Family family() {
        return FAMILY;
    }
}
