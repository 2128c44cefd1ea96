package org.superpose.circuits.passive;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Family;

/**
 * A switch that a branch current controls (SPICE's W).
 *
 * @param positive one end of its contact
 * @param negative the other end
 * @param control  name of the component, such as a voltage source, whose current from its first node through it to its second controls the switch
 * @param closed   whether an abrupt switch begins closed where its control leaves that open; it says nothing of a smooth one
 */
public record CurrentControlledSwitch(String name, String positive, String negative, String control, SwitchModel model, boolean closed) implements Switch {
    /** One that begins open. */
    public CurrentControlledSwitch(String name, String positive, String negative, String control, SwitchModel model) {
        this(name, positive, negative, control, model, false);
    }

    @Override
    public CurrentControlledSwitch renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new CurrentControlledSwitch(names.apply(name), nodes.apply(positive), nodes.apply(negative), names.apply(control), model, closed);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative);
    }

    @Override
    public List<String> controls() {
        return List.of(control);
    }

    @Override
    public Family family() {
        return model.smooth() ? SmoothSwitchBank.BY_CURRENT : AbruptSwitchBank.BY_CURRENT;
    }
}
