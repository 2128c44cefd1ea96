package org.superpose.circuits.analysis;

/** Formulas of integration of order 2; both begin with a step of order 1, the implicit Euler formula. */
public enum Method {
    /** {@code q̇₁ = 2 (q₁ − q₀)/h − q̇₀}: keeps the energy of a resonance, rings where a current has to jump. */
    TRAPEZOIDAL,
    /** Gear's formula of order 2 with variable steps (Brayton, Gustavson, Hachtel, Proc. IEEE 60, 98, 1972): damps. */
    GEAR2
}
