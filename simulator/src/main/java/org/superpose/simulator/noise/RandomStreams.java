package org.superpose.simulator.noise;

import java.nio.charset.StandardCharsets;

/**
 * A place in the tree of random streams, named by its path from one seed: {@code RandomStreams.of(7).chip(3).layer(1).named("read noise").stream(17)}.
 * <p>Streams are counter-based (Philox 4×64-10; Salmon et al., <i>Parallel random numbers: as easy as 1, 2, 3</i>, SC11, 2011): a stream is a function of its path and index alone, so draws depend neither on the number of threads nor
 * on the order in which streams are asked for. Two paths collide with probability 2⁻⁶⁴.
 */
public final class RandomStreams {
    private final long seed;
    private final long path;

    private RandomStreams(long seed, long path) {
        this.seed = seed;
        this.path = path;
    }

    /** The root of all streams of a seed. */
    public static RandomStreams of(long seed) {
        return new RandomStreams(seed, 0);
    }

    /** The streams of one fabricated chip. */
    public RandomStreams chip(int chip) {
        return named("chip").numbered(chip);
    }

    /** The streams of one layer. */
    public RandomStreams layer(int layer) {
        return named("layer").numbered(layer);
    }

    /** The streams for one purpose. */
    public RandomStreams named(String purpose) {
        long hash = 0xcbf29ce484222325L;                                   // FNV-1a, 64 bits
        for (byte b : purpose.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return new RandomStreams(seed, mix(path ^ mix(hash)));
    }

    /** The streams of the thing with a number. */
    public RandomStreams numbered(long number) {
        return new RandomStreams(seed, mix(path + 0x9e3779b97f4a7c15L * (number + 1)));
    }

    /** The stream of this place; each call starts it anew. */
    public RandomStream stream() {
        return stream(0, 0);
    }

    /** The stream number {@code index} of this place. */
    public RandomStream stream(long index) {
        return stream(index, 0);
    }

    /** The stream number {@code (index, second)} of this place, for example of a sample and a read. */
    public RandomStream stream(long index, long second) {
        return new RandomStream(seed, path, index, second);
    }

    /** The finaliser of SplitMix64 (Steele, Lea, Flood, <i>Fast splittable pseudorandom number generators</i>, OOPSLA 2014): a bijection of 64 bits. */
    static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
