package org.superpose.optics.element;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.BitSet;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.SamplingException;

/** Spatial light modulators and micromirror devices against their closed forms. */
class ModulatorLawsTest {
    private static final double WAVELENGTH = 532e-9;

    /** Levels turn a wanted phase by a uniform error of 2π/2^b: the wanted field keeps sinc²(2^{−b}) of its power, whatever the picture. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 8})
    void levelsKeepSincSquaredOfThePower(int bits) {
        int pixels = 1 << 14;
        double[] asked = new double[pixels];
        for (int k = 0; k < pixels; k++) {
            asked[k] = 2 * Math.PI * (k + 0.5) / pixels * 3;
        }
        Mask shown = Slm.perfect(8e-6, bits).show(pixels, 1, asked, 1);
        double re = 0;
        for (int k = 0; k < pixels; k++) {
            re += (shown.at(k, 0).re() * Math.cos(asked[k]) + shown.at(k, 0).im() * Math.sin(asked[k])) / pixels;
        }
        double sinc = Math.sin(Math.PI / (1 << bits)) / (Math.PI / (1 << bits));
        assertEquals(sinc * sinc, re * re, 1e-6);
    }

    /** F = 0.81: a live square of 0.9 pitches, on borders of a grid of 20 samples per pixel. */
    @ParameterizedTest
    @ValueSource(ints = {1, 20, 40})
    void opaqueGapsLeaveFSquaredInTheZeroOrderAndFInAll(int samples) {
        double[] phase = new double[9];
        Arrays.fill(phase, Math.PI / 2);
        Mask flat = new Slm(8e-6, new PhaseLevels(8), 0.81, Slm.Gap.OPAQUE, 1, 0).show(3, 3, phase, samples);
        assertEquals(0.81 * 0.81, square(mean(flat)), 1e-12);
        assertEquals(samples == 1 ? 0.81 * 0.81 : 0.81, meanSquare(flat), 1e-12);
        for (double phi : new double[] {0, Math.PI / 2, Math.PI}) {
            Arrays.fill(phase, phi);
            Complex zero = mean(new Slm(8e-6, new PhaseLevels(8), 0.81, Slm.Gap.REFLECTING, 1, 0).show(3, 3, phase, samples));
            assertEquals(0.81 * Math.cos(phi) + 0.19, zero.re(), 1e-12);
            assertEquals(0.81 * Math.sin(phi), zero.im(), 1e-12);
        }
    }

    /** A saw tooth of (1 + ε) 2π has the orders sinc²(1 + ε − m): light of order 1 goes to the zero order. 256 pixels per tooth: 1e-5. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1.1, 0.8})
    void wrongFullScaleBringsTheZeroOrderBack(double fullScale) {
        double[] tooth = new double[1024];
        for (int k = 0; k < 1024; k++) {
            tooth[k] = 2 * Math.PI * k / 256;
        }
        Mask shown = new Slm(8e-6, new PhaseLevels(8), 1, Slm.Gap.OPAQUE, fullScale, 0).show(1024, 1, tooth, 1);
        double sinc = fullScale == 1 ? 0 : Math.sin(Math.PI * fullScale) / (Math.PI * fullScale);
        assertEquals(sinc * sinc, square(mean(shown)), 2e-5);
    }

    /** The fringing field blurs the phase: a step comes out as an error function, and a turn of 2π, invisible when sharp, becomes a scar. */
    @Test
    void crosstalkBlursThePhaseAndNotTheField() {
        double[] step = new double[40];
        Arrays.fill(step, 20, 40, 1.5);
        Slm blurring = new Slm(8e-6, new PhaseLevels(16), 1, Slm.Gap.OPAQUE, 1, 4e-6);
        Mask shown = blurring.show(40, 1, step, 4);
        double before = shown.at(79, 0).phase();
        double behind = shown.at(80, 0).phase();
        assertEquals(1.5, before + behind, 1e-4);                              // odd about the middle, levels of 1e-4
        assertEquals(1.5 * 0.5 * (1 + Erf.erf(1 / (4 * Math.sqrt(2)))), behind, 0.02);
        for (int i = 0; i < 160; i++) {
            assertEquals(1, shown.at(i, 0).abs(), 1e-12);
        }
        double[] turns = new double[40];
        Arrays.fill(turns, 20, 40, 2 * Math.PI - 0.01);
        double scar = 0;
        for (int i = 0; i < 160; i++) {
            scar = Math.max(scar, Math.abs(blurring.show(40, 1, turns, 4).at(i, 0).phase()));
        }
        assertTrue(scar > 2, "a scar of phase " + scar);
    }

