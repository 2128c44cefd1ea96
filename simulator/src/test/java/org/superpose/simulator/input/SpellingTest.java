package org.superpose.simulator.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    /** Known distances: Levenshtein's textbook pair, one swap, one insertion, and a pair that tells this form from the unrestricted one (2). */
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "form, from, 1", "scale, scales, 1", "same, same, 0", "'', abc, 3", "ca, abc, 3"})
    void distanceCountsSlipsOfThePen(String a, String b, int slips) {
        assertEquals(slips, Spelling.distance(a, b));
        assertEquals(slips, Spelling.distance(b, a));
    }
}
