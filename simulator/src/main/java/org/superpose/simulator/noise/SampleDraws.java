package org.superpose.simulator.noise;

import org.apache.commons.math3.special.Erf;

/**
 * Draws for numbered samples, by name: a pure function of seed, name and sample, so that a sample is the same in any order, on any number of threads, and whatever else is drawn beside it.
 * <p>Independent samples stand for themselves. A Latin hypercube of N samples (M. McKay, R. Beckman and W. Conover, <i>A comparison of three methods for selecting values of input variables in the analysis of output from a computer
 * code</i>, Technometrics 21, 239, 1979) has one draw in each N-th of every name's distribution, {@code u = (π(n) + v)/N} with a permutation π of its own for each name.
 */
public final class SampleDraws {
    private static final double LEAST = 0x1p-54;

    private final RandomStreams streams;
    private final long strata;

    private SampleDraws(RandomStreams streams, long strata) {
        this.streams = streams;
        this.strata = strata;
    }

    /** Samples that know nothing of each other, in any number. */
    public static SampleDraws independent(RandomStreams streams) {
        return new SampleDraws(streams, 0);
    }

    /** As many samples as given, 1 or more, stratified in each name. */
    public static SampleDraws latinHypercube(RandomStreams streams, long samples) {
        if (samples < 1) {
            throw new IllegalArgumentException("a Latin hypercube has one sample or more, got " + samples);
        }
        return new SampleDraws(streams, samples);
    }

    /** The draws of a name. */
    public Named named(String name) {
        RandomStreams own = streams.named(name);
        return new Named(own, strata == 0 ? null : new KeyedPermutation(own.named("strata").stream().bits(), strata));
    }

    /** One draw for each sample. Serves many threads. */
    public static final class Named {
        private final RandomStreams streams;
        private final KeyedPermutation strata;

        private Named(RandomStreams streams, KeyedPermutation strata) {
            this.streams = streams;
            this.strata = strata;
        }

        /**
         * Uniform, between 0 and 1.
         *
         * @param sample number from 0; of a Latin hypercube, below its size
         */
        public double uniform(long sample) {
            double u = Math.max(LEAST, streams.stream(sample).uniform());
            return strata == null ? u : Math.min((strata.of(sample) + u) / strata.size(), 1 - 0x1p-53);
        }

        /** Standard normal: the quantile of {@link #uniform}, so that both are stratified. */
        public double normal(long sample) {
            return Math.sqrt(2) * Erf.erfInv(2 * uniform(sample) - 1);
        }
    }
}
