package org.superpose.simulator.budget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.superpose.simulator.noise.RandomStreams;

/** The axioms that make Shapley's shares what they are, and the estimate against all orders. */
class ShapleyTest {
    private static final int SOURCES = 6;
    private static final RandomStreams STREAMS = RandomStreams.of(3);
    /** What any set of sources makes is a number of its own, drawn for it. */
    private static final LongToDoubleFunction ANY = set -> set == 0 ? 0.5 : STREAMS.named("values").stream(set).normal();

    /** Σ over sets without the source of (|S|! (n − |S| − 1)! / n!) (v(S + source) − v(S)), Shapley's equation (12). */
    private static double exact(int source, LongToDoubleFunction value) {
        double share = 0;
        for (long set = 0; set < 1L << SOURCES; set++) {
            if ((set >> source & 1) == 0) {
                int size = Long.bitCount(set);
                share += factorial(size) * factorial(SOURCES - size - 1) / factorial(SOURCES) * (value.applyAsDouble(set | 1L << source) - value.applyAsDouble(set));
            }
        }
        return share;
    }

    private static double factorial(int n) {
        return n < 2 ? 1 : n * factorial(n - 1);
    }

    @Test
    void everyPairOfOrdersSharesOutTheWhole() {
        Shapley shapley = new Shapley(SOURCES, ANY);
        for (int p = 0; p < 20; p++) {
            assertEquals(ANY.applyAsDouble(shapley.all()) - ANY.applyAsDouble(0), Arrays.stream(shapley.pair(STREAMS.stream(p))).sum(), 1e-14);       // twelve differences of numbers of order 1
        }
    }

    /** Effects that add, squared: a source has its effect times all effects, whatever the order. */
    @Test
    void theSquareOfASumIsSharedExactlyByEveryPair() {
        double[] effects = {3, -1, 0, 2, 2, 0.5};
        LongToDoubleFunction square = set -> {
            double sum = 0;
            for (int k = 0; k < SOURCES; k++) {
                sum += (set >> k & 1) * effects[k];
            }
            return sum * sum;
        };
        double[] expected = Arrays.stream(effects).map(effect -> effect * Arrays.stream(effects).sum()).toArray();
        for (int p = 0; p < 20; p++) {
            assertArrayEquals(expected, new Shapley(SOURCES, square).pair(STREAMS.stream(p)), 1e-12);
        }
    }

    @Test
    void aSourceThatDoesNothingHasNoShare() {
        Shapley shapley = new Shapley(SOURCES, set -> ANY.applyAsDouble(set & ~4L));
        for (int p = 0; p < 20; p++) {
            assertEquals(0, shapley.pair(STREAMS.stream(p))[2]);
        }
    }

    /** Sources 0 and 1 count alike, and act on the others by what three of them do together: alike in the mean over pairs, within five standard errors of the difference. */
    @Test
    void sourcesThatDoTheSameShareAlike() {
        Shapley shapley = new Shapley(SOURCES, set -> Math.pow(Long.bitCount(set & 3), 3) + ANY.applyAsDouble(set & ~3L) * Long.bitCount(set & 3));
        int pairs = 1000;
        double sum = 0;
        double squares = 0;
        for (int p = 0; p < pairs; p++) {
            double[] shares = shapley.pair(STREAMS.stream(p));
            sum += shares[0] - shares[1];
            squares += (shares[0] - shares[1]) * (shares[0] - shares[1]);
        }
        assertTrue(squares > 0, "single pairs tell them apart");
        assertEquals(0, sum / pairs, 5 * Math.sqrt(squares) / pairs);
    }

    @Test
    void estimatesComeToTheMeanOverAllOrders() {
        Shapley shapley = new Shapley(SOURCES, ANY);
        int pairs = 2000;
        double[][] shares = new double[pairs][];
        Arrays.setAll(shares, p -> shapley.pair(STREAMS.stream(p)));
        for (int k = 0; k < SOURCES; k++) {
            int source = k;
            double mean = Arrays.stream(shares).mapToDouble(share -> share[source]).average().orElseThrow();
            double error = Math.sqrt(Arrays.stream(shares).mapToDouble(share -> (share[source] - mean) * (share[source] - mean)).sum()) / pairs;
            assertEquals(exact(source, ANY), mean, 5 * error);
        }
    }

    @Test
    void moreSourcesThanBitsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Shapley(63, ANY));
    }
}
