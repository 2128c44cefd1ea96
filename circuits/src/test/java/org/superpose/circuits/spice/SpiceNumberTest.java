package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpiceNumberTest {
    /** M is milli and MEG mega; letters behind a suffix are a unit; the suffix may stand in the place of the point. Exact, because the decimal exponent is joined before rounding. */
    @ParameterizedTest
    @CsvSource({"1,1", "-2.5,-2.5", "+.5,0.5", "5.,5", "1e3,1e3", "1E-3,1e-3", "1t,1e12", "1G,1e9", "3Meg,3e6", "3MEGohm,3e6", "4.7k,4700", "10m,0.01", "10M,0.01", "2.2u,2.2e-6", "2.2\u00b5F,2.2e-6", "2.2\u03bcF,2.2e-6", "100n,1e-7",
        "33p,33e-12", "1f,1e-15", "1F,1e-15", "10mil,2.54e-4", "5V,5", "1A,1", "1e3k,1e6", "2k7,2700", "4R7,4.7", "1u5,1.5e-6", "1Meg5,1.5e6", "2k7ohm,2700", "1e-12F,1e-27", "50%,50", "1e,1"})
    void numbersHaveTheirValue(String text, double value) {
        assertEquals(value, SpiceNumber.parse(text), 1e-15 * Math.abs(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "k", "1..2", "1.5k7", "1-2", "0x10", "1k-", "e5", "+-1", "1e3k7", "nan", "infinity"})
    void whatIsNoNumberIsNone(String text) {
        assertTrue(Double.isNaN(SpiceNumber.parse(text)), () -> text + " read as " + SpiceNumber.parse(text));
    }
}
