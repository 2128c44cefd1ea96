package org.superpose.simulator.tolerance;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What samples say of an output: mean and standard deviation with the intervals of normal theory (Student; chi squared), quantiles with intervals between order statistics, which hold for any distribution. All intervals are those of independent
 * samples.
 */
public final class OutputStatistics {
    private final double[] values;                                   // in the order of the samples
    private final double[] sorted;
    private final double mean;
    private final double squares;                                    // Σ (x − mean)²
    private final double cubes;

    /** @param values of the samples that did not fail, one or more */
    public OutputStatistics(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("there are no values");
        }
        this.values = values.clone();
        sorted = values.clone();
        Arrays.sort(sorted);
        double first = sorted[sorted.length / 2];                    // sums about a value in the middle keep their digits
        double sum = 0;
        for (double value : values) {
            sum += value - first;
        }
        mean = first + sum / values.length;
        double two = 0;
        double three = 0;
        for (double value : values) {
            double d = value - mean;
            two += d * d;
            three += d * d * d;
        }
        squares = two;
        cubes = three;
    }

    public int size() {
        return values.length;
    }

    /** In the order of the samples. */
    public double[] values() {
        return values.clone();
    }

    public double mean() {
        return mean;
    }

    /** Interval of confidence of the mean, {@code mean ± t s/√n} (Student, <i>The probable error of a mean</i>, Biometrika 6, 1, 1908). */
    public Bounds mean(double confidence) {
        if (size() < 2) {
            return new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double half = new TDistribution(null, size() - 1.0).inverseCumulativeProbability((1 + confidence) / 2) * sigma() / Math.sqrt(size());
        return new Bounds(mean - half, mean + half);
    }

    /** Standard deviation, with n − 1; 0 for a single value. */
    public double sigma() {
        return size() < 2 ? 0 : Math.sqrt(squares / (size() - 1));
    }

    /** Interval of confidence of the standard deviation: {@code (n − 1) s²/σ²} has the chi-squared distribution if values are normal. */
    public Bounds sigma(double confidence) {
        if (size() < 2) {
            return new Bounds(0, Double.POSITIVE_INFINITY);
        }
        double freedom = size() - 1.0;
        ChiSquaredDistribution chi = new ChiSquaredDistribution(null, freedom);
        return new Bounds(sigma() * Math.sqrt(freedom / chi.inverseCumulativeProbability((1 + confidence) / 2)), sigma() * Math.sqrt(freedom / chi.inverseCumulativeProbability((1 - confidence) / 2)));
    }

    /** Third moment about the mean over the cube of the standard deviation; 0 for values that do not differ. */
    public double skewness() {
        return squares == 0 ? 0 : cubes / size() / Math.pow(squares / size(), 1.5);
    }

    /** Standard deviation of {@link #skewness} if values are normal (R. Fisher, <i>The moments of the distribution for normal samples of measures of departure from normality</i>, Proc. R. Soc. A 130, 16, 1930). */
    public double skewnessError() {
        double n = size();
        return n < 3 ? Double.POSITIVE_INFINITY : Math.sqrt(6 * (n - 2) / ((n + 1) * (n + 3)));
    }

    public double least() {
        return sorted[0];
    }

    public double largest() {
        return sorted[sorted.length - 1];
    }

    /** The value below which a part of the distribution lies, between the nearest order statistics. */
    public double quantile(double part) {
        double place = part * (size() - 1);
        int below = (int) Math.floor(place);
        return below + 1 >= size() ? largest() : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    /** Interval of confidence of a quantile: the order statistics between which it lies with that probability, whatever the distribution (H. David and H. Nagaraja, <i>Order Statistics</i>, 2003, section 7.1); infinite where there are too few samples. */
    public Bounds quantile(double part, double confidence) {
        BinomialDistribution below = new BinomialDistribution(null, size(), part);
        double tail = (1 - confidence) / 2;
        int low = below.inverseCumulativeProbability(tail);           // P(fewer than so many lie below) ≤ tail
        int high = below.inverseCumulativeProbability(1 - tail) + 1;
        return new Bounds(low < 1 ? Double.NEGATIVE_INFINITY : sorted[low - 1], high > size() ? Double.POSITIVE_INFINITY : sorted[high - 1]);
    }

    /** The standard normal quantile of a two-sided interval. */
    static double normalQuantile(double confidence) {
        return new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + confidence) / 2);
    }
}
