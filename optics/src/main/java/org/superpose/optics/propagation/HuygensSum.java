package org.superpose.optics.propagation;

import java.util.List;
import org.superpose.optics.wave.Opening;

/**
 * The field behind slits as a direct sum of wavelets, one per point of the opening (Huygens 1690; Fresnel 1818), with the amplitude and
 * obliquity of the first Rayleigh–Sommerfeld integral. For openings that are long in y each wavelet is a cylinder,
 * U(x) = e^{−iπ/4} λ^{−½} ∫ U₀(x′) (L/ρ) e^{ikρ} ρ^{−½} dx′ with ρ² = L² + (x − x′)²
 * (Goodman, <i>Introduction to Fourier Optics</i>, 4th ed. 2017, section 3.5, integrated over y by stationary phase; kρ ≫ 1).
 * The integral is a midpoint sum; the carrier e^{ikL} is left out, so that no phase of 10⁷ rad is rounded.
 *
 * @param wavelength    λ [m]
 * @param distance      L [m] from opening to screen, at least 100 λ
 * @param pointsPerSlit wavelets for each slit, at least 1
 */
public record HuygensSum(double wavelength, double distance, int pointsPerSlit) {
    public HuygensSum {
        if (!(wavelength > 0 && distance >= 100 * wavelength && distance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Huygens sum: the wavelength must be positive and the distance at least 100 wavelengths [m], got wavelength "
                    + wavelength + ", distance " + distance);
        }
        if (pointsPerSlit < 1) {
            throw new IllegalArgumentException("Huygens sum: at least 1 point per slit, got " + pointsPerSlit);
        }
    }

    /**
     * Irradiance on the screen relative to that on the slits, which are long in y and lit by a plane wave.
     * @param slits     openings apart from each other
     * @param positions x [m] on the screen
     * @return |U|²/|U₀|² at each position
     */
    public double[] irradiance(List<Opening> slits, double[] positions) {
        slits.forEach(slit -> requireSampled(slit, positions));
        double[] result = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            double re = 0;
            double im = 0;
            for (Opening slit : slits) {
                double[] field = field(slit, positions[i]);
                re += field[0];
                im += field[1];
            }
            result[i] = re * re + im * im;
        }
        return result;
    }

    /**
     * Irradiance on a plane screen behind slits of finite height, relative to that on the slits. The wavelets' phase splits into a part of x and a part
     * of y up to k (x − x′)² (y − y′)²/4L³ (Fresnel's approximation, Goodman, section 4.2), so the double sum is a product of two sums.
     * @param slits  openings apart from each other
     * @param height where all of them begin and end in y
     * @param x      positions across the slits [m]
     * @param y      positions along the slits [m]
     * @return [y][x]
     */
    public double[][] irradiance(List<Opening> slits, Opening height, double[] x, double[] y) {
        double[] across = irradiance(slits, x);
        double[] down = irradiance(List.of(height), y);
        double[][] image = new double[y.length][x.length];
        for (int j = 0; j < y.length; j++) {
            for (int i = 0; i < x.length; i++) {
                image[j][i] = across[i] * down[j];
            }
        }
        return image;
    }

    /** Field of one slit of unit amplitude: {real, imaginary}. */
    private double[] field(Opening slit, double x) {
        double step = slit.width() / pointsPerSlit;
        double k = 2 * Math.PI / wavelength;
        double re = 0;
        double im = 0;
        for (int p = 0; p < pointsPerSlit; p++) {
            double across = x - (slit.centre() - slit.width() / 2 + (p + 0.5) * step);
            double path = Math.hypot(distance, across);
            double phase = k * across * across / (path + distance) - Math.PI / 4;      // k(ρ − L), without cancellation
            double amplitude = step * distance / (path * Math.sqrt(path * wavelength));
            re += amplitude * Math.cos(phase);
            im += amplitude * Math.sin(phase);
        }
        return new double[] {re, im};
    }

    /** Neighbouring wavelets must not differ by half a wave anywhere on the screen, or false orders appear. */
    private void requireSampled(Opening slit, double[] positions) {
        double reach = 0;
        for (double position : positions) {
            reach = Math.max(reach, Math.abs(position - slit.centre()) + slit.width() / 2);
        }
        double sine = reach / Math.hypot(reach, distance);
        if (slit.width() / pointsPerSlit * sine > wavelength / 2) {
            throw new IllegalArgumentException("Huygens sum: " + pointsPerSlit + " points over " + slit.width() + " m are too few for a screen that reaches "
                    + reach + " m at " + distance + " m: take at least " + (int) Math.ceil(2 * slit.width() * sine / wavelength));
        }
    }
}
