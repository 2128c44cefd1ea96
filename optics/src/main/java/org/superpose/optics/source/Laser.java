package org.superpose.optics.source;

import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.PhysicalConstants;
import org.superpose.optics.wave.Wavefront;

/**
 * A single-mode laser: monochromatic but for a Lorentzian line, constant but for its relative intensity noise and its drift.
 * Beams interfere only if they come from one laser; two lasers beat at their frequency difference.
 *
 * @param wavelength             vacuum wavelength λ [m], 10 nm to 1 mm
 * @param power                  mean power P [W], above 0
 * @param relativeIntensityNoise RIN [dBc/Hz], single-sided density of δP²/P², taken as white over the detection band; −∞ means none
 * @param linewidth              Δν [Hz], full width at half maximum of the Lorentzian line, 0 or more
 * @param drift                  slow changes of power and frequency
 */
public record Laser(double wavelength, double power, double relativeIntensityNoise, double linewidth, Drift drift) {
    public Laser {
        if (!(wavelength >= 1e-8 && wavelength <= 1e-3)) {
            throw new IllegalArgumentException("laser: wavelength must be between 10 nm and 1 mm, got " + wavelength + " m");
        }
        if (!(power > 0 && power < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("laser: power must be positive and finite [W], got " + power);
        }
        if (!(relativeIntensityNoise <= 0)) {
            throw new IllegalArgumentException("laser: relative intensity noise must be 0 dBc/Hz or less (typically -120 to -165), got "
                    + relativeIntensityNoise);
        }
        if (!(linewidth >= 0 && linewidth < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("laser: linewidth must be 0 Hz or more and finite, got " + linewidth);
        }
    }

    /** Without drift. */
    public Laser(double wavelength, double power, double relativeIntensityNoise, double linewidth) {
        this(wavelength, power, relativeIntensityNoise, linewidth, Drift.NONE);
    }

    /** A laser of 1 W without noise and with an infinitely narrow line. @param wavelength λ [m] */
    public static Laser of(double wavelength) {
        return new Laser(wavelength, 1, Double.NEGATIVE_INFINITY, 0);
    }

    /** The same laser with another mean power [W]. */
    public Laser withPower(double newPower) {
        return new Laser(wavelength, newPower, relativeIntensityNoise, linewidth, drift);
    }

    /** The same laser with another drift. */
    public Laser withDrift(Drift newDrift) {
        return new Laser(wavelength, power, relativeIntensityNoise, linewidth, newDrift);
    }

    /** This laser, taken as it was when calibrated, where its drift has brought it: with the power and the wavelength of now. */
    public Laser in(Drift.State now) {
        double cycles = 1 + now.frequency() * wavelength / PhysicalConstants.SPEED_OF_LIGHT;                 // ν/ν₀
        return new Laser(wavelength / cycles, power * Math.exp(now.logPower()), relativeIntensityNoise, linewidth, drift);
    }

    /** The mean field of this laser in a beam's shape, on a grid. */
    public Wavefront emit(Beam beam, Grid grid) {
        return beam.on(grid, wavelength, power);
    }

    /** Energy of one photon h c / λ [J]. */
    public double photonEnergy() {
        return PhysicalConstants.PLANCK * PhysicalConstants.SPEED_OF_LIGHT / wavelength;
    }

    /** Photons emitted in a time, P t λ / (h c). @param time t [s] */
    public double photons(double time) {
        return power * time / photonEnergy();
    }

    /**
     * Variance of the relative power δP/P behind a noise bandwidth, 10^{RIN/10} B (Coldren, Corzine and Mašanović, <i>Diode Lasers and
     * Photonic Integrated Circuits</i>, 2nd ed. 2012, section 5.5).
     * @param bandwidth B [Hz], one-sided noise bandwidth
     */
    public double intensityVariance(double bandwidth) {
        return StrictMath.pow(10, relativeIntensityNoise / 10) * bandwidth;
    }

    /**
     * Degree of coherence |γ| of two beams of this laser, e^{−πΔν|τ|} for a Lorentzian line (Goodman, <i>Statistical Optics</i>, 2nd ed. 2015,
     * section 5.1): the mean of e^{iΔφ} when Δφ is Gaussian with the random-walk variance 2πΔν|τ|.
     * @param delay τ [s]
     */
    public double visibility(double delay) {
        return StrictMath.exp(-Math.PI * linewidth * Math.abs(delay));
    }

    /**
     * Variance of the mean optical angular frequency over a time T, 2πΔν/T [rad²/s²]: white frequency noise of single-sided density
     * Δν/π [Hz²/Hz] (the line is Lorentzian exactly then), averaged over T. A path of delay τ ≪ T against its reference sees the phase τ δω.
     * @param time T [s], above 0
     */
    public double meanFrequencyVariance(double time) {
        return 2 * Math.PI * linewidth / time;
    }
}
