package org.superpose.simulator.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

class StatisticsTest {
    /** R. G. Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3 (score without continuity correction), printed to four digits. */
    @ParameterizedTest
    @CsvSource({"81, 263, 0.2553, 0.3662", "15, 148, 0.0624, 0.1605", "0, 20, 0.0000, 0.1611", "1, 29, 0.0061, 0.1718"})
    void wilsonsIntervalsAreThoseThatNewcombePrinted(int right, int trials, double low, double high) {
        Interval interval = Statistics.wilson((double) right / trials, trials, Statistics.Z);
        assertEquals(low, interval.low(), 0.5e-4);
        assertEquals(high, interval.high(), 0.5e-4);
    }

    /** The tables of Student's distribution, two-sided 5 %, printed to three digits. */
    @ParameterizedTest
    @CsvSource({"1, 12.706", "4, 2.776", "19, 2.093", "120, 1.980"})
    void studentsQuantilesAreThoseOfTheTables(double degreesOfFreedom, double quantile) {
        assertEquals(quantile, Statistics.studentQuantile(degreesOfFreedom), 0.5e-3);
    }

    @Test
    void studentsIntervalIsMeanPlusMinusTTimesStandardError() {
        Interval interval = Statistics.student(new double[] {1, 2, 3, 4, 5});              // s = √2.5, s/√5 = √0.5
        assertEquals(3 - 2.7764451 * Math.sqrt(0.5), interval.low(), 1e-6);
        assertEquals(3 + 2.7764451 * Math.sqrt(0.5), interval.high(), 1e-6);
    }

    /** A table that is a sum of a row part and a column part has no interaction: the variance is that of both means. */
    @Test
    void varianceOfAnAdditiveTableIsThatOfItsRowsPlusThatOfItsColumns() {
        double[] chips = {0.1, -0.2, 0.4};
        double[] images = {0.3, 0.1, -0.5, 0.7, 0.2};
        double[][] y = new double[chips.length][images.length];
        for (int i = 0; i < chips.length; i++) {
            for (int j = 0; j < images.length; j++) {
                y[i][j] = chips[i] + images[j];
            }
        }
        double expected = Math.pow(Statistics.standardError(chips), 2) + Math.pow(Statistics.standardError(images), 2);
        assertEquals(expected, Statistics.Crossed.of(y, false).variance(), 1e-15);         // a few roundings of numbers below 1
    }

    /**
     * A. Agresti, Y. Min (2005): with b gained and c lost of n pairs, {@code (b − c)/N ± z √(b* + c* − (b − c)²/N)/N}, {@code b* = b + ½, c* = c + ½,
     * N = n + 2}.
     */
    @Test
    void pairedDifferenceOfOneChipIsAgrestiAndMins() {
        double[] d = new double[100];
        Arrays.fill(d, 0, 3, 1);
        Arrays.fill(d, 3, 13, -1);
        Difference difference = Statistics.difference(new double[][] {d});
        double half = 1.959963985 * Math.sqrt(3.5 + 10.5 - 49 / 102.0) / 102;
        assertEquals(-0.07, difference.mean(), 1e-15);
        assertEquals(-7 / 102.0 - half, difference.interval().low(), 1e-9);
        assertEquals(-7 / 102.0 + half, difference.interval().high(), 1e-9);
    }

    @Test
    void chipsThatNeverDifferFromTheReferenceStillLeaveDoubtAboutNewImages() {
        Difference difference = Statistics.difference(new double[8][200]);
        assertEquals(0, difference.mean());
        assertTrue(difference.interval().low() < 0 && difference.interval().high() > 0);
        assertTrue(difference.interval().high() < 3.0 / 200, "no wider than the rule of three: " + difference.interval());
    }

    @Test
    void chipsThatAreAlwaysRightGetWilsonsIntervalOverImages() {
        double[][] y = new double[5][50];
        Arrays.stream(y).forEach(row -> Arrays.fill(row, 1));
        assertEquals(Statistics.wilson(1, 50, Statistics.Z), Statistics.rate(y).overAll());
    }

    /**
     * Chips and images of random quality, many times over: intervals of 95 % must hold the true mean in about 95 % of the trials. 1000 trials leave a
     * standard error of 0.7 %; from 92.5 % to 98.5 % lets the approximations of the intervals (normality, Satterthwaite) be off by some 1 % on either
     * side, and no interval that forgets chips or images passes: the last check sees to that.
     */
    @Test
    void intervalsForNewChipsAndNewImagesCoverTheTruth() {
        int trials = 1000;
        int chips = 6;
        int images = 60;
        double trueMean = meanOfLogistic(1.5, Math.hypot(0.6, 1.5));
        double trueReference = meanOfLogistic(2, 1.5);
        int rateHeld = 0;
        int differenceHeld = 0;
        int chipsAloneHeld = 0;
        int imagesAloneHeld = 0;
        for (int t = 0; t < trials; t++) {
            RandomStream draws = RandomStreams.of(5).named("coverage").stream(t);
            double[] ofImage = new double[images];
            double[] reference = new double[images];
            for (int j = 0; j < images; j++) {
                ofImage[j] = 1.5 * draws.normal();
                reference[j] = draws.uniform() < logistic(2 + ofImage[j]) ? 1 : 0;
            }
            double[][] y = new double[chips][images];
            double[][] d = new double[chips][images];
            for (int i = 0; i < chips; i++) {
                double ofChip = 0.6 * draws.normal();
                for (int j = 0; j < images; j++) {
                    y[i][j] = draws.uniform() < logistic(1.5 + ofChip + ofImage[j]) ? 1 : 0;
                    d[i][j] = y[i][j] - reference[j];
                }
            }
            Rate rate = Statistics.rate(y);
            rateHeld += rate.overAll().contains(trueMean) ? 1 : 0;
            chipsAloneHeld += rate.overChips().orElseThrow().contains(trueMean) ? 1 : 0;
            imagesAloneHeld += Statistics.wilson(rate.mean(), chips * images, Statistics.Z).contains(trueMean) ? 1 : 0;
            differenceHeld += Statistics.difference(d).interval().contains(trueMean - trueReference) ? 1 : 0;
        }
        assertEquals(0.955, (double) rateHeld / trials, 0.03);
        assertEquals(0.955, (double) differenceHeld / trials, 0.03);
        assertTrue(chipsAloneHeld < 0.925 * trials && imagesAloneHeld < 0.925 * trials, chipsAloneHeld + " " + imagesAloneHeld);
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** Mean of the logistic function of a normal variable, by the trapezoidal rule over ±8 σ. */
    private static double meanOfLogistic(double mean, double sigma) {
        double sum = 0;
        double weights = 0;
        for (double z = -8; z <= 8; z += 1.0 / 64) {
            sum += Math.exp(-z * z / 2) * logistic(mean + sigma * z);
            weights += Math.exp(-z * z / 2);
        }
        return sum / weights;
    }
}
