package org.superpose.optics.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.commons.math3.special.BesselJ;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.element.DoubleSlit;
import org.superpose.optics.element.FourierLens;
import org.superpose.optics.element.Mask;
import org.superpose.optics.element.ThinLens;
import org.superpose.optics.source.BeamArray;
import org.superpose.optics.source.GaussianBeam;
import org.superpose.optics.source.Laser;
import org.superpose.optics.source.PlaneWave;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.Opening;
import org.superpose.optics.wave.Wavefront;

/** Diffraction against closed forms, at two resolutions each. */
class DiffractionLawsTest {
    private static final double WAVELENGTH = 532e-9;
    private static final DoubleSlit SLITS = new DoubleSlit(40e-6, 250e-6);

    /**
     * Young at 1 m on a screen of its own, against Fresnel's integrals at the slits' edges. Edges blurred over a step dx take sin²(πwx/λL) (dx/w)²/3 of the peak,
     * the first alias of the sum at most as much twice again: (dx/w)². A quarter of the step gives a 16th of the error.
     */
    @ParameterizedTest
    @CsvSource({"512, 1.25e-6", "2048, 0.3125e-6"})
    void doubleSlitOnAFarScreenIsFresnelsSolution(int samples, double step) {
        assertEquals(0, worstOnScreen(SLITS.openings(), samples, step, 1), Math.pow(step / SLITS.width(), 2));
    }

    @ParameterizedTest
    @CsvSource({"512, 1.25e-6", "2048, 0.3125e-6"})
    void singleSlitOnAFarScreenIsFresnelsSolution(int samples, double step) {
        assertEquals(0, worstOnScreen(List.of(new Opening(0, 60e-6)), samples, step, 1), Math.pow(step / 60e-6, 2));
    }

    private static double worstOnScreen(List<Opening> slits, int samples, double step, double distance) {
        Grid grid = new Grid(samples, 1, step, 1e-3);
        Grid screen = new Grid(1601, 1, 20e-6, 1e-3);
        Wavefront light = Mask.of(grid, new Aperture.Slits(slits)).apply(unit(grid));
        Image image = Screen.near(grid, screen, WAVELENGTH, distance, 1).apply(light).irradiance();
        double worst = 0;
        for (int i = 0; i < screen.nx(); i++) {
            worst = Math.max(worst, Math.abs(image.at(i, 0) - FresnelIntegrals.behind(slits, WAVELENGTH, distance, screen.x(i))));
        }
        return worst / image.peak();
    }

    /**
     * The same slits at 0.1 m by the angular spectrum on one grid of 8.2 mm: what is beyond its band limit (steeper than the window can follow) is missing as
     * ripples, and blurred edges take (dx/w)²/3 = 8e-4 or 2e-4 of the peak; 97 % of the power stays inside.
     */
    @ParameterizedTest
    @CsvSource({"4096, 2e-6, 1.2e-3", "8192, 1e-6, 8e-4"})
    void doubleSlitNearbyByTheAngularSpectrumIsFresnelsSolution(int samples, double step, double tolerance) {
        Grid grid = new Grid(samples, 1, step, 1e-3);
        Wavefront light = Mask.of(grid, new Aperture.Slits(SLITS.openings())).apply(unit(grid));
        Propagated behind = AngularSpectrum.over(grid, WAVELENGTH, 0.1).propagate(light);
        Image image = behind.wavefront().irradiance();
        double worst = 0;
        for (int i = 0; i < samples; i++) {
            worst = Math.max(worst, Math.abs(image.at(i, 0) - FresnelIntegrals.behind(SLITS.openings(), WAVELENGTH, 0.1, grid.x(i))));
        }
        assertEquals(0, worst / image.peak(), tolerance);
        assertEquals(0.97, behind.certificate().powerOut() / behind.certificate().powerIn(), 0.01);
    }

