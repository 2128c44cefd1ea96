package org.superpose.circuits.spice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Environment;

/** Decks with devices that ngspice does not have, in {@code src/test/resources/decks/own}, held to the closed forms that stand in them. */
class OwnDecksTest {
    private static final double VT = Environment.standard().thermalVoltage();
    private static final double FOUR_KT = 4 * Environment.standard().boltzmann() * 300.15;

    private static ResultTable table(String name, String kind) throws IOException {
        Deck deck = new SpiceReader().read(Path.of("src/test/resources/decks/own", name));
        for (DeckAnalysis analysis : deck.analyses()) {
            for (ResultTable table : analysis.run()) {
                if (table.kind().equals(kind)) {
                    return table;
                }
            }
        }
        throw new AssertionError(name + " has no " + kind);
    }

    private static double at(ResultTable table, String column, int point) {
        return table.real(column)[point];
    }

    @Test
    void weakInversionMirrorsAndGivesPtat() throws IOException {
        ResultTable op = table("ekv-weak-inversion.cir", "op");
        // the channel's own drain saturates with exp(−vds/Vt), and the mirror's gate stands 0.4 V above ground: 4 but for 1e-6
        assertEquals(4, at(op, "i(vm)", 0) / at(op, "i(vi)", 0), 1e-4);
        // inversion IC = 1 nA/(2 n β Vt²) = 1e-2 for the narrow device: 2y + ln y instead of ln y leaves 1 % of Vt
        assertEquals(VT * Math.log(8), at(op, "v(s)", 0), 0.02 * VT);
        ResultTable warm = table("ekv-weak-inversion.cir", "dc");
        for (int k = 0; k < warm.size(); k++) {
            double vt = VT * (at(warm, "temp-sweep", k) + 273.15) / 300.15;
            assertEquals(vt * Math.log(8), at(warm, "v(s)", k), 0.02 * vt);
        }
    }

    @Test
    void inverterSwitchesBetweenItsRails() throws IOException {
        ResultTable curve = table("ekv-inverter.cir", "dc");
        double[] out = curve.real("v(out)");
        assertEquals(1.8, out[0], 1e-6);
        assertEquals(0, out[out.length - 1], 1e-6);
        int middle = 0;
        for (int k = 1; k < out.length; k++) {
            assertTrue(out[k] <= out[k - 1] + 1e-9, "the curve falls");
            middle = out[k] > 0.9 ? k : middle;
        }
        assertTrue(middle * 0.02 > 0.45 && middle * 0.02 < 1.35, "switches at " + middle * 0.02 + " V");
        ResultTable time = table("ekv-inverter.cir", "tran");
        // a whole period: what the supply gave is CL Vdd and the charge through the gates to it, which comes back as the input falls; 1 fF of gate and 2 fF of junctions beside 50 fF
        double[] t = time.real("time");
        double[] i = time.real("i(vdd)");
        double charge = 0;
        for (int k = 1; k < t.length; k++) {
            charge -= t[k] > 5e-9 && t[k] <= 15e-9 ? (i[k] + i[k - 1]) / 2 * (t[k] - t[k - 1]) : 0;
        }
        assertTrue(charge > 50e-15 * 1.8 && charge < 1.6 * 50e-15 * 1.8, "the supply gives " + charge + " C a period");
    }

    @Test
    void stageHasTheGainAndNoiseOfItsInversion() throws IOException {
        ResultTable op = table("ekv-stage.cir", "op");
        double id = (3 - at(op, "v(d)", 0)) / 50e3;
        double body = (0.7 + Math.sqrt(0.49 + 0.1 * VT)) / 2;
        double depth = Math.sqrt(0.55 - 0.5 + 0.8 + 0.7 * Math.sqrt(0.8) + body * body / 4) - body / 2;
        double n = 1 + 0.7 / (2 * Math.sqrt(depth * depth + 4 * VT));
        double slope = 1 + body / (2 * depth);                                // dVG/dVP
        double beta = 1e-4 * 2 / ((1 + Math.sqrt(1.01)) / 2);
        double level = id / (2 * n * beta * VT * VT);
        double gm = id / (slope * VT * (0.5 + Math.sqrt(0.25 + level)));
        ResultTable ac = table("ekv-stage.cir", "ac");
        // n falls with the gate: −0.35/(depth² + 4 Vt)^1.5 of VP/n, 2 % of gm
        assertEquals(gm * 50e3, Math.hypot(ac.real("v(d)")[0], ac.imaginary("v(d)")[0]), 0.03 * gm * 50e3);
        ResultTable noise = table("ekv-stage.cir", "noise");
        double current = Math.pow(noise.real("onoise_spectrum")[0] / 50e3, 2) - FOUR_KT / 50e3;
        double charges = 1 + 0.7 / (2 * Math.sqrt(depth * depth + 1e-6));     // the slope factor of the charges lacks the current's 4 Vt
        double excess = current / (FOUR_KT * gm * slope * charges / n);
        assertTrue(excess > 0.5 && excess < 2.0 / 3, "noise over 4kT gms is " + excess);
    }

