package org.superpose.circuits.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closed forms of the waveforms, and the law that between corners they are smooth. */
class WaveformTest {
    private static final double ROUNDING = 1e-12;

    static Stream<Waveform> waveforms() {
        return Stream.of(new Pulse(-1, 3, 0.5, 0.25, 0.125, 1, 2.5), new Pulse(0, 1, 0, 0.1, 0.1, 0.3, Double.POSITIVE_INFINITY), new Sine(1, 2, 0.3, 1.1, 0.2, 0.7), new Exponential(0, 2, 1, 0.5, 3, 0.7),
                PiecewiseLinear.of(new double[] {0.5, 1, 3, 3.5}, new double[] {1, 4, 2, 2}), PiecewiseLinear.of(new double[] {0, 0.5, 1.2, 2}, new double[] {0, 1, -1, 0.5}).repeatingFrom(0.5));
    }

    @Test
    void pulseIsATrapezoid() {
        Pulse pulse = new Pulse(-1, 3, 0.5, 0.25, 0.125, 1, 2.5);
        double[] times = {0, 0.5, 0.625, 0.75, 1.7, 1.75, 1.8125, 1.875, 2.9, 3, 3.125, 3.25, 5.625};
        double[] values = {-1, -1, 1, 3, 3, 3, 1, -1, -1, -1, 1, 3, 1};
        for (int i = 0; i < times.length; i++) {
            assertEquals(values[i], pulse.at(times[i]), ROUNDING, "at " + times[i]);
        }
    }

    @Test
    void sineIsDelayedAndDamped() {
        Sine sine = new Sine(1, 2, 0.3, 1.1, 0.2, 0.7);
        assertEquals(1 + 2 * Math.sin(0.7), sine.at(0.4), ROUNDING);
        assertEquals(1 + 2 * Math.sin(0.7 + 2 * Math.PI * 0.3 * 2) * Math.exp(-0.4), sine.at(3.1), ROUNDING);
    }

    @Test
    void exponentialRisesAndFalls() {
        Exponential exponential = new Exponential(1, 3, 1, 0.5, 3, 0.7);
        assertEquals(1, exponential.at(0.9), ROUNDING);
        assertEquals(1 + 2 * (1 - Math.exp(-1)), exponential.at(1.5), ROUNDING);
        assertEquals(1 + 2 * (1 - Math.exp(-5.4)) - 2 * (1 - Math.exp(-1)), exponential.at(3.7), ROUNDING);
    }

    @Test
    void piecewiseLinearRepeats() {
        PiecewiseLinear once = PiecewiseLinear.of(new double[] {1, 2, 4}, new double[] {1, 3, 2});
        assertEquals(1, once.at(0), 0);
        assertEquals(2, once.at(1.5), ROUNDING);
        assertEquals(2, once.at(9), 0);
        PiecewiseLinear again = once.repeatingFrom(2);
        assertEquals(2.5, again.at(3), ROUNDING);
        assertEquals(2.5, again.at(7), ROUNDING);
        assertEquals(2.25, again.at(11.5), ROUNDING);
        assertThrows(IllegalArgumentException.class, () -> once.repeatingFrom(4));
        assertThrows(IllegalArgumentException.class, () -> PiecewiseLinear.of(new double[] {1, 1}, new double[] {0, 1}));
    }

    /** From one corner to the next a waveform is smooth: halving a short interval divides its deviation from a straight line by four (0 for lines), which no corner within would do. */
    @ParameterizedTest
    @MethodSource("waveforms")
    void cornersAreNamed(Waveform waveform) {
        double time = 0;
        int corners = 0;
        while (time < 12) {
            double next = waveform.nextCorner(time);
            assertTrue(next > time);
            double end = Math.min(next, 12);
            double h = (end - time) / 64;
            for (int i = 0; i < 64; i++) {
                double a = time + i * h + 1e-9 * h;
                double b = time + (i + 1) * h - 1e-9 * h;
                double bend = Math.abs(waveform.at(a) - 2 * waveform.at((a + b) / 2) + waveform.at(b));
                assertTrue(bend <= 20 * h * h + 1e-9, "bends by " + bend + " within " + a + " ... " + b);        // second derivatives are at most 2 (2 pi 0.3)^2 = 7 and 2/0.5^2 = 8; a corner between two slopes of a unit would bend by h
            }
            corners += next < 12 ? 1 : 0;
            time = end == next ? next + 1e-9 : 12;
        }
        assertTrue(corners > 0);
    }
}
