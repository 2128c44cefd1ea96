package org.superpose.optics.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaserTest {
    @Test
    void aWattMicrosecondOf532NanometresHoldsItsEnergyInPhotons() {
        Laser laser = new Laser(532e-9, 1, -150, 0);
        assertEquals(1e-6, laser.photons(1e-6) * laser.photonEnergy(), 1e-20);
        assertEquals(3.7339e-19, laser.photonEnergy(), 1e-23);                  // 2.330 eV
    }

    /** 157 MHz over the 6.1 mm that order 7.5 makes across 1024 x 512 mirrors of a green bench costs 1 % of visibility. */
    @Test
    void lorentzianLineLosesOnePercentAt157MegahertzAnd6Millimetres() {
        double path = 7.5 * 532e-9 * (1024 + 512);
        assertEquals(0.99, new Laser(532e-9, 1e-3, -150, 157e6).visibility(path / 299792458), 2e-4);
    }

    /** e^{−πΔντ} is the mean of cos Δφ over Gaussian phases of variance 2πΔντ; 4 standard errors of 200 000 draws. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 0.3})
    void visibilityIsTheMeanOfARandomWalkPhase(double coherences) {
        double linewidth = 1e6;
        double delay = coherences / linewidth;
        SplittableRandom random = new SplittableRandom(1);
        double sigma = Math.sqrt(2 * Math.PI * linewidth * delay);
        int draws = 200_000;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double cosine = Math.cos(sigma * random.nextGaussian());
            sum += cosine;
            squares += cosine * cosine;
        }
        double mean = sum / draws;
        double error = Math.sqrt((squares / draws - mean * mean) / draws);
        assertEquals(mean, new Laser(1e-6, 1e-3, -150, linewidth).visibility(delay), 4 * error);
    }

    /**
     * A random-walk phase simulated step by step: its rise over T, divided by T, is the mean angular frequency. Variance within 4 standard errors, each
     * variance · √(2/draws).
     */
    @Test
    void meanFrequencyOfARandomWalkPhaseHasVariance2PiLinewidthOverTime() {
        double linewidth = 2e5;
        double time = 1e-5;
        int steps = 20;
        double sigma = Math.sqrt(2 * Math.PI * linewidth * time / steps);
        SplittableRandom random = new SplittableRandom(2);
        int draws = 20_000;
        double squares = 0;
        for (int i = 0; i < draws; i++) {
            double phase = 0;
            for (int k = 0; k < steps; k++) {
                phase += sigma * random.nextGaussian();
            }
            squares += phase / time * (phase / time);
        }
        double law = new Laser(1e-6, 1e-3, -150, linewidth).meanFrequencyVariance(time);
        assertEquals(law, squares / draws, 4 * law * Math.sqrt(2.0 / draws));
    }

    @Test
    void refusesWhatNoLaserEmits() {
        assertThrows(IllegalArgumentException.class, () -> new Laser(0, 1, -150, 0));
        assertThrows(IllegalArgumentException.class, () -> new Laser(1e-6, -1, -150, 0));
        assertThrows(IllegalArgumentException.class, () -> new Laser(1e-6, 1, 10, 0));
        assertThrows(IllegalArgumentException.class, () -> new Laser(1e-6, 1, -150, Double.NaN));
    }
}
