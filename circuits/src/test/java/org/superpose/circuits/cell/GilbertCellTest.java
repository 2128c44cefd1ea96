package org.superpose.circuits.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.circuit.Physics;

class GilbertCellTest {
    private static final double T = Physics.ROOM_TEMPERATURE;
    private static final double VT = Physics.thermalVoltage(T);
    private static final double TAIL = 20e-6;
    /** A cell in which nothing matches. */
    private static final GilbertCell ROUGH = new GilbertCell(19e-6, 74e3, 76e3, 90, 310, 1.3e-3, -0.8e-3, 0.5e-3);

    /** Gilbert 1968: without degeneration the cell is the product of two tanh. */
    @Test
    void undegeneratedCellIsTheProductOfTwoTanh() {
        GilbertCell cell = GilbertCell.matched(TAIL, 0, Double.POSITIVE_INFINITY, T);
        for (double x = -0.3; x <= 0.3; x += 0.01) {
            for (double w = -0.1; w <= 0.1; w += 0.02) {
                double law = TAIL * StrictMath.tanh(x / (2 * VT)) * StrictMath.tanh(w / (2 * VT));
                assertEquals(law, cell.current(x, w), 4e-16 * TAIL);
            }
        }
    }

    /** The law defines x as a function of u; the solved u must give x back, from deep inside the linear range to a leg that is off. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 10, 2e3, 75e3, 1e6})
    void splitSolvesItsEquation(double resistance) {
        GilbertCell cell = GilbertCell.matched(TAIL, resistance, 120, T);
        double drop = TAIL * resistance;
        for (double y = -6; y <= 6; y += 0.037) {
            double u = StrictMath.tanh(y);
            double x = 2 * VT * y + drop * u;
            // an input rounded to ulp(x), and tanh and its argument to a few ulps
            assertEquals(u, cell.split(x), 4e-15 * StrictMath.max(StrictMath.abs(u), 1e-3), "at " + x + " V");
        }
        assertEquals(0, cell.split(0));
        assertEquals(1, cell.split(1e3));
        assertEquals(-1, cell.split(-1e3));
    }

    /** Kirchhoff and the junction law written out for each leg of a cell in which nothing matches. */
    @Test
    void mismatchedLowerPairObeysKirchhoff() {
        double vt = ROUGH.thermalVoltage();
        for (double x = -1.2; x <= 1.2; x += 0.1) {
            double u = ROUGH.split(x);
            double i1 = ROUGH.tailCurrent() * (1 + u) / 2;
            double i2 = ROUGH.tailCurrent() * (1 - u) / 2;
            double loop = vt * StrictMath.log(i1 / i2) - ROUGH.inputOffset() + i1 * ROUGH.resistance1() - i2 * ROUGH.resistance2();
            assertEquals(x, loop, 1e-13);                             // volts; log of a ratio up to 1e2
        }
    }

    @Test
    void transconductancesAreTheSlopesOfTheCurrent() {
        GilbertCell cell = GilbertCell.matched(TAIL, 75e3, 120, T);
        double full = 2 * VT * 40;                                    // tanh = 1
        double h = 1e-4;
        assertEquals((cell.current(h, full) - cell.current(-h, full)) / (2 * h), cell.transconductance(), 1e-7 * cell.transconductance());
        for (double x = -1; x <= 1; x += 0.25) {
            for (double w = -0.05; w <= 0.05; w += 0.02) {
                double slope = (ROUGH.current(x, w + h) - ROUGH.current(x, w - h)) / (2 * h);
                // truncation h²/6 I'''/I' with tanh''' at most 2/(2VT)³: (h/2VT)²/3 of the largest slope
                assertEquals(slope, ROUGH.weightTransconductance(x, w), 2e-6 * TAIL / (2 * VT));
            }
        }
    }

    @Test
    void currentsAgreeWithCurrent() {
        double[] x = {-1, -0.3, 0, 0.4, 2};
        double[] into = new double[x.length];
        ROUGH.currents(x, 0.03, into);
        for (int i = 0; i < x.length; i++) {
            assertEquals(ROUGH.current(x[i], 0.03), into[i]);
        }
    }

    /** Four shot-noisy collector currents of an undegenerated lossless cell: 2qI_T (1 − u²t²). */
    @Test
    void shotNoiseOfTheUndegeneratedCell() {
        GilbertCell cell = GilbertCell.matched(TAIL, 0, Double.POSITIVE_INFINITY, T);
        double unit = 2 * Physics.ELEMENTARY_CHARGE * TAIL;
        for (double x = -0.1; x <= 0.1; x += 0.02) {
            for (double w = -0.1; w <= 0.1; w += 0.02) {
                double u = StrictMath.tanh(x / (2 * VT));
                double t = StrictMath.tanh(w / (2 * VT));
                GilbertCell.Noise noise = cell.noise(x, w, 0, 0, 1);
                assertEquals(unit * (1 - u * u * t * t), noise.shot(), 1e-13 * unit);
                assertEquals(0, noise.thermal());
                assertEquals(0, noise.flicker());
            }
        }
    }

    /** A strongly degenerated pair: only the resistors' noise remains, the series loop's 4kT/(2R) twice through the difference: 4 · 8kTR/(2R)². */
    @Test
    void strongDegenerationLeavesTheResistorsNoise() {
        double r = 1e8;
        GilbertCell cell = GilbertCell.matched(TAIL, r, Double.POSITIVE_INFINITY, T);
        double full = 2 * VT * 40;
        assertEquals(8 * Physics.BOLTZMANN * T / r, cell.noise(0, full, 0, 0, 1).thermal(), 1e-4 * 8 * Physics.BOLTZMANN * T / r);
    }

