package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressDisplayTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    /** At a steady pace, what is left takes as long per piece as what is done: 25 of 100 in 12 s leave 36 s. */
    @Test
    void withoutATerminalAPlainLineNowAndThenTellsTheShareAndTheTimeLeft() {
        AtomicLong clock = new AtomicLong();
        try (ProgressDisplay display = new ProgressDisplay(new Surroundings(err, err, false, LocalDateTime::now), clock::get)) {
            display.report("digits", 0, 100);
            for (int done = 1; done <= 25; done++) {
                clock.addAndGet(480_000_000);
                display.report("digits", done, 100);
            }
        }
        assertEquals("digits: 21 %, about 38 s left", text().strip());   // the first report after 10 s is number 21, at 10.08 s
    }

    @Test
    void shortWorkSaysNothingWithoutATerminal() {
        try (ProgressDisplay display = new ProgressDisplay(new Surroundings(err, err, false, LocalDateTime::now), () -> 0)) {
            display.report("digits", 1, 1);
        }
        assertEquals("", text());
    }

    @Test
    void onATerminalALineIsRedrawnAndClearedInTheEnd() {
        try (ProgressDisplay display = new ProgressDisplay(new Surroundings(err, err, true, LocalDateTime::now), () -> 0)) {
            display.report("digits", 1, 2);
            display.report("digits", 2, 2);
        }
        assertTrue(text().contains("\rdigits"), text());
        assertTrue(text().endsWith(" \r"), text());
        assertEquals(-1, text().indexOf('\n'), "the bar stays on its line");
    }

    @ParameterizedTest
    @CsvSource({"0.4, 0 s", "59.4, 59 s", "59.6, 1 min 00 s", "61, 1 min 01 s", "3725, 1 h 02 min"})
    void durationsAreReadable(double seconds, String text) {
        assertEquals(text, ProgressDisplay.duration(seconds));
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
