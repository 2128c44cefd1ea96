package org.superpose.circuits.crew;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every share is done once, whoever comes to help. */
@Timeout(60)
class CrewTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void everyShareIsDoneOnceInEveryOneOfManyWorks(int threads) {
        Crew crew = new Crew(threads);
        int most = 37;
        int[] expected = new int[most];
        AtomicIntegerArray done = new AtomicIntegerArray(most);
        for (int work = 0; work < 20_000; work++) {
            int shares = work % (most + 1);
            crew.run(shares, done::incrementAndGet);
            for (int s = 0; s < shares; s++) {
                expected[s]++;
            }
            if (shares == most) {
                assertArrayEquals(expected, IntStream.range(0, most).map(done::get).toArray(), "work " + work);
            }
        }
    }

    @Test
    void whatSharesWroteIsSeenWhenTheWorkIsDone() {
        Crew crew = new Crew(3);
        double[] numbers = new double[100_000];
        for (int work = 1; work <= 500; work++) {
            double by = work;
            crew.over(numbers.length, (from, to) -> {
                for (int i = from; i < to; i++) {
                    numbers[i] += by;
                }
            });
            double expected = work * (work + 1) / 2.0;
            assertTrue(Arrays.stream(numbers).allMatch(number -> number == expected), "work " + work);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2048, 2049, 100_001})
    void sumsAndMaximaHaveTheSameBitsForAnyNumberOfThreads(int n) {
        double[] numbers = new SplittableRandom(5).doubles(n, -1, 1).toArray();
        Crew.Reduction sum = (from, to) -> Arrays.stream(numbers, from, to).reduce(0, Double::sum);
        Crew.Reduction largest = (from, to) -> Arrays.stream(numbers, from, to).max().orElse(Double.NEGATIVE_INFINITY);
        for (int threads : new int[] {2, 5}) {
            assertEquals(Crew.ALONE.sum(n, sum), new Crew(threads).sum(n, sum));
            assertEquals(Crew.ALONE.largest(n, largest), new Crew(threads).largest(n, largest));
        }
    }

    /** Quotients that differ by an ulp or two: which of them is the largest does not depend on where a search begins. */
    @Test
    void noLargerQuotientIsLeftOutByTheProductThatSavesDividing() {
        SplittableRandom random = new SplittableRandom(11);
        int misled = 0;
        for (int n = 0; n < 1_000_000; n++) {
            double largest = random.nextDouble(1e-3, 1e3);
            double b = random.nextDouble(1e-12, 1e-3);
            double a = largest * b * (1 + random.nextInt(-3, 4) * Math.ulp(1.0));
            boolean larger = a / b > largest;
            misled += larger && !(a > largest * b) ? 1 : 0;
            assertTrue(!larger || a > largest * b * Crew.DIVIDING, a + " / " + b + " > " + largest);
        }
        assertTrue(misled > 100, "the product alone would mislead, " + misled + " times");
    }

    @Test
    void aShareMustNotLeadToFurtherShares() {
        Crew crew = new Crew(2);
        assertTrue(assertThrows(IllegalStateException.class, () -> crew.run(2, share -> crew.run(2, inner -> { }))).getMessage().contains("further shares"));
        AtomicIntegerArray done = new AtomicIntegerArray(5);
        crew.run(5, done::incrementAndGet);
        assertEquals(5, IntStream.range(0, 5).map(done::get).sum(), "the crew is fit for further work");
    }

    @Test
    void aFailureIsThrownWhenAllSharesAreDone() {
        Crew crew = new Crew(4);
        AtomicIntegerArray done = new AtomicIntegerArray(100);
        IllegalStateException failure = new IllegalStateException("share 40");
        assertSame(failure, assertThrows(IllegalStateException.class, () -> crew.run(100, share -> {
            done.incrementAndGet(share);
            if (share == 40) {
                throw failure;
            }
            if (share > 60) {
                throw new IllegalArgumentException("a later share");
            }
        })));
        assertEquals(100, IntStream.range(0, 100).map(done::get).sum());
        crew.run(100, done::incrementAndGet);
        assertEquals(200, IntStream.range(0, 100).map(done::get).sum(), "the crew is fit for further work");
    }

    @Test
    void helpersSleepBetweenWorksAndEndWhenNoneComes() throws InterruptedException {
        Crew crew = new Crew(2);
        AtomicIntegerArray done = new AtomicIntegerArray(10);
        for (long pause : new long[] {0, 1, 20, 2500, 1}) {     // a helper sleeps after some 0.2 ms and ends after 1 s
            Thread.sleep(Duration.ofMillis(pause).toMillis());
            crew.run(10, done::incrementAndGet);
        }
        assertEquals(50, IntStream.range(0, 10).map(done::get).sum());
    }
}
