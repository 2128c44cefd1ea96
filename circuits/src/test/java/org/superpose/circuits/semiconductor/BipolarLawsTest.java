package org.superpose.circuits.semiconductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;

class BipolarLawsTest extends DeviceLaws {
    static BipolarModel full(BipolarModel card) {
        return card.with("IS", 6.7e-15).with("BF", 200).with("NF", 1.01).with("VAF", 74).with("IKF", 0.07).with("ISE", 6.7e-15).with("NE", 1.26).with("BR", 0.74).with("NR", 0.99).with("VAR", 20)
                .with("IKR", 0.05).with("ISC", 1e-14).with("NC", 2).with("RB", 100).with("RBM", 10).with("IRB", 1e-4).with("RE", 0.3).with("RC", 1)
                .with("CJE", 4.5e-12).with("VJE", 0.75).with("MJE", 0.26).with("TF", 3e-10).with("XTF", 2).with("VTF", 4).with("ITF", 0.4).with("CJC", 3.6e-12).with("VJC", 0.7).with("MJC", 0.31).with("XCJC", 0.7)
                .with("TR", 2e-7).with("CJS", 2e-12).with("VJS", 0.6).with("MJS", 0.4).with("XTB", 1.5).with("KF", 1e-16).with("AF", 1.1);
    }

    @Override
    protected List<? extends Component> devices() {
        BipolarModel bare = BipolarModel.npn("bare").with("CJS", 1e-12);
        return List.of(new BipolarTransistor("bare", "c", "b", "e", bare),
                new BipolarTransistor("full", "c", "b", "e", "s", full(BipolarModel.npn("full")), Placement.PLAIN),
                new BipolarTransistor("pnp", "c", "b", "e", "s", full(BipolarModel.pnp("full")), Placement.PLAIN.withArea(2).withMultiplier(3)),
                new BipolarTransistor("early", "c", "b", "e", BipolarModel.npn("early").with("VAF", 50).with("VAR", 10).with("TF", 1e-9).with("XTF", 3)),
                new BipolarTransistor("gummel", "c", "b", "e", "s", BipolarModel.pnp("gummel").with("IKF", 1e-3).with("IKR", 2e-3).with("RB", 50).with("RBM", 5).with("SUBS", 1).with("CJS", 1e-12).with("MJS", 0.5), Placement.PLAIN));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        double polarity = ((BipolarTransistor) devices().get(device)).model().isNpn() ? 1 : -1;
        double base = random.nextDouble(-1, 1);
        double emitter = base - polarity * junction(random);
        double collector = base - polarity * junction(random);
        double drop = 0.05;
        return new double[] {collector + random.nextDouble(-drop, drop), base + random.nextDouble(-drop, drop), emitter + random.nextDouble(-drop, drop), random.nextDouble(-3, 0.5), collector, base, emitter,
            random.nextDouble(-1, 1)};
    }

    static double junction(SplittableRandom random) {
        return random.nextBoolean() ? random.nextDouble(-6, 0) : random.nextDouble(0, 0.8);
    }

    /** With NF ≠ NR Gummel and Poon's law gives a little power near vce = 0; the others never do. The substrate leaks through junctionConductance from an inner node of its own, which is passive too. */
    @Override
    protected boolean passive(int device) {
        return !devices().get(device).name().equals("full") && !devices().get(device).name().equals("pnp");
    }

    private static Evaluation at(BipolarModel model, double vc, double vb, double ve) {
        BipolarTransistor q = new BipolarTransistor("Q1", "c", "b", "e", model);
        DeviceBank bank = q.family().bank(List.of(q), new Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard());
        e.limiting = false;
        double[] x = {vc, vb, ve, 0, vc, vb, ve, vc};
        for (int k = 0; k < 8; k++) {
            e.unknown[k][0] = x[k];
        }
        bank.load(e);
        return e;
    }

    private static double collector(BipolarModel model, double vc, double vb, double ve) {
        Evaluation e = at(model, vc, vb, ve);
        return e.current[0][0] + e.current[4][0];
    }

    private static double base(BipolarModel model, double vc, double vb, double ve) {
        Evaluation e = at(model, vc, vb, ve);
        return e.current[1][0] + e.current[5][0];
    }

    /** Without the second-order parameters the law is Ebers and Moll's: ic = β ib, and an exponential. */
    @Test
    void idealTransistorIsEbersMoll() {
        BipolarModel model = BipolarModel.npn("ideal").with("BF", 150);
        double vt = Environment.standard().thermalVoltage();
        double ic = collector(model, 3, 0.65, 0);
        assertEquals(1e-16 * Math.exp(0.65 / vt), ic, 1e-10 * ic);
        assertEquals(150, ic / base(model, 3, 0.65, 0), 150 * 2e-9);           // the base-collector junction leaks IS = 1e-16 A of 5.5e-8 A
    }

    /** VAF is where the tangent of the output characteristic meets the axis: ic is proportional to VAF − vbc in Gummel and Poon's law. */
    @Test
    void earlyVoltageIsTheInterceptOfTheOutputCharacteristic() {
        BipolarModel model = BipolarModel.npn("early").with("VAF", 60);
        double low = collector(model, 2.6, 0.6, 0);
        double high = collector(model, 7.6, 0.6, 0);
        assertEquals((60 + 7) / (60 + 2.0), high / low, 1e-9);
    }

