package org.superpose.circuits.source;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Family;

/**
 * A current controlled by currents (SPICE's F): {@code p(i₁, i₂, …)} flows from {@code positive} through it to {@code negative}.
 *
 * @param positive node at which the current enters
 * @param controls names of the components whose branch currents control it, in the order of the polynomial's inputs
 * @param law      polynomial of the currents [A] that gives its current [A]
 */
public record CurrentControlledCurrentSource(String name, String positive, String negative, List<String> controls, Polynomial law) implements ControlledSource {
    public CurrentControlledCurrentSource {
        controls = List.copyOf(controls);
        ControlledSource.check(name, controls.size(), law);
    }

    /** A linear one: {@code gain} amperes per ampere through {@code control}. */
    public CurrentControlledCurrentSource(String name, String positive, String negative, String control, double gain) {
        this(name, positive, negative, List.of(control), Polynomial.linear(gain));
    }

    /** The same with another gain; only for a linear one. */
    @Override
    public CurrentControlledCurrentSource withValue(double gain) {
        return new CurrentControlledCurrentSource(name, positive, negative, controls, lawWithGain(gain));
    }

    @Override
    public CurrentControlledCurrentSource renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new CurrentControlledCurrentSource(names.apply(name), nodes.apply(positive), nodes.apply(negative), controls.stream().map(names).toList(), law);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative);
    }

    @Override
    public Family family() {
        return ControlledSourceBank.CURRENT_BY_CURRENT;
    }
}
