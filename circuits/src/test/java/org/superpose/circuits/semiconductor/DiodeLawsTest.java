package org.superpose.circuits.semiconductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;

class DiodeLawsTest extends DeviceLaws {
    private static final DiodeModel SIGNAL = DiodeModel.of("signal").with("IS", 2.5e-9).with("N", 1.75).with("RS", 0.6).with("TT", 4e-9).with("CJO", 4e-12).with("VJ", 0.6).with("M", 0.4).with("KF", 1e-16).with("AF", 1.2);

    private static final DiodeModel EXTENDED = DiodeModel.of("extended").with("IS", 2e-14).with("JSW", 1e-9).with("NS", 1.4).with("ISR", 3e-12).with("NR", 1.9).with("IKF", 2e-3).with("IKR", 5e-3).with("BV", 4).with("IBV", 1e-4).with("NBV", 3)
            .with("CJO", 2e-12).with("CJSW", 1e-7).with("PHP", 0.8).with("MJSW", 0.3).with("FCS", 0.4).with("TT", 1e-9).with("TCV", 1e-3).with("TRS1", 2e-3).with("RS", 1).with("TTT1", 1e-3).with("TM1", 1e-4);

    @Override
    protected List<? extends Component> devices() {
        return List.of(new Diode("plain", "a", "b", DiodeModel.of("plain").with("CJO", 1e-12)),
                new Diode("signal", "a", "b", SIGNAL),
                new Diode("zener", "b", "c", DiodeModel.of("zener").with("BV", 5.1).with("IBV", 5e-3).with("RS", 2).with("CJO", 1e-10).with("FC", 0.3), Placement.PLAIN.withArea(2.5).withMultiplier(3)),
                new Diode("extended", "a", "b", EXTENDED, 2e-5, Placement.PLAIN.withArea(2)),
                new Diode("warm", "b", "a", SIGNAL, Placement.PLAIN.atTemperature(360).startingOff()));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        double cathode = random.nextDouble(-1, 1);
        double v = random.nextBoolean() ? random.nextDouble(-5.5, 0) : random.nextDouble(-0.15, 0.85);
        return new double[] {cathode + v + random.nextDouble(-0.1, 0.1), cathode, cathode + v};
    }

    private static Evaluation across(Diode diode, double v, Environment environment) {
        DeviceBank bank = diode.family().bank(List.of(diode), new Numbers());
        Evaluation e = new Evaluation(bank, environment);
        e.limiting = false;
        e.unknown[0][0] = v;
        e.unknown[2][0] = v;
        bank.load(e);
        return e;
    }

    private static double current(Diode diode, double v) {
        return -across(diode, v, Environment.standard()).current[1][0];
    }

    /** Shockley 1949: 59.5 mV a decade at 27 °C, −IS far in reverse. */
    @Test
    void currentIsShockleys() {
        Diode diode = new Diode("D1", "a", "0", DiodeModel.of("D").withSaturationCurrent(1e-14));
        double vt = Environment.standard().thermalVoltage();
        assertEquals(1e-14 * Math.expm1(0.7 / vt), current(diode, 0.7), 1e-12 * current(diode, 0.7));
        assertEquals(-1e-14, current(diode, -20), 1e-18);
        assertEquals(0, current(diode, 0));
    }

    /** Whatever the temperature of the circuit, which a sweep changes. */
    @Test
    void aWarmerDiodeFollowsTheCircuit() {
        for (double t : new double[] {250, 300, 350}) {
            Diode warmer = new Diode("D1", "a", "0", SIGNAL, Placement.PLAIN.warmerBy(20));
            Diode alone = new Diode("D1", "a", "0", SIGNAL, Placement.PLAIN.atTemperature(t + 20));
            assertEquals(across(alone, 0.4, Environment.standard().at(t)).current[1][0], across(warmer, 0.4, Environment.standard().at(t)).current[1][0]);
        }
        Diode none = new Diode("D1", "a", "0", SIGNAL, Placement.PLAIN.warmerBy(-400));
        assertThrows(IllegalArgumentException.class, () -> across(none, 0.4, Environment.standard()));
    }

