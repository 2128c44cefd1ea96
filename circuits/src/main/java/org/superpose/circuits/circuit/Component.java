package org.superpose.circuits.circuit;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Something in a circuit: an immutable, checked record of a name, nodes and parameters, without numerics. What flows in it is computed by the {@link DeviceBank} that its {@link Family} makes of all components of a kind.
 * <p>Anybody may implement it; a component of one's own needs a family of its own.
 */
public non-sealed interface Component extends Part {
    /** Unique in its circuit without regard to case; a component within a subcircuit carries the path: {@code x1.q3}. */
    @Override
    String name();

    /** The nodes that it connects to, in the order of its terminals; {@code "0"} is ground. Terminals that only sense a voltage are among them. */
    @Override
    List<String> nodes();

    /** Names of the components whose branch current it uses. */
    default List<String> controls() {
        return List.of();
    }

    /**
     * The same component under another name, between other nodes, and with the controls under their other names: what it becomes in an instance of a subcircuit.
     *
     * @param names says what a component is called there
     * @param nodes says what a node is called there
     */
    Component renamed(UnaryOperator<String> names, UnaryOperator<String> nodes);

    /** Makes banks of components like this one; components of one bank return the same object or equal ones. */
    Family family();

    /**
     * The same component with another principal value: the resistance of a resistor, what a source gives in direct current. For sweeps.
     *
     * @throws CircuitException if it has none
     */
    default Component withValue(double value) {
        throw new CircuitException(name() + ": has no single value that can be swept; vary the circuit by a function");
    }
}
