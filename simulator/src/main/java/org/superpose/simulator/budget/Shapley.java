package org.superpose.simulator.budget;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongToDoubleFunction;
import org.superpose.simulator.noise.RandomStream;

/**
 * Shares of the sources in a quantity that depends on which of them are there (L. Shapley, <i>A value for n-person games</i>, Contributions to the Theory of Games II, 1953): what a source adds where it comes in, averaged over all orders in which
 * they may come. Shares add up to what all sources make together; sources that do the same have the same share, one that does nothing has none.
 * <p>Estimated from random orders (J. Castro, D. Gómez and J. Tejada, <i>Polynomial calculation of the Shapley value based on sampling</i>, Computers and Operations Research 36, 1726, 2009), each taken forwards and backwards (R. Mitchell, J. Cooper,
 * E. Frank and G. Holmes, <i>Sampling permutations for Shapley value estimation</i>, JMLR 23, 2022, section 4.1). A pair adds up to the whole by itself, and is right by itself if the quantity is the square of a sum of effects: only what three sources
 * or more do together scatters from pair to pair. Serves many threads.
 */
public final class Shapley {
    /** Bits of a set, less the sign. */
    static final int MOST_SOURCES = 62;

    private final int sources;
    private final LongToDoubleFunction value;
    private final Map<Long, Double> known = new ConcurrentHashMap<>();

    /**
     * @param sources how many, at most 62
     * @param value   of the set of sources whose bits are set; asked for once of each set, or twice where threads meet
     */
    public Shapley(int sources, LongToDoubleFunction value) {
        if (sources < 0 || sources > MOST_SOURCES) {
            throw new IllegalArgumentException("shares are for at most " + MOST_SOURCES + " sources, got " + sources);
        }
        this.sources = sources;
        this.value = value;
    }

    /** Of a set of sources. */
    public double value(long set) {
        Double before = known.get(set);
        if (before != null) {
            return before;
        }
        double found = value.applyAsDouble(set);
        known.put(set, found);
        return found;
    }

    /** The set of all. */
    public long all() {
        return (1L << sources) - 1;
    }

    /** What the sources add in one random order and in that order backwards, the mean of both. */
    public double[] pair(RandomStream random) {
        int[] order = new int[sources];
        for (int k = 0; k < sources; k++) {                      // inside-out, R. Durstenfeld, Algorithm 235, CACM 7, 420, 1964
            int j = random.below(k + 1);
            order[k] = order[j];
            order[j] = k;
        }
        double[] shares = new double[sources];
        long forwards = 0;
        long backwards = 0;
        for (int k = 0; k < sources; k++) {
            forwards = add(order[k], forwards, shares);
            backwards = add(order[sources - 1 - k], backwards, shares);
        }
        return shares;
    }

    private long add(int source, long set, double[] shares) {
        long with = set | 1L << source;
        shares[source] += (value(with) - value(set)) / 2;
        return with;
    }
}
