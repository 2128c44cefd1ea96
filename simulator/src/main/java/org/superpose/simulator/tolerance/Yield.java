package org.superpose.simulator.tolerance;

import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * The share of samples that are good, with the exact interval of C. Clopper and E. Pearson (<i>The use of confidence or fiducial limits illustrated in the case of the binomial</i>, Biometrika 26, 404, 1934).
 *
 * @param good    how many samples
 * @param samples of how many, 1 or more; samples that failed are not good
 */
public record Yield(long good, long samples) {
    public Yield {
        if (good < 0 || samples < 1 || good > samples) {
            throw new IllegalArgumentException("a yield is a share of samples, got " + good + " of " + samples);
        }
    }

    public double share() {
        return (double) good / samples;
    }

    /** Interval of confidence for the share of all circuits that could be made. */
    public Bounds bounds(double confidence) {
        double tail = (1 - confidence) / 2;
        double low = good == 0 ? 0 : new BetaDistribution(null, good, samples - good + 1.0).inverseCumulativeProbability(tail);
        double high = good == samples ? 1 : new BetaDistribution(null, good + 1.0, samples - good).inverseCumulativeProbability(1 - tail);
        return new Bounds(low, high);
    }
}