    /** Airy 1835: (2 J₁(v)/v)², v = ka r/z, in Fraunhofer's limit. The rim's area is right to 1e-4 of a cell, its second moment to (dx/a)²: 1e-4 and a quarter of it. */
    @ParameterizedTest
    @CsvSource({"128, 1e-4", "256, 3e-5"})
    void circularApertureGivesTheAiryPattern(int samples, double tolerance) {
        double radius = 0.2e-3;
        double distance = 20;
        Grid grid = Grid.square(samples, 0.44e-3 / samples);
        Grid screen = new Grid(257, 65, 0.5e-3, 2e-3);
        Wavefront light = Mask.of(grid, new Aperture.Disc(radius, 0, 0)).apply(unit(grid));
        Propagated far = Screen.far(grid, screen, WAVELENGTH, distance, 1).propagate(light);
        assertTrue(far.certificate().approximation() < 0.01, "far field");
        Image image = far.wavefront().irradiance();
        double peak = Math.pow(Math.PI * radius * radius / (WAVELENGTH * distance), 2);
        for (int j = 0; j < screen.ny(); j += 3) {
            for (int i = 0; i < screen.nx(); i++) {
                double v = 2 * Math.PI / WAVELENGTH * radius * Math.hypot(screen.x(i), screen.y(j)) / distance;
                double airy = v == 0 ? 1 : Math.pow(2 * BesselJ.value(1, v) / v, 2);
                assertEquals(airy, image.at(i, j) / peak, tolerance);
            }
        }
    }

    /** The window's own far edge diffracts too: it is tapered over 4 mm, and the central 4 mm of 16.4 mm are looked at. */
    @ParameterizedTest
    @CsvSource({"4096, 4e-6", "8192, 2e-6"})
    void edgeThrowsFresnelsFringes(int samples, double step) {
        double distance = 0.1;
        Grid grid = new Grid(samples, 1, step, 1e-3);
        double[] t = new double[samples];
        for (int i = 0; i < samples; i++) {
            double toRim = grid.width() / 2 - grid.x(i);
            double taper = toRim < 4e-3 ? Math.pow(Math.sin(Math.PI / 2 * Math.max(0, toRim) / 4e-3), 2) : 1;
            t[i] = grid.x(i) > 0 ? taper : grid.x(i) == 0 ? 0.5 : 0;
        }
        Image image = AngularSpectrum.over(grid, WAVELENGTH, distance).apply(Mask.ofAmplitude(grid, t).apply(unit(grid))).irradiance();
        for (int i = 0; i < samples; i++) {
            if (Math.abs(grid.x(i)) < 2e-3) {
                assertEquals(FresnelIntegrals.behindEdge(WAVELENGTH, distance, grid.x(i)), image.at(i, 0), 5e-3, "x = " + grid.x(i));
            }
        }
        assertEquals(0.25, image.at(samples / 2, 0), 1e-3, "a quarter at the edge");
    }

    /** Poisson 1818, Arago 1819: behind an opaque disc the axis is as bright as without it. By Babinet, so that the window's edge does not diffract; sharp pixels. */
    @ParameterizedTest
    @ValueSource(ints = {512, 1024})
    void axisBehindADiscIsAsBrightAsWithoutIt(int samples) {
        Grid grid = Grid.square(samples, 6e-3 / samples);
        Wavefront hole = Mask.sharp(grid, new Aperture.Disc(0.5e-3, 0, 0)).apply(unit(grid));
        Wavefront behindHole = AngularSpectrum.over(grid, WAVELENGTH, 0.2).apply(hole);
        double re = 1 - behindHole.at(samples / 2, samples / 2).re();
        double im = -behindHole.at(samples / 2, samples / 2).im();
        assertEquals(1, re * re + im * im, 2e-3);
    }

