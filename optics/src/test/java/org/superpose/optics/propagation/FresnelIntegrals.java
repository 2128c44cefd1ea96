package org.superpose.optics.propagation;

import java.util.List;
import org.superpose.optics.wave.Opening;

/** Fresnel's integrals C and S, and with them the exact paraxial field behind slits and edges (Born and Wolf, <i>Principles of Optics</i>, 7th ed. 1999, section 8.7). */
final class FresnelIntegrals {
    private FresnelIntegrals() {
    }

    /**
     * C(t) and S(t): Simpson's rule with 64 intervals per unit of t² up to |t| = 6 (error below 1e-9), beyond the asymptotic series
     * ½ + f sin − g cos with three and two terms (Abramowitz and Stegun 7.3.9, 7.3.27, 7.3.28; the first term left out is 945/(πt²)⁵/πt, 3e-9 at 6).
     */
    static double[] at(double t) {
        double size = Math.abs(t);
        if (size > 6) {
            double z = Math.PI * t * t;
            double f = (1 - 3 / (z * z) + 105 / Math.pow(z, 4)) / (Math.PI * size);
            double g = (1 / z - 15 / Math.pow(z, 3)) / (Math.PI * size);
            double angle = Math.PI / 2 * t * t;
            double c = 0.5 + f * Math.sin(angle) - g * Math.cos(angle);
            double s = 0.5 - f * Math.cos(angle) - g * Math.sin(angle);
            return new double[] {Math.copySign(c, t), Math.copySign(s, t)};
        }
        int intervals = 2 * (int) Math.ceil(16 + 64 * t * t);
        double h = t / intervals;
        double c = 0;
        double s = 0;
        for (int i = 0; i <= intervals; i++) {
            double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            double angle = Math.PI / 2 * (i * h) * (i * h);
            c += weight * Math.cos(angle);
            s += weight * Math.sin(angle);
        }
        return new double[] {c * h / 3, s * h / 3};
    }

    /** Irradiance behind long slits in a plane wave of irradiance 1. */
    static double behind(List<Opening> slits, double wavelength, double distance, double x) {
        double scale = Math.sqrt(2 / (wavelength * distance));
        double re = 0;
        double im = 0;
        for (Opening slit : slits) {
            double[] high = at((slit.centre() + slit.width() / 2 - x) * scale);
            double[] low = at((slit.centre() - slit.width() / 2 - x) * scale);
            re += high[0] - low[0];
            im += high[1] - low[1];
        }
        return (re * re + im * im) / 2;
    }

    /** Irradiance behind a half plane that is open where x &gt; 0. */
    static double behindEdge(double wavelength, double distance, double x) {
        double[] edge = at(x * Math.sqrt(2 / (wavelength * distance)));
        return (Math.pow(0.5 + edge[0], 2) + Math.pow(0.5 + edge[1], 2)) / 2;
    }
}
