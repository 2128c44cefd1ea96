package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

class ScientificTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, -0.0, 1, -1, 10, 1e-5, 9.9999995, 9.9999994999, 9.9999999e22, 1.0000005, 1.0000015, 2.5e-7, 1e290, 1e300, 1e-300, 4.9e-324, 0.95, 0.94999999999999996, 9.95, 1.25e-9, 1.35e13, Double.MAX_VALUE, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void looksAsJavaFormatsIt(double value) {
        assertEquals(String.format(Locale.ROOT, "%.6e", value), Scientific.of(value));
        for (int decimals = 1; decimals <= 6; decimals++) {
            assertEquals(String.format(Locale.ROOT, "%." + decimals + "e", value), Scientific.of(value, decimals));
        }
    }

    @Test
    void anyNumberLooksAsJavaFormatsIt() {
        RandomStream random = RandomStreams.of(1).stream();
        for (int k = 0; k < 20_000; k++) {
            looksAsJavaFormatsIt((random.uniform() - 0.5) * Math.pow(10, 80 * random.uniform() - 40));
            looksAsJavaFormatsIt((1_000_000 + random.below(9_000_000)) * Math.pow(10, random.below(30) - 20));
        }
    }
}
