package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class OscillationTest {
    private static double[][] wave(double frequency, double amplitude, double phase, double harmonic) {
        double[][] wave = new double[2][5000];
        for (int p = 0; p < 5000; p++) {
            double t = 1e-6 * (p + 0.3 * Math.sin(p));                               // unequal steps
            double angle = 2 * Math.PI * frequency * t + phase;
            wave[0][p] = t;
            wave[1][p] = 3 + amplitude * -Math.expm1(-t / 3e-4) * (Math.sin(angle) + harmonic * Math.sin(7 * angle));
        }
        return wave;
    }

    /** 40 steps to the period: a peak is missed by at most 1 − cos(π/40) = 3e-3, a passage by far less than a step over the 70 periods. */
    @Test
    void frequencyAndSpanAreThoseOfTheWave() {
        double[][] wave = wave(25e3, 2, 0.3, 0);
        Oscillation found = Oscillation.of(wave[0], wave[1]);
        assertEquals(25e3, found.frequency(), 5);
        assertEquals(4, found.span(), 4 * 3e-3);
        assertEquals(3, (found.highest() + found.lowest()) / 2, 6e-3);
        assertTrue(found.periods() > 55);
    }

    /** When it began does not matter, and ripples that do not reach the bottom are no periods. */
    @Test
    void phaseAndRippleDoNotMatter() {
        double[][] plain = wave(10e3, 1, 0, 0.3);
        double[][] shifted = wave(10e3, 1, 2, 0.3);
        assertEquals(10e3, Oscillation.of(plain[0], plain[1]).frequency(), 5);
        assertEquals(0, Oscillation.of(plain[0], plain[1]).deviation(Oscillation.of(shifted[0], shifted[1])), 5e-3);
    }

    @Test
    void deviationSeesFrequencyAndSpan() {
        double[][] plain = wave(10e3, 1, 0, 0);
        double[][] faster = wave(10.2e3, 1, 0, 0);
        double[][] larger = wave(10e3, 1.03, 0, 0);
        Oscillation base = Oscillation.of(plain[0], plain[1]);
        assertEquals(0.02, Oscillation.of(faster[0], faster[1]).deviation(base), 1e-3);
        assertEquals(0.03, Oscillation.of(larger[0], larger[1]).deviation(base), 1e-3);
    }
}
