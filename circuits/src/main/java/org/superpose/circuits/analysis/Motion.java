package org.superpose.circuits.analysis;

import java.util.Optional;
import java.util.function.DoubleFunction;
import org.superpose.circuits.circuit.Component;

/**
 * How one component moves with a number on which the circuit depends.
 *
 * @param parameter which number it is, by its place among those that are asked for
 * @param component as it is
 * @param moved     the component with another value of the number; throws {@link IllegalArgumentException} where it cannot have it
 * @param value     of the number as it is
 * @param step      of differences
 */
record Motion(int parameter, Component component, DoubleFunction<Component> moved, double value, double step) {
    /** Relative step h of a {@link Stencil}. Of a law that changes e-fold over w, 1/40 for what stands in a junction's exponent, the difference is wrong by (h/w)⁴/30, 1e-11, and by 1e-16/h, 1e-12, of rounding. */
    private static final double RELATIVE_STEP = 1e-4;
    /** Of a number that is 0 and whose magnitude is therefore unknown. */
    private static final double STEP_FROM_ZERO = 1e-4;

    static double step(double value) {
        return value == 0 ? STEP_FROM_ZERO : RELATIVE_STEP * Math.abs(value);
    }

    /** The difference that its range allows; nothing where the number is 0 and nothing below it makes sense, or where it is a choice such as LEVEL. */
    Optional<Stencil> stencil() {
        if (allows(Stencil.CENTRAL)) {
            return Optional.of(Stencil.CENTRAL);
        }
        return value != 0 && allows(Stencil.BACKWARD) ? Optional.of(Stencil.BACKWARD) : Optional.empty();
    }

    private boolean allows(Stencil stencil) {
        try {
            for (double steps : stencil.steps()) {
                moved.apply(value + steps * step);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
