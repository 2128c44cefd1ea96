package org.superpose.optics.hologram;

import java.util.BitSet;
import org.superpose.optics.element.MirrorPattern;

/**
 * A binary amplitude hologram: fringes of a carrier ν, as wide as the wanted amplitude and displaced as the wanted phase. A mirror at r is on where
 * cos(2πν·r − φ) &gt; cos πq with q = asin(A)/π (Lee, <i>Binary synthetic holograms</i>, Appl. Opt. 13, 1677 (1974); width by sine as there). Its Fourier series
 * Σ_m sin(πmq)/(πm) e^{im(2πν·r − φ)} has (A/π) e^{iφ} in the order at −ν, and the conjugate of it at +ν. A filter around −ν passes |f + ν| &lt; |ν|/2.
 * <p>Fringes are made of whole mirrors: a carrier along the rows with a period of p mirrors knows p phases and p/2 widths only. A tilted carrier whose
 * components have no common period averages that out.
 *
 * @param cyclesX ν along x [cycles per mirror], |ν| &lt; ½
 * @param cyclesY ν along y [cycles per mirror]
 */
public record LeeHologram(double cyclesX, double cyclesY) {
    /** Amplitude that wanted amplitude 1 gets: a tenth of the power. */
    public static final double GAIN = 1 / Math.PI;

    public LeeHologram {
        if (!(Math.abs(cyclesX) <= 0.5 && Math.abs(cyclesY) <= 0.5 && Math.hypot(cyclesX, cyclesY) > 0)) {
            throw new IllegalArgumentException("Lee hologram: the carrier must be above 0 and at most half a cycle per mirror along each axis, got " + cyclesX + " and " + cyclesY);
        }
    }

    /** Radius of the largest filter around −ν that keeps the neighbouring orders out [cycles per mirror]. */
    public double filterRadius() {
        return Math.hypot(cyclesX, cyclesY) / 2;
    }

    /**
     * @param columns   mirrors along x
     * @param rows      mirrors along y
     * @param amplitude A wanted at each mirror, 0 to 1, row by row
     * @param phase     φ wanted at each mirror [rad], row by row
     */
    public MirrorPattern pattern(int columns, int rows, double[] amplitude, double[] phase) {
        Wanted.require("Lee hologram", columns, rows, amplitude, phase);
        BitSet on = new BitSet(columns * rows);
        for (int s = 0; s < amplitude.length; s++) {
            double carrier = 2 * Math.PI * (cyclesX * (s % columns - columns / 2) + cyclesY * (s / columns - rows / 2));
            on.set(s, Math.cos(carrier - phase[s]) > Math.cos(Math.asin(amplitude[s])));
        }
        return new MirrorPattern(columns, rows, on);
    }
}