    @Test
    void phasesAreShownModuloATurn() {
        Slm slm = Slm.perfect(8e-6, 8);
        double[] phase = {-0.1, 2 * Math.PI - 1e-9, 7, -50};
        Mask shown = slm.show(4, 1, phase, 1);
        for (int k = 0; k < 4; k++) {
            assertEquals(0, Math.IEEEremainder(shown.at(k, 0).phase() - phase[k], 2 * Math.PI), Math.PI / 256 + 1e-9);
        }
        assertThrows(IllegalArgumentException.class, () -> slm.show(2, 2, new double[3], 1));
        String message = assertThrows(IllegalArgumentException.class, () -> slm.show(2, 1, new double[] {0, Double.NaN}, 1)).getMessage();
        assertTrue(message.contains("row 0, column 1 is NaN"), message);
        assertThrows(IllegalArgumentException.class, () -> new Slm(8e-6, new PhaseLevels(8), 1.2, Slm.Gap.OPAQUE, 1, 0));
    }

    /** d = 13.68 µm, 12°, 532 nm: 19.27° in and 4.73° out is the blaze at 7.5; at 24° it is 7.40. */
    @Test
    void blazeNumberOfTheReferenceBench() {
        Dmd dmd = new Dmd(13.68e-6, Math.toRadians(12), Math.toRadians(19.27), 0.92);
        assertEquals(7.5, dmd.blazeNumber(WAVELENGTH), 1e-3);
        assertEquals(4.73, Math.toDegrees(dmd.exitAngle(7.5, WAVELENGTH)), 0.02);
        assertEquals(7.40, new Dmd(13.68e-6, Math.toRadians(12), Math.toRadians(24), 0.92).blazeNumber(WAVELENGTH), 5e-3);
        assertEquals(5e-4, Math.abs(dmd.leakage(7.5, 7.5, WAVELENGTH)), 1e-4);
        assertThrows(IllegalArgumentException.class, () -> dmd.exitAngle(60, WAVELENGTH));
        assertThrows(IllegalArgumentException.class, () -> new Dmd(13.68e-6, 12, 0, 0.92));
    }

    /** Blazed: F² in one order. Anti-blazed: (4/π²)² = 0.1643 in each of four at full fill. All orders together: the area fill F. */
    @Test
    void blazedAndAntiBlazedOrders() {
        Dmd full = blazedAt(8, 1);
        assertEquals(1, full.efficiency(8, 8, WAVELENGTH), 1e-9);
        assertEquals(0, full.efficiency(7, 8, WAVELENGTH), 1e-9);
        Dmd anti = blazedAt(7.5, 1);
        for (int p = 7; p <= 8; p++) {
            for (int q = 7; q <= 8; q++) {
                assertEquals(Math.pow(4 / (Math.PI * Math.PI), 2), anti.efficiency(p, q, WAVELENGTH), 1e-9);
            }
        }
        Dmd real = blazedAt(7.3, 0.92);
        assertEquals(0.92 * 0.92, blazedAt(7, 0.92).efficiency(7, 7, WAVELENGTH), 1e-9);
        assertEquals(0.92 * 0.92, blazedAt(7.5, 0.92).efficiency(7.5, 7.5, WAVELENGTH), 1e-9);       // where a checkerboard sends its light
        double line = 0;
        for (int p = -20_000; p <= 20_000; p++) {
            line += real.efficiency(p, 7, WAVELENGTH);
        }
        double sinc = Math.sin(Math.PI * Math.sqrt(0.92) * 0.3) / (Math.PI * Math.sqrt(0.92) * 0.3);
        assertEquals(0.92 * 0.92 * sinc * sinc / Math.sqrt(0.92), line, 1e-4);            // Σ sinc²(√F (p − μ)) = 1/√F: both axes together leave F²/F
    }

    /** The order's formula against mirrors drawn point by point: a sloping phase of μ turns per pitch over the live side, dark in the gaps. */
    @ParameterizedTest
    @CsvSource({"7.5, 1, 200", "7.5, 1, 400", "7.3, 0.81, 200", "7.3, 0.81, 400", "8, 0.81, 400"})
    void orderEfficiencyIsThatOfMirrorsDrawnPointByPoint(double blaze, double fill, int points) {
        Dmd dmd = blazedAt(blaze, fill);
        double side = Math.sqrt(fill);
        for (int p = 6; p <= 9; p++) {
            double re = 0;
            double im = 0;
            for (int k = 0; k < points; k++) {
                double u = ((k + 0.5) / points - 0.5);
                if (Math.abs(u) < side / 2) {
                    re += Math.cos(2 * Math.PI * (blaze - p) * u) / points;
                    im += Math.sin(2 * Math.PI * (blaze - p) * u) / points;
                }
            }
            // one axis; the midpoint sum errs by (π (μ − p)/points)²/6
            assertEquals(dmd.efficiency(p, p, WAVELENGTH), Math.pow(re * re + im * im, 2), 2e-4);
        }
    }

