package org.superpose.optics.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Wavefront;

class DriftTest {
    private static final Drift DRIFT = new Drift(2e-4, 5e4);

    /** However the time is cut: variance σ²T, within 4 standard errors, each variance · √(2/draws). */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void whatHasChangedHasAVarianceThatGrowsAsTheTime(int pieces) {
        double time = 100;
        int draws = 20_000;
        SplittableRandom random = new SplittableRandom(1);
        double power = 0;
        double frequency = 0;
        for (int k = 0; k < draws; k++) {
            Drift.State now = Drift.State.CALIBRATED;
            for (int piece = 0; piece < pieces; piece++) {
                now = DRIFT.after(now, time / pieces, random);
            }
            power += now.logPower() * now.logPower() / draws;
            frequency += now.frequency() * now.frequency() / draws;
        }
        assertEquals(2e-4 * 2e-4 * time, power, 4 * 2e-4 * 2e-4 * time * Math.sqrt(2.0 / draws));
        assertEquals(5e4 * 5e4 * time, frequency, 4 * 5e4 * 5e4 * time * Math.sqrt(2.0 / draws));
    }

    /**
     * Half the mean square of the difference of neighbouring means over T: σ²T/3 for a random walk of the frequency (Riley 2008, section 5.2). Sums of m steps instead of
     * integrals give (1 + 1/(2m²)) times that; differences of neighbours share a window, so the standard error is below √(3/pairs) of the value.
     */
    @Test
    void allanVarianceOfTheFrequencyIsAThirdOfTheWalk() {
        int steps = 50;
        int windows = 20_000;
        double time = 10;
        SplittableRandom random = new SplittableRandom(2);
        Drift.State now = Drift.State.CALIBRATED;
        double before = Double.NaN;
        double sum = 0;
        for (int window = 0; window < windows; window++) {
            double mean = 0;
            for (int step = 0; step < steps; step++) {
                now = DRIFT.after(now, time / steps, random);
                mean += now.frequency() / steps;
            }
            sum += window == 0 ? 0 : (mean - before) * (mean - before) / 2 / (windows - 1);
            before = mean;
        }
        double law = 5e4 * 5e4 * time / 3 * (1 + 0.5 / steps / steps);
        assertEquals(law, sum, 4 * law * Math.sqrt(3.0 / windows));
    }

    /** Fringes of two paths run as 2πτ δν: the laser with the frequency of now, sent along both, against the phase that the state tells. */
    @Test
    void fringesOfUnequalPathsRunWithTheFrequency() {
        Laser laser = new Laser(633e-9, 1e-3, -150, 0).withDrift(DRIFT);
        double path = 0.3;                                                      // [m]: τ = 1 ns
        double delay = path / 299792458;
        SplittableRandom random = new SplittableRandom(3);
        int draws = 20_000;
        double squares = 0;
        for (int k = 0; k < draws; k++) {
            Drift.State now = DRIFT.after(Drift.State.CALIBRATED, 3600, random);
            double wavesMore = (path / laser.in(now).wavelength() - path / laser.wavelength());
            assertEquals(now.phase(delay), 2 * Math.PI * wavesMore, 1e-8);      // 3e6 radians, rounded twice
            squares += now.phase(delay) * now.phase(delay) / draws;
        }
        double law = DRIFT.phaseVariance(delay, 3600);
        assertEquals(law, squares, 4 * law * Math.sqrt(2.0 / draws));
    }

    @Test
    void lightFollowsThePowerOfNow() {
        Laser laser = Laser.of(633e-9).withPower(2e-3).withDrift(DRIFT);
        Grid grid = Grid.square(8, 1e-5);
        Drift.State now = DRIFT.after(Drift.State.CALIBRATED, 1e4, new SplittableRandom(4));
        assertEquals(2e-3 * Math.exp(now.logPower()), laser.in(now).emit(PlaneWave.straight(), grid).power(), 1e-15);
        assertEquals(laser, laser.in(Drift.State.CALIBRATED), "not moved by rounding, so plans for its wavelength still fit");
        Wavefront still = laser.in(Drift.NONE.after(Drift.State.CALIBRATED, 1e9, new SplittableRandom(5))).emit(PlaneWave.straight(), grid);
assertEquals(laser.emit(PlaneWave.straight(), grid).power(), still.power(), 0);
    }

    @Test
    void refusesWhatDoesNotDrift() {
        assertThrows(IllegalArgumentException.class, () -> new Drift(-1e-3, 0));
        assertThrows(IllegalArgumentException.class, () -> new Drift(0, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> DRIFT.after(Drift.State.CALIBRATED, -1, new SplittableRandom(1)));
    }
}
