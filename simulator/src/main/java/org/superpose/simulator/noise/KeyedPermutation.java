package org.superpose.simulator.noise;

/**
 * A permutation of the numbers from 0 to size − 1 that is computed and not stored: a balanced Feistel network over the next power of four (M. Luby and C. Rackoff, <i>How to construct pseudorandom permutations from pseudorandom functions</i>,
 * SIAM J. Comput. 17, 373, 1988), walked along until it lands inside (J. Black and P. Rogaway, <i>Ciphers with arbitrary finite domains</i>, CT-RSA 2002).
 */
final class KeyedPermutation {
    private static final int ROUNDS = 6;

    private final long key;
    private final long size;
    private final int half;                                            // bits

    KeyedPermutation(long key, long size) {
        this.key = key;
        this.size = size;
        int bits = Math.max(2, 64 - Long.numberOfLeadingZeros(size - 1));
        half = (bits + 1) / 2;
    }

    long size() {
        return size;
    }

    /** Where a number goes. */
    long of(long number) {
        if (number < 0 || number >= size) {
            throw new IllegalArgumentException("sample " + number + " is none of " + size);
        }
        long at = number;
        do {
            at = walk(at);
        } while (at >= size);
        return at;
    }

    private long walk(long number) {
        long mask = (1L << half) - 1;
        long left = number >>> half;
        long right = number & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ RandomStreams.mix(key + 0x9e3779b97f4a7c15L * (round + 1) ^ right) & mask;
            left = right;
            right = next;
        }
        return left << half | right;
    }
}
