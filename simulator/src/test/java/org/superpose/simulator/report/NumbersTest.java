package org.superpose.simulator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {
    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, 0", "1, 1", "0.5, 0.5", "3.14159, 3.142", "-3.14159, -3.142", "1234.5678, 1235", "99999, 99999", "100000, 1.00e5", "0.001, 0.001", "0.00099, 9.90e-4", "1e-12, 1.00e-12", "9.9996, 10",
        "NaN, –", "Infinity, ∞", "-Infinity, −∞"})
    void fourDigitsAreEnoughToRead(double value, String text) {
        assertEquals(text, Numbers.brief(value));
    }

    @ParameterizedTest
    @CsvSource({"1e-3, W, 1 mW", "2.2e4, Ω, 22 kΩ", "5.32e-7, m, 532 nm", "0, V, 0 V", "-0.015, A, -15 mA", "12, dB, 12 dB", "0.5, '', 0.5", "999.96, Hz, 1000 Hz", "1e20, Hz, 1.00e8 THz"})
    void unitsTakeAPrefix(double value, String unit, String text) {
        assertEquals(text, Numbers.withUnit(value, unit));
    }

    @Test
    void percentHasOneDecimal() {
        assertEquals("98.6", Numbers.percent(0.986));
    }

    @Test
    void filesNeverShareANameAndNeverLeaveTheirFolder() {
        Names names = new Names();
        assertEquals("outputs-a-b", names.file("outputs", "a b"));
        assertEquals("outputs-a-b-2", names.file("outputs", "A/b"));
        assertEquals("outputs-a-b-3", names.file("outputs", "a", "b"));
        assertEquals("outputs-a-b-2-2", names.file("outputs", "a", "b", "2"));
        assertEquals("x-etc-passwd", names.file("", "../../etc/passwd"));
        assertEquals("x", names.file("Ωß…"));
        assertTrue(names.file("n", "y".repeat(5000)).length() < 100);
        assertNotEquals(names.file("n", "y".repeat(5000) + "1"), names.file("n", "y".repeat(5000) + "2"));
    }

    @Test
    void shownNamesAreOneShortLine() {
        assertEquals("a b", Names.shown(" a\n\u0000b\t"));
        assertEquals(60, Names.shown("y".repeat(5000)).length());
        assertTrue(Names.shown("y".repeat(61)).endsWith("y…"));
    }
}
