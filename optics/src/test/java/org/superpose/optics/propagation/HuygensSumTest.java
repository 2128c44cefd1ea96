package org.superpose.optics.propagation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.superpose.optics.element.DoubleSlit;
import org.superpose.optics.wave.Opening;

class HuygensSumTest {
    private static final double WAVELENGTH = 532e-9;
    private static final double DISTANCE = 1;
    private static final DoubleSlit SLITS = new DoubleSlit(40e-6, 250e-6);
    private static final HuygensSum SUM = new HuygensSum(WAVELENGTH, DISTANCE, 200);

    /**
     * Fresnel's own solution: the field of a slit is the difference of the Fresnel integrals at its edges (Born and Wolf, section 8.7). Paraxial, like
     * the sum only within 2 mm of the axis: k x³ d / 2L³ = 1.2e-5 rad of fringe phase, 5x²/4L² = 5e-6 of amplitude, sum of 200 points 1e-6; 4e-5 of
     * the peak in irradiance leaves a factor of two.
     */
    @Test
    void agreesWithFresnelIntegralsAtEverySlitEdge() {
        double[] x = positions(-2e-3, 2e-3, 801);
        double[] measured = SUM.irradiance(SLITS.openings(), x);
        double peak = max(measured);
        for (int i = 0; i < x.length; i++) {
            assertEquals(fresnel(x[i]), measured[i], 4e-5 * peak, "x = " + x[i]);
        }
    }

    /** The Fresnel number w²/λL is 0.003 for a slit, 0.1 for the pair: cos² sinc² is off by 1e-4 to 1e-3 of the peak, neither more nor less. */
    @Test
    void farFieldLawIsOffByAFewTenThousandthsOfThePeak() {
        double[] x = positions(-10e-3, 10e-3, 2001);
        double[] measured = SUM.irradiance(SLITS.openings(), x);
        double peak = measured[1000];
        double worst = 0;
        for (int i = 0; i < x.length; i++) {
            worst = Math.max(worst, Math.abs(measured[i] / peak - SLITS.farField(x[i], WAVELENGTH, DISTANCE)));
        }
        assertTrue(worst > 1e-4 && worst < 1e-3, "far-field law off by " + worst);
    }

    /** Spacing of the dark fringes next to the axis; 0.1 %: the grid is 2 µm on 2.128 mm and the minima are refined by a parabola. */
    @Test
    void fringesStandWavelengthTimesDistanceOverSeparationApart() {
        double[] x = positions(-4e-3, 4e-3, 4001);
        double[] measured = SUM.irradiance(SLITS.openings(), x);
        double left = minimumNear(x, measured, -SLITS.fringeSpacing(WAVELENGTH, DISTANCE) / 2);
        double right = minimumNear(x, measured, SLITS.fringeSpacing(WAVELENGTH, DISTANCE) / 2);
        assertEquals(2.128e-3, right - left, 2e-6);
    }