    /** Talbot 1836, Rayleigh 1881: after 2p²/λ a paraxial grating is itself again, after half of that it is shifted by half a period. */
    @ParameterizedTest
    @ValueSource(ints = {64, 128})
    void gratingImagesItselfAfterTheTalbotLength(int perPeriod) {
        double period = 64e-6;
        Grid grid = new Grid(4 * perPeriod, 8, period / perPeriod, period / 8);
        double[] t = new double[grid.size()];
        for (int s = 0; s < t.length; s++) {
            t[s] = Math.floorMod(s % grid.nx(), perPeriod) < perPeriod / 2 ? 1 : 0;
        }
        Wavefront light = Mask.ofAmplitude(grid, t).apply(unit(grid));
        double talbot = 2 * period * period / WAVELENGTH;
        Wavefront full = Fresnel.over(grid, WAVELENGTH, talbot, Surroundings.PERIODIC, 1).apply(light);
        Wavefront half = Fresnel.over(grid, WAVELENGTH, talbot / 2, Surroundings.PERIODIC, 1).apply(light);
        double largest = 0;
        for (int i = 0; i < grid.nx(); i++) {
            largest = Math.max(largest, Math.abs(full.at(i, 3).re() - t[i]));
            largest = Math.max(largest, Math.abs(full.at(i, 3).im()));
            largest = Math.max(largest, Math.abs(half.at(i, 3).re() - t[(i + perPeriod / 2) % grid.nx()]));
        }
        assertEquals(0, largest, 1e-12);
        Propagated exact = AngularSpectrum.over(grid, WAVELENGTH, talbot, Surroundings.PERIODIC, 1).propagate(light);
        double difference = 0;
        for (int i = 0; i < grid.nx(); i++) {
            difference = Math.max(difference, Math.abs(exact.wavefront().at(i, 3).re() - t[i]));
        }
        assertTrue(difference > 0.1, "free space is not paraxial: the exact field differs by " + difference);
    }

    /**
     * Kogelnik and Li 1966: w(z), wavefront curvature and Gouy phase in one, as the whole field. Non-paraxial terms: k z θ⁴/8 with θ = λ/πw₀ = 1.7e-3 makes
     * 6e-7 rad; the window holds 6 w at least.
     */
    @ParameterizedTest
    @CsvSource({"256, 0.03", "512, 0.03", "256, 0.06", "255, 0.06", "512, -0.03"})
    void gaussianBeamSpreadsAndTurnsByItsGouyPhase(int samples, double distance) {
        Grid grid = Grid.square(samples, 2.4e-3 / samples);
        Laser laser = Laser.of(WAVELENGTH);
        GaussianBeam beam = GaussianBeam.ofWaist(100e-6);
        Wavefront expected = laser.emit(beam.behindWaist(distance), grid);
        double peak = Math.sqrt(expected.irradiance().peak());
        for (Propagation propagation : List.of(AngularSpectrum.over(grid, WAVELENGTH, distance), Fresnel.over(grid, WAVELENGTH, distance))) {
            Wavefront got = propagation.apply(laser.emit(beam, grid));
            for (int j = 0; j < samples; j += 7) {
                for (int i = 0; i < samples; i++) {
                    assertEquals(expected.at(i, j).re(), got.at(i, j).re(), 5e-6 * peak);
                    assertEquals(expected.at(i, j).im(), got.at(i, j).im(), 5e-6 * peak);
                }
            }
        }
        double rayleigh = beam.rayleighLength(WAVELENGTH);
        assertEquals(-Math.atan(distance / rayleigh), expected.at(samples / 2, samples / 2).phase(), 1e-12);
    }

