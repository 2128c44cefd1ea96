package org.superpose.circuits.source;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Family;

/**
 * A voltage controlled by currents (SPICE's H): {@code v₊ − v₋ = p(i₁, i₂, …)}. Its branch current flows from {@code positive} through it.
 *
 * @param positive node that the voltage is above {@code negative}
 * @param controls names of the components whose branch currents control it, in the order of the polynomial's inputs
 * @param law      polynomial of the currents [A] that gives its voltage [V]
 */
public record CurrentControlledVoltageSource(String name, String positive, String negative, List<String> controls, Polynomial law) implements ControlledSource {
    public CurrentControlledVoltageSource {
        controls = List.copyOf(controls);
        ControlledSource.check(name, controls.size(), law);
    }

    /** A linear one: {@code gain} volts per ampere through {@code control}. */
    public CurrentControlledVoltageSource(String name, String positive, String negative, String control, double gain) {
        this(name, positive, negative, List.of(control), Polynomial.linear(gain));
    }

    /** The same with another gain; only for a linear one. */
    @Override
    public CurrentControlledVoltageSource withValue(double gain) {
        return new CurrentControlledVoltageSource(name, positive, negative, controls, lawWithGain(gain));
    }

    @Override
    public CurrentControlledVoltageSource renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new CurrentControlledVoltageSource(names.apply(name), nodes.apply(positive), nodes.apply(negative), controls.stream().map(names).toList(), law);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative);
    }

    @Override
    public Family family() {
        return ControlledSourceBank.VOLTAGE_BY_CURRENT;
    }
}