    @Test
    void mirrorsThatAreOffLeakALittle() {
        Dmd dmd = new Dmd(13.68e-6, Math.toRadians(12), Math.toRadians(19.27), 0.92);
        BitSet on = new BitSet();
        on.set(1);
        on.set(5);
        MirrorPattern pattern = new MirrorPattern(3, 2, on);
        assertEquals(2, pattern.count());
        on.set(0);
        assertTrue(!pattern.isOn(0, 0) && pattern.isOn(1, 0) && pattern.isOn(2, 1));
        Mask mask = dmd.show(pattern, 7.5, 7.5, WAVELENGTH);
        assertEquals(0.92, mask.at(1, 0).re(), 1e-4);
        assertEquals(dmd.leakage(7.5, 7.5, WAVELENGTH), mask.at(0, 0).re() / mask.at(1, 0).re(), 1e-12);
        assertEquals(13.68e-6, mask.grid().dx());
        assertThrows(IllegalArgumentException.class, () -> new MirrorPattern(2, 2, BitSet.valueOf(new long[] {16})));
    }

    /** Each order of the resolved mirrors is the mean of the field that {@code show} gives for it: on and off mirrors alike, up to the midpoint sums, (πa/s)²/6 for each axis at a orders from the blaze. */
    @ParameterizedTest
    @CsvSource({"64, 2", "128, 1"})
    void resolvedMirrorsMakeTheOrders(int samples, int reach) {
        Dmd dmd = new Dmd(13.68e-6, Math.toRadians(12), Math.toRadians(24), 1);
        BitSet on = new BitSet();
        on.set(0, 3);
        MirrorPattern pattern = new MirrorPattern(2, 2, on);
        Mask relief = dmd.relief(pattern, 7, 7, WAVELENGTH, samples);
        Grid grid = relief.grid();
        assertEquals(2 * samples, grid.nx());
        for (int m = -reach; m <= reach; m++) {
            for (int n = -reach; n <= reach; n++) {
                double re = 0;
                double im = 0;
                for (int s = 0; s < grid.size(); s++) {
                    double turn = -2 * Math.PI * (m * (s % grid.nx() + 0.5) + n * (s / grid.nx() + 0.5)) / samples + Math.PI * (m + n);
                    Complex t = relief.at(s % grid.nx(), s / grid.nx());
                    re += (t.re() * Math.cos(turn) - t.im() * Math.sin(turn)) / grid.size();
                    im += (t.re() * Math.sin(turn) + t.im() * Math.cos(turn)) / grid.size();
                }
                assertEquals(mean(dmd.show(pattern, 7 + m, 7 + n, WAVELENGTH)).re(), re, Math.pow(16 * Math.PI / samples, 2) / 3 * 0.02, "mirrors that are off, 16 orders away, are 2 % at most");
                assertEquals(0, im, 1e-12);
            }
        }
        SamplingException coarse = assertThrows(SamplingException.class, () -> dmd.relief(pattern, 7, 7, WAVELENGTH, 16));
        assertTrue(coarse.getMessage().contains("which 16 samples per mirror do not carry; take a grid of at least"), coarse::getMessage);
    }

    /** A device whose incidence makes a given blaze number, found by bisection between normal incidence and Littrow. */
    private static Dmd blazedAt(double blaze, double fill) {
        double tilt = Math.toRadians(12);
        double pitch = blaze * Math.sqrt(2) * WAVELENGTH / (2 * Math.sin(tilt) * Math.cos(0.1));
        return new Dmd(pitch, tilt, tilt + 0.1, fill);                        // sin α + sin(2θ − α) = 2 sin θ cos(α − θ)
    }

    private static Complex mean(Mask mask) {
        Grid grid = mask.grid();
        double re = 0;
        double im = 0;
        for (int s = 0; s < grid.size(); s++) {
            re += mask.at(s % grid.nx(), s / grid.nx()).re() / grid.size();
            im += mask.at(s % grid.nx(), s / grid.nx()).im() / grid.size();
        }
        return new Complex(re, im);
    }

    private static double square(Complex z) {
        return z.re() * z.re() + z.im() * z.im();
    }

    private static double meanSquare(Mask mask) {
        Grid grid = mask.grid();
        double sum = 0;
        for (int s = 0; s < grid.size(); s++) {
            sum += square(mask.at(s % grid.nx(), s / grid.nx())) / grid.size();
        }
        return sum;
    }
}