    /**
     * The division of small currents against a numerical circuit: every source disturbs Kirchhoff's equations of a mismatched cell, which are
     * solved anew; the sum of squares of the responses must be the noise law.
     */
    @Test
    void noiseIsTheSumOfSquaredResponses() {
        double x = 0.6;
        double w = 0.021;
        double tail = 1.1e-24;
        GilbertCell.Noise noise = ROUGH.noise(x, w, tail, 1e-15, 1);
        double q = Physics.ELEMENTARY_CHARGE;
        double kT = Physics.BOLTZMANN * ROUGH.temperature();
        double alpha = 1 / (1 + 1 / ROUGH.beta());
        double u = ROUGH.split(x);
        double[] leg = {ROUGH.tailCurrent() * (1 + u) / 2, ROUGH.tailCurrent() * (1 - u) / 2};
        double vt = ROUGH.thermalVoltage();
        double[] t = {StrictMath.tanh((w + ROUGH.quadOffset1()) / (2 * vt)), StrictMath.tanh((w + ROUGH.quadOffset2()) / (2 * vt))};
        double shot = 0;
        double thermal = 0;
        double flicker = 0;
        double[] r = {ROUGH.resistance1(), ROUGH.resistance2()};
        for (int side = 0; side < 2; side++) {
            double emitter = response(side == 0 ? new double[] {1, 0, 0, 0, 0} : new double[] {0, 1, 0, 0, 0}, leg, r, vt, t);
            double junction = response(side == 0 ? new double[] {0, 0, 0, 1, 0} : new double[] {0, 0, 0, 0, 1}, leg, r, vt, t);
            double base = leg[side] / ROUGH.beta();
            shot += 2 * q * leg[side] * junction * junction;
            shot += 2 * q * leg[side] * (1 - t[side] * t[side]);
            shot += 2 * q * base * (emitter * emitter + t[side] * t[side]);
            flicker += 1e-15 * base * (emitter * emitter + t[side] * t[side]);
            // a resistor's voltage is a current 1/r between its ends: emitter and tail
            double across = response(side == 0 ? new double[] {1, 0, -1, 0, 0} : new double[] {0, 1, -1, 0, 0}, leg, r, vt, t);
            thermal += 4 * kT / r[side] * across * across;
        }
        double fromTail = response(new double[] {0, 0, 1, 0, 0}, leg, r, vt, t);
        thermal += tail * fromTail * fromTail;
        double gain = alpha * alpha * alpha * alpha;
        assertEquals(gain * shot, noise.shot(), 1e-9 * shot);
        assertEquals(gain * thermal, noise.thermal(), 1e-9 * thermal);
        assertEquals(gain * flicker, noise.flicker(), 1e-9 * flicker);
    }

    /**
     * Nodal analysis of the lower half: nodes emitter 1, emitter 2, tail; conductances I/VT and 1/r. Sources: a current into each node, and
     * across each transistor from collector to emitter.
     */
    private static double response(double[] source, double[] leg, double[] r, double vt, double[] t) {
        double g1 = leg[0] / vt;
        double g2 = leg[1] / vt;
        double[] into = {source[0] + source[3], source[1] + source[4], source[2]};
        // eliminate the tail node: v3 = (into3 + v1/r1 + v2/r2)/(1/r1 + 1/r2)
        double sum = 1 / r[0] + 1 / r[1];
        double a11 = g1 + 1 / r[0] - 1 / (r[0] * r[0] * sum);
        double a22 = g2 + 1 / r[1] - 1 / (r[1] * r[1] * sum);
        double a12 = -1 / (r[0] * r[1] * sum);
        double b1 = into[0] + into[2] / (r[0] * sum);
        double b2 = into[1] + into[2] / (r[1] * sum);
        double det = a11 * a22 - a12 * a12;
        double v1 = (b1 * a22 - b2 * a12) / det;
        double v2 = (b2 * a11 - b1 * a12) / det;
        return (source[3] - g1 * v1) * t[0] - (source[4] - g2 * v2) * t[1];       // collector currents: the source minus what the emitter takes
    }

    /**
     * The cell of the reference column, measured with ngspice on transistors: 64 cells make 79 % of the power of 235 nV/√Hz behind 11.2 kΩ, with random inputs
     * and weights; the law lacks the base resistances, so 10 % is asked of the amplitude.
     */
    @Test
    void whiteNoiseOfAColumnAgreesWithTheTransistorNetlist() {
        GilbertCell cell = GilbertCell.matched(TAIL, 75e3, 120, T);
        double tail = new CurrentSource(TAIL, 0.5, T).noise();
        double power = 0;
        for (int k = 0; k < 64; k++) {
            double x = -1 + 2 * ((k * 37) % 64 + 0.5) / 64;
            double w = 0.8 * (-1 + 2 * (k + 0.5) / 64);
            GilbertCell.Noise noise = cell.noise(x, 2 * VT * 0.5 * StrictMath.log((1 + w) / (1 - w)), tail, 0, 1);
            power += noise.shot() + noise.thermal();
        }
        assertEquals(StrictMath.sqrt(0.79) * 235e-9, StrictMath.sqrt(power) * 11.2e3, 0.1 * 209e-9);
    }

    @Test
    void valuesWithoutPhysicsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> GilbertCell.matched(0, 75e3, 120, T));
        assertThrows(IllegalArgumentException.class, () -> GilbertCell.matched(TAIL, -1, 120, T));
        assertThrows(IllegalArgumentException.class, () -> GilbertCell.matched(TAIL, 75e3, 0, T));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> GilbertCell.matched(TAIL, 75e3, 120, -3)).getMessage().contains("[K]"));
    }
}
