package org.superpose.optics.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.element.FourierLens;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;

class BeamTest {
    private static final double WAVELENGTH = 532e-9;

    /** The window holds 6 radii, a radius 8 steps: rounding only. */
    @Test
    void gaussianBeamCarriesItsPowerWhereverItsWaistIs() {
        Grid grid = Grid.square(256, 12.5e-6);
        Laser laser = Laser.of(WAVELENGTH).withPower(2e-3);
        GaussianBeam beam = GaussianBeam.ofWaist(100e-6).at(50e-6, -80e-6);
        assertEquals(2e-3, laser.emit(beam, grid).power(), 1e-15);
        assertEquals(2e-3, laser.emit(beam.behindWaist(0.1).tilted(2e-3, -1e-3), grid).power(), 1e-15);
        Grid row = new Grid(256, 1, 12.5e-6, 1e-3);
        assertEquals(2e-3, laser.emit(beam.behindWaist(0.1), row).power(), 1e-15);
        assertEquals(100e-6 * Math.sqrt(2), beam.behindWaist(beam.rayleighLength(WAVELENGTH)).radius(WAVELENGTH), 1e-18);
    }

    @Test
    void planeWaveTurnsByItsTiltAndCarriesItsPowerThroughTheWindow() {
        Grid grid = new Grid(32, 17, 2e-6, 3e-6);
        Wavefront wave = new PlaneWave(0.02, -0.03).on(grid, WAVELENGTH, 5e-3);
        assertEquals(5e-3, wave.power(), 1e-17);
        assertEquals(2 * Math.PI / WAVELENGTH * 2e-6 * 0.02, wave.at(17, 8).phase() - wave.at(16, 8).phase(), 1e-12);
        assertEquals(-2 * Math.PI / WAVELENGTH * 3e-6 * 0.03, wave.at(16, 9).phase() - wave.at(16, 8).phase(), 1e-12);
        assertEquals(0, wave.at(16, 8).phase(), 1e-15);
    }

    /** The window of 1 mm at 0.2 m is seen under dΩ = A/r²: a share A/(4πr²) of the power, less by the part that slants (r² + 2·(0.5 mm)²/3)/r². */
    @Test
    void pointSourceSendsEachDirectionItsShare() {
        Grid grid = Grid.square(200, 5e-6);
        Wavefront wave = new PointSource(0, 0, 0.2).on(grid, WAVELENGTH, 1);
        assertEquals(1e-6 / (4 * Math.PI * 0.04), wave.power(), 1e-5 * wave.power());
        double x = grid.x(150);
        double phase = wave.at(150, 100).phase() - wave.at(100, 100).phase();
        assertEquals(0, Math.IEEEremainder(phase - 2 * Math.PI / WAVELENGTH * (Math.hypot(x, 0.2) - 0.2), 2 * Math.PI), 1e-9);
    }

    /** A phase that turns by half a wave per step is a phase that turns back: refused, with the step that would do. */
    @ParameterizedTest
    @ValueSource(doubles = {0.06, -0.07, 0.5})
    void angleBeyondNyquistIsRefused(double sine) {
        Grid grid = Grid.square(64, 5e-6);
        String message = assertThrows(SamplingException.class, () -> new PlaneWave(sine, 0).on(grid, WAVELENGTH, 1)).getMessage();
        assertTrue(message.contains("plane wave") && message.contains("take a grid of at least"), message);
        assertThrows(SamplingException.class, () -> GaussianBeam.ofWaist(50e-6).tilted(0, sine).on(grid, WAVELENGTH, 1));
        assertThrows(SamplingException.class, () -> new PointSource(0, 0.2 * sine, 0.2).on(Grid.square(64, 5e-6), WAVELENGTH, 1));
    }

