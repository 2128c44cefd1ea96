package org.superpose.optics.element;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.apache.commons.math3.special.BesselJ;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;

/** Lenses, stages of lenses, gratings, aberrations and beam splitters. */
class LensLawsTest {
    private static final double WAVELENGTH = 532e-9;

    /** 2f onto its own grid is unitary; twice is the object upside down, with the sign (1/i)². */
    @ParameterizedTest
    @CsvSource({"32, 24", "31, 27", "16, 1"})
    void fourierLensKeepsPowerAndTwoOfThemInvert(int nx, int ny) {
        Grid grid = new Grid(nx, ny, 10e-6, 12e-6);
        FourierLens first = FourierLens.from(grid, WAVELENGTH, 0.1);
        FourierLens second = FourierLens.between(first.to(), grid, WAVELENGTH, 0.1, 1);
        Wavefront light = random(grid, 1);
        Wavefront spectrum = first.apply(light);
        assertEquals(light.power(), spectrum.power(), 1e-13 * light.power());
        Wavefront image = second.apply(spectrum);
        double sign = ny == 1 ? 1 : -1;                                       // cylinder waves: e^{−iπ/4} twice is 1/i, of which the imaginary part is left
        for (int j = 0; j < ny; j++) {
            for (int i = 0; i < nx; i++) {
                Complex object = light.at(Math.floorMod(2 * (nx / 2) - i, nx), Math.floorMod(2 * (ny / 2) - j, ny));
                Complex got = image.at(i, j);
                assertEquals(sign * object.re(), ny == 1 ? -got.im() : got.re(), 1e-13);
                assertEquals(sign * object.im(), ny == 1 ? got.re() : got.im(), 1e-13);
            }
        }
    }

    /** A window on the focal plane shows what the whole plane shows there. */
    @Test
    void windowOnTheFocalPlaneAgreesWithTheWhole() {
        Grid grid = Grid.square(64, 10e-6);
        Wavefront light = random(grid, 2);
        Wavefront whole = FourierLens.from(grid, WAVELENGTH, 0.1).apply(light);
        Grid window = new Grid(9, 7, whole.grid().dx(), whole.grid().dy());
        Wavefront part = FourierLens.between(grid, window, WAVELENGTH, 0.1, 1).apply(light);
        double peak = Math.sqrt(whole.irradiance().peak());
        for (int j = 0; j < 7; j++) {
            for (int i = 0; i < 9; i++) {
                assertEquals(whole.at(32 - 4 + i, 32 - 3 + j).re(), part.at(i, j).re(), 1e-13 * peak);
                assertEquals(whole.at(32 - 4 + i, 32 - 3 + j).im(), part.at(i, j).im(), 1e-13 * peak);
            }
        }
    }

    /** A telescope of f₁, f₂ turns the object upside down and makes it f₂/f₁ as large; power is kept, so the field is f₁/f₂ as strong. */
    @Test
    void unequalLensesMagnify() {
        Grid grid = Grid.square(32, 10e-6);
        FourierLens first = FourierLens.from(grid, WAVELENGTH, 0.1);
        FourierLens second = FourierLens.from(first.to(), WAVELENGTH, 0.25);
        Wavefront light = random(grid, 3);
        Wavefront image = new FourF(first, Mask.ofPhase(first.to(), (x, y) -> 0), second).apply(light);
        assertEquals(25e-6, image.grid().dx(), 1e-18);
        assertEquals(light.power(), image.power(), 1e-12 * light.power());
        assertEquals(-0.4 * light.at(12, 30).re(), image.at(20, 2).re(), 1e-13);
    }

    /** Abbe 1873: a grating of period p is resolved if the pupil lets its orders at λf/p pass; else the image is a flat field. */
    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void fourFPassesWhatThePupilPasses(int samples) {
        double focalLength = 0.1;
        double period = 80e-6;
        Grid grid = Grid.square(samples, 640e-6 / samples);
        Wavefront light = new Grating(period).cosine(grid, 1).apply(unit(grid));
        double order = WAVELENGTH * focalLength / period;
        Wavefront blocked = FourF.relay(grid, WAVELENGTH, focalLength, new Aperture.Disc(0.8 * order, 0, 0)).apply(light);
        Wavefront passed = FourF.relay(grid, WAVELENGTH, focalLength, new Aperture.Disc(1.2 * order, 0, 0)).apply(light);
        for (int i = 0; i < samples; i++) {
            assertEquals(-0.5, blocked.at(i, 5).re(), 1e-12);
            assertEquals(-light.at(Math.floorMod(-i, samples), 5).re(), passed.at(i, 5).re(), 1e-12);
        }
    }

