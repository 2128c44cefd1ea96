package org.superpose.optics.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.Light;
import org.superpose.optics.wave.Wavefront;

class CameraTest {
    private static final double WAVELENGTH = 532e-9;

    private static Image flat(Grid grid, double irradiance) {
        double[] values = new double[grid.size()];
        Arrays.fill(values, irradiance);
        return Image.of(grid, values);
    }

    /**
     * Fringes of period Λ on pixels b wide keep the contrast sinc(b/Λ), at two resolutions. Edges stand in the middle of samples here, so that the sum is the
     * trapezoidal rule, whose relative error of a fringe is (πdx/Λ)²/3.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void pixelsAverageFringes(int finer) {
        double dx = 1e-6 / finer;
        double period = 40e-6;
        Grid grid = new Grid(1200 * finer, 1, dx, 100e-6);
        double[] irradiance = new double[grid.size()];
        for (int i = 0; i < irradiance.length; i++) {
            irradiance[i] = 1 + Math.cos(2 * Math.PI * grid.x(i) / period);
        }
        Camera camera = new Camera(new Grid(41, 1, 20e-6, 100e-6), 0.64, 0.5, 0, 0, 1e4, 10, 0);
        double b = 0.8 * 20e-6;
        Image power = camera.power(Image.of(grid, irradiance));
        double mean = b * 80e-6;
        double sinc = Math.sin(Math.PI * b / period) / (Math.PI * b / period);
        double tolerance = 1.01 * Math.pow(Math.PI * dx / period, 2) / 3 + 1e-12;
        for (int p = 0; p < 41; p++) {
            double contrast = p % 2 == 0 ? 1 : -1;                            // pixels at 0, ±20, ±40 µm ...: crests and troughs in turn
            assertEquals(1 + contrast * sinc, power.at(p, 0) / mean, tolerance, "pixel " + p);
        }
    }

    /** All live areas together collect the light that falls on them, whatever the two grids' steps are. */
    @Test
    void fullPixelsLoseNoLight() {
        Grid grid = new Grid(64, 48, 3e-6, 4e-6);
        double[] values = new SplittableRandom(1).doubles(grid.size()).toArray();
        Image irradiance = Image.of(grid, values);
        Camera camera = new Camera(Grid.square(31, 7.3e-6), 1, 0.5, 0, 0, 1e4, 10, 0);
        assertEquals(irradiance.integral(), camera.power(irradiance).integral() / camera.pixels().cell(), 1e-12 * irradiance.integral());
    }

    /**
     * Photon transfer: codes have the mean black + e/g and the variance (e + σ_r²)/g² + 1/12, e electrons on average and g electrons to a code; 4 standard errors.
     */
    @ParameterizedTest
    @ValueSource(doubles = {30, 3000, 12_000})
    void varianceGrowsWithTheLight(double electrons) {
        Grid pixels = Grid.square(150, 5e-6);
        Camera camera = new Camera(pixels, 1, 0.6, 200, 5, 20_000, 12, 100);
        double time = 0.01;
        double photon = Laser.of(WAVELENGTH).photonEnergy();
        Image light = flat(pixels, (electrons - 200 * time) * photon / 0.6 / time / pixels.cell());
        double[] codes = camera.expose(light, WAVELENGTH, time, RelativeIntensity.STEADY, new SplittableRandom(2)).values();
        double mean = Arrays.stream(codes).average().orElseThrow();
        double variance = Arrays.stream(codes).map(code -> (code - mean) * (code - mean)).average().orElseThrow();
        double g = camera.electronsPerCode();
        double law = (electrons + 25) / (g * g) + 1.0 / 12;
        assertEquals(100 + electrons / g, mean, 4 * Math.sqrt(law / codes.length));
        assertEquals(law, variance, 4 * law * Math.sqrt(2.0 / codes.length));
    }

