package org.superpose.circuits.source;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Family;

/**
 * A current controlled by voltages (SPICE's G): {@code p(v₁, v₂, …)} flows from {@code positive} through it to {@code negative}.
 *
 * @param positive node at which the current enters
 * @param sensed   the voltages that control it, in the order of the polynomial's inputs
 * @param law      polynomial of the voltages [V] that gives its current [A]
 */
public record VoltageControlledCurrentSource(String name, String positive, String negative, List<SensedVoltage> sensed, Polynomial law) implements ControlledSource {
    public VoltageControlledCurrentSource {
        sensed = List.copyOf(sensed);
        ControlledSource.check(name, sensed.size(), law);
    }

    /** A linear one: {@code gain} amperes per volt from {@code sensedPositive} to {@code sensedNegative}. */
    public VoltageControlledCurrentSource(String name, String positive, String negative, String sensedPositive, String sensedNegative, double gain) {
        this(name, positive, negative, List.of(new SensedVoltage(sensedPositive, sensedNegative)), Polynomial.linear(gain));
    }

    /** The same with another gain; only for a linear one. */
    @Override
    public VoltageControlledCurrentSource withValue(double gain) {
        return new VoltageControlledCurrentSource(name, positive, negative, sensed, lawWithGain(gain));
    }

    @Override
    public VoltageControlledCurrentSource renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new VoltageControlledCurrentSource(names.apply(name), nodes.apply(positive), nodes.apply(negative), sensed.stream().map(s -> s.renamed(nodes)).toList(), law);
    }

    @Override
    public List<String> nodes() {
        return ControlledSource.nodes(positive, negative, sensed);
    }

    @Override
    public Family family() {
        return ControlledSourceBank.CURRENT_BY_VOLTAGE;
    }
}
