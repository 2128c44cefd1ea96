package org.superpose.circuits.characterisation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class MeasuredCurveTest {
    private static final double KNEE = 1e-3;

    /** A rectifier's law: a knee of a thousandth of the window. */
    private static double rectified(double x) {
        return KNEE * Math.log1p(Math.exp(-Math.abs(x) / KNEE)) + Math.max(0, x);
    }

    private static MeasuredCurve curve(DoubleUnaryOperator law, DoubleUnaryOperator slope, double tolerance, double least, double most) {
        return MeasuredCurve.measure(-1, 1, x -> new MeasuredCurve.Point(x, law.applyAsDouble(x), slope.applyAsDouble(x)), tolerance, least, most);
    }

    /** The error of a cubic is largest in the middle of its interval, or nearly so: within twice the tolerance everywhere, with points where they are needed. */
    @Test
    void cubicsFollowAKneeWithinTheToleranceByPointsWhereItIs() {
        MeasuredCurve curve = curve(MeasuredCurveTest::rectified, x -> 1 / (1 + Math.exp(-x / KNEE)), 1e-6, -10, 10);
        for (int k = 0; k <= 20000; k++) {
            double x = -1 + k * 1e-4;
            assertEquals(rectified(x), curve.value(x), 2e-6);
        }
        assertTrue(curve.size() < 100, curve.size() + " points, where equal steps of a fifth of the knee would take 10000");
    }

    /** The slope is the derivative of the value, by central differences: their rounding is 1e-16 over 1e-6. */
    @Test
    void slopeIsTheDerivativeOfTheValue() {
        MeasuredCurve curve = curve(Math::sin, Math::cos, 1e-5, -0.9, 10);
        for (double x : new double[] {-2, -1.0001, -0.93, -0.3, 0.11, 0.77, 1.3}) {
            assertEquals((curve.value(x + 1e-6) - curve.value(x - 1e-6)) / 2e-6, curve.slope(x), 1e-8, "at " + x);
        }
    }

    @Test
    void beyondItsPointsACurveGoesOnStraightToItsLimits() {
        MeasuredCurve curve = curve(Math::sin, Math::cos, 1e-5, -0.9, 2);
        assertEquals(Math.sin(1) + 0.5 * Math.cos(1), curve.value(1.5), 1e-12);
        assertEquals(2, curve.value(100));
        assertEquals(0, curve.slope(100));
        assertEquals(-0.9, curve.value(-100));
        assertTrue(curve.covers(1) && !curve.covers(1.01));
        assertFalse(curve.covers(Double.NaN));
    }

    /** One pole passes {@code f_c (atan(f₂/f_c) − atan(f₁/f_c))} of white noise and {@code ln(f₂/f₁) − ½ ln((1 + (f₂/f_c)²)/(1 + (f₁/f_c)²))} of 1/f noise. */
    @Test
    void bandPassesWhatAPolePasses() {
        Band band = new Band(3, 7e7, 2e5);
        double white = 2e5 * (Math.atan(350) - Math.atan(1.5e-5));
        assertEquals(white, band.integral(f -> 1), 1e-6 * white);
        double flicker = Math.log(7e7 / 3) - 0.5 * Math.log((1 + 350.0 * 350) / (1 + 1.5e-5 * 1.5e-5));
        assertEquals(flicker, band.integral(f -> 1 / f), 1e-6 * flicker);
        assertEquals(9.0, Band.of(1, 10).integral(f -> 1), 1e-6);
    }
}
