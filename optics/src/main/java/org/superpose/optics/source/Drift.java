package org.superpose.optics.source;

import java.util.random.RandomGenerator;

/**
 * How a laser wanders from minute to minute: the logarithm of its power and its optical frequency go random walks, so what has changed after a time T has a variance that grows as T
 * (random-walk frequency modulation; Riley, <i>Handbook of Frequency Stability Analysis</i>, NIST Special Publication 1065 (2008), section 3.2). Its noise at the detector's pace is apart:
 * {@code relativeIntensityNoise} and {@code linewidth} of the {@link Laser}.
 *
 * @param power     rms relative change of the power after one second [1/√s], 0 or more
 * @param frequency rms change of the optical frequency after one second [Hz/√s], 0 or more
 */
public record Drift(double power, double frequency) {
    /** A laser that stays where it is. */
    public static final Drift NONE = new Drift(0, 0);

    public Drift {
        if (!(power >= 0 && power < Double.POSITIVE_INFINITY && frequency >= 0 && frequency < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("drift: both must be 0 or more and finite, got power " + power + " 1/√s, frequency " + frequency + " Hz/√s");
        }
    }

    /**
     * Where a laser has got to.
     *
     * @param logPower  ln P/P₀
     * @param frequency ν − ν₀ [Hz]
     */
    public record State(double logPower, double frequency) {
        /** As the laser was calibrated. */
        public static final State CALIBRATED = new State(0, 0);

        /** Phase between two paths of one laser that the frequency has added, 2πτ(ν − ν₀) [rad]. @param delay τ [s], of one path against the other */
        public double phase(double delay) {
            return 2 * Math.PI * delay * frequency;
        }
    }

    /**
     * The state some time later; exact for any time, since steps of a random walk add up.
     * @param time [s], 0 or more
     */
    public State after(State now, double time, RandomGenerator random) {
        if (!(time >= 0 && time < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("drift: the time that passes must be 0 s or more and finite, got " + time);
        }
        double root = Math.sqrt(time);
        return new State(now.logPower + power * root * random.nextGaussian(), now.frequency + frequency * root * random.nextGaussian());
    }

    /** Variance of the phase that two paths have gained against each other, (2πτ)² T times the square of {@code frequency} [rad²]. @param delay τ [s] @param time T [s] */
    public double phaseVariance(double delay, double time) {
        double slope = 2 * Math.PI * delay * frequency;
        return slope * slope * time;
    }
}
