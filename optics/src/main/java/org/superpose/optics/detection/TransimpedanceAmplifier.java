package org.superpose.optics.detection;

import java.util.random.RandomGenerator;
import org.superpose.optics.wave.PhysicalConstants;

/**
 * An op-amp with a feedback resistor that turns a photocurrent into a voltage, V = R_f I.
 *
 * @param feedback         R_f [Ω], above 0
 * @param currentNoise     i_n [A/√Hz] of the op-amp, 0 or more
 * @param voltageNoise     e_n [V/√Hz] of the op-amp, 0 or more
 * @param inputCapacitance C_in [F] of diodes, op-amp and wiring, 0 or more
 */
public record TransimpedanceAmplifier(double feedback, double currentNoise, double voltageNoise, double inputCapacitance) {
    public TransimpedanceAmplifier {
        if (!(feedback > 0 && feedback < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("transimpedance amplifier: feedback resistance must be positive and finite [Ω], got " + feedback);
        }
        if (!(currentNoise >= 0 && voltageNoise >= 0 && inputCapacitance >= 0) || Double.isInfinite(currentNoise + voltageNoise + inputCapacitance)) {
            throw new IllegalArgumentException("transimpedance amplifier: noise densities and input capacitance must be 0 or more and finite, got "
                    + currentNoise + " A/√Hz, " + voltageNoise + " V/√Hz, " + inputCapacitance + " F");
        }
    }

    /**
     * Noise referred to the input, (4kT/R_f + i_n² + e_n² (1/R_f² + (2πC_in)² B²/3)) B [A²] (Graeme, <i>Photodiode Amplifiers: Op Amp Solutions</i>,
     * 1996, chapter 5; Nyquist 1928 for the resistor). The last term is the mean of (2πfC_in)² over the band.
     * @param bandwidth   B [Hz], one-sided noise bandwidth
     * @param temperature T [K], above 0
     */
    public double inputVariance(double bandwidth, double temperature) {
        double slope = 2 * Math.PI * inputCapacitance * bandwidth;
        return (4 * PhysicalConstants.BOLTZMANN * temperature / feedback + currentNoise * currentNoise
                + voltageNoise * voltageNoise * (1 / (feedback * feedback) + slope * slope / 3)) * bandwidth;
    }

    /**
     * The same noise in steps of time [A], up to the Nyquist frequency 1/(2 step): resistor and i_n white, e_n as its current through R_f and, by differences, through C_in. To be filtered once.
     * @param samples     at least 0
     * @param step        [s], above 0
     * @param temperature T [K], above 0
     */
    public double[] noise(int samples, double step, double temperature, RandomGenerator random) {
        double nyquist = 1 / (2 * step);
        double current = Math.sqrt((4 * PhysicalConstants.BOLTZMANN * temperature / feedback + currentNoise * currentNoise) * nyquist);
        double voltage = voltageNoise * Math.sqrt(nyquist);
        double[] noise = new double[samples];
        double before = voltage * random.nextGaussian();
        for (int k = 0; k < samples; k++) {
            double now = voltage * random.nextGaussian();
            noise[k] = current * random.nextGaussian() + now / feedback + inputCapacitance * (now - before) / step;
            before = now;
        }
        return noise;
    }
}
