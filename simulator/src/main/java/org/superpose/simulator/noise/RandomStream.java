package org.superpose.simulator.noise;

import java.util.random.RandomGenerator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.core.source64.Philox4x64;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** One sequence of independent draws. Not for several threads: each takes streams of its own. */
public final class RandomStream {
    private final UniformRandomProvider source;
    private final ZigguratSampler.NormalizedGaussian gaussian;

    RandomStream(long seed, long path, long index, long second) {
        source = new Philox4x64(new long[] {seed, path, 0, 0, index, second});      // key, then counter from its low word
        gaussian = ZigguratSampler.NormalizedGaussian.of(source);
    }

    /** A standard normal draw. */
    public double normal() {
        return gaussian.sample();
    }

    /** A draw from [0, 1). */
    public double uniform() {
        return source.nextDouble();
    }

    /** 64 bits, each as likely 0 as 1. */
    long bits() {
        return source.nextLong();
    }

    /** A whole number from 0 to {@code bound − 1}, each as likely. */
    public int below(int bound) {
        return source.nextInt(bound);
    }

    /** This sequence for code that draws from the JDK's interface. */
    public RandomGenerator generator() {
        return source::nextLong;
    }

    /** A Poisson draw of the given mean, which is finite and at least 0 and below 1e9. */
    public int poisson(double mean) {
        return mean == 0 ? 0 : PoissonSampler.of(source, mean).sample();
    }
}
