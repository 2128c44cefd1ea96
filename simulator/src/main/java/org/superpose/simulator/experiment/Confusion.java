package org.superpose.simulator.experiment;

import java.util.Arrays;

/** How often the machine decides for one class where the digital reference decides for another; counted over all chips, reads and images. */
public final class Confusion {
    private final long[][] counts;      // [digital][analog]

    /** @param counts [digital class × analog class], square, copied */
    Confusion(long[][] counts) {
        this.counts = Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    /** As many as the network has outputs. */
    public int classes() {
        return counts.length;
    }

    public long count(int digital, int analog) {
        return counts[digital][analog];
    }

    /** [digital class × analog class], a copy. */
    public long[][] counts() {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    public long total() {
        return Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }
}
