package org.superpose.optics.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.optics.element.Aperture;
import org.superpose.optics.element.DoubleSlit;
import org.superpose.optics.element.Mask;
import org.superpose.optics.source.PlaneWave;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Image;
import org.superpose.optics.wave.Opening;

/** Slits that are long in y, wavelet by wavelet: what Young saw. */
class LongSlitsTest {
    private static final double WAVELENGTH = 532e-9;
    private static final DoubleSlit SLITS = new DoubleSlit(40e-6, 250e-6);

    /**
     * Paraxial like Fresnel's solution only within 2 mm of the axis: k x³ d / 2L³ = 1.2e-5 rad of fringe phase, 5x²/4L² = 5e-6 of amplitude, sum of 200 points
     * (dx/w)² = 2.5e-5 in irradiance; 6e-5 of the peak leaves room for their sum.
     */
    @Test
    void agreesWithFresnelIntegralsAtEverySlitEdge() {
        Image measured = behind(SLITS.openings(), 1, 2e-3, 801);
        for (int i = 0; i < 801; i++) {
            double x = measured.grid().x(i);
            assertEquals(FresnelIntegrals.behind(SLITS.openings(), WAVELENGTH, 1, x), measured.at(i, 0), 6e-5 * measured.peak(), "x = " + x);
        }
    }

    /** The Fresnel number w²/λL is 0.003 for a slit, 0.1 for the pair: cos² sinc² is off by 1e-4 to 1e-3 of the peak, neither more nor less. */
    @Test
    void farFieldLawIsOffByAFewTenThousandthsOfThePeak() {
        Image measured = behind(SLITS.openings(), 1, 10e-3, 1001);
        double worst = 0;
        for (int i = 0; i < 1001; i++) {
            worst = Math.max(worst, Math.abs(measured.at(i, 0) / measured.at(500, 0) - SLITS.farField(measured.grid().x(i), WAVELENGTH, 1)));
        }
        assertTrue(worst > 1e-4 && worst < 1e-3, "far-field law off by " + worst);
    }

    /** Spacing of the dark fringes next to the axis; 0.1 %: the screen has 2 µm on 2.128 mm and the minima are refined by a parabola. */
    @Test
    void fringesStandWavelengthTimesDistanceOverSeparationApart() {
        Image measured = behind(SLITS.openings(), 1, 2e-3, 2001);
        double half = SLITS.fringeSpacing(WAVELENGTH, 1) / 2;
        assertEquals(2.128e-3, minimumNear(measured, half) - minimumNear(measured, -half), 2e-6);
    }

    /** The zero of a single slit's pattern, where a double slit's envelope has its own. */
    @Test
    void envelopeVanishesAtWavelengthTimesDistanceOverWidth() {
        Image measured = behind(List.of(new Opening(0, SLITS.width())), 1, 16e-3, 1601);
        assertEquals(SLITS.envelopeZero(WAVELENGTH, 1), minimumNear(measured, 13e-3), 20e-6);
        assertEquals(13.30e-3, SLITS.envelopeZero(WAVELENGTH, 1), 1e-9);
    }

    /** Power through two slits of unit irradiance is 2w per metre of slit; within ±60 mm the sinc² envelope holds all but λL/(π² w · 60 mm) = 2.2 %. */
    @Test
    void powerOnTheScreenIsThePowerThroughTheSlits() {
        double reach = 60e-3;
        double power = behind(SLITS.openings(), 1, reach, 2401).integral();
        double lost = WAVELENGTH / (Math.PI * Math.PI * SLITS.width() * reach);
        assertEquals(2 * SLITS.width() * (1 - lost), power, 2 * SLITS.width() * 2e-3);
    }

    @Test
    void nearAndImpossibleDistancesAreRefused() {
        Grid grid = new Grid(100, 1, 1e-6, 1);
        assertThrows(IllegalArgumentException.class, () -> RayleighSommerfeld.between(grid, grid, WAVELENGTH, 50 * WAVELENGTH));
        assertThrows(IllegalArgumentException.class, () -> RayleighSommerfeld.between(grid, new Grid(100, 1, 1e-6, 2), WAVELENGTH, 1));
        assertThrows(IllegalArgumentException.class, () -> new Aperture.Slits(List.of(new Opening(0, 2e-6), new Opening(1e-6, 2e-6))));
    }

    /** Irradiance on a screen, relative to that on the openings; 200 wavelets for each slit. */
    private static Image behind(List<Opening> openings, double distance, double reach, int points) {
        Grid plane = new Grid(1453, 1, 0.2e-6, 1);
        Grid screen = new Grid(points, 1, 2 * reach / (points - 1), 1);
        return RayleighSommerfeld.between(plane, screen, WAVELENGTH, distance)
                .apply(Mask.of(plane, new Aperture.Slits(openings)).apply(PlaneWave.straight().on(plane, WAVELENGTH, plane.width() * plane.height()))).irradiance();
    }

    private static double minimumNear(Image line, double guess) {
        int best = -1;
        for (int i = 1; i + 1 < line.grid().nx(); i++) {
            if (line.at(i, 0) <= line.at(i - 1, 0) && line.at(i, 0) <= line.at(i + 1, 0)
                    && (best < 0 || Math.abs(line.grid().x(i) - guess) < Math.abs(line.grid().x(best) - guess))) {
                best = i;
            }
        }
        double curvature = line.at(best - 1, 0) - 2 * line.at(best, 0) + line.at(best + 1, 0);
        return line.grid().x(best) + line.grid().dx() * (line.at(best - 1, 0) - line.at(best + 1, 0)) / (2 * curvature);
    }
}
