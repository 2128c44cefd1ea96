package org.superpose.circuits.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
    private static final List<String> KNOWN = List.of("reltol", "abstol", "vntol", "chgtol", "temp", "TNOM");

    /** One letter changed, put in or taken out is a distance of 1. */
    @Test
    void nearestNamesComeFirst() {
        assertEquals(List.of("reltol"), Spelling.nearest("reltil", KNOWN, 1, 2));
        assertEquals(List.of("temp"), Spelling.nearest("temps", KNOWN, 3, 2));
        assertEquals(List.of("TNOM"), Spelling.nearest("tnm", KNOWN, 1, 2));
        assertEquals(List.of("abstol", "chgtol", "reltol"), Spelling.nearest("xxxtol", KNOWN, 3, 3));
    }

    @Test
    void nothingIsNearerThanAsked() {
        assertEquals(List.of(), Spelling.nearest("gmin", KNOWN, 3, 2));
        assertEquals(3, Spelling.nearest("gmin", KNOWN, 3, Integer.MAX_VALUE).size());
    }

    /** A name as long as a file is not compared letter by letter. */
    @Test
    void longNamesHaveNoNeighbours() {
        assertEquals(List.of(), Spelling.nearest("x".repeat(1_000_000), KNOWN, 3, Integer.MAX_VALUE));
    }
}
