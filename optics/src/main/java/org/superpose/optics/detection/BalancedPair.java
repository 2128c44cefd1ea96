package org.superpose.optics.detection;

import java.util.random.RandomGenerator;

/**
 * Two photodiodes behind the two outputs of a 50:50 beam splitter that joins a signal s and a reference r, subtracted:
 * P± = |s ± r|²/2 and I₊ − I₋ = 2 R Re(r* s), linear in the signal and signed (Yuen and Chan, <i>Noise in homodyne and heterodyne
 * detection</i>, Opt. Lett. 8, 177 (1983)).
 *
 * @param diode         each of the two diodes
 * @param rejectionInDb common-mode rejection of intensity noise [dB], as a ratio of powers, 0 or more; +∞ for a perfect pair
 */
public record BalancedPair(Photodiode diode, double rejectionInDb) {
    public BalancedPair {
        if (!(rejectionInDb >= 0)) {
            throw new IllegalArgumentException("balanced pair: common-mode rejection must be 0 dB or more, got " + rejectionInDb);
        }
    }

    /** I₊ − I₋ = 2 R Re(r* s) [A]; the dark currents cancel. @param product Re(r* s) [W] */
    public double difference(double product) {
        return 2 * diode.responsivity() * product;
    }

    /** Photocurrents of both diodes together R(|s|² + |r|²) [A], without the dark currents. */
    public double sum(double signalPower, double referencePower) {
        return diode.responsivity() * (signalPower + referencePower);
    }

    /** Shot noise of the light on both diodes: independent, so the variances add [A²]. */
    public double shotVariance(double signalPower, double referencePower, double bandwidth) {
        return Photodiode.shotVariance(sum(signalPower, referencePower), bandwidth);
    }

    /** Shot noise of both dark currents [A²]. */
    public double darkVariance(double bandwidth) {
        return Photodiode.shotVariance(2 * diode.darkCurrent(), bandwidth);
    }

    /**
     * Amplitude 1/√CMRR with which the common-mode intensity noise enters the difference. Fluctuation ρ = δP/P of the laser then gives the variance
     * ⟨ρ²⟩ ((I₊ − I₋)² + (I₊ + I₋)²/CMRR): the residue comes from unequal delays and bandwidths, hence is taken as uncorrelated with the direct part.
     */
    public double commonModeAmplitude() {
        return StrictMath.pow(10, -rejectionInDb / 20);
    }

    /**
     * One integrated reading of I₊ − I₋ [A]: both diodes count their own electrons, and the laser's intensity noise that they share goes into the difference and, reduced by
     * the common-mode rejection, into the sum.
     * @param product        Re(r* s) [W], on the diodes together
     * @param signalPower    |s|² of everything that falls on the diodes [W], also of modes that do not interfere with the reference
     * @param referencePower |r|² [W]
     * @param intensity      of the laser during this reading, shared with all detectors that it lights
     */
    public double sample(double product, double signalPower, double referencePower, RelativeIntensity intensity, IntegrateAndDump gate, RandomGenerator random) {
        double mean = (signalPower + referencePower) / 2;
        if (!(mean >= Math.abs(product) * (1 - 1e-12))) {
            throw new IllegalArgumentException("balanced pair: |Re(r* s)| cannot exceed the mean power (|s|² + |r|²)/2 = " + mean + " W, got " + product + " W");
        }
        double plus = Photodiode.counted(diode.current(intensity.of(Math.max(0, mean + product))), gate.time(), random);
        double minus = Photodiode.counted(diode.current(intensity.of(Math.max(0, mean - product))), gate.time(), random);
        return plus - minus + commonModeAmplitude() * intensity.residual() * sum(signalPower, referencePower);
    }
}