    /** The breakdown voltage is where IBV flows. */
    @Test
    void breakdownDrawsItsCurrentAtItsVoltage() {
        for (double bv : new double[] {2.7, 5.1, 75}) {
            Diode zener = new Diode("D1", "a", "0", DiodeModel.of("Z").with("BV", bv).with("IBV", 1e-3));
            assertEquals(-1e-3, current(zener, -bv), 1e-8);                    // IS BV/VT = 4e-11 A belongs to the law of BV, not to the current
        }
    }

    /** Sah, Noyce and Shockley 1957: where recombination in the depletion layer carries the current it grows by 119 mV a decade (NR = 2) and the layer narrows with the voltage; at high injection the slope of ln i halves. */
    @Test
    void recombinationAndHighInjectionBendTheLaw() {
        double vt = Environment.standard().thermalVoltage();
        Diode recombining = new Diode("D1", "a", "0", DiodeModel.of("D").with("IS", 1e-20).with("ISR", 1e-10).with("NR", 2).with("VJ", 0.8).with("M", 0.5));
        double layer = Math.pow(((1 - 0.4 / 0.8) * (1 - 0.4 / 0.8) + 0.005) / ((1 - 0.3 / 0.8) * (1 - 0.3 / 0.8) + 0.005), 0.25);
        assertEquals(layer * Math.expm1(0.4 / (2 * vt)) / Math.expm1(0.3 / (2 * vt)), current(recombining, 0.4) / current(recombining, 0.3), 1e-5);           // Shockley's own part is 2e-7
        // in reverse it is generation, which grows as the layer widens
        assertEquals(-1e-10 * Math.pow((1 + 3 / 0.8) * (1 + 3 / 0.8) + 0.005, 0.25), current(recombining, -3), 1e-15);
        Diode crowded = new Diode("D1", "a", "0", DiodeModel.of("D").with("IS", 1e-14).with("IKF", 1e-6));
        assertEquals(Math.exp(0.05 / (2 * vt)), current(crowded, 0.9) / current(crowded, 0.85), 1e-3 * Math.exp(0.05 / (2 * vt)));
        double ideal = 1e-14 * Math.expm1(0.7 / vt);
        assertEquals(ideal / (1 + Math.sqrt(ideal / 1e-6)), current(crowded, 0.7), 1e-9 * current(crowded, 0.7));
    }

    /** The sidewall's current and capacitance go with the perimeter; the breakdown draws IBV at BV with it as without it. */
    @Test
    void sidewallGoesWithThePerimeter() {
        DiodeModel model = DiodeModel.of("D").with("JSW", 1e-9).with("NS", 2).with("CJSW", 1e-7).with("BV", 5).with("IBV", 1e-3);
        Diode diode = new Diode("D1", "a", "0", model, 4e-5, Placement.PLAIN);
        double vt = Environment.standard().thermalVoltage();
        assertEquals(4e-14 * Math.expm1(0.3 / (2 * vt)) + 1e-14 * Math.expm1(0.3 / vt), current(diode, 0.3), 1e-9 * current(diode, 0.3));
        assertEquals(4e-12, across(diode, 0, Environment.standard()).capacitance[0][0], 1e-24);
        assertEquals(-1e-3, current(diode, -5), 1e-8);
    }

    /** The law of the saturation current: a silicon diode's forward voltage at a fixed current falls by about 2 mV/K. */
    @Test
    void forwardVoltageFallsWithTemperature() {
        Diode diode = new Diode("D1", "a", "0", DiodeModel.of("D"));
        double cold = -across(diode, 0.65, Environment.standard().at(300.15)).current[1][0];
        double warm = -across(diode, 0.65 - 0.0017, Environment.standard().at(301.15)).current[1][0];
        // dv/dT = −(EG + 3 VT − v)/T = −(1.11 + 0.0776 − 0.65)/300.15 = −1.791 mV/K
        double slope = Environment.standard().thermalVoltage() * Math.log(warm / cold);
        assertEquals(1.791e-3 - 1.7e-3, slope, 1e-5);
    }