    /** A Gaussian of radius w in the front focal plane is one of λf/πw in the back focal plane. */
    @ParameterizedTest
    @ValueSource(ints = {128, 256})
    void gaussianBeamIsFocusedToItsTransform(int samples) {
        double w = 150e-6;
        Grid grid = Grid.square(samples, 2e-3 / samples);
        Wavefront light = Wavefront.computed(grid, WAVELENGTH, u -> {
            for (int s = 0; s < grid.size(); s++) {
                u[2 * s] = Math.exp(-(Math.pow(grid.x(s % samples), 2) + Math.pow(grid.y(s / samples), 2)) / (w * w));
            }
        });
        Wavefront focus = FourierLens.from(grid, WAVELENGTH, 0.1).apply(light);
        double waist = WAVELENGTH * 0.1 / (Math.PI * w);
        for (int i = 0; i < samples; i++) {
            double expected = w / waist * Math.exp(-Math.pow(focus.grid().x(i) / waist, 2));
            assertEquals(-expected, focus.at(i, samples / 2).im(), 1e-9 * w / waist);
        }
    }

    /** f = 200 mm, 22 mm: the phase at the rim needs steps of λf/D = 4.8 µm. */
    @Test
    void lensThatIsTooStrongForTheGridIsRefused() {
        Wavefront coarse = unit(new Grid(2200, 1, 10e-6, 1e-3));
        String message = assertThrows(SamplingException.class, () -> ThinLens.spherical(0.2, 0.025).apply(coarse)).getMessage();
        assertTrue(message.contains("lens of focal length 0.2000 x 0.2000 m") && message.contains("at least 4549 x 1 samples, at most 4.836e-06"), message);
        assertEquals(0.022, ThinLens.spherical(0.2, 0.025).apply(unit(new Grid(4549, 1, 22e-3 / 4549, 1))).power(), 1e-12);
        assertThrows(SamplingException.class, () -> FourierLens.between(Grid.square(8, 10e-6), Grid.square(8, 1e-3), WAVELENGTH, 0.1, 1));
        assertThrows(IllegalArgumentException.class, () -> ThinLens.spherical(0, 1));
    }

    /** Rows of known gratings: orders are where λf/p says and as strong as Fourier's series says. */
    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void gratingsShareLightAmongTheirOrders(int perPeriod) {
        int periods = 8;
        double period = 64e-6;
        Grid grid = new Grid(periods * perPeriod, 1, period / perPeriod, 1e-3);
        Grating grating = new Grating(period);
        double width = 24e-6;
        for (int order = -3; order <= 3; order++) {
            double bars = order == 0 ? width / period : Math.sin(Math.PI * order * width / period) / (Math.PI * order);
            // edges blurred over a step take (π m dx/p)²/3 of an order's power, its first alias as much again
            assertEquals(bars * bars, power(Mask.of(grid, grating.bars(width)), periods, order), Math.pow(Math.PI * order / perPeriod * bars, 2) + 1e-13);
            double cosine = order == 0 ? 0.5 : Math.abs(order) == 1 ? 0.2 : 0;
            assertEquals(cosine * cosine, power(grating.cosine(grid, 0.8), periods, order), 1e-14);
            double wave = BesselJ.value(Math.abs(order), 1.3);
            assertEquals(wave * wave, power(grating.phaseWave(grid, 1.3), periods, order), 1e-13);
            assertEquals(order == 1 ? 1 : 0, power(grating.blazed(grid), periods, order), 1e-13);
        }
        assertThrows(IllegalArgumentException.class, () -> new Grating(0.9e-6).blazed(grid));
    }

    private static double power(Mask grating, int periods, int order) {
        Wavefront back = FourierLens.from(grating.grid(), WAVELENGTH, 0.1).apply(grating.apply(unit(grating.grid())));
        Complex amplitude = back.at(grating.grid().nx() / 2 + order * periods, 0);
        return (amplitude.re() * amplitude.re() + amplitude.im() * amplitude.im()) * back.grid().cell() / (grating.grid().width() * grating.grid().height());
    }

    /** Strehl ratio |⟨e^{iφ}⟩|² of defocus is sinc²(√3 σ/π) for any σ. */
    @ParameterizedTest
    @ValueSource(ints = {256, 512})
    void strehlRatioOfDefocusIsSincSquared(int samples) {
        for (double waves : new double[] {0.05, 0.1, 0.2}) {
            double t = 2 * Math.sqrt(3) * waves;
            assertEquals(Math.pow(Math.sin(Math.PI * t) / (Math.PI * t), 2), strehl(new Zernike(2, 0), samples, 2 * Math.PI * waves), 2e-4);
        }
    }

