package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.Sine;
import org.superpose.circuits.source.VoltageSource;

class FourierTest {
    /** Times whose distances vary by a factor of three, some fifty to the period as a transient run has them. */
    private static double[] times(double end) {
        SplittableRandom random = new SplittableRandom(5);
        double[] t = new double[171];
        for (int p = 1; p < t.length; p++) {
            t[p] = t[p - 1] + random.nextDouble(0.5, 1.5);
        }
        double stretch = end / t[t.length - 1];
        for (int p = 0; p < t.length; p++) {
            t[p] *= stretch;
        }
        return t;
    }

    /** What it is made of comes out again: mean, magnitudes, phases from the begin of the last period. */
    @Test
    void harmonicsAreThoseOfTheSum() {
        double[] t = times(3.3e-3);
        double[] y = new double[t.length];
        for (int p = 0; p < t.length; p++) {
            double angle = 2 * Math.PI * 1e3 * (t[p] - 2.3e-3);
            y[p] = 0.5 + 2 * Math.sin(angle + 1.78) + 0.1 * Math.sin(2 * angle - 0.4) + 0.02 * Math.sin(3 * angle + 3);
        }
        FourierResult result = new Fourier(1e3).run(t, y);
        double interpolation = 1e-4;                                       // straight lines would be off by 2 (2π/52)²/12 = 2.4e-3; h² more at four inflections of a few intervals in 52
        assertEquals(0.5, result.mean(), interpolation);
        assertEquals(2, result.magnitude(1), interpolation);
        assertEquals(1.78, result.phase(1), interpolation);
        assertEquals(0.1, result.magnitude(2), interpolation);
        assertEquals(-0.4, result.phase(2), 10 * interpolation);
        assertEquals(-0.4 - 1.78, result.normalisedPhase(2), 10 * interpolation);
        assertEquals(0.01, result.normalisedMagnitude(3), interpolation);
        assertEquals(Math.hypot(0.05, 0.01), result.totalHarmonicDistortion(), interpolation);
        assertEquals(3e3, result.frequency(3));
        assertEquals(2.3e-3, result.begin(), 1e-15);
    }

    /** The closed form of a trapezoid, {@code 2/(nπ) sin(nπD) sinc(n f rise)} for a duty D between the middles of its edges: the edges are not blurred by a grid. */
    @Test
    void pulseHasItsClosedFormHarmonics() {
        Circuit circuit = Circuit.of("pulse", VoltageSource.of("V1", "a", "0", new Pulse(0, 1, 0.05e-3, 1e-6, 1e-6, 0.3e-3, 1e-3)), new Resistor("R1", "a", "0", 1e3));
        FourierResult result = new Fourier(1e3).run(new Transient(3.3e-3).run(circuit), "a");
        assertEquals(0.301, result.mean(), 1e-9);
        for (int n = 1; n <= 9; n++) {
            double x = Math.PI * n * 1e-3;
            double expected = 2 / (n * Math.PI) * Math.sin(n * Math.PI * 0.301) * Math.sin(x) / x;
            assertEquals(Math.abs(expected), result.magnitude(n), 1e-9);
            double middle = 0.05e-3 + 1e-6 / 2 + 0.301e-3 / 2;
            double angle = 2 * Math.PI * n * 1e3 * (2.3e-3 - middle) + Math.PI / 2 + (expected < 0 ? Math.PI : 0);
            assertEquals(0, Math.sin((angle - result.phase(n)) / 2), 1e-7);
        }
    }

    /** A linear circuit distorts nothing: what is left of harmonics is what the steps of the run make. */
    @Test
    void linearCircuitAddsNoHarmonics() {
        Circuit circuit = Circuit.of("rc", VoltageSource.of("V1", "in", "0", new Sine(0, 1, 1e3)), new Resistor("R1", "in", "a", 1e3), new Capacitor("C1", "a", "0", 0.1e-6));
        FourierResult result = new Fourier(1e3).over(2).run(new Transient(10e-3).withLargestStep(1e-5).run(circuit), "a");
        double omega = 2 * Math.PI * 1e3 * 1e-4;
        assertEquals(1 / Math.hypot(1, omega), result.magnitude(1), Math.pow(0.0628, 2) / 12);     // the trapezoidal formula bends ω by (ωh)²/12
        assertEquals(-Math.atan(omega), result.phase(1), Math.pow(0.0628, 2) / 12);
        assertTrue(result.totalHarmonicDistortion() < 1e-4, "distortion of " + result.totalHarmonicDistortion());
    }

    @Test
    void periodsThatAreNotThereAreRefused() {
        double[] t = {0, 1e-3};
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Fourier(500).run(t, new double[2])).getMessage().contains("run longer"));
        assertThrows(IllegalArgumentException.class, () -> new Fourier(0));
        assertThrows(IllegalArgumentException.class, () -> new Fourier(1e3, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Fourier(2e3).run(new double[] {0, 1e-3, 1e-3}, new double[3]));
        assertThrows(IllegalArgumentException.class, () -> new Fourier(1e3).run(t, new double[2]).magnitude(10));
    }
}