    /** Far above IKF the current grows with half the slope: √(IS IKF) exp(v/2VT). */
    @Test
    void gainFallsAboveTheKnee() {
        BipolarModel model = BipolarModel.npn("knee").with("IKF", 1e-3);
        double vt = Environment.standard().thermalVoltage();
        double ic = collector(model, 3, 1.1, 0);
        double limit = Math.sqrt(1e-16 * 1e-3) * Math.exp(1.1 / (2 * vt));
        assertEquals(limit, ic, ic * 1e-3);                                   // the next term is IKF/2 of 0.5 A
    }

    /** A PNP at reversed voltages carries reversed currents and charges, exactly. */
    @Test
    void pnpIsTheMirrorOfNpn() {
        SplittableRandom random = new SplittableRandom(3);
        BipolarModel npn = full(BipolarModel.npn("n")).with("SUBS", 1);
        BipolarModel pnp = full(BipolarModel.pnp("p")).with("SUBS", 1);
        for (int trial = 0; trial < 100; trial++) {
            double vc = random.nextDouble(-1, 5);
            double vb = random.nextDouble(0, 0.8);
            Evaluation n = at(npn, vc, vb, 0);
            Evaluation p = at(pnp, -vc, -vb, 0);
            for (int k = 0; k < 8; k++) {
                assertEquals(0, n.current[k][0] + p.current[k][0]);
                assertEquals(0, n.charge[k][0] + p.charge[k][0]);
            }
        }
    }

    /** Base resistance falls from RB to RBM, and is halfway at IRB (the definition of IRB; the fit is good to a percent). */
    @Test
    void baseResistanceIsHalfwayAtIrb() {
        BipolarModel model = BipolarModel.npn("rb").with("RB", 500).with("RBM", 100).with("IRB", 1e-5);
        assertEquals(500, 1 / at(model, 3, 0.3, 0).conductance[15][0], 0.5);
        assertEquals(100, 1 / at(model, 3, 1.1, 0).conductance[15][0], 2);
        double vb = 0;
        while (base(model, 3, vb, 0) < 1e-5) {
            vb += 1e-4;
        }
        assertEquals(300, 1 / at(model, 3, vb, 0).conductance[15][0], 6);
    }

    /** 2qIc, 2qIb, 4kT/R, KF Ib^AF. */
    @Test
    void noiseIsShotThermalAndFlicker() {
        BipolarModel model = full(BipolarModel.npn("full"));
        Evaluation e = at(model, 3, 0.65, 0);
        BipolarTransistor q = new BipolarTransistor("Q1", "c", "b", "e", model);
        double[][] white = new double[6][1];
        double[][] flicker = new double[6][1];
        double[][] exponent = new double[6][1];
        q.family().bank(List.of(q), new Numbers()).noise(e, white, flicker, exponent);
        Environment si = Environment.standard();
        double ib = base(model, 3, 0.65, 0);
        assertEquals(4 * si.boltzmann() * 300.15 / 1, white[0][0], 1e-32);
        assertEquals(4 * si.boltzmann() * 300.15 / 0.3, white[2][0], 1e-31);
        assertEquals(2 * si.elementaryCharge() * collector(model, 3, 0.65, 0), white[3][0], 1e-14 * white[3][0]);
        assertEquals(2 * si.elementaryCharge() * ib, white[4][0], 1e-14 * white[4][0]);
        assertEquals(1e-16 * Math.pow(ib, 1.1), flicker[5][0], 1e-14 * flicker[5][0]);
    }

    /** At high injection the current grows with the 1 − NKF-th power of the ideal one: NKF = 1/2 gives the square root of Gummel and Poon. */
    @Test
    void gainFallsAtHighCurrentWithNkf() {
        double vt = Environment.standard().thermalVoltage();
        for (double nkf : new double[] {0.5, 0.7}) {
            BipolarModel model = BipolarModel.npn("m").with("IKF", 1e-9).with("NKF", nkf);
            assertEquals(Math.exp((1 - nkf) * 0.05 / vt), collector(model, 3, 0.85, 0) / collector(model, 3, 0.8, 0), 2e-3);
        }
    }

    /** The substrate's junction is a diode: ISS (exp(v/(NS VT)) − 1) from the substrate to the collector of a vertical NPN. */
    @Test
    void substrateIsAJunction() {
        BipolarTransistor q = new BipolarTransistor("Q1", "c", "b", "e", "s", BipolarModel.npn("m").with("ISS", 1e-15).with("NS", 1.1), Placement.PLAIN);
        DeviceBank bank = q.family().bank(List.of(q), new Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard());
        e.limiting = false;
        e.unknown[3][0] = 0.6;
        bank.load(e);
        double expected = 1e-15 * Math.expm1(0.6 / (1.1 * Environment.standard().thermalVoltage()));
        assertEquals(expected, e.current[3][0], 1e-12 * expected);
        assertEquals(-expected, e.current[7][0], 1e-12 * expected);
    }

    @Test
    void whatIsNotModelledIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> BipolarModel.npn("x").with("XCJC", 1.5));
        assertThrows(IllegalArgumentException.class, () -> BipolarModel.npn("x").with("HFE", 100));
    }
}
