package org.superpose.simulator.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleDrawsTest {
    private static SampleDraws.Named independent(String name) {
        return SampleDraws.independent(RandomStreams.of(1)).named(name);
    }

    private static SampleDraws.Named hypercube(String name, long samples) {
        return SampleDraws.latinHypercube(RandomStreams.of(1), samples).named(name);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 16, 17, 1000, 65_537})
    void permutationsHitEveryNumberOnce(long size) {
        KeyedPermutation permutation = new KeyedPermutation(42, size);
        BitSet hit = new BitSet();
        LongStream.range(0, size).forEach(number -> hit.set((int) permutation.of(number)));
        assertEquals(size, hit.cardinality());
        assertThrows(IllegalArgumentException.class, () -> permutation.of(size));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 1000})
    void aLatinHypercubeHasOneDrawInEveryStratum(long size) {
        SampleDraws.Named draws = hypercube("r1", size);
        BitSet strata = new BitSet();
        LongStream.range(0, size).forEach(sample -> strata.set((int) (draws.uniform(sample) * size)));
        assertEquals(size, strata.cardinality());
        assertEquals(size, strata.length());
    }

    /** Kolmogorov and Smirnov, seeded: at 1e-3 a true law fails once in a thousand seeds. */
    @Test
    void drawsFollowTheirLaws() {
        double[] independent = LongStream.range(0, 5000).mapToDouble(independent("q1")::normal).toArray();
        assertTrue(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(null, 0, 1), independent, false) > 1e-3);
        double[] stratified = LongStream.range(0, 5000).mapToDouble(hypercube("q1", 5000)::normal).sorted().toArray();
        NormalDistribution normal = new NormalDistribution(null, 0, 1);
        for (int k = 0; k < stratified.length; k++) {
            double place = normal.cumulativeProbability(stratified[k]) * stratified.length;
            assertTrue(place > k - 1e-6 && place < k + 1 + 1e-6, "draw " + k + " lies at " + place);
        }
    }

    /** Of a sum of uniform draws each stratum keeps 1/N of the width: the mean's variance falls from σ²/N to σ²/N³ (Stein, Technometrics 29, 143, 1987, for additive functions). */
    @Test
    void theMeanOfALinearFunctionScattersLessInALatinHypercube() {
        int samples = 100;
        int repetitions = 200;
        double[] of = new double[2];
        for (int repetition = 0; repetition < repetitions; repetition++) {
            RandomStreams streams = RandomStreams.of(repetition);
            SampleDraws[] both = {SampleDraws.independent(streams), SampleDraws.latinHypercube(streams, samples)};
            for (int kind = 0; kind < 2; kind++) {
                SampleDraws.Named a = both[kind].named("a");
                SampleDraws.Named b = both[kind].named("b");
                LongToDoubleFunction sum = sample -> a.uniform(sample) + 2 * b.uniform(sample) - 1.5;
                double mean = LongStream.range(0, samples).mapToDouble(sum).average().orElseThrow();
                of[kind] += mean * mean / repetitions;
            }
        }
        double independent = 5.0 / 12 / samples;
        double stratified = independent / samples / samples;
        double slack = 3.3 * Math.sqrt(2.0 / repetitions);             // of a variance from so many normal values, 99.9 %
        assertEquals(independent, of[0], slack * independent);
        assertEquals(stratified, of[1], slack * stratified);
    }

    @Test
    void aDrawDependsOnSeedNameAndSampleAlone() {
        double first = independent("x1.q3").normal(12);
        double[] others = {independent("x1.q4").normal(12), independent("x1.q3").normal(13), SampleDraws.independent(RandomStreams.of(2)).named("x1.q3").normal(12), hypercube("x1.q3", 100).normal(12)};
        Arrays.stream(others).forEach(other -> assertNotEquals(first, other));
        SampleDraws.Named again = independent("x1.q3");
        again.normal(99);
        assertEquals(first, again.normal(12));
    }

    /** Permutations of different names are as if independent: correlation below 3.3/√N. */
    @Test
    void namesOfALatinHypercubeAreNotCorrelated() {
        int n = 2000;
        SampleDraws.Named a = hypercube("a", n);
        SampleDraws.Named b = hypercube("b", n);
        double sum = LongStream.range(0, n).mapToDouble(sample -> a.normal(sample) * b.normal(sample)).sum();
        assertTrue(Math.abs(sum / n) < 3.3 / Math.sqrt(n), "correlation " + sum / n);
    }
}
