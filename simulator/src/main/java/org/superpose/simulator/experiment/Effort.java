package org.superpose.simulator.experiment;

import org.superpose.simulator.input.Section;

/**
 * How much is measured.
 *
 * @param chips  seeded specimens of the machine, 1 to 100 000
 * @param reads  uses of each chip on every image, 1 to 10 000
 * @param images how many of the test images, from the first; 1 or more, {@link #ALL} for all of them
 */
public record Effort(int chips, int reads, int images) {
    /** Every test image. */
    public static final int ALL = Integer.MAX_VALUE;
    private static final int MOST_CHIPS = 100_000;
    private static final int MOST_READS = 10_000;

    public Effort {
        require("chips", chips, MOST_CHIPS);
        require("reads", reads, MOST_READS);
        require("images", images, ALL);
    }

    private static void require(String what, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(what + " must be 1" + (most == ALL ? " or more" : " to " + most) + ", got " + value);
        }
    }

    /** That many chips, each read once on every image. */
    public static Effort of(int chips) {
        return new Effort(chips, 1, ALL);
    }

    /** Keys {@code chips}, {@code reads} and {@code images}; what is absent is taken from {@code fallback}. */
    static Effort read(Section section, Effort fallback) {
        return new Effort(section.integer("chips", 1, MOST_CHIPS, fallback.chips), section.integer("reads", 1, MOST_READS, fallback.reads),
                section.integer("images", 1, ALL, fallback.images));
    }

    /** At most so many of each. */
    Effort atMost(int chips, int reads, int images) {
        return new Effort(Math.min(this.chips, chips), Math.min(this.reads, reads), Math.min(this.images, images));
    }
}
