package org.superpose.simulator.tolerance;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a spread is small enough for the linearised circuit to tell it: whether the linearised standard deviation lies within the interval of that of the samples. If not, mean and skewness say why: curvature moves the one and bends the other.
 *
 * @param linear  standard deviation of the linearised circuit
 * @param bounds  interval of that of the samples
 * @param shift   of the mean against the nominal value, in standard deviations
 * @param shifted whether that is more than chance makes of a linear circuit
 * @param skew    skewness
 * @param skewed  whether that is more than chance makes of a normal distribution
 * @param failed  samples without a value
 */
public record Linearity(double linear, Bounds bounds, double shift, boolean shifted, double skew, boolean skewed, long failed) {
    /** Of intervals and tests. */
    public static final double CONFIDENCE = 0.999;

    /** Compares; the nominal value is that without errors. */
    public static Linearity of(double linear, double nominal, OutputStatistics statistics, long failed) {
        double z = OutputStatistics.normalQuantile(CONFIDENCE);
        double shift = statistics.sigma() == 0 ? 0 : (statistics.mean() - nominal) / statistics.sigma();
        return new Linearity(linear, statistics.sigma(CONFIDENCE), shift, Math.abs(shift) * Math.sqrt(statistics.size()) > z, statistics.skewness(), Math.abs(statistics.skewness()) > z * statistics.skewnessError(), failed);
    }

    /** Whether the linearised circuit tells the spread. */
    public boolean isSmall() {
        return bounds.contain(linear);
    }

    /** In words. */
    public String verdict() {
        if (isSmall()) {
            return "small: the linearised circuit tells the spread";
        }
        List<String> reasons = new ArrayList<>();
        if (shifted) {
            reasons.add(String.format(Locale.ROOT, "the mean lies %+.2g sigma off the nominal value", shift));
        }
        if (skewed) {
            reasons.add(String.format(Locale.ROOT, "the skewness is %+.2g", skew));
        }
        if (failed > 0) {
            reasons.add(failed + " samples have no value");
        }
        return String.format(Locale.ROOT, "no longer small: the linearised sigma lies %s the interval; %s", linear < bounds.low() ? "below" : "above",
                reasons.isEmpty() ? "mean and skewness are those of a linear circuit, so slopes change alike on both sides, or draws are not normal" : String.join(", ", reasons));
    }
}