    /** A bright fringe would stand at 6.25 spacings; the envelope's zero is looked for in the mean over one fringe, where cos² is ½. */
    @Test
    void envelopeVanishesAtWavelengthTimesDistanceOverWidth() {
        double spacing = SLITS.fringeSpacing(WAVELENGTH, DISTANCE);
        int perFringe = 200;
        double[] x = positions(8e-3, 18e-3, (int) (10e-3 / spacing * perFringe) + 1);
        double[] measured = SUM.irradiance(SLITS.openings(), x);
        double[] centres = new double[x.length - perFringe];
        double[] means = new double[x.length - perFringe];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = (x[i] + x[i + perFringe]) / 2;
            for (int k = 0; k < perFringe; k++) {
                means[i] += measured[i + k] / perFringe;
            }
        }
        // sinc² is a parabola at its zero, but cos² is not centred on it: a quarter of a fringe is the reach of the mean
        assertEquals(13.30e-3, minimumNear(centres, means, 13.3e-3), spacing / 4);
    }

    /** Power through two slits of unit irradiance is 2w per metre of slit; within ±60 mm the sinc² envelope holds all but λL/(π² w · 60 mm) = 2.2 %. */
    @Test
    void powerOnTheScreenIsThePowerThroughTheSlits() {
        double reach = 60e-3;
        int points = 6001;
        double[] measured = SUM.irradiance(SLITS.openings(), positions(-reach, reach, points));
        double power = 0;
        for (double irradiance : measured) {
            power += irradiance * 2 * reach / (points - 1);
        }
        double lost = WAVELENGTH * DISTANCE / (Math.PI * Math.PI * SLITS.width() * reach);
        assertEquals(2 * SLITS.width() * (1 - lost), power, 2 * SLITS.width() * 2e-3);
    }

    @Test
    void imageOfHighSlitsIsTheLineTimesTheFresnelPatternOfTheHeight() {
        double[] x = positions(-3e-3, 3e-3, 31);
        double[] y = positions(-4e-3, 4e-3, 41);
        double height = 200e-6;
        double[][] image = SUM.irradiance(SLITS.openings(), new Opening(0, height), x, y);
        double[] line = SUM.irradiance(SLITS.openings(), x);
        for (int j = 0; j < y.length; j++) {
            double along = slitPower(0, height, y[j]);
            for (int i = 0; i < x.length; i++) {
                assertEquals(line[i] * along, image[j][i], 1e-4 * max(line) * slitPower(0, height, 0));
            }
        }
    }

    @Test
    void tooFewWaveletsAreRefused() {
        HuygensSum coarse = new HuygensSum(WAVELENGTH, 0.1, 10);
        assertThrows(IllegalArgumentException.class, () -> coarse.irradiance(SLITS.openings(), new double[] {0.01}));
    }

    private static double fresnel(double x) {
        double[] left = slitField(-SLITS.separation() / 2, SLITS.width(), x);
        double[] right = slitField(SLITS.separation() / 2, SLITS.width(), x);
        return Math.pow(left[0] + right[0], 2) + Math.pow(left[1] + right[1], 2);
    }

    private static double slitPower(double centre, double width, double x) {
        double[] u = slitField(centre, width, x);
        return u[0] * u[0] + u[1] * u[1];
    }

    /** (C + iS)/√2 between the edges, without the constant phase. */
    private static double[] slitField(double centre, double width, double x) {
        double scale = Math.sqrt(2 / (WAVELENGTH * DISTANCE));
        double[] high = fresnelIntegrals((centre + width / 2 - x) * scale);
        double[] low = fresnelIntegrals((centre - width / 2 - x) * scale);
        return new double[] {(high[0] - low[0]) / Math.sqrt(2), (high[1] - low[1]) / Math.sqrt(2)};
    }

    /** C(t) and S(t) by Simpson's rule with 64 intervals per unit of t²: 1e-9 for |t| ≤ 6. */
    private static double[] fresnelIntegrals(double t) {
        int intervals = 2 * (int) Math.ceil(16 + 64 * t * t);
        double h = t / intervals;
        double c = 0;
        double s = 0;
        for (int i = 0; i <= intervals; i++) {
            double weight = i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2;
            double angle = Math.PI / 2 * (i * h) * (i * h);
            c += weight * Math.cos(angle);
            s += weight * Math.sin(angle);
        }
        return new double[] {c * h / 3, s * h / 3};
    }

    private static double minimumNear(double[] x, double[] values, double guess) {
        int best = -1;
        for (int i = 1; i + 1 < x.length; i++) {
            if (values[i] <= values[i - 1] && values[i] <= values[i + 1] && (best < 0 || Math.abs(x[i] - guess) < Math.abs(x[best] - guess))) {
                best = i;
            }
        }
        double curvature = values[best - 1] - 2 * values[best] + values[best + 1];
        return x[best] + (x[1] - x[0]) * (values[best - 1] - values[best + 1]) / (2 * curvature);
    }

    private static double[] positions(double from, double to, int points) {
        double[] x = new double[points];
        for (int i = 0; i < points; i++) {
            x[i] = from + (to - from) * i / (points - 1);
        }
        return x;
    }

    private static double max(double[] values) {
        double max = 0;
        for (double value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
