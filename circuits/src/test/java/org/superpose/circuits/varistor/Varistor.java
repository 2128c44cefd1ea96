package org.superpose.circuits.varistor;

import java.util.List;
import java.util.function.UnaryOperator;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Family;

/**
 * A varistor, {@code i = sign(v) (|v|/C)^α} (L. Levinson and H. Philipp, <i>The physics of metal oxide varistors</i>, J. Appl. Phys. 46, 1332, 1975), and a capacitance beside it.
 *
 * @param positive    node at which the current enters; it leaves at {@code negative}
 * @param voltage     C, at which 1 A flows [V], positive
 * @param exponent    α, 1 or above: 30 and more for zinc oxide
 * @param capacitance of the body [F], 0 or positive
 */
public record Varistor(String name, String positive, String negative, double voltage, double exponent, double capacitance) implements Component {
    private static final Family FAMILY = VaristorBank::new;

    public Varistor {
        if (!(voltage > 0) || Double.isInfinite(voltage) || !(exponent >= 1) || Double.isInfinite(exponent) || !(capacitance >= 0) || Double.isInfinite(capacitance)) {
            throw new IllegalArgumentException(name + ": the voltage must be positive [V], the exponent 1 or above and the capacitance 0 or positive [F], got " + voltage + ", " + exponent + ", " + capacitance);
        }
    }

    @Override
    public Varistor renamed(UnaryOperator<String> names, UnaryOperator<String> nodes) {
        return new Varistor(names.apply(name), nodes.apply(positive), nodes.apply(negative), voltage, exponent, capacitance);
    }

    @Override
    public List<String> nodes() {
        return List.of(positive, negative);
    }

    @Override
    public Family family() {
        return FAMILY;
    }
}
