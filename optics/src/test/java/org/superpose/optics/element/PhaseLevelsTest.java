package org.superpose.optics.element;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhaseLevelsTest {
    /** The bound holds everywhere and is met: the largest error found is within 1 % of it at x near 0. */
    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8, 12})
    void roundingThePhaseMovesTheCosineByAtMostTheClosedForm(int bits) {
        PhaseLevels levels = new PhaseLevels(bits);
        int points = 400_001;
        double worst = 0;
        for (int i = 0; i < points; i++) {
            double x = -1 + 2.0 * i / (points - 1);
            double error = Math.abs(Math.cos(levels.nearest(Math.acos(x))) - x);
            assertTrue(error <= levels.largestCosineError(x) + 1e-15, "x = " + x);
            worst = Math.max(worst, error / levels.largestCosineError(0));
        }
        assertTrue(worst > 0.99, "the bound is met, got " + worst);
    }

    /** √(1−x²) Δ/√12 around x = 0.6, averaged over many levels: 1 % for the Monte-Carlo grid and the curvature of the cosine. */
    @Test
    void rmsErrorOfTheCosineIsTheStepOverRoot12TimesTheSlope() {
        PhaseLevels levels = new PhaseLevels(12);
        int points = 200_000;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            double x = 0.55 + 0.1 * i / points;
            double error = Math.cos(levels.nearest(Math.acos(x))) - x;
            sum += error * error / (1 - x * x);
        }
        assertEquals(levels.step() / Math.sqrt(12), Math.sqrt(sum / points), 0.01 * levels.step() / Math.sqrt(12));
    }

    @Test
    void zeroOneAndMinusOneAreLevels() {
        PhaseLevels levels = new PhaseLevels(2);
        assertEquals(0, Math.cos(levels.nearest(Math.acos(0))), 1e-16);
        assertEquals(1, Math.cos(levels.nearest(Math.acos(1))), 0);
        assertEquals(-1, Math.cos(levels.nearest(Math.acos(-1))), 0);
        assertThrows(IllegalArgumentException.class, () -> new PhaseLevels(1));
    }
}
