package org.superpose.simulator.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    /** The very double that the decimal number stands for, not one next to it: the expected value is the compiler's own reading. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "100uA | A | 100e-6", "100 µA | A | 100e-6", "100 \u03bcA | A | 100e-6", "-3.3uA|A|-3.3e-6", "7fA|A|7e-15", "2k|Ohm|2000", "4.7kOhm|Ohm|4700",
        "4.7kΩ|Ohm|4700", "1.5 MOhm|Ohm|1.5e6", "3 ohm|Ohm|3", "47|Ohm|47", "1e3|Ohm|1000", ".5|V|0.5", "5.|V|5", "+5V|V|5", "10 mV|V|0.01",
        "1MHz|Hz|1e6", "1mHz|Hz|1e-3", "2.5GHz|Hz|2.5e9", "1THz|Hz|1e12", "633nm|m|633e-9", "5m|m|5", "5mm|m|5e-3", "5u|m|5e-6", "10pF|F|10e-12",
        "1uH|H|1e-6", "25uS|S|25e-6", "5s|s|5", "5ms|s|5e-3", "2min|s|120", "1h|s|3600", "1d|s|86400", "300K|K|300", "300|K|300", "4mK|K|4e-3",
        "10mW|W|0.01", "1pJ|J|1e-12", "2fC|C|2e-15", "10mrad|rad|0.01", "50%|1|0.5", "2 %|1|0.02", "20ppm|1|20e-6", "1e-3|1|1e-3", "0.25|1|0.25",
        "-155dBc/Hz|dB/Hz|-155", "-155dB/Hz|dB/Hz|-155", "-155|dB/Hz|-155", "-20dB|dB|-20", "0.8A/W|A/W|0.8", "800 mA/W|A/W|0.8",
        "5nV/sqrt(Hz)|V/sqrt(Hz)|5e-9", "5nV/√Hz|V/sqrt(Hz)|5e-9", "1pA/rtHz|A/sqrt(Hz)|1e-12", "5n|V/sqrt(Hz)|5e-9", "10V/us|V/s|1e7",
        "100ppm/K|1/K|100e-6", "0.1%/K|1/K|1e-3", "0.004|1/K|0.004"})
    void readsTheNumberInSi(String text, String unit, double expected) {
        assertEquals(expected, Quantity.parse(text, unit), Math.ulp(expected));   // one rounding, where the factor is no power of ten
    }

    /** The scale is applied by one exactly rounded operation, so that 4.7u and 4.7e-6 are the same run. */
    @ParameterizedTest
    @CsvSource({"1MHz, 1e6", "5m, 5e-3", "-5mV, -5e-3", "4.7kOhm, 4700", "3%, 0.03", "-20dB, -20", "300K, 300", "2, 2"})
    void whereNoUnitIsExpectedEachIsTaken(String text, double value) {
        assertEquals(value, Quantity.parseAny(text));
    }

    @Test
    void prefixAndExponentGiveTheSameBits() {
        for (String digits : new String[] {"4.7", "100", "633", "0.1", "3.3"}) {
            assertEquals(Double.parseDouble(digits + "e-6"), Quantity.parse(digits + "uA", "A"));
            assertEquals(Double.parseDouble(digits + "e-9"), Quantity.parse(digits + "nA", "A"));
            assertEquals(Double.parseDouble(digits + "e3"), Quantity.parse(digits + "kA", "A"));
        }
    }

    @ParameterizedTest
    @CsvSource({"27C, 300.15", "27 degC, 300.15", "27°C, 300.15", "-40C, 233.15", "-273.15C, 0"})
    void celsiusBecomesKelvin(String text, double kelvin) {
        assertEquals(kelvin, Quantity.parse(text, "K"), 1e-13 * 300);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
        "5V | A | expected a current such as 100uA, got \"5V\"",
        "5 mV | Ohm | expected a resistance such as 4.7kOhm, got \"5 mV\"",
        "27C | V | expected a voltage such as 10mV, got \"27C\"",
        "300k | K | expected a temperature such as 27C or 300K, got \"300k\"",
        "-5K | K | is below absolute zero, got \"-5K\"; expected a temperature such as 27C or 300K",
        "-300C | K | is below absolute zero, got \"-300C\"; expected a temperature such as 27C or 300K",
        "2k | 1 | expected a number such as 0.02 or 2%, got \"2k\"",
        "many | A | expected a current such as 100uA, got \"many\"",
        "'' | A | expected a current such as 100uA, got \"\"",
        "1,5V | V | expected a voltage such as 10mV, got \"1,5V\"",
        "0x10 | V | expected a voltage such as 10mV, got \"0x10\"",
        "1KHz | Hz | expected a frequency such as 1MHz, got \"1KHz\"",
        "NaN | A | must be finite: expected a current such as 100uA, got \"NaN\"",
        ".inf | A | must be finite: expected a current such as 100uA, got \".inf\"",
        "-Infinity | A | must be finite: expected a current such as 100uA, got \"-Infinity\"",
        "1e400 | A | is too large, got \"1e400\"; expected a current such as 100uA",
        "5n/W | A/W | expected a responsivity such as 0.8A/W, got \"5n/W\"",
        "1T/W | A/W | expected a responsivity such as 0.8A/W, got \"1T/W\""})
    void refusesAnotherUnit(String text, String unit, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Quantity.parse(text, unit)).getMessage());
    }

    @ParameterizedTest
    @CsvSource({"inf", ".inf", "Infinity", "infinite"})
    void infinityIsTakenOnlyWhereAskedFor(String text) {
        assertEquals(Double.POSITIVE_INFINITY, Quantity.parseOrInfinity(text, "Hz"));
        assertThrows(IllegalArgumentException.class, () -> Quantity.parse(text, "Hz"));
    }
}
