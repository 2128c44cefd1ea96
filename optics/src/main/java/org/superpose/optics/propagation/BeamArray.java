package org.superpose.optics.propagation;

/**
 * A square array of equal Gaussian beams in the front focal plane of a thin lens. In 2f (front to back focal plane) a lens is one exact Fourier
 * transform, U(x, y) = (1/iλf) ∬ U₀(u, v) e^{−2πi(xu + yv)/λf} du dv (Goodman, <i>Introduction to Fourier Optics</i>, 4th ed. 2017, section 6.2);
 * of a Gaussian of 1/e field radius w₀ at (u, v) that is the Gaussian of 1/e field radius λf/(πw₀) times a tilt, so all beams overlap in one
 * spot and interfere with period λf/pitch. The factor −i common to all beams is left out.
 *
 * @param side        beams along each side of the array, at least 1
 * @param pitch       distance between neighbours [m], at least 2 w₀, so that each beam keeps its own light
 * @param radius      w₀ [m], at which each beam's field has fallen to 1/e
 * @param wavelength  λ [m]
 * @param focalLength f [m]
 */
public record BeamArray(int side, double pitch, double radius, double wavelength, double focalLength) {
    public BeamArray {
        if (side < 1) {
            throw new IllegalArgumentException("beam array: at least 1 beam along each side, got " + side);
        }
        if (!(radius > 0 && pitch >= 2 * radius && wavelength > 0 && focalLength > 0)) {
            throw new IllegalArgumentException("beam array: radius, wavelength and focal length must be positive and the pitch at least two radii [m], got radius "
                    + radius + ", wavelength " + wavelength + ", focal length " + focalLength + ", pitch " + pitch);
        }
    }

    /** Period of the interference pattern in the focal plane, λf/pitch [m]. */
    public double period() {
        return wavelength * focalLength / pitch;
    }

    /** 1/e field radius of every beam in the focal plane, λf/(πw₀) [m]. */
    public double spotRadius() {
        return wavelength * focalLength / (Math.PI * radius);
    }

    /**
     * Irradiance in the back focal plane [W/m²].
     * @param amplitude √power of each beam [√W], row by row, side² values
     * @param phase     phase of each beam [rad], row by row, side² values
     * @param x         positions [m] along the rows
     * @param y         positions [m] down the columns
     * @return [y][x]
     */
    public double[][] irradiance(double[] amplitude, double[] phase, double[] x, double[] y) {
        if (amplitude.length != side * side || phase.length != side * side) {
            throw new IllegalArgumentException("beam array: " + side + " x " + side + " beams need " + side * side + " amplitudes and phases, got "
                    + amplitude.length + " and " + phase.length);
        }
        double peak = Math.sqrt(2 / Math.PI) / spotRadius();                  // √irradiance at the centre of a beam of 1 W: ∬|U|² = 1 W
        double[][] image = new double[y.length][x.length];
        double[] rowRe = new double[side];
        double[] rowIm = new double[side];
        for (int i = 0; i < x.length; i++) {
            rowSums(amplitude, phase, x[i], rowRe, rowIm);
            for (int j = 0; j < y.length; j++) {
                double re = 0;
                double im = 0;
                for (int row = 0; row < side; row++) {
                    double tilt = tilt(row, y[j]);
                    double cos = Math.cos(tilt);
                    double sin = Math.sin(tilt);
                    re += rowRe[row] * cos - rowIm[row] * sin;
                    im += rowRe[row] * sin + rowIm[row] * cos;
                }
                double envelope = peak * Math.exp(-(x[i] * x[i] + y[j] * y[j]) / (spotRadius() * spotRadius()));
                image[j][i] = envelope * envelope * (re * re + im * im);
            }
        }
        return image;
    }

    /** For each row of beams the sum of its phasors at x. */
    private void rowSums(double[] amplitude, double[] phase, double x, double[] re, double[] im) {
        for (int row = 0; row < side; row++) {
            re[row] = 0;
            im[row] = 0;
            for (int column = 0; column < side; column++) {
                int beam = row * side + column;
                double angle = phase[beam] + tilt(column, x);
                re[row] += amplitude[beam] * Math.cos(angle);
                im[row] += amplitude[beam] * Math.sin(angle);
            }
        }
    }

    /** Phase −2πux/λf of the beam number {@code index} along one axis, u = (index − (side−1)/2) pitch. */
    private double tilt(int index, double x) {
        return -2 * Math.PI * (index - (side - 1) / 2.0) * x / period();
    }
}