    /** N beams, phases as weights: in the focal plane each is the Gaussian of radius λf/πw₀, tilted, so the field is one envelope times a sum of phasors. */
    @ParameterizedTest
    @ValueSource(ints = {512, 1024})
    void beamsBroughtTogetherByALensSumTheirPhasors(int samples) {
        SplittableRandom random = new SplittableRandom(3);
        double[] phase = random.doubles(64, 0, 2 * Math.PI).toArray();
        double[] amplitude = random.doubles(64, 0, 0.125).toArray();
        Grid front = Grid.square(samples, 10.24e-3 / samples);
        double focalLength = 0.2;
        Wavefront back = FourierLens.from(front, WAVELENGTH, focalLength).apply(new BeamArray(8, 8, 500e-6, 50e-6, amplitude, phase).on(front, WAVELENGTH, 1));
        double radius = WAVELENGTH * focalLength / (Math.PI * 50e-6);
        double peak = Math.sqrt(2 / Math.PI) / radius;
        Grid grid = back.grid();
        for (int j = samples / 2 - 40; j < samples / 2 + 40; j += 4) {
            for (int i = samples / 2 - 40; i < samples / 2 + 40; i++) {
                double re = 0;
                double im = 0;
                for (int b = 0; b < 64; b++) {
                    double angle = phase[b] - 2 * Math.PI * 500e-6 / (WAVELENGTH * focalLength) * ((b % 8 - 3.5) * grid.x(i) + (b / 8 - 3.5) * grid.y(j));
                    re += amplitude[b] * Math.cos(angle);
                    im += amplitude[b] * Math.sin(angle);
                }
                double envelope = peak * Math.exp(-(grid.x(i) * grid.x(i) + grid.y(j) * grid.y(j)) / (radius * radius));
                assertEquals(envelope * im, back.at(i, j).re(), 1e-11 * peak);              // the lens's 1/i
                assertEquals(-envelope * re, back.at(i, j).im(), 1e-11 * peak);
            }
        }
        double power = Arrays.stream(amplitude).map(a -> a * a).sum();
        assertEquals(power, back.power(), 1e-12);
        Image onAxis = back.irradiance();
        double re = 0;
        double im = 0;
        for (int b = 0; b < 64; b++) {
            re += amplitude[b] * Math.cos(phase[b]);
            im += amplitude[b] * Math.sin(phase[b]);
        }
        assertEquals(peak * peak * (re * re + im * im), onAxis.at(samples / 2, samples / 2), 1e-11 * peak * peak);
    }

    /** λf/p = 212.8 µm: moved by a period, equal beams repeat but for the envelope. A focal plane with steps of its own. */
    @Test
    void patternRepeatsEveryWavelengthTimesFocalLengthOverPitch() {
        double[] amplitude = new double[64];
        Arrays.fill(amplitude, 0.125);
        Grid front = Grid.square(410, 12.5e-6);
        double period = WAVELENGTH * 0.2 / 500e-6;
        assertEquals(212.8e-6, period, 1e-12);
        Grid back = Grid.square(41, period / 20);
        Image image = FourierLens.between(front, back, WAVELENGTH, 0.2, 2).apply(new BeamArray(8, 8, 500e-6, 50e-6, amplitude, new double[64]).on(front, WAVELENGTH, 1)).irradiance();
        double radius = WAVELENGTH * 0.2 / (Math.PI * 50e-6);
        assertEquals(Math.exp(-2 * period * period / (radius * radius)), image.at(40, 20) / image.at(20, 20), 1e-11);
        assertEquals(image.at(0, 20), image.at(40, 20), 1e-11 * image.peak());
    }

    @Test
    void splitterMakesNoLight() {
        String message = assertThrows(IllegalArgumentException.class, () -> new BeamArray(2, 1, 1e-3, 1e-4, new double[] {1, 1}, new double[2])).getMessage();
        assertTrue(message.contains("add up to 1 at most"), message);
        assertThrows(IllegalArgumentException.class, () -> new BeamArray(2, 1, 1e-4, 1e-4, new double[] {0.5, 0.5}, new double[2]));
        assertThrows(IllegalArgumentException.class, () -> new BeamArray(2, 2, 1e-3, 1e-4, new double[] {0.5, 0.5}, new double[2]));
        assertThrows(IllegalArgumentException.class, () -> GaussianBeam.ofWaist(0));
        assertThrows(IllegalArgumentException.class, () -> PlaneWave.straight().on(Grid.square(4, 1e-6), WAVELENGTH, Double.NaN));
    }
}
