package org.superpose.simulator.experiment;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A share of decisions that chips take on images: the accuracy, or the agreement with the digital decisions. Reads of the same image by the same chip
 * are averaged first.
 * <p>Three intervals answer three questions; a caption must say which one is shown.
 *
 * @param mean       share over all chips and images
 * @param ofChips    share of each chip, in the order of the chips
 * @param overImages for each chip: what <i>that chip</i> would do on new images (Wilson's score interval; E. B. Wilson, "Probable inference, the law
 *                   of succession, and statistical inference", JASA 22 (1927) 209–212). With several reads the number of trials stays that of the
 *                   images
 * @param overChips  what new chips would do on average <i>on these images</i>: mean ± t s/√k of the k chips (Student). Absent for a single chip
 * @param overAll    what new chips would do on average on new images: Wilson's interval with the number of trials that gives the variance of the mean
 *                   over chips and images as two crossed random samples, and Student's quantile with Satterthwaite's degrees of freedom. For a single
 *                   chip the same as {@code overImages}
 */
public record Rate(double mean, List<Double> ofChips, List<Interval> overImages, Optional<Interval> overChips, Interval overAll) {
    public Rate {
        ofChips = List.copyOf(ofChips);
        overImages = List.copyOf(overImages);
    }

    /** As in {@code 96.2 % (94.3 to 97.5)}, with {@link #overAll}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f %% (%.1f to %.1f)", 100 * mean, 100 * overAll.low(), 100 * overAll.high());
    }
}
