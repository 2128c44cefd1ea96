package org.superpose.simulator.report.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ColourMapTest {
    /** Equal steps of an angle are equally far apart in Oklab, a chord of 2 · 0.183 sin(π/24) each; rounding to 8 bits moves a colour by about 1e-3. */
    @Test
    void coloursOfAnglesGoRoundACircle() {
        assertEquals(ColourMap.PHASE.rgb(0), ColourMap.PHASE.rgb(1));
        for (int k = 0; k < 24; k++) {
            double[] a = oklab(ColourMap.PHASE.rgb(k / 24.0));
            double[] b = oklab(ColourMap.PHASE.rgb((k + 1) / 24.0));
            double step = Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
            assertEquals(2 * 0.183 * Math.sin(Math.PI / 24), step, 4e-3, "step " + k);
        }
    }

    /** B. Ottosson, <i>A perceptual color space for image processing</i> (2020). */
    private static double[] oklab(int rgb) {
        double r = linear(rgb >> 16 & 255);
        double g = linear(rgb >> 8 & 255);
        double b = linear(rgb & 255);
        double l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
        double m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
        double s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
        return new double[] {0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s, 1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
    }

    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
