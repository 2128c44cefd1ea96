package org.superpose.circuits.passive;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * A linear inductor, {@code v₊ − v₋ = L di/dt}, with its branch current i from {@code positive} through it to {@code negative}.
 *
 * @param inductance     L [H], finite and not zero
 * @param initialCurrent with which a transient run without operating point begins [A], or NaN: zero
 */
public record Inductor(String name, String positive, String negative, double inductance, double initialCurrent) implements Component {
    public Inductor {
        if (inductance == 0 || !Double.isFinite(inductance)) {
            throw new IllegalArgumentException(name + ": inductance must be finite and not zero [H], got " + inductance + "; for a short circuit use a 0 V source");
        }
        if (Double.isInfinite(initialCurrent)) {
            throw new IllegalArgumentException(name + ": initial current must be finite [A]");
        }
    }

    /** An inductor without an initial condition. */
    public Inductor(String name, String positive, String negative, double inductance) {
        this(name, positive, negative, inductance, Double.NaN);
    }

    /** The same with an initial current [A]. */
    public Inductor startingAt(double current) {
        return new Inductor(name, positive, negative, inductance, current);
    }

    @Override
    public Inductor renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new Inductor(names.apply(name), nodes.apply(positive), nodes.apply(negative), inductance, initialCurrent);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative);
    }

    @Override
    public Family family() {
        return InductorBank.FAMILY;
    }

    @Override
    public Inductor withValue(double value) {
        return new Inductor(name, positive, negative, value, initialCurrent);
    }
}