    @Test
    void fullWellAndCodesEnd() {
        Grid pixels = Grid.square(4, 5e-6);
        Camera camera = new Camera(pixels, 1, 1, 0, 0, 20_000, 8, 16);
        for (double code : camera.expose(flat(pixels, 1), WAVELENGTH, 1, RelativeIntensity.STEADY, new SplittableRandom(3)).values()) {
            assertEquals(255, code, 0);
        }
        for (double code : camera.expose(flat(pixels, 0), WAVELENGTH, 1, RelativeIntensity.STEADY, new SplittableRandom(3)).values()) {
            assertEquals(16, code, 0);
        }
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Camera(pixels, 1, 1, 0, 0, 1e4, 8, 255)).getMessage().contains("black level"));
        assertThrows(IllegalArgumentException.class, () -> new Camera(pixels, 1.2, 1, 0, 0, 1e4, 8, 0));
        assertThrows(IllegalArgumentException.class, () -> camera.expose(flat(pixels, 1), WAVELENGTH, Double.NaN, RelativeIntensity.STEADY, new SplittableRandom(3)));
    }

    /**
     * Two beams of one laser whose paths differ by τ: fringes of visibility e^{−πΔντ}, against the sum of 100 000 independent spectral lines, equally strong and spread over a
     * Lorentzian of full width Δν. The far tails, 1e-3 of the power, lie wider apart than 1/τ.
     */
    @ParameterizedTest
    @ValueSource(doubles = {0.003, 0.1, 0.4})
    void fringesFadeWithTheLinewidth(double delayTimesWidth) {
        Laser laser = new Laser(WAVELENGTH, 1e-3, -150, 1e6);
        double delay = delayTimesWidth / 1e6;
        Grid grid = new Grid(64, 1, 10e-6, 1e-3);
        Wavefront straight = Wavefront.computed(grid, WAVELENGTH, samples -> {
            for (int i = 0; i < 64; i++) {
                samples[2 * i] = 1;
            }
        });
        double[] turn = new double[128];
        for (int i = 0; i < 64; i++) {
            turn[2 * i] = Math.cos(2 * Math.PI * i / 16);
            turn[2 * i + 1] = Math.sin(2 * Math.PI * i / 16);
        }
        Image fringes = Light.partiallyCoherent(straight, straight.times(turn), laser.visibility(delay)).irradiance();
        int lines = 100_000;
        double cosine = 0;
        for (int l = 0; l < lines; l++) {
            double offset = laser.linewidth() / 2 * Math.tan(Math.PI * ((l + 0.5) / lines - 0.5));
            cosine += Math.cos(2 * Math.PI * offset * delay) / lines;
        }
        double dark = fringes.at(8, 0);
        double bright = fringes.at(0, 0);
        assertEquals(cosine, (bright - dark) / (bright + dark), 1e-3);
        assertEquals(4, bright + dark, 1e-12);
        assertThrows(IllegalArgumentException.class, () -> Light.partiallyCoherent(straight, straight.times(new Complex(1, 0)), 1.1));
    }

    /** Two beams of one laser: 2√(I₁I₂)/(I₁ + I₂) |γ| (Goodman 2015, section 5.2), on fringes of 16 and of 64 samples. */
    @ParameterizedTest
    @CsvSource({"1, 1, 1, 16", "1, 0.2, 0.7, 16", "1, 0.2, 0.7, 64", "3, 0.01, 0.1, 64", "1, 1, 0, 16"})
    void fringesOfUnequalBeamsHaveTheirVisibility(double first, double second, double degree, int perFringe) {
        Grid grid = new Grid(perFringe, 1, 10e-6, 1e-3);
        double[] straight = new double[2 * perFringe];
        double[] tilted = new double[2 * perFringe];
        for (int i = 0; i < perFringe; i++) {
            straight[2 * i] = Math.sqrt(first);
            tilted[2 * i] = Math.sqrt(second) * Math.cos(2 * Math.PI * i / perFringe);
            tilted[2 * i + 1] = Math.sqrt(second) * Math.sin(2 * Math.PI * i / perFringe);
        }
        Image fringes = Light.partiallyCoherent(Wavefront.of(grid, WAVELENGTH, straight), Wavefront.of(grid, WAVELENGTH, tilted), degree).irradiance();
        double bright = fringes.at(0, 0);
        double dark = fringes.at(perFringe / 2, 0);
        assertEquals(2 * Math.sqrt(first * second) / (first + second) * degree, (bright - dark) / (bright + dark), 1e-14);
    }
}
