package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** Intervals and standard errors for tables of numbers [chips × images]. Sums run in the order of chips and images. */
final class Statistics {
    /** Standard normal quantile of a two-sided interval of {@link Interval#LEVEL}: 1.9600. */
    static final double Z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability((1 + Interval.LEVEL) / 2);

    private Statistics() {
    }

    /** Student's quantile of a two-sided interval of {@link Interval#LEVEL}. */
    static double studentQuantile(double degreesOfFreedom) {
        return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability((1 + Interval.LEVEL) / 2);
    }

    /**
     * Wilson's score interval, {@code (p + q²/2n ± q √(p(1−p)/n + q²/4n²)) / (1 + q²/n)} (JASA 22 (1927) 209–212; method 3 of R. G. Newcombe,
     * Statistics in Medicine 17 (1998) 857–872).
     *
     * @param p observed share
     * @param n trials, positive; need not be whole
     * @param q quantile, {@link #Z} for independent trials
     */
    static Interval wilson(double p, double n, double q) {
        double centre = p + q * q / (2 * n);
        double half = q * Math.sqrt(p * (1 - p) / n + q * q / (4 * n * n));
        double scale = 1 + q * q / n;
        return new Interval(p == 0 ? 0 : Math.max(0, (centre - half) / scale), p == 1 ? 1 : Math.min(1, (centre + half) / scale));
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** Of a table whose rows are of one length; counts are summed before they are divided, so equal shares are equal to the bit. */
    private static double grandMean(double[][] table) {
        double sum = 0;
        for (double[] row : table) {
            for (double value : row) {
                sum += value;
            }
        }
        return sum / ((double) table.length * table[0].length);
    }

    /** Standard error of the mean of independent values, s/√n; NaN for a single one. */
    static double standardError(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    /** Mean ± t s/√n (Student, "The probable error of a mean", Biometrika 6 (1908) 1–25). */
    static Interval student(double[] values) {
        double half = studentQuantile(values.length - 1) * standardError(values);
        double mean = mean(values);
        return new Interval(mean - half, mean + half);
    }

    /** @param y shares of right decisions, from 0 to 1 [chips × images] */
    static Rate rate(double[][] y) {
        int images = y[0].length;
        double[] ofChips = Arrays.stream(y).mapToDouble(Statistics::mean).toArray();
        List<Double> list = new ArrayList<>();
        List<Interval> overImages = new ArrayList<>();
        for (double p : ofChips) {
            list.add(p);
            overImages.add(wilson(p, images, Z));
        }
        double p = grandMean(y);
        if (y.length == 1) {
            return new Rate(p, list, overImages, Optional.empty(), overImages.get(0));
        }
        Interval raw = student(ofChips);
        Interval overChips = new Interval(Math.max(0, raw.low()), Math.min(1, raw.high()));
        Crossed crossed = Crossed.of(y, false);
        boolean unanimous = crossed.variance() == 0;                        // all right or all wrong: only the images bound what else may come
        Interval overAll = unanimous ? wilson(p, images, Z) : wilson(p, p * (1 - p) / crossed.variance(), studentQuantile(crossed.degreesOfFreedom()));
        return new Rate(p, list, overImages, Optional.of(overChips), overAll);
    }

    /** @param d paired differences, from −1 to 1 [chips × images] */
    static Difference difference(double[][] d) {
        double mean = grandMean(d);
        Crossed crossed = Crossed.of(d, true);
        double half = (d.length == 1 ? Z : studentQuantile(crossed.degreesOfFreedom())) * Math.sqrt(crossed.variance());
        return new Difference(mean, Math.sqrt(crossed.variance()), new Interval(Math.max(-1, crossed.centre() - half), Math.min(1, crossed.centre() + half)));
    }

    /**
     * The mean of a table whose rows (chips) and columns (images) are two crossed random samples, {@code y_ij = μ + c_i + m_j + e_ij}, so that its
     * variance is {@code σ_c²/k + σ_m²/n + σ_e²/(kn)} for k chips and n images. With the mean squares of the two-way analysis of variance this is
     * estimated without bias by {@code MS_c/(kn) + MS_m/(kn) − MS_e/(kn)} (Searle, Casella, McCulloch, <i>Variance Components</i>, 1992, chapter 4);
     * negative components are taken as 0. The degrees of freedom are Satterthwaite's (F. E. Satterthwaite, "An approximate distribution of estimates
     * of variance components", Biometrics Bulletin 2 (1946) 110–114). A single chip has the images' part only.
     *
     * @param centre   of an interval: the mean, or the mean with the added pairs
     * @param variance of the mean
     */
    record Crossed(double centre, double variance, double degreesOfFreedom) {
        /** @param addedPairs whether half an image is added to each outcome of a pair (Agresti and Min 2005): n + 2 images, one of them with a square of 1 */
        static Crossed of(double[][] y, boolean addedPairs) {
            int chips = y.length;
            int images = y[0].length;
            double[] ofChip = Arrays.stream(y).mapToDouble(Statistics::mean).toArray();
            double[] ofImage = new double[images];
            for (double[] row : y) {
                for (int j = 0; j < images; j++) {
                    ofImage[j] += row[j];
                }
            }
            for (int j = 0; j < images; j++) {
                ofImage[j] /= chips;                                        // sums first: where all chips agree the mean is exact
            }
            double grand = grandMean(y);
            double imageSquares = 0;
            double sum = 0;
            double about = 0;
            for (double m : ofImage) {
                imageSquares += m * m;
                sum += m;
                about += (m - grand) * (m - grand);
            }
            double added = images + 2.0;
            double centre = addedPairs ? sum / added : grand;
            double byImages = addedPairs ? (imageSquares + 1 - sum * sum / added) / (added * added) : images == 1 ? 0 : about / (images - 1.0) / images;
            if (chips == 1) {
                return new Crossed(centre, byImages, images - 1.0);
            }
            double byChips = 0;
            double rest = 0;
            for (int i = 0; i < chips; i++) {
                byChips += (ofChip[i] - grand) * (ofChip[i] - grand);
                for (int j = 0; j < images; j++) {
                    double e = y[i][j] - ofChip[i] - ofImage[j] + grand;
                    rest += e * e;
                }
            }
            byChips /= chips * (chips - 1.0);
            rest = images == 1 ? 0 : rest / ((chips - 1.0) * (images - 1.0)) / chips / images;
            double variance = Math.max(byChips + byImages - rest, Math.max(byChips, byImages));
            double spread = byChips * byChips / (chips - 1.0) + (byImages * byImages + rest * rest / (chips - 1.0)) / Math.max(1, images - 1.0);
            return new Crossed(centre, variance, spread == 0 ? chips - 1.0 : Math.max(1, variance * variance / spread));
        }
    }
}
