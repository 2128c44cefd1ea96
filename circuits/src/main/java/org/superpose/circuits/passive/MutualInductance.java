package org.superpose.circuits.passive;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * Coupling of two inductors, {@code M = k √(L₁ L₂)}: the current of each induces {@code M di/dt} in the other. The positive node of an inductor is its dotted end.
 *
 * @param first    name of an {@link Inductor}
 * @param second   name of another
 * @param coupling k, above −1 and below 1 or equal to them, not zero
 */
public record MutualInductance(String name, String first, String second, double coupling) implements Component {
    public MutualInductance {
        if (!(Math.abs(coupling) <= 1) || coupling == 0) {
            throw new IllegalArgumentException(name + ": coupling must lie in -1 ... 1 and not be zero, got " + coupling);
        }
        if (first.equalsIgnoreCase(second)) {
            throw new IllegalArgumentException(name + ": couples " + first + " with itself; name two inductors");
        }
    }

    @Override
    public MutualInductance renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new MutualInductance(names.apply(name), names.apply(first), names.apply(second), coupling);
    }

    @Override
    public List<String> nodes() {
        return List.of();
    }

    @Override
    public List<String> controls() {
        return List.of(first, second);
    }

    @Override
    public Family family() {
        return MutualInductanceBank.FAMILY;
    }
}