    /** Maréchal 1947: e^{−σ²} for small aberrations of any kind. */
    @ParameterizedTest
    @CsvSource({"2, 2", "3, 1", "3, -3", "4, 0", "5, 1", "6, 0"})
    void strehlRatioOfSmallAberrationsIsMarechals(int n, int m) {
        for (int samples : new int[] {256, 512}) {
            assertEquals(Math.exp(-Math.pow(0.1 * Math.PI, 2)), strehl(new Zernike(n, m), samples, 0.1 * Math.PI), 1e-3);
        }
    }

    private static double strehl(Zernike aberration, int samples, double rms) {
        Grid grid = Grid.square(samples, 2.0e-3 / samples);
        Mask pupil = Mask.of(grid, new Aperture.Disc(0.98e-3, 0, 0));
        Wavefront flat = pupil.apply(unit(grid));
        Wavefront bent = aberration.on(grid, 0.98e-3, rms).apply(flat);
        FourierLens lens = FourierLens.between(grid, new Grid(2, 2, 1e-7, 1e-7), WAVELENGTH, 0.1, 1);
        return lens.apply(bent).irradiance().at(1, 1) / lens.apply(flat).irradiance().at(1, 1);
    }

    /** ⟨Z Z′⟩ = δ over the disc, by midpoints in ρ² and angle: exact for the angle, 1e-4 for the radius. */
    @Test
    void zernikePolynomialsAreOrthonormal() {
        Zernike[] all = {new Zernike(0, 0), new Zernike(1, 1), new Zernike(2, 0), new Zernike(2, -2), new Zernike(3, 1), new Zernike(4, 0), new Zernike(4, 4), new Zernike(6, 2)};
        for (Zernike a : all) {
            for (Zernike b : all) {
                double sum = 0;
                for (int r = 0; r < 400; r++) {
                    for (int k = 0; k < 32; k++) {
                        double rho = Math.sqrt((r + 0.5) / 400);
                        double angle = 2 * Math.PI * k / 32;
                        sum += a.at(rho, angle) * b.at(rho, angle) / 400 / 32;
                    }
                }
                assertEquals(a.equals(b) ? 1 : 0, sum, 1e-3, a + " " + b);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> new Zernike(2, 1));
    }

    /** Mach 1892, Zehnder 1891: the two outputs are sin² and cos² of half the phase between the arms. */
    @Test
    void machZehnderInterferometerSharesPowerByPhase() {
        Grid grid = Grid.square(8, 1e-6);
        Wavefront light = random(grid, 4);
        for (double phase : new double[] {0, 0.3, 1.7, Math.PI}) {
            BeamSplitter.Outputs arms = BeamSplitter.even().split(light);
            BeamSplitter.Outputs out = BeamSplitter.even().join(arms.straight().times(new Complex(Math.cos(phase), Math.sin(phase))), arms.across());
            assertEquals(Math.pow(Math.sin(phase / 2), 2) * light.power(), out.straight().power(), 1e-13 * light.power());
            assertEquals(Math.pow(Math.cos(phase / 2), 2) * light.power(), out.across().power(), 1e-13 * light.power());
        }
        Wavefront other = random(grid, 5);
        BeamSplitter.Outputs out = new BeamSplitter(0.3).join(light, other);
        assertEquals(light.power() + other.power(), out.straight().power() + out.across().power(), 1e-13 * light.power());
        assertThrows(IllegalArgumentException.class, () -> new BeamSplitter(1.2));
    }

    @Test
    void cylindricalLensBendsOneAxis() {
        Grid grid = new Grid(16, 15, 5e-6, 5e-6);
        Wavefront bent = ThinLens.cylindricalAlongX(0.05, 1).apply(unit(grid));
        for (int j = 0; j < 15; j++) {
            for (int i = 0; i < 16; i++) {
                double phase = -Math.PI * grid.x(i) * grid.x(i) / (WAVELENGTH * 0.05);
                assertArrayEquals(new double[] {Math.cos(phase), Math.sin(phase)}, new double[] {bent.at(i, j).re(), bent.at(i, j).im()}, 1e-14);
            }
        }
    }

    private static Wavefront unit(Grid grid) {
        return Wavefront.computed(grid, WAVELENGTH, samples -> {
            for (int s = 0; s < grid.size(); s++) {
                samples[2 * s] = 1;
            }
        });
    }

    private static Wavefront random(Grid grid, long seed) {
        return Wavefront.of(grid, WAVELENGTH, new SplittableRandom(seed).doubles(2L * grid.size(), -1, 1).toArray());
    }
}
