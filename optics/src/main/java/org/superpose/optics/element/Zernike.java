package org.superpose.optics.element;

import org.superpose.optics.wave.Grid;

/**
 * A Zernike polynomial Z(n, m) on a disc, of unit variance over it (Noll, <i>Zernike polynomials and atmospheric turbulence</i>, J. Opt. Soc. Am. 66, 207 (1976)):
 * an aberration. Positive m goes with cos mφ, negative m with sin |m|φ. (2, 0) is defocus, (2, ±2) astigmatism, (3, ±1) coma, (4, 0) spherical aberration.
 *
 * @param n radial degree, 0 to 20
 * @param m azimuthal order, |m| ≤ n, n − |m| even
 */
public record Zernike(int n, int m) {
    public Zernike {
        if (n < 0 || n > 20 || Math.abs(m) > n || (n - Math.abs(m)) % 2 != 0) {
            throw new IllegalArgumentException("Zernike: 0 <= n <= 20, |m| <= n and n - |m| even must hold, got n = " + n + ", m = " + m);
        }
    }

    /** Value at a point of the unit disc. @param rho radius, 0 to 1 @param angle [rad] */
    public double at(double rho, double angle) {
        int order = Math.abs(m);
        double radial = 0;
        double coefficient = 1;                       // (−1)^s (n − s)! / (s! ((n + |m|)/2 − s)! ((n − |m|)/2 − s)!)
        for (int k = 1; k <= (n - order) / 2; k++) {
            coefficient *= (double) ((n + order) / 2 + k) / k;
        }
        for (int s = 0; s <= (n - order) / 2; s++) {
            radial += coefficient * Math.pow(rho, n - 2 * s);
            coefficient *= -(double) ((n + order) / 2 - s) * ((n - order) / 2 - s) / ((s + 1.0) * (n - s));
        }
        double azimuthal = m == 0 ? 1 : Math.sqrt(2) * (m > 0 ? Math.cos(order * angle) : Math.sin(order * angle));
        return Math.sqrt(n + 1) * radial * azimuthal;
    }

    /** The aberration as a mask: phase rms · Z within the radius, going on outside as it is at the rim. @param radius [m] @param rms [rad] */
    public Mask on(Grid grid, double radius, double rms) {
        return Mask.ofPhase(grid, (x, y) -> rms * at(Math.min(1, Math.hypot(x, y) / radius), Math.atan2(y, x)));
    }
}
