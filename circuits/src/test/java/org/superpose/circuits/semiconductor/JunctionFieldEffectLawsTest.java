package org.superpose.circuits.semiconductor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;

class JunctionFieldEffectLawsTest extends DeviceLaws {
    private static JunctionFieldEffectModel full(JunctionFieldEffectModel card) {
        return card.with("VTO", -2.5).with("BETA", 1e-3).with("LAMBDA", 0.01).with("RD", 10).with("RS", 20).with("CGS", 4e-12).with("CGD", 2e-12).with("PB", 0.8).with("IS", 3e-14).with("KF", 1e-17);
    }

    @Override
    protected List<? extends Component> devices() {
        return List.of(new JunctionFieldEffectTransistor("bare", "d", "g", "s", JunctionFieldEffectModel.nChannel("bare")),
                new JunctionFieldEffectTransistor("n", "d", "g", "s", full(JunctionFieldEffectModel.nChannel("n"))),
                new JunctionFieldEffectTransistor("p", "d", "g", "s", full(JunctionFieldEffectModel.pChannel("p")), Placement.PLAIN.withArea(2).withMultiplier(3)),
                new JunctionFieldEffectTransistor("profile", "d", "g", "s", full(JunctionFieldEffectModel.nChannel("profile")).with("B", 0.6).with("VTOTC", -2e-3).with("BETATCE", -0.5)));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        double sign = ((JunctionFieldEffectTransistor) devices().get(device)).model().isNChannel() ? 1 : -1;
        double gate = random.nextDouble(-1, 1);
        double source = gate - sign * random.nextDouble(-4, 0.6);
        double drain = gate - sign * random.nextDouble(-6, 0.6);
        return new double[] {drain + random.nextDouble(-0.1, 0.1), gate, source + random.nextDouble(-0.1, 0.1), drain, source};
    }

    private static Evaluation at(JunctionFieldEffectModel model, double vd, double vg, double vs) {
        JunctionFieldEffectTransistor j = new JunctionFieldEffectTransistor("J1", "d", "g", "s", model);
        DeviceBank bank = j.family().bank(List.of(j), new Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard());
        e.limiting = false;
        double[] x = {vd, vg, vs, vd, vs};
        for (int k = 0; k < x.length; k++) {
            e.unknown[k][0] = x[k];
        }
        bank.load(e);
        return e;
    }

    /** BETA VTO² is the current at vgs = 0 in saturation; below, BETA vds (2 (vgs − VTO) − vds). */
    @Test
    void currentIsShichmanAndHodges() {
        JunctionFieldEffectModel model = JunctionFieldEffectModel.nChannel("j");
        assertEquals(4e-4, at(model, 5, 0, 0).current[3][0], 1e-13);
        assertEquals(1e-4 * 1 * 3, at(model, 1, 0, 0).current[3][0], 1e-13);
        assertEquals(0, at(model, 5, -2.1, 0).current[3][0], 3e-14);          // but for the gate's leakage
    }

    /** Drain and source are alike, and a p-channel is the mirror of an n-channel. */
    @Test
    void endsChangePlacesAndSignsReverse() {
        JunctionFieldEffectModel n = JunctionFieldEffectModel.nChannel("n").with("LAMBDA", 0.02);
        JunctionFieldEffectModel p = JunctionFieldEffectModel.pChannel("p").with("LAMBDA", 0.02);
        SplittableRandom random = new SplittableRandom(7);
        for (int trial = 0; trial < 100; trial++) {
            double vd = random.nextDouble(-3, 3);
            double vs = random.nextDouble(-3, 3);
            double vg = Math.min(vd, vs) - random.nextDouble(0, 3);
            Evaluation there = at(n, vd, vg, vs);
            Evaluation back = at(n, vs, vg, vd);
            Evaluation mirror = at(p, -vd, -vg, -vs);
            assertEquals(there.current[3][0], back.current[4][0], 1e-15 * Math.abs(there.current[3][0]));
            assertEquals(there.current[3][0], -mirror.current[3][0]);
        }
    }

    /** Van der Ziel 1962: 4kT 2/3 gm. */
    @Test
    void noiseIsThatOfTheChannel() {
        JunctionFieldEffectModel model = JunctionFieldEffectModel.nChannel("j").with("KF", 1e-17);
        JunctionFieldEffectTransistor j = new JunctionFieldEffectTransistor("J1", "d", "g", "s", model);
        double[][] white = new double[4][1];
        double[][] flicker = new double[4][1];
        j.family().bank(List.of(j), new Numbers()).noise(at(model, 5, 0, 0), white, flicker, new double[4][1]);
        assertEquals(8.0 / 3 * Environment.standard().boltzmann() * 300.15 * 4e-4, white[2][0], 1e-12 * white[2][0]);
        assertEquals(1e-17 * 4e-4, flicker[3][0], 1e-9 * flicker[3][0]);
    }
}
