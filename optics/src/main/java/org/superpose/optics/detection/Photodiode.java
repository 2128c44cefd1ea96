package org.superpose.optics.detection;

import java.util.random.RandomGenerator;
import org.superpose.optics.wave.PhysicalConstants;

/**
 * A photodiode, I = R P + I_d (Saleh and Teich, <i>Fundamentals of Photonics</i>, 3rd ed. 2019, chapter on photodetectors).
 *
 * @param responsivity R [A/W], above 0
 * @param darkCurrent  I_d [A], 0 or more
 */
public record Photodiode(double responsivity, double darkCurrent) {
    public Photodiode {
        if (!(responsivity > 0 && responsivity < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("photodiode: responsivity must be positive and finite [A/W], got " + responsivity);
        }
        if (!(darkCurrent >= 0 && darkCurrent < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("photodiode: dark current must be 0 or more and finite [A], got " + darkCurrent);
        }
    }

    /** A diode that turns the fraction η of the photons at one wavelength into electrons, R = ηqλ/(hc). */
    public static Photodiode ofQuantumEfficiency(double efficiency, double wavelength, double darkCurrent) {
        if (!(efficiency > 0 && efficiency <= 1)) {
            throw new IllegalArgumentException("photodiode: quantum efficiency must be above 0 and at most 1, got " + efficiency);
        }
        return new Photodiode(efficiency * PhysicalConstants.ELEMENTARY_CHARGE * wavelength
                / (PhysicalConstants.PLANCK * PhysicalConstants.SPEED_OF_LIGHT), darkCurrent);
    }

    /** Mean current [A]. @param power [W] */
    public double current(double power) {
        return responsivity * power + darkCurrent;
    }

    /**
     * One integrated reading [A]: the electrons of light and dark current are counted, so shot noise is in the count and not added to it.
     * @param power     mean power [W], 0 or more
     * @param intensity of the laser during this reading, shared with all detectors that it lights
     */
    public double sample(double power, RelativeIntensity intensity, IntegrateAndDump gate, RandomGenerator random) {
        requirePower(power);
        return counted(current(intensity.of(power)), gate.time(), random);
    }

    /**
     * The current in steps of time [A], each the electrons counted in it: noise that is white up to the Nyquist frequency 1/(2 step), to be filtered once.
     * @param power of each step [W], 0 or more
     * @param step  [s], above 0
     */
    public double[] trace(double[] power, double step, RandomGenerator random) {
        double[] currents = new double[power.length];
        for (int k = 0; k < power.length; k++) {
            requirePower(power[k]);
            currents[k] = counted(current(power[k]), step, random);
        }
        return currents;
    }

    private static void requirePower(double power) {
        if (!(power >= 0 && power < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("photodiode: power must be 0 or more and finite [W], got " + power);
        }
    }

    /** A current as electrons that are counted for a time [A]. */
    static double counted(double current, double time, RandomGenerator random) {
        double perElectron = PhysicalConstants.ELEMENTARY_CHARGE / time;
        return Poisson.sample(current / perElectron, random) * perElectron;
    }

    /**
     * Variance 2qIB of the shot noise of a current [A²] (Schottky, <i>Über spontane Stromschwankungen in verschiedenen Elektrizitätsleitern</i>, Ann. Phys. 57, 541 (1918)).
     * @param current   I [A], light and dark
     * @param bandwidth B [Hz], one-sided noise bandwidth
     */
    public static double shotVariance(double current, double bandwidth) {
        return 2 * PhysicalConstants.ELEMENTARY_CHARGE * current * bandwidth;
    }
}
