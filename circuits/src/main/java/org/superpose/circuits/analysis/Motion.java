package org.superpose.circuits.analysis;

import java.util.List;
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
 * @param stencil   the difference that the range of the number allows
 */
record Motion(int parameter, Component component, DoubleFunction<Component> moved, double value, double step, Stencil stencil) {
    /**
     * Relative step h of a {@link Stencil}. Of a law that changes e-fold over w, 1/40 for what stands in a junction's exponent, the difference is wrong by (h/w)⁴/30, 1e-14, and by 1e-16/h, 5e-12, of rounding. Larger steps would reach over
     * the kink of a MOS transistor that hangs within 0.1 mV of its threshold.
     */
    private static final double RELATIVE_STEP = 2e-5;
    /** Of a number that is 0 and whose magnitude is therefore unknown: 1e-9 V m of AVTO are a millivolt of a transistor of 1 µm². Of numbers that count by ones it leaves seven digits. */
    private static final double STEP_FROM_ZERO = 1e-9;

    static double step(double value) {
        return value == 0 ? STEP_FROM_ZERO : RELATIVE_STEP * Math.abs(value);
    }

    /** How a component moves; nothing where the number is 0 and nothing below it makes sense, or where it is a choice such as LEVEL. */
    static Optional<Motion> of(int parameter, Component component, DoubleFunction<Component> moved, double value, double step) {
        for (Stencil stencil : value == 0 ? List.of(Stencil.CENTRAL) : List.of(Stencil.values())) {
            if (allows(moved, value, step, stencil)) {
                return Optional.of(new Motion(parameter, component, moved, value, step, stencil));
            }
        }
        return Optional.empty();
    }

    private static boolean allows(DoubleFunction<Component> moved, double value, double step, Stencil stencil) {
        try {
            moved.apply(value + stencil.lowest() * step);
            moved.apply(value + stencil.highest() * step);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** So many steps away. */
    Component at(double steps) {
        return moved.apply(value + steps * step);
    }
}
