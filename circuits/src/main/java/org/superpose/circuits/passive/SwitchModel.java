package org.superpose.circuits.passive;

/**
 * What a switch is like: the controls at which it closes and opens, and its resistance in both states.
 * <p>An abrupt switch closes where its control rises above {@code on}, opens where it falls below {@code off}, and between the two stays as it is (SPICE3's SW and CSW: Quarles, UCB/ERL M89/46, 1989).
 * <p>A smooth one has no state. Between {@code off} and {@code on} the logarithm of its resistance runs along a cubic with level ends: with the control u from −½ at {@code off} to ½ at {@code on},
 * {@code ln R = ln √(Ron Roff) + (3/2 u − 2 u³) ln(Ron/Roff)} (PSpice's VSWITCH and ISWITCH: <i>PSpice Reference Guide</i>, voltage-controlled switch; LTspice's SW with a negative VH).
 *
 * @param name          of the model
 * @param on            control at which it is closed [V] or [A]
 * @param off           control at which it is open [V] or [A]; of an abrupt switch not above {@code on}, of a smooth one on either side of it
 * @param onResistance  closed [Ω], positive; it may be the larger one
 * @param offResistance open [Ω], positive
 * @param smooth        whether it is smooth
 */
public record SwitchModel(String name, double on, double off, double onResistance, double offResistance, boolean smooth) {
    public SwitchModel {
        if (!Double.isFinite(on) || !Double.isFinite(off)) {
            throw new IllegalArgumentException("model " + name + ": the controls at which a switch closes and opens must be finite, got " + on + " and " + off);
        }
        if (!smooth && on < off) {
            throw new IllegalArgumentException("model " + name + ": an abrupt switch must close at a control not below the one at which it opens, got " + on + " and " + off + "; exchange its resistances for the opposite sense");
        }
        if (smooth && on == off) {
            throw new IllegalArgumentException("model " + name + ": a smooth switch needs two different controls to close and open, got " + on + " for both; use an abrupt one");
        }
        if (!(onResistance > 0) || Double.isInfinite(onResistance) || !(offResistance > 0) || Double.isInfinite(offResistance)) {
            throw new IllegalArgumentException("model " + name + ": the resistances of a switch must be positive and finite [Ω], got " + onResistance + " and " + offResistance);
        }
    }

    /** An abrupt one that closes above {@code threshold + hysteresis} and opens below {@code threshold − hysteresis}; 1 Ω closed and 10¹² Ω open. */
    public static SwitchModel abrupt(String name, double threshold, double hysteresis) {
        return new SwitchModel(name, threshold + hysteresis, threshold - hysteresis, 1, 1e12, false);
    }

    /** A smooth one; 1 Ω closed and 1 MΩ open. */
    public static SwitchModel smooth(String name, double on, double off) {
        return new SwitchModel(name, on, off, 1, 1e6, true);
    }

    /** With other resistances [Ω]. */
    public SwitchModel withResistances(double closed, double open) {
        return new SwitchModel(name, on, off, closed, open, smooth);
    }
}
