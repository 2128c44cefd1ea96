package org.superpose.optics.propagation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.source.GaussianBeam;
import org.superpose.optics.source.Laser;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.SamplingException;
import org.superpose.optics.wave.Wavefront;

/** What holds for every field and every distance. */
class PropagationInvariantsTest {
    private static final double WAVELENGTH = 633e-9;

    private record Case(String name, Grid from, Grid to, Propagation propagation) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        Grid even = new Grid(32, 24, 5e-6, 4e-6);
        Grid odd = new Grid(31, 27, 5e-6, 4e-6);
        Grid row = new Grid(64, 1, 3e-6, 1e-3);
        Grid coarse = new Grid(20, 35, 30e-6, 25e-6);
        Grid small = new Grid(9, 12, 20e-6, 20e-6);
        return Stream.of(
                new Case("angular spectrum, even", even, even, AngularSpectrum.over(even, WAVELENGTH, 1e-3)),
                new Case("angular spectrum, odd, backwards", odd, odd, AngularSpectrum.over(odd, WAVELENGTH, -1e-3)),
                new Case("angular spectrum, a row", row, row, AngularSpectrum.over(row, WAVELENGTH, 2e-3)),
                new Case("angular spectrum, periodic", odd, odd, AngularSpectrum.over(odd, WAVELENGTH, 1e-2, Surroundings.PERIODIC, 2)),
                new Case("Fresnel, transfer function", even, even, Fresnel.over(even, WAVELENGTH, 1e-3)),
                new Case("Fresnel, impulse response", odd, odd, Fresnel.over(odd, WAVELENGTH, 1e-2)),
                new Case("Fresnel, one of each", even, even, Fresnel.over(even, WAVELENGTH, 1.5e-3)),
                new Case("near screen", even, coarse, Screen.near(even, coarse, WAVELENGTH, 2e-2, 1)),
                new Case("near screen, a row", row, new Grid(50, 1, 40e-6, 1e-3), Screen.near(row, new Grid(50, 1, 40e-6, 1e-3), WAVELENGTH, 2e-2, 2)),
                new Case("far screen", odd, coarse, Screen.far(odd, coarse, WAVELENGTH, 5e-2, 1)),
                new Case("Rayleigh-Sommerfeld", even, small, RayleighSommerfeld.between(even, small, WAVELENGTH, 5e-3)),
                new Case("Rayleigh-Sommerfeld, a row", row, row, RayleighSommerfeld.between(row, row, WAVELENGTH, 5e-3)));
    }

    /** ⟨P a, b⟩ = ⟨a, P* b⟩: light followed back from a detector tells what the source must send. */
    @ParameterizedTest
    @MethodSource("cases")
    void adjointIsTheAdjoint(Case c) {
        Wavefront a = smooth(c.from, 1);
        Wavefront b = smooth(c.to, 2);
        Complex forward = c.propagation.apply(a).innerProduct(b);
        Complex backward = a.innerProduct(c.propagation.adjoint(b));
        double scale = Math.sqrt(c.propagation.apply(a).power() * b.power());
        assertEquals(forward.re(), backward.re(), 1e-12 * scale);
        assertEquals(forward.im(), backward.im(), 1e-12 * scale);
        assertTrue(Math.hypot(forward.re(), forward.im()) > 1e-3 * scale, "the law says something");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noPropagationMakesLightAndTheCertificateAddsUp(Case c) {
        Wavefront a = smooth(c.from, 3);
        Propagated behind = c.propagation.propagate(a);
        Certificate certificate = behind.certificate();
        assertEquals(a.power(), certificate.powerIn(), 1e-12 * a.power());
        assertEquals(behind.wavefront().power(), certificate.powerOut(), 1e-12 * a.power());
        assertTrue(certificate.powerOut() <= (1 + 1e-12) * certificate.powerIn(), "power " + certificate.powerOut() + " of " + certificate.powerIn());
        assertEquals(1, certificate.powerOut() / certificate.powerIn() + certificate.cropped() + certificate.beyondBand(), 1e-12);
    }

    /** The window repeats: the propagator is diagonal and of modulus 1, as long as no wave is evanescent. */
    @ParameterizedTest
    @ValueSource(ints = {64, 63})
    void distancesAddUpInPeriodicSurroundings(int samples) {
        Grid grid = Grid.square(samples, 4e-6);
        Wavefront light = noise(grid, 4);
        Wavefront twice = AngularSpectrum.over(grid, WAVELENGTH, 0.012, Surroundings.PERIODIC, 1)
                .apply(AngularSpectrum.over(grid, WAVELENGTH, 0.023, Surroundings.PERIODIC, 1).apply(light));
        assertClose(AngularSpectrum.over(grid, WAVELENGTH, 0.035, Surroundings.PERIODIC, 1).apply(light), twice, 1e-12);
        assertEquals(light.power(), twice.power(), 1e-13 * light.power());
        assertClose(light, AngularSpectrum.over(grid, WAVELENGTH, -0.035, Surroundings.PERIODIC, 1).apply(twice), 1e-12);
        Wavefront paraxial = Fresnel.over(grid, WAVELENGTH, 0.012, Surroundings.PERIODIC, 1).apply(Fresnel.over(grid, WAVELENGTH, 0.023, Surroundings.PERIODIC, 1).apply(light));
        assertClose(Fresnel.over(grid, WAVELENGTH, 0.035, Surroundings.PERIODIC, 1).apply(light), paraxial, 1e-12);
    }

    /** The certificate of Fresnel's approximation foretells its distance from free space; the next term of √(1 − u) is (λν)² = 1 % of the one that it counts. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-4, 3e-4, 1e-3})
    void fresnelsCertificateForetellsItsError(double distance) {
        Grid grid = Grid.square(64, 4e-6);
        Wavefront light = noise(grid, 7);
        Propagated paraxial = Fresnel.over(grid, WAVELENGTH, distance, Surroundings.PERIODIC, 1).propagate(light);
        Wavefront difference = AngularSpectrum.over(grid, WAVELENGTH, distance, Surroundings.PERIODIC, 1).apply(light).plus(paraxial.wavefront().times(new Complex(-1, 0)));
        double error = Math.sqrt(difference.power() / light.power());
        assertEquals(error, paraxial.certificate().approximation(), 0.03 * error);
    }

    /** An evanescent wave fades as e^{−2πz√(f² − 1/λ²)} on its way, and does not grow on the way back. */
    @Test
    void evanescentWavesFadeBothWays() {
        Grid grid = new Grid(16, 1, 0.25e-6, 1e-3);
        int order = 7;                                                                      // f = 7/(16 · 0.25 µm) = 1.75e6 > 1/λ = 1.58e6
        Wavefront wave = Wavefront.computed(grid, WAVELENGTH, samples -> {
            for (int i = 0; i < 16; i++) {
                samples[2 * i] = Math.cos(2 * Math.PI * order * i / 16);
                samples[2 * i + 1] = Math.sin(2 * Math.PI * order * i / 16);
            }
        });
        double distance = 0.2e-6;
        double frequency = order / grid.width();
        double fade = Math.exp(-2 * Math.PI * distance * Math.sqrt(frequency * frequency - 1 / (WAVELENGTH * WAVELENGTH)));
        for (int sign : new int[] {1, -1}) {
            double power = AngularSpectrum.over(grid, WAVELENGTH, sign * distance, Surroundings.PERIODIC, 1).apply(wave).power();
            assertEquals(fade * fade * wave.power(), power, 1e-12 * wave.power());
        }
    }

    /** All sums of one integral: the fast ones against wavelet by wavelet, 40 λ/NA behind smooth light. */
    @Test
    void angularSpectrumAndScreenAgreeWithTheDirectSum() {
        Grid grid = Grid.square(80, 3e-6);
        double distance = 2e-3;
        Wavefront light = Laser.of(WAVELENGTH).emit(new GaussianBeam(25e-6, 20e-6, -10e-6, 0.01, 0.02, 0), grid);
        Grid window = Grid.square(20, 6e-6);
        Wavefront direct = RayleighSommerfeld.between(grid, window, WAVELENGTH, distance).apply(light);
        Wavefront fast = AngularSpectrum.over(grid, WAVELENGTH, distance).apply(light);
        Wavefront screen = Screen.near(grid, window, WAVELENGTH, distance, 1).apply(light);
        Wavefront fresnel = Fresnel.over(grid, WAVELENGTH, distance).apply(light);
        double peak = Math.sqrt(direct.irradiance().peak());
        for (int j = 0; j < 20; j++) {
            for (int i = 0; i < 20; i++) {
                Complex expected = direct.at(i, j);
                Complex got = fast.at(2 * i + 20, 2 * j + 20);
                assertEquals(expected.re(), got.re(), 1e-6 * peak);                         // the window cuts the beam at 4 radii: e^{−16} = 1e-7
                assertEquals(expected.im(), got.im(), 1e-6 * peak);
                // paraxial: phase π r⁴/(4 λ z³)-like terms, here k z θ⁴/8 with θ up to 0.04 on the beam's flank
                assertEquals(expected.re(), screen.at(i, j).re(), 2e-3 * peak);
                assertEquals(expected.im(), screen.at(i, j).im(), 2e-3 * peak);
                assertEquals(screen.at(i, j).re(), fresnel.at(2 * i + 20, 2 * j + 20).re(), 1e-6 * peak);
            }
        }
    }

    @Test
    void bitsDoNotDependOnTheNumberOfThreads() {
        Grid grid = new Grid(45, 60, 4e-6, 4e-6);
        Wavefront light = smooth(grid, 5);
        Wavefront one = AngularSpectrum.over(grid, WAVELENGTH, 1e-3).apply(light);
        for (int threads : new int[] {2, 5}) {
            assertArrayEquals(one.samples(), AngularSpectrum.over(grid, WAVELENGTH, 1e-3, Surroundings.DARK, threads).apply(light).samples(), 0);
        }
    }

    /** Light that walks out of the window is gone; without padding it would come back at the other side. */
    @Test
    void lightThatLeavesTheWindowDoesNotComeBack() {
        Grid grid = Grid.square(128, 4e-6);
        Wavefront light = Laser.of(WAVELENGTH).emit(GaussianBeam.ofWaist(40e-6).tilted(0.04, 0), grid);
        double distance = 8e-3;                                                             // walks by 0.32 mm, the window reaches to 0.256 mm
        Propagated gone = AngularSpectrum.over(grid, WAVELENGTH, distance).propagate(light);
        double left = powerOnTheLeft(gone.wavefront());
        assertTrue(left < 1e-6, "light on the far side: " + left);
        assertTrue(gone.certificate().cropped() > 0.7, "cropped " + gone.certificate().cropped());
        Wavefront around = AngularSpectrum.over(grid, WAVELENGTH, distance, Surroundings.PERIODIC, 1).apply(light);
        double wrapped = powerOnTheLeft(around);
        assertTrue(wrapped > 0.7, "in periodic surroundings it enters the next window: " + wrapped);
    }

    private static double powerOnTheLeft(Wavefront light) {
        Image image = light.irradiance();
        double power = 0;
        for (int j = 0; j < image.grid().ny(); j++) {
            for (int i = 0; i < image.grid().nx() / 2; i++) {
                power += image.at(i, j) * image.grid().cell();
            }
        }
        return power;
    }

    @Test
    void whatTheGridCannotCarryIsRefusedWithTheGridThatCould() {
        Grid grid = Grid.square(64, 4e-6);
        Wavefront light = noise(grid, 6);
        AngularSpectrum tooFar = AngularSpectrum.over(grid, WAVELENGTH, 0.1);
        String message = assertThrows(SamplingException.class, () -> tooFar.propagate(light)).getMessage();
        assertTrue(message.matches(".*% of the power travels at angles that a window of 0.000256.* cannot follow; take a grid of at least 1985 x 1985 samples, at most 4.000e-06.*"), message);
        Screen coarse = Screen.near(grid, Grid.square(64, 100e-6), WAVELENGTH, 0.01, 1);
        message = assertThrows(SamplingException.class, () -> coarse.propagate(light)).getMessage();
        assertTrue(message.contains("half a wave"), message);
        RayleighSommerfeld direct = RayleighSommerfeld.between(grid, grid, WAVELENGTH, 1e-4);
        assertThrows(SamplingException.class, () -> direct.propagate(light));
        message = assertThrows(IllegalArgumentException.class, () -> Screen.far(grid, Grid.square(64, 1e-6), WAVELENGTH, 0.01, 1).propagate(light)).getMessage();
        assertTrue(message.contains("not in the far field"), message);
        assertThrows(IllegalArgumentException.class, () -> AngularSpectrum.over(grid, 633, 0.1));
        assertThrows(IllegalArgumentException.class, () -> AngularSpectrum.over(grid, WAVELENGTH, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> AngularSpectrum.over(grid, 532e-9, 1e-4).propagate(light));
        assertThrows(IllegalArgumentException.class, () -> RayleighSommerfeld.between(Grid.square(1024, 1e-6), Grid.square(1024, 1e-6), WAVELENGTH, 1));
    }

    private static void assertClose(Wavefront expected, Wavefront got, double relative) {
        double scale = Math.sqrt(expected.irradiance().peak());
        assertArrayEquals(expected.samples(), got.samples(), relative * scale);
    }

    private static Wavefront noise(Grid grid, long seed) {
        return Wavefront.of(grid, WAVELENGTH, new SplittableRandom(seed).doubles(2L * grid.size(), -1, 1).toArray());
    }

    /** A few Gaussian beams at random places and small angles: light that no grid here aliases. */
    private static Wavefront smooth(Grid grid, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Wavefront sum = null;
        double width = Math.min(grid.nx() * grid.dx(), grid.ny() == 1 ? Double.POSITIVE_INFINITY : grid.ny() * grid.dy());
        for (int b = 0; b < 3; b++) {
            double angle = 0.05 * WAVELENGTH / Math.max(grid.dx(), grid.ny() == 1 ? 0 : grid.dy());
            GaussianBeam beam = new GaussianBeam(width / 8, (random.nextDouble() - 0.5) * width / 4, (random.nextDouble() - 0.5) * width / 4, angle * random.nextDouble(),
                    angle * random.nextDouble(), 0);
            Wavefront one = beam.on(grid, WAVELENGTH, 1).times(new Complex(random.nextDouble(), random.nextDouble()));
            sum = sum == null ? one : sum.plus(one);
        }
        return sum;
    }
}
