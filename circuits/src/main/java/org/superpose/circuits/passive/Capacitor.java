package org.superpose.circuits.passive;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * A linear capacitor, {@code q = C (v₊ − v₋)}.
 *
 * @param positive       node whose charge is +q; that of {@code negative} is −q
 * @param capacitance    C [F], finite
 * @param initialVoltage with which a transient run without operating point begins [V], or NaN: that of its nodes
 */
public record Capacitor(String name, String positive, String negative, double capacitance, double initialVoltage) implements Component {
    public Capacitor {
        if (!Double.isFinite(capacitance)) {
            throw new IllegalArgumentException(name + ": capacitance must be finite [F], got " + capacitance);
        }
        if (Double.isInfinite(initialVoltage)) {
            throw new IllegalArgumentException(name + ": initial voltage must be finite [V]");
        }
    }

    /** A capacitor without an initial condition of its own. */
    public Capacitor(String name, String positive, String negative, double capacitance) {
        this(name, positive, negative, capacitance, Double.NaN);
    }

    /** The same with an initial voltage [V]. */
    public Capacitor startingAt(double voltage) {
        return new Capacitor(name, positive, negative, capacitance, voltage);
    }

    @Override
    public Capacitor renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new Capacitor(names.apply(name), nodes.apply(positive), nodes.apply(negative), capacitance, initialVoltage);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative);
    }

    @Override
    public Family family() {
        return CapacitorBank.FAMILY;
    }

    @Override
    public Capacitor withValue(double value) {
        return new Capacitor(name, positive, negative, value, initialVoltage);
    }
}
