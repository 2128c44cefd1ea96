package org.superpose.simulator.report.chart;

import java.awt.Color;
import java.awt.Paint;
import java.util.Locale;
import org.jfree.chart.renderer.PaintScale;

/** Perceptually ordered colours for values from 0 to 1. */
public enum ColourMap {
    /**
     * Viridis by N. J. Smith, S. van der Walt and E. Firing (mpl-colormaps, 2015, CC0): every 25th or 26th entry of the published
     * table of 256, straight lines between.
     */
    VIRIDIS("440154 482475 414487 355f8d 2a788e 21918c 22a884 44bf70 7ad151 bddf26 fde725"),
    /** White to dark blue, for counts that carry numbers: text stays legible on it. */
    WHITE_TO_BLUE("ffffff d4e6f3 a3cbe5 66aad3 2f87bd 0a659f 064a78"),
    /** Black to white, for pictures of ink or light as the eye knows them. */
    GREY("000000 ffffff"),
    /**
     * For angles, the same colour at both ends: a circle of radius 0.183 about the grey of lightness 0.68 in the colour space Oklab (B. Ottosson, 2020), in 24 steps. Its plane is tilted by 20° towards
     * lightness in the hue of 40°, where it lies in sRGB's gamut with the largest radius. Equal steps of the angle look equally far apart.
     */
    PHASE("f3c1b0 e8c794 d8c975 c2c655 a9c034 8db813 71ad01 56a118 3d9530 298944 217f57 28766a 386e7e 4b6893 6064a8 7663bd 8d64d0 a469e0 bb73eb cf7ff1 e18ef0 ee9de9 f6acdc f8b8c8 f3c1b0");

    private final int[] stops;

    ColourMap(String stops) {
        String[] words = stops.split(" ");
        this.stops = new int[words.length];
        for (int i = 0; i < words.length; i++) {
            this.stops[i] = Integer.parseInt(words[i], 16);
        }
    }

    /** The colour 0xRRGGBB of a value; values outside 0 to 1 take the colour of the nearer end. */
    int rgb(double value) {
        double place = Math.min(1, Math.max(0, value)) * (stops.length - 1);
        int left = Math.min(stops.length - 2, (int) place);
        double part = place - left;
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = stops[left] >> shift & 255;
            int b = stops[left + 1] >> shift & 255;
            rgb |= (int) Math.round(a + part * (b - a)) << shift;
        }
        return rgb;
    }

    /** True where black text is easier to read on this value than white (relative luminance of ITU-R BT.709 above one half). */
    boolean isLight(double value) {
        int rgb = rgb(value);
        return 0.2126 * (rgb >> 16 & 255) + 0.7152 * (rgb >> 8 & 255) + 0.0722 * (rgb & 255) > 127;
    }

    /** This map for JFreeChart, over values from {@code low} to {@code high}. */
    PaintScale scale(double low, double high) {
        return new PaintScale() {
            @Override
            public double getLowerBound() {
                return low;
            }

            @Override
            public double getUpperBound() {
                return high;
            }

            @Override
            public Paint getPaint(double value) {
                return new Color(rgb((value - low) / (high - low)));
            }

            @Override
            public String toString() {
                return name().toLowerCase(Locale.ROOT);
            }
        };
    }
}
