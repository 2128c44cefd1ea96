package org.superpose.optics.wave;

import java.util.function.Consumer;

/**
 * A coherent, monochromatic, scalar field U(x, y) in one plane, in √W/m: |U|² is irradiance [W/m²] and the power is Σ|U|² dx dy [W]. Time goes with
 * e^{−iωt}; light that travelled farther has more phase. Nothing changes a wavefront: what acts on it makes a new one.
 * <p>Samples are complex numbers one after another, real part first, row by row of the {@link Grid}.
 */
public final class Wavefront {
    private final Grid grid;
    private final double wavelength;
    private final double[] samples;

    private Wavefront(Grid grid, double wavelength, double[] samples) {
        requireWavelength(wavelength);
        if (samples.length != 2 * grid.size()) {
            throw new IllegalArgumentException("wavefront: " + grid + " needs " + 2 * grid.size() + " numbers (real and imaginary parts), got " + samples.length);
        }
        this.grid = grid;
        this.wavelength = wavelength;
        this.samples = samples;
    }

    /**
     * @param grid       where the samples stand
     * @param wavelength λ [m], vacuum, 10 nm to 1 mm
     * @param samples    2·nx·ny numbers [√W/m], all finite; copied
     */
    public static Wavefront of(Grid grid, double wavelength, double[] samples) {
        Wavefront wavefront = new Wavefront(grid, wavelength, samples.clone());
        for (int k = 0; k < samples.length; k++) {
            if (!Double.isFinite(samples[k])) {
                throw new IllegalArgumentException("wavefront: every sample must be finite, but row " + k / 2 / grid.nx() + ", column " + k / 2 % grid.nx()
                        + " is " + samples[k]);
            }
        }
        return wavefront;
    }

    /**
     * A wavefront whose samples are computed in place, without a copy.
     * @param compute fills an array of 2·nx·ny zeros and must not keep it
     */
    public static Wavefront computed(Grid grid, double wavelength, Consumer<double[]> compute) {
        double[] samples = new double[2 * grid.size()];
        compute.accept(samples);
        return new Wavefront(grid, wavelength, samples);
    }

    /** Refuses a wavelength that is not one of light. @param wavelength λ [m] */
    public static void requireWavelength(double wavelength) {
        if (!(wavelength >= 1e-8 && wavelength <= 1e-3)) {
            throw new IllegalArgumentException("wavelength must be between 10 nm and 1 mm, got " + wavelength + " m; 550 nm is 550e-9");
        }
    }

    public Grid grid() {
        return grid;
    }

    /** λ [m], vacuum. */
    public double wavelength() {
        return wavelength;
    }

    /** U at column i, row j [√W/m]. */
    public Complex at(int i, int j) {
        int k = 2 * (j * grid.nx() + i);
        return new Complex(samples[k], samples[k + 1]);
    }

    /** All samples; a copy. */
    public double[] samples() {
        return samples.clone();
    }

    /** Copies row j, 2·nx numbers, into an array. */
    public void copyRow(int j, double[] into, int offset) {
        System.arraycopy(samples, 2 * j * grid.nx(), into, offset, 2 * grid.nx());
    }

    /** |U|² [W/m²]. */
    public Image irradiance() {
        double[] values = new double[grid.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = samples[2 * k] * samples[2 * k] + samples[2 * k + 1] * samples[2 * k + 1];
        }
        return Image.owning(grid, values);
    }

    /** arg U [rad], in (−π, π]; 0 where there is no light. */
    public Image phase() {
        double[] values = new double[grid.size()];
        for (int k = 0; k < values.length; k++) {
            values[k] = Math.atan2(samples[2 * k + 1], samples[2 * k]);
        }
        return Image.owning(grid, values);
    }

    /** Σ|U|² dx dy [W]. */
    public double power() {
        double power = 0;
        for (int j = 0; j < grid.ny(); j++) {
            double re = 0;
            double im = 0;
            for (int k = 2 * j * grid.nx(); k < 2 * (j + 1) * grid.nx(); k += 2) {
                re += samples[k] * samples[k];
                im += samples[k + 1] * samples[k + 1];
            }
            power += re + im;
        }
        return power * grid.cell();
    }

    /** Σ a* b dx dy [W] of this field a with another b on the same grid. */
    public Complex innerProduct(Wavefront other) {
        requireFitting(other);
        double re = 0;
        double im = 0;
        for (int j = 0; j < grid.ny(); j++) {
            double rowRe = 0;
            double rowIm = 0;
            for (int k = 2 * j * grid.nx(); k < 2 * (j + 1) * grid.nx(); k += 2) {
                rowRe += samples[k] * other.samples[k] + samples[k + 1] * other.samples[k + 1];
                rowIm += samples[k] * other.samples[k + 1] - samples[k + 1] * other.samples[k];
            }
            re += rowRe;
            im += rowIm;
        }
        return new Complex(re * grid.cell(), im * grid.cell());
    }

    /** Coherent sum of two fields of one laser on one grid. */
    public Wavefront plus(Wavefront other) {
        requireFitting(other);
        return computed(grid, wavelength, sum -> {
            for (int k = 0; k < sum.length; k++) {
                sum[k] = samples[k] + other.samples[k];
            }
        });
    }

    /** The field times one complex number. */
    public Wavefront times(Complex factor) {
        return computed(grid, wavelength, product -> {
            for (int k = 0; k < product.length; k += 2) {
                product[k] = samples[k] * factor.re() - samples[k + 1] * factor.im();
                product[k + 1] = samples[k] * factor.im() + samples[k + 1] * factor.re();
            }
        });
    }

    /** The field times a complex number at each sample. @param factors 2·nx·ny numbers, real part first, row by row */
    public Wavefront times(double[] factors) {
        return multiplied(factors, 1);
    }

    /** The field times the conjugate of a complex number at each sample. @param factors 2·nx·ny numbers, real part first, row by row */
    public Wavefront timesConjugate(double[] factors) {
        return multiplied(factors, -1);
    }

    private Wavefront multiplied(double[] factors, int sign) {
        if (factors.length != samples.length) {
            throw new IllegalArgumentException("wavefront: " + grid + " needs " + samples.length + " factors (real and imaginary parts), got " + factors.length);
        }
        return computed(grid, wavelength, product -> {
            for (int k = 0; k < product.length; k += 2) {
                double im = sign * factors[k + 1];
                product[k] = samples[k] * factors[k] - samples[k + 1] * im;
                product[k + 1] = samples[k] * im + samples[k + 1] * factors[k];
            }
        });
    }

    private void requireFitting(Wavefront other) {
        grid.requireSame(other.grid, "a wavefront");
        if (wavelength != other.wavelength) {
            throw new IllegalArgumentException("wavefronts of " + wavelength + " m and " + other.wavelength
                    + " m beat and do not interfere; put them into one Light, where irradiances add");
        }
    }
}
