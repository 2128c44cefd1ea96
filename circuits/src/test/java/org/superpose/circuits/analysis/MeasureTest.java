package org.superpose.circuits.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.passive.Capacitor;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.Pulse;
import org.superpose.circuits.source.VoltageSource;

class MeasureTest {
    private static Measure curve(double from, double to, int intervals, DoubleUnaryOperator law) {
        double[] x = IntStream.rangeClosed(0, intervals).mapToDouble(i -> from + (to - from) * i / intervals).toArray();
        return new Measure(x, IntStream.rangeClosed(0, intervals).mapToDouble(i -> law.applyAsDouble(x[i])).toArray());
    }

    /** From 10 % to 90 %: RC ln 9 = 2.197 RC. A line of length h through a curve of time constant τ misses it by less than (h/τ)²/8 of the level, here 1.3e-5. */
    @Test
    void riseTimeOfRcIsTwoPointTwoTimeConstants() {
        Circuit rc = Circuit.of("rc", VoltageSource.of("V1", "in", "0", new Pulse(0, 1, 0, 1e-12, 1e-12, 1, Double.POSITIVE_INFINITY)), new Resistor("R1", "in", "out", 1e3), new Capacitor("C1", "out", "0", 1e-9, Double.NaN));
        TransientResult result = new Transient(8e-6).withError(1e-5).withLargestStep(1e-8).run(rc);
        Measure out = new Measure(result.times(), result.voltage("out"));
        assertEquals(1e-6 * Math.log(9), out.crossing(0.9).rising(1).place() - out.crossing(0.1).rising(1).place(), 3e-5 * 1e-6);
    }

    /** Straight lines between 1000 points of a period lower a sine's square by (2π/1000)²/6 of it, half of that its root: 3.3e-6. */
    @Test
    void rootMeanSquareOfASineIsItsPeakByRootTwo() {
        Measure sine = curve(0, 1, 1000, t -> 3 * Math.sin(2 * Math.PI * t));
        assertEquals(3 / Math.sqrt(2), sine.rms(), 4e-6 * 3);
        assertEquals(0, sine.mean(), 1e-12);
        assertEquals(3 / Math.sqrt(2), curve(0, 1.7, 1700, t -> 3 * Math.sin(2 * Math.PI * t)).between(0.3, 1.3).rms(), 4e-6 * 3);
        assertEquals(6, sine.peakToPeak(), 1e-12);
        assertEquals(0.25, sine.placeOfMaximum(), 1e-12);
        assertEquals(0.75, sine.placeOfMinimum(), 1e-12);
        assertEquals(2 * 3 / (2 * Math.PI), sine.between(0, 0.5).integral(), 4e-6);
        assertEquals(-3 * 2 * Math.PI, sine.slope(0.5), 3 * 2 * Math.PI * 7e-6);              // (2π/1000)²/6
    }

    /** −3.0103 dB at 1/(2πRC). Over log f decibels bend by 20/ln 10 · u/(1 + u)² · 4 with u = (f/f₀)², at most 8.7 per e-fold squared; with 10 points per decade h = 0.23 e-folds: h²/8 · 8.7 dB = 0.058 dB, and 8.7 dB/2 per e-fold there: 1.3 %. */
    @Test
    void bandwidthOfRcIsOneOverTwoPiRc() {
        Circuit rc = Circuit.of("rc", VoltageSource.dc("V1", "in", "0", 0).withAc(1), new Resistor("R1", "in", "out", 1e3), new Capacitor("C1", "out", "0", 1e-9, Double.NaN));
        double corner = 1 / (2 * Math.PI * 1e-6);
        for (int points : new int[] {10, 100}) {
            AcResult result = new AcSweep(LogSweep.decades(1e3, 1e7, points)).run(rc);
            double found = new Measure(result.frequencies(), result.voltage("out").decibels()).overLogarithm().crossing(20 * Math.log10(Math.sqrt(0.5))).falling(1).place();
            assertEquals(corner, found, 1.3e-2 * 100 / (points * points) * corner);
        }
    }