    /** Each amplifier's twin of standard elements is computed beside it, and by ngspice in the oracle of written decks. */
    @Test
    void amplifiersDoWhatTheirEquivalentsDo() throws IOException {
        String[][] twins = {{"v(o1)", "v(p1)"}, {"v(o2)", "v(p2)"}, {"v(o3)", "v(p3)"}};
        ResultTable op = table("opamp-inverter.cir", "op");
        // −10 vin, less 11 times offset and 10 kΩ times the input's current
        assertEquals(-4 + 11e-3 + 45e-9 * 10e3, at(op, "v(o1)", 0), 4 * 11e-5 * 4);
        assertEquals(0.4, at(op, "v(o2)", 0), 1e-5);
        for (String kind : new String[] {"op", "dc", "ac", "tran"}) {
            ResultTable table = table("opamp-inverter.cir", kind);
            for (String[] twin : twins) {
                for (int k = 0; k < table.size(); k++) {
                    assertEquals(table.real(twin[1])[k], table.real(twin[0])[k], 1e-4 * Math.max(1, Math.abs(table.real(twin[1])[k])), kind + " " + twin[0] + " point " + k);
                }
            }
        }
        // beyond the rails: 7.5 V above, −8 V below
        ResultTable dc = table("opamp-inverter.cir", "dc");
        assertEquals(7.5, at(dc, "v(o2)", dc.size() - 1), 0.2);
        assertEquals(-8, at(dc, "v(o2)", 0), 0.2);
    }

    @Test
    void amplifierNoiseFollowsTheNoiseGain() throws IOException {
        ResultTable noise = table("opamp-noise.cir", "noise");
        for (int k = 0; k < noise.size(); k++) {
            double f = at(noise, "frequency", k);
            double expected = 25e-18 * (1 + 100 / f) * 101 * 101 + 1e-24 * (1 + 1000 / f) * (1e10 + 1e6 * 101 * 101) + FOUR_KT * (1e3 * 1e4 + 1e5 + 1e3 * 101 * 101);
            assertEquals(expected, Math.pow(at(noise, "onoise_spectrum", k), 2), 1e-3 * expected);
        }
    }

    @Test
    void schmittTriggerSwitchesAtItsThresholds() throws IOException {
        ResultTable time = table("opamp-schmitt.cir", "tran");
        double[] out = time.real("v(out)");
        double[] in = time.real("v(in)");
        int switched = 0;
        for (int k = 1; k < out.length; k++) {
            if (out[k - 1] > 0 != out[k] > 0) {
                switched++;
                // at 2 V/ms the 0.2 µs that 8 V take at 20 V/µs are 1 mV; the step of the table 4 mV; the soft edge of the rails some mV
                assertEquals(out[k] > 0 ? -4.0 / 11 : 4.0 / 11, in[k], 20e-3);
            }
        }
        assertEquals(2, switched);
        assertEquals(4, out[0], 0.05);
    }

    @Test
    void columnsSumTheirCurrents() throws IOException {
        ResultTable op = table("conductance-array.cir", "op");
        assertEquals(-12e-3, at(op, "v(o1)", 0), 1e-9);
        double sum = 0;
        double[] v = {0.3, 0.2, 0.1, 0.05};
        for (int k = 0; k < 4; k++) {
            sum += (k + 1) * 1e-6 * 0.25 * Math.sinh(v[k] / 0.25);
        }
        assertEquals(-1e4 * sum, at(op, "v(o2)", 0), 1e-9);
    }

    @Test
    void conductanceNoiseFollowsTheSlope() throws IOException {
        ResultTable noise = table("conductance-noise.cir", "noise");
        double i = 10e-6 * 0.2 * Math.sinh(0.4 / 0.2);
        double slope = 10e-6 * Math.cosh(0.4 / 0.2);
        for (int k = 0; k < noise.size(); k++) {
            double expected = FOUR_KT * (slope + 1) + 1e-9 * i * i / at(noise, "frequency", k);
            assertEquals(expected, Math.pow(at(noise, "onoise_spectrum", k), 2), 3e-4 * expected);        // 1 Ω beside 27 kΩ: 7e-5 of all
        }
    }

    @Test
    void equalConductancesHalveAnyVoltage() throws IOException {
        ResultTable dc = table("conductance-divider.cir", "dc");
        for (int k = 0; k < dc.size(); k++) {
            double s = at(dc, "v(s)", k);
            double x = at(dc, "v(x)", k);
            assertEquals(s / 2, at(dc, "v(m)", k), 1e-9);
            assertEquals((s - x) / 10e3, 20e-6 * 0.1 * Math.sinh(x / 0.1), 1e-9 * Math.max(1e-3, Math.abs(s)) / 10e3 + 1e-12);
        }
    }
}