    /** A thin lens with its focal length before and behind it is one Fourier transform; beams of radius 80 µm see neither the rim nor each other's window. */
    @ParameterizedTest
    @ValueSource(ints = {256, 512})
    void lensBetweenTwoFocalLengthsIsAFourierTransform(int samples) {
        double focalLength = 0.05;
        Grid grid = Grid.square(samples, 2.4e-3 / samples);
        Wavefront light = new BeamArray(2, 1, 400e-6, 80e-6, new double[] {0.6, 0.8}, new double[] {0, 1}).on(grid, WAVELENGTH, 1);
        Fresnel before = Fresnel.over(grid, WAVELENGTH, focalLength);
        Wavefront stepwise = before.apply(ThinLens.spherical(focalLength, Double.POSITIVE_INFINITY).apply(before.apply(light)));
        Wavefront atOnce = FourierLens.between(grid, grid, WAVELENGTH, focalLength, 1).apply(light);
        double peak = Math.sqrt(atOnce.irradiance().peak());
        for (int i = 0; i < samples; i++) {
            assertEquals(atOnce.at(i, samples / 2).re(), stepwise.at(i, samples / 2).re(), 1e-8 * peak);
            assertEquals(atOnce.at(i, samples / 2).im(), stepwise.at(i, samples / 2).im(), 1e-8 * peak);
        }
    }

    /** A tilted beam walks by z tan θ and keeps its power. */
    @ParameterizedTest
    @CsvSource({"256, 16e-6", "512, 8e-6"})
    void tiltedBeamWalksByDistanceTimesTangent(int samples, double step) {
        Grid grid = Grid.square(samples, step);
        double sine = 0.01;
        Wavefront light = Laser.of(WAVELENGTH).emit(GaussianBeam.ofWaist(200e-6).tilted(sine, -sine / 2), grid);
        Propagated walked = AngularSpectrum.over(grid, WAVELENGTH, 0.05).propagate(light);
        double[] centre = centroid(walked.wavefront().irradiance());
        double cosine = Math.sqrt(1 - 1.25 * sine * sine);
        assertEquals(0.05 * sine / cosine, centre[0], 1e-8);
        assertEquals(-0.05 * sine / 2 / cosine, centre[1], 1e-8);
        assertEquals(1, walked.certificate().powerOut(), 1e-9);
    }

    /** A kernel with its zero frequency written twice lets a symmetric beam drift by microns; odd and even grids. */
    @ParameterizedTest
    @ValueSource(ints = {128, 129})
    void symmetricBeamStaysWhereItIs(int samples) {
        Grid grid = Grid.square(samples, 8e-6);
        Wavefront light = Laser.of(WAVELENGTH).emit(GaussianBeam.ofWaist(60e-6), grid);
        for (Propagation propagation : List.of(AngularSpectrum.over(grid, WAVELENGTH, 0.02), Fresnel.over(grid, WAVELENGTH, 0.02), Fresnel.over(grid, WAVELENGTH, 0.1),
                Screen.near(grid, grid, WAVELENGTH, 0.1, 1), Screen.far(grid, Grid.square(samples, 40e-6), WAVELENGTH, 1, 1))) {
            double[] centre = centroid(propagation.apply(light).irradiance());
            assertEquals(0, centre[0], 1e-13);
            assertEquals(0, centre[1], 1e-13);
        }
    }

    private static double[] centroid(Image image) {
        double x = 0;
        double y = 0;
        double sum = 0;
        // sums from the middle outwards would cancel exactly; plain ones leave some 1e-16 of the window
        for (int j = 0; j < image.grid().ny(); j++) {
            for (int i = 0; i < image.grid().nx(); i++) {
                // an even grid has one column and one row without a partner: left out
                if (image.grid().x(i) >= -image.grid().x(image.grid().nx() - 1) && image.grid().y(j) >= -image.grid().y(image.grid().ny() - 1)) {
                    x += image.at(i, j) * image.grid().x(i);
                    y += image.at(i, j) * image.grid().y(j);
                    sum += image.at(i, j);
                }
            }
        }
        return new double[] {x / sum, y / sum};
    }

    /** A plane wave of irradiance 1 W/m². */
    private static Wavefront unit(Grid grid) {
        return PlaneWave.straight().on(grid, WAVELENGTH, grid.width() * grid.height());
    }
}
