package org.superpose.optics.detection;

import java.util.random.RandomGenerator;

/**
 * The electronics behind a photodiode or a pair: amplifier noise, then the low-pass, then the amplifier's rails, then the converter. What is behind the rails is lost, whatever
 * the converter could still tell.
 *
 * @param amplifier   turns current into voltage
 * @param temperature T [K], above 0
 * @param swing       largest |output| of the amplifier [V], above 0; infinite for none
 * @param converter   its full scale in volts
 */
public record Receiver(TransimpedanceAmplifier amplifier, double temperature, double swing, Adc converter) {
    public Receiver {
        if (!(temperature > 0 && temperature < Double.POSITIVE_INFINITY) || !(swing > 0)) {
            throw new IllegalArgumentException("receiver: temperature [K] and swing [V] must be positive, got " + temperature + " and " + swing);
        }
    }

    /** One reading of a current that was integrated [V]. @param current [A], its own noise included */
    public double read(double current, IntegrateAndDump gate, RandomGenerator random) {
        return digitised(current + Math.sqrt(amplifier.inputVariance(gate.bandwidth(), temperature)) * random.nextGaussian());
    }

    /**
     * A current in time [V]: the amplifier's noise is drawn up to the Nyquist frequency like that of the current, and both are filtered once.
     * @param currents [A], their own noise included
     * @param step     [s]
     */
    public double[] trace(double[] currents, double step, LowPass filter, RandomGenerator random) {
        double[] noise = amplifier.noise(currents.length, step, temperature, random);
        for (int k = 0; k < noise.length; k++) {
            noise[k] += currents[k];
        }
        double[] volts = filter.filter(noise, step);
        for (int k = 0; k < volts.length; k++) {
            volts[k] = digitised(volts[k]);
        }
        return volts;
    }

    private double digitised(double current) {
        return converter.convert(Math.max(-swing, Math.min(swing, current * amplifier.feedback())));
    }
}
