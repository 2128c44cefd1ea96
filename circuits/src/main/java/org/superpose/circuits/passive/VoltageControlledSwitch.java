package org.superpose.circuits.passive;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Family;

/**
 * A switch that a voltage controls (SPICE's S); no current flows into what it senses.
 *
 * @param positive       one end of its contact
 * @param negative       the other end
 * @param sensedPositive node whose voltage against {@code sensedNegative} controls it
 * @param closed         whether an abrupt switch begins closed where its control leaves that open; it says nothing of a smooth one
 */
public record VoltageControlledSwitch(String name, String positive, String negative, String sensedPositive, String sensedNegative, SwitchModel model, boolean closed) implements Switch {
    /** One that begins open. */
    public VoltageControlledSwitch(String name, String positive, String negative, String sensedPositive, String sensedNegative, SwitchModel model) {
        this(name, positive, negative, sensedPositive, sensedNegative, model, false);
    }

    @Override
    public VoltageControlledSwitch renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new VoltageControlledSwitch(names.apply(name), nodes.apply(positive), nodes.apply(negative), nodes.apply(sensedPositive), nodes.apply(sensedNegative), model, closed);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative, sensedPositive, sensedNegative);
    }

    @Override
    public Family family() {
        return model.smooth() ? SmoothSwitchBank.BY_VOLTAGE : AbruptSwitchBank.BY_VOLTAGE;
    }
}
