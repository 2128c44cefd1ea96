package org.superpose.circuits.passive;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * A linear resistor with thermal noise, {@code i = (v₊ − v₋) / R(T)}, {@code R(T) = R (1 + α ΔT + β ΔT²)} with ΔT from the nominal temperature.
 *
 * @param positive   node at which the current enters; it leaves at {@code negative}
 * @param resistance R at the nominal temperature [Ω], finite and not zero
 * @param linear     α [1/K] (TC1)
 * @param quadratic  β [1/K²] (TC2)
 */
public record Resistor(String name, String positive, String negative, double resistance, double linear, double quadratic) implements Component {
    public Resistor {
        if (resistance == 0 || !Double.isFinite(resistance)) {
            throw new IllegalArgumentException(name + ": resistance must be finite and not zero [Ω], got " + resistance + "; for a short circuit use a 0 V source");
        }
        if (!Double.isFinite(linear) || !Double.isFinite(quadratic)) {
            throw new IllegalArgumentException(name + ": temperature coefficients must be finite, got " + linear + " 1/K and " + quadratic + " 1/K²");
        }
    }

    /** A resistor that does not change with temperature. */
    public Resistor(String name, String positive, String negative, double resistance) {
        this(name, positive, negative, resistance, 0, 0);
    }

    @Override
    public Resistor renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new Resistor(names.apply(name), nodes.apply(positive), nodes.apply(negative), resistance, linear, quadratic);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative);
    }

    @Override
    public Family family() {
        return ResistorBank.FAMILY;
    }

    @Override
    public Resistor withValue(double value) {
        return new Resistor(name, positive, negative, value, linear, quadratic);
    }
}
