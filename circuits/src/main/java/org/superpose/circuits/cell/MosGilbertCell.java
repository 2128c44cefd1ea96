package org.superpose.circuits.cell;

/**
 * Gilbert's cell of MOS transistors in strong inversion. With {@code i = K (V_GS − V_T)²} a pair with the tail current I and the voltage v between its gates has the difference current {@code K v √(2I/K − v²)}, up to {@code v² = I/K}, where
 * one transistor is off (Gray, Hurst, Lewis and Meyer, <i>Analysis and Design of Analog Integrated Circuits</i>, chapter on differential pairs). The lower pair splits the tail into {@code K s₁²} and {@code K s₂²} with
 * {@code s₁,₂ = √(I_T/2K − x²/4) ± x/2}; the quad makes of these
 * <pre>
 * I = K v [ √(2 s₁² − v²) − √(2 s₂² − v²) ] ≈ √2 K x v
 * </pre>
 *
 * @param tailCurrent I_T [A], positive
 * @param factor      K = KP W/2L of each transistor [A/V²], positive
 */
public record MosGilbertCell(double tailCurrent, double factor) {
    public MosGilbertCell {
        if (!(tailCurrent > 0) || !(factor > 0) || Double.isInfinite(tailCurrent) || Double.isInfinite(factor)) {
            throw new IllegalArgumentException("MOS Gilbert cell: tail current [A] and K [A/V²] must be positive, got " + tailCurrent + " and " + factor);
        }
    }

    /** √(I_T/K), at which the lower pair is switched over [V]. */
    public double span() {
        return Math.sqrt(tailCurrent / factor);
    }

    /** The difference current [A] of the input x [V] and the weight's voltage v [V]. */
    public double current(double x, double v) {
        double half = Math.abs(x) >= span() ? tailCurrent / 2 * Math.signum(x) : pair(tailCurrent, x) / 2;
        return pair(tailCurrent / 2 + half, v) - pair(tailCurrent / 2 - half, v);
    }

    /** Slope of the product at 0, √2 K [A/V²]. */
    public double slope() {
        return Math.sqrt(2) * factor;
    }

    private double pair(double current, double v) {
        return v * v >= current / factor ? current * Math.signum(v) : factor * v * Math.sqrt(2 * current / factor - v * v);
    }
}
