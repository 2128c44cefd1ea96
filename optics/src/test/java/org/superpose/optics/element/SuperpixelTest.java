package org.superpose.optics.element;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.superpose.optics.element.Superpixel.Sign;

class SuperpixelTest {
    /** 16 x 16 mirrors, 2 rows of guard: 12 x 12 live, 72 per sign; 0.281 of the light's amplitude before fill. */
    @Test
    void halfPeriodCarrierAndGuardLeave0281OfTheAmplitude() {
        Superpixel pixel = new Superpixel(16, 2, Sign.HALF_PERIOD, 1, 1, 0);
        assertEquals(72, pixel.mirrorsPerSign());
        assertEquals(0.28125, pixel.gain(), 1e-15);
        assertEquals(144, new Superpixel(16, 2, Sign.SECOND_RAIL, 1, 1, 0).mirrorsPerSign());
        assertEquals(36, new Superpixel(16, 2, Sign.HALF_PERIOD, 2, 1, 0).mirrorsPerSign());
    }

    @ParameterizedTest
    @EnumSource
    void amplitudesAreRoundedToHalfAMirrorAtMost(Sign sign) {
        Superpixel pixel = new Superpixel(16, 2, sign, 1, 0.92, 5e-4);
        for (double w = -1; w <= 1; w += 1e-3) {
            assertTrue(Math.abs(pixel.nearest(w) - w) <= 0.5 / pixel.mirrorsPerSign() + 1e-15);
        }
        assertEquals(0.92 * (1 - 5e-4) * 0.28125, pixel.gain(), 1e-15);
    }

    @Test
    void refusesBlocksWithoutMirrorsAndAmplitudesBeyondOne() {
        assertThrows(IllegalArgumentException.class, () -> new Superpixel(4, 2, Sign.HALF_PERIOD, 1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Superpixel(16, 2, Sign.HALF_PERIOD, 1, 1, 0).nearest(1.01));
        assertThrows(IllegalArgumentException.class, () -> new Superpixel(16, 2, Sign.HALF_PERIOD, 1, 1, 0).nearest(Double.NaN));
    }
}
