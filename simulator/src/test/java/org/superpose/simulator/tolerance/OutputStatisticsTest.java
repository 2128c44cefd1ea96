package org.superpose.simulator.tolerance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.noise.SampleDraws;

class OutputStatisticsTest {
    private static final int REPETITIONS = 400;

    private static OutputStatistics normal(long seed, int n, double mean, double sigma) {
        SampleDraws.Named draws = SampleDraws.independent(RandomStreams.of(seed)).named("statistics");
        return new OutputStatistics(LongStream.range(0, n).mapToDouble(sample -> mean + sigma * draws.normal(sample)).toArray());
    }

    @Test
    void momentsAreThoseOfTheValues() {
        OutputStatistics s = new OutputStatistics(new double[] {5, 1, 3, 7});
        assertEquals(4, s.mean(), 1e-15);
        assertEquals(Math.sqrt(20.0 / 3), s.sigma(), 1e-15);
        assertEquals(0, s.skewness(), 1e-15);
        assertEquals(1, s.least());
        assertEquals(7, s.largest());
        assertEquals(4, s.quantile(0.5));
        assertEquals(2.5, s.quantile(0.25), 1e-15);
        assertEquals(2 / Math.sqrt(3), new OutputStatistics(new double[] {0, 0, 0, 1}).skewness(), 1e-15);       // (1 − 2p)/√(p(1−p)) of a share p = 1/4
    }

    /** A millivolt on a megavolt keeps its digits. */
    @Test
    void aLargeMeanDoesNotDrownASmallSpread() {
        assertEquals(1e-3, new OutputStatistics(new double[] {1e6 - 1e-3, 1e6, 1e6 + 1e-3}).sigma(), 1e-9);
    }

    /** Intervals of 95 % hold what they should about so often: binomial bounds of 99.9 % on the number that do. */
    @ParameterizedTest
    @ValueSource(ints = {10, 300})
    void intervalsHoldTheTruthAsOftenAsTheySay(int n) {
        assertHeld(n, s -> s.mean(0.95).contain(3), false);
        assertHeld(n, s -> s.sigma(0.95).contain(0.5), false);
        assertHeld(n, s -> s.quantile(0.5, 0.95).contain(3), true);
        assertHeld(n, s -> s.quantile(0.9, 0.95).contain(3 + 0.5 * new NormalDistribution().inverseCumulativeProbability(0.9)), true);
    }

    private static void assertHeld(int n, Predicate<OutputStatistics> holds, boolean atLeast) {
        long held = LongStream.range(0, REPETITIONS).filter(seed -> holds.test(normal(seed, n, 3, 0.5))).count();
        BinomialDistribution law = new BinomialDistribution(REPETITIONS, 0.95);
        assertTrue(held >= law.inverseCumulativeProbability(5e-4), held + " of " + REPETITIONS);
        assertTrue(atLeast || held <= law.inverseCumulativeProbability(1 - 5e-4), held + " of " + REPETITIONS);
    }

    /** Nothing bad among n: the share of good ones is at least {@code (α/2)^(1/n)}; in general each end leaves α/2 of the binomial law beyond. */
    @ParameterizedTest
    @CsvSource({"100, 100", "0, 50", "99, 100", "13, 40", "1999, 2000"})
    void yieldsHaveTheIntervalOfClopperAndPearson(long good, long samples) {
        Yield yield = new Yield(good, samples);
        Bounds bounds = yield.bounds(0.95);
        if (good == samples) {
            assertEquals(Math.pow(0.025, 1.0 / samples), bounds.low(), 1e-9);
            assertEquals(1, bounds.high());
        } else {
            assertEquals(0.025, new BinomialDistribution((int) samples, bounds.high()).cumulativeProbability((int) good), 1e-6);
        }
        if (good == 0) {
            assertEquals(0, bounds.low());
        } else {
            assertEquals(0.025, 1 - new BinomialDistribution((int) samples, bounds.low()).cumulativeProbability((int) good - 1), 1e-6);
        }
        assertTrue(bounds.contain(yield.share()));
    }

    @Test
    void aCurvedOutputIsNoLongerSmallAndSaysWhy() {
        SampleDraws.Named draws = SampleDraws.independent(RandomStreams.of(4)).named("curved");
        for (double sigma : new double[] {0.01, 1}) {
            double[] values = LongStream.range(0, 3000).mapToDouble(sample -> Math.exp(sigma * draws.normal(sample))).toArray();
            Linearity linearity = Linearity.of(sigma, 1, new OutputStatistics(values), 0);
            assertEquals(sigma < 0.1, linearity.isSmall());
            if (sigma < 0.1) {
                assertTrue(linearity.verdict().startsWith("small"), linearity.verdict());
            } else {
                assertTrue(linearity.verdict().matches("no longer small: .*below the interval; the mean lies \\+.* off the nominal value, the skewness is \\+.*"), linearity.verdict());
            }
        }
        assertFalse(Linearity.of(2, 0, normal(1, 500, 0, 1), 3).isSmall());
    }
}