    /** A device of area 3 is three in parallel, and so is M = 3; but flicker noise of three devices is less than that of one with three times the current where AF > 1. */
    @Test
    void areaAndMultiplierScaleCurrentAndCharge() {
        Diode one = new Diode("D1", "a", "0", SIGNAL);
        Diode wide = new Diode("D2", "a", "0", SIGNAL, Placement.PLAIN.withArea(3));
        Diode many = new Diode("D3", "a", "0", SIGNAL, Placement.PLAIN.withMultiplier(3));
        for (double v : new double[] {-4, 0.1, 0.5, 0.7}) {
            Evaluation a = across(one, v, Environment.standard());
            Evaluation b = across(wide, v, Environment.standard());
            Evaluation c = across(many, v, Environment.standard());
            assertEquals(3 * a.current[1][0], b.current[1][0], 1e-14 * Math.abs(b.current[1][0]));
            assertEquals(3 * a.charge[1][0], b.charge[1][0], 1e-14 * Math.abs(b.charge[1][0]));
            assertEquals(b.current[1][0], c.current[1][0]);
            double[][] white = new double[3][1];
            double[][] flickerOne = new double[3][1];
            double[][] flickerMany = new double[3][1];
            double[][] exponent = new double[3][1];
            one.family().bank(List.of(one), new Numbers()).noise(a, white, flickerOne, exponent);
            many.family().bank(List.of(many), new Numbers()).noise(c, white, flickerMany, exponent);
            assertEquals(3 * flickerOne[2][0], flickerMany[2][0], 1e-13 * flickerMany[2][0]);
        }
    }

    /** Schottky 1918 and Nyquist 1928: 2qI and 4kT/R. */
    @Test
    void noiseIsShotThermalAndFlicker() {
        Diode diode = new Diode("D1", "a", "0", SIGNAL);
        Environment si = Environment.standard();
        Evaluation e = across(diode, 0.6, si);
        double[][] white = new double[3][1];
        double[][] flicker = new double[3][1];
        double[][] exponent = new double[3][1];
        DeviceBank bank = diode.family().bank(List.of(diode), new Numbers());
        bank.noise(e, white, flicker, exponent);
        double current = current(diode, 0.6);
        assertEquals(4 * si.boltzmann() * 300.15 / 0.6, white[0][0], 1e-32);
        assertEquals(2 * si.elementaryCharge() * current, white[1][0], 1e-15 * white[1][0]);
        assertEquals(1e-16 * Math.pow(current, 1.2), flicker[2][0], 1e-14 * flicker[2][0]);
        assertEquals(1, exponent[2][0]);
        assertEquals("shot", bank.noiseName(1));
    }

    /** Newton from nothing to 100 V across a diode and 1 kΩ: with limiting it settles in a few dozen steps and never overflows. */
    @Test
    void limitingLetsNewtonSettle() {
        Diode diode = new Diode("D1", "a", "0", DiodeModel.of("D").with("BV", 5.1));
        DeviceBank bank = diode.family().bank(List.of(diode), new Numbers());
        for (double supply : new double[] {100, -100, -7, -3, 0.3}) {
            Evaluation e = new Evaluation(bank, Environment.standard());
            e.junctionConductance = 1e-12;
            double v = 0;
            int iterations = 0;
            double residual;
            do {
                e.starting = iterations == 0;
                e.limited = false;
                e.unknown[0][0] = v;
                e.unknown[2][0] = v;
                bank.load(e);
                residual = -e.current[1][0] + (v - supply) / 1e3;
                v -= residual / (e.conductance[6][0] + 1e-3);
                assertTrue(++iterations < 40, "no convergence at " + supply + " V");
            } while (e.limited || Math.abs(residual) > 1e-12 * Math.abs(supply));
        }
    }

    @Test
    void wrongParametersAreRefused() {
        DiodeModel model = DiodeModel.of("D");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> model.with("IS", -1e-14)).getMessage().contains("IS (saturation current) must be positive [A], got -1.0E-14"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> model.with("BF", 100)).getMessage().contains("has no parameter BF"));
        assertThrows(IllegalArgumentException.class, () -> model.with("M", 1));
        assertThrows(IllegalArgumentException.class, () -> model.with("IS", Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> Placement.PLAIN.withArea(0));
        assertEquals(model.with("cj0", 1e-12), model.with("CJO", 1e-12));
    }
}
