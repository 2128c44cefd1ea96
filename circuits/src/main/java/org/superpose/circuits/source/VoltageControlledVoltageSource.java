package org.superpose.circuits.source;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Family;

/**
 * A voltage controlled by voltages (SPICE's E): {@code v₊ − v₋ = p(v₁, v₂, …)}. Its branch current flows from {@code positive} through it.
 *
 * @param positive node that the voltage is above {@code negative}
 * @param sensed   the voltages that control it, in the order of the polynomial's inputs
 * @param law      polynomial of the voltages [V] that gives its voltage [V]
 */
public record VoltageControlledVoltageSource(String name, String positive, String negative, List<SensedVoltage> sensed, Polynomial law) implements ControlledSource {
    public VoltageControlledVoltageSource {
        sensed = List.copyOf(sensed);
        ControlledSource.check(name, sensed.size(), law);
    }

    /** A linear one: {@code gain} volts per volt from {@code sensedPositive} to {@code sensedNegative}. */
    public VoltageControlledVoltageSource(String name, String positive, String negative, String sensedPositive, String sensedNegative, double gain) {
        this(name, positive, negative, List.of(new SensedVoltage(sensedPositive, sensedNegative)), Polynomial.linear(gain));
    }

    /** The same with another gain; only for a linear one. */
    @Override
    public VoltageControlledVoltageSource withValue(double gain) {
        return new VoltageControlledVoltageSource(name, positive, negative, sensed, lawWithGain(gain));
    }

    @Override
    public VoltageControlledVoltageSource renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new VoltageControlledVoltageSource(names.apply(name), nodes.apply(positive), nodes.apply(negative), sensed.stream().map(s -> s.renamed(nodes)).toList(), law);
    }

    @Override
    public List<String> nodes() {
        return ControlledSource.nodes(positive, negative, sensed);
    }

    @Override
    public Family family() {
        return ControlledSourceBank.VOLTAGE_BY_VOLTAGE;
    }
}
