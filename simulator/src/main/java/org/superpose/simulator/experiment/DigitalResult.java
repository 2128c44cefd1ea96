package org.superpose.simulator.experiment;

import java.util.Locale;

/**
 * What the exact digital reference did on the test images of a split on which machines were measured.
 *
 * @param accuracy share of decisions that equal the label
 * @param interval for new images: Wilson's score interval (see {@link Rate})
 * @param images   how many
 */
public record DigitalResult(double accuracy, Interval interval, int images) {
    /** As in {@code 97.2 % (95.3 to 98.3)}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f %% (%.1f to %.1f)", 100 * accuracy, 100 * interval.low(), 100 * interval.high());
    }
}
