package org.superpose.simulator.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RandomStreamsTest {
    @Test
    void aStreamIsAFunctionOfItsPathAlone() {
        RandomStream early = RandomStreams.of(7).chip(3).layer(1).named("read noise").stream(17, 2);
        double first = early.normal();
        for (int other = 0; other < 100; other++) {
            RandomStreams.of(7).chip(other).named("elsewhere").stream(other).normal();
        }
        assertEquals(first, RandomStreams.of(7).chip(3).layer(1).named("read noise").stream(17, 2).normal());
    }

    @Test
    void neighbouringPathsGiveDifferentStreams() {
        Set<Double> seen = new HashSet<>();
        int streams = 0;
        for (long seed = 0; seed < 4; seed++) {
            for (int chip = 0; chip < 4; chip++) {
                for (int layer = 0; layer < 4; layer++) {
                    for (String purpose : new String[] {"a", "b", "ab", "ba", ""}) {
                        for (int index = 0; index < 4; index++) {
                            for (int second = 0; second < 3; second++) {
                                seen.add(RandomStreams.of(seed).chip(chip).layer(layer).named(purpose).stream(index, second).uniform());
                                streams++;
                            }
                        }
                    }
                }
            }
        }
        assertEquals(streams, seen.size());
        assertNotEquals(RandomStreams.of(1).chip(0).layer(1).stream().uniform(), RandomStreams.of(1).layer(1).chip(0).stream().uniform());
    }

    /** First draws of successive streams are as good as successive draws of one stream: normal by Kolmogorov and Smirnov at the 0.1 % level, uncorrelated within 4/√n. */
    @Test
    void firstDrawsOfSuccessiveStreamsAreIndependentNormals() {
        int n = 20_000;
        RandomStreams purpose = RandomStreams.of(11).chip(0).layer(0).named("read noise");
        double[] draws = new double[n];
        for (int i = 0; i < n; i++) {
            draws[i] = purpose.stream(i).normal();
        }
        double correlation = 0;
        for (int i = 1; i < n; i++) {
            correlation += draws[i] * draws[i - 1] / n;
        }
        assertTrue(Math.abs(correlation) < 4 / Math.sqrt(n), "lag-1 correlation " + correlation);
        assertTrue(new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(), draws) > 1e-3);
    }

    /** Mean and variance of a Poisson law are both its mean; four standard errors of each. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 7, 1e3, 1e6})
    void poissonDrawsHaveEqualMeanAndVariance(double mean) {
        int n = 20_000;
        RandomStream random = RandomStreams.of(5).named("photons").stream();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double d = random.poisson(mean) - mean;
            sum += d;
            squares += d * d;
        }
        assertEquals(0, sum / n, 4 * Math.sqrt(mean / n));
        assertEquals(mean, squares / n, 4 * Math.sqrt((mean + 2 * mean * mean) / n));      // Var d² = λ + 2λ²
    }

    @Test
    void controlScalesAllOrLeavesOneOn() {
        assertEquals(2, new NoiseControl(2, null).factor("shot noise"));
        assertEquals(2, new NoiseControl(2, null).withOnly("shot noise").factor("shot noise"));
        assertEquals(0, NoiseControl.all().withOnly("drift").factor("shot noise"));
        assertEquals(0, NoiseControl.none().factor("shot noise"));
        assertThrows(IllegalArgumentException.class, () -> new NoiseControl(-1, null));
        assertThrows(IllegalArgumentException.class, () -> new NoiseControl(Double.NaN, null));
    }
}
