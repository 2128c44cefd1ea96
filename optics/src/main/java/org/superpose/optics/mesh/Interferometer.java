package org.superpose.optics.mesh;

import org.superpose.optics.wave.Complex;

/**
 * A Mach–Zehnder interferometer between neighbouring guides m and m + 1: coupler · diag(e^{iθ}, 1) · coupler · diag(e^{iφ}, 1). With perfect couplers it is
 * i e^{iθ/2} [[e^{iφ} sin(θ/2), cos(θ/2)], [e^{iφ} cos(θ/2), −sin(θ/2)]] (Clements, Humphreys, Metcalf, Kolthammer and Walmsley, <i>Optimal design for universal multiport
 * interferometers</i>, Optica 3, 1460 (2016), eq. 1, but for the order of couplers and phases).
 *
 * @param guide  m, from 0
 * @param column how deep in the mesh it stands, from 0; those of one column work side by side
 * @param theta  θ [rad], sets how light is shared: π goes straight, 0 across
 * @param phi    φ [rad], in front, on guide m
 */
public record Interferometer(int guide, int column, double theta, double phi) {
    /**
     * Entries of its matrix, row by row, for couplers κ₁ (met first) and κ₂.
     * Light that goes straight through both is [0] = e^{iφ}(cos κ₁ cos κ₂ e^{iθ} − sin κ₁ sin κ₂), so couplers that are off by δ₁ and δ₂ leave at least sin²(δ₁ + δ₂) of the power
     * straight, and at least sin²(δ₁ − δ₂) across.
     */
    static Complex[] matrix(double theta, double phi, double first, double second) {
        double cc = Math.cos(first) * Math.cos(second);
        double ss = Math.sin(first) * Math.sin(second);
        double sc = Math.sin(first) * Math.cos(second);
        double cs = Math.cos(first) * Math.sin(second);
        double re = Math.cos(theta);
        double im = Math.sin(theta);
        return new Complex[] {turned(cc * re - ss, cc * im, phi), new Complex(-sc * im, sc * re + cs),
            turned(-cs * im, cs * re + sc, phi), new Complex(cc - ss * re, -ss * im)};
    }

    private static Complex turned(double re, double im, double phase) {
        return new Complex(re * Math.cos(phase) - im * Math.sin(phase), re * Math.sin(phase) + im * Math.cos(phase));
    }
}
