package org.superpose.optics.detection;

import java.util.random.RandomGenerator;

/**
 * How far one laser is from its mean power during one reading. All detectors that this laser lights at the same time get the same numbers; another laser has its own.
 *
 * @param direct   ρ = δP/P
 * @param residual a second draw of the same size, of which a balanced pair keeps 1/√CMRR: unequal delays and bandwidths make it independent of the first
 */
public record RelativeIntensity(double direct, double residual) {
    /** A laser without intensity noise. */
    public static final RelativeIntensity STEADY = new RelativeIntensity(0, 0);

    /** @param variance of δP/P behind the detection bandwidth, 10^{RIN/10} B */
    public static RelativeIntensity draw(double variance, RandomGenerator random) {
        double sigma = Math.sqrt(variance);
        return new RelativeIntensity(sigma * random.nextGaussian(), sigma * random.nextGaussian());
    }

    /** Power now [W], never negative. @param mean [W] */
    double of(double mean) {
        return Math.max(0, mean * (1 + direct));
    }
}