    @Test
    void straightLinesAreMeasuredExactly() {
        Measure line = curve(-1, 3, 7, x -> 2 * x + 1);
        assertEquals(4, line.value(1.5), 1e-14);
        assertEquals(0.7, line.crossing(2.4).place(), 1e-14);
        assertEquals(2, line.slope(0.123), 1e-13);
        assertEquals(2, line.slope(3), 1e-13);
        assertEquals(12, line.integral(), 1e-13);
        assertEquals(3, line.mean(), 1e-13);
        assertEquals(Math.sqrt((49 - 7 + 1) / 3.0), line.rms(), 1e-13);          // (a² + ab + b²)/3 from −1 to 7
        assertEquals(3.5, line.between(0, 2.5).mean(), 1e-13);
        Measure falling = curve(3, -1, 7, x -> 2 * x + 1);
        assertEquals(3.5, falling.between(0, 2.5).mean(), 1e-13);
        assertEquals(12, falling.integral(), 1e-13);
        assertEquals(0.7, falling.crossing(2.4).falling(1).place(), 1e-14);                  // along the sweep
    }

    /** A line over log f: y = log₁₀ f. */
    @Test
    void logarithmicLinesAreMeasuredExactly() {
        Measure bode = new Measure(new double[] {1, 10, 1000}, new double[] {0, 1, 3}).overLogarithm();
        assertEquals(2, bode.value(100), 1e-14);
        assertEquals(Math.pow(10, 2.5), bode.crossing(2.5).place(), 1e-10);
        assertEquals(1 / (100 * Math.log(10)), bode.slope(100), 1e-14);
    }

    @Test
    void crossingsAreCountedByKindAndPlace() {
        Measure sine = curve(0.1, 3.3, 3200, t -> Math.sin(2 * Math.PI * t));
        assertEquals(1.0, sine.crossing(0).rising(1).place(), 1e-9);
        assertEquals(1.5, sine.crossing(0).falling(2).place(), 1e-9);
        assertEquals(1.5, sine.crossing(0).either(3).place(), 1e-9);
        assertEquals(3.0, sine.crossing(0).rising(1).last().place(), 1e-9);
        assertEquals(2.5, sine.crossing(0).falling(1).after(1.6).place(), 1e-9);
        assertEquals(2.5, sine.crossing(0).falling(1).last().after(1.6).place(), 1e-9);
        assertEquals(0.375, sine.crossing(curve(0.1, 3.3, 3200, t -> -Math.cos(2 * Math.PI * t))).falling(1).place(), 1e-5);      // sin = −cos at 3π/4
        assertTrue(assertThrows(MeasureException.class, () -> sine.crossing(0).rising(4).place()).getMessage().contains("only 3 times"));
        assertTrue(assertThrows(MeasureException.class, () -> sine.crossing(1.5).place()).getMessage().contains("never crosses 1.5"));
        assertThrows(MeasureException.class, () -> sine.value(4));
        assertThrows(MeasureException.class, () -> sine.between(2, 2));
    }

    /** A pulse between 0 and 1 reaches its levels and leaves them. */
    @Test
    void levelsThatAreOnlyReachedCountAsCrossed() {
        Measure pulse = new Measure(new double[] {0, 1, 2, 3, 4, 5, 6}, new double[] {0, 0, 1, 1, 0, 0, 1});
        assertEquals(2, pulse.crossing(1).rising(1).place(), 0);
        assertEquals(3, pulse.crossing(1).falling(1).place(), 0);
        assertEquals(6, pulse.crossing(1).rising(2).place(), 0);
        assertEquals(5, pulse.crossing(0).rising(1).place(), 0);                             // it begins there
        assertEquals(4, pulse.crossing(0).falling(1).place(), 0);
        Measure through = new Measure(new double[] {0, 1, 2}, new double[] {-1, 0, 1});
        assertEquals(1, through.crossing(0).rising(1).place(), 0);
        assertThrows(MeasureException.class, () -> through.crossing(0).either(2).place());
    }
}
