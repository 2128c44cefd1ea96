package org.superpose.circuits.semiconductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;

class MosfetLawsTest extends DeviceLaws {
    private static final MosfetGeometry CHANNEL = MosfetGeometry.of(10e-6, 2e-6).withAreas(30e-12, 40e-12).withPerimeters(20e-6, 25e-6);

    private static MosfetModel first(MosfetModel card) {
        return card.with("VTO", card.isNChannel() ? 0.8 : -0.8).with("KP", 5e-5).with("GAMMA", 0.5).with("PHI", 0.65).with("LAMBDA", 0.03).with("TOX", 3e-8).with("CGSO", 2e-10).with("CGDO", 3e-10).with("CGBO", 1e-10)
                .with("CJ", 2e-4).with("CJSW", 3e-10).with("MJSW", 0.3).with("RD", 5).with("RS", 10);
    }

    private static MosfetModel third(MosfetModel card) {
        return card.with("LEVEL", 3).with("TOX", 2.5e-8).with("NSUB", 3e16).with("VTO", card.isNChannel() ? 0.75 : -0.75).with("XJ", 2e-7).with("LD", 1e-7).with("U0", 550).with("THETA", 0.08).with("ETA", 0.03).with("KAPPA", 0.3)
                .with("VMAX", 1.5e5).with("DELTA", 0.8).with("NFS", 5e11).with("CGSO", 2e-10);
    }

    @Override
    protected List<? extends Component> devices() {
        return List.of(new Mosfet("bare", "d", "g", "s", "b", MosfetModel.nmos("bare"), CHANNEL),
                new Mosfet("first", "d", "g", "s", "b", first(MosfetModel.nmos("first")), CHANNEL),
                new Mosfet("p-first", "d", "g", "s", "b", first(MosfetModel.pmos("first")), CHANNEL, Placement.PLAIN.withMultiplier(3)),
                new Mosfet("third", "d", "g", "s", "b", third(MosfetModel.nmos("third")), CHANNEL),
                new Mosfet("p-third", "d", "g", "s", "b", third(MosfetModel.pmos("third")), CHANNEL),
                new Mosfet("third without saturation", "d", "g", "s", "b", third(MosfetModel.nmos("third")).with("VMAX", 0).with("NFS", 0), CHANNEL),
                new Mosfet("third without process", "d", "g", "s", "b", MosfetModel.nmos("plain").with("LEVEL", 3), CHANNEL));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        double sign = ((Mosfet) devices().get(device)).model().isNChannel() ? 1 : -1;
        double source = random.nextDouble(-1, 1);
        double drain = source + random.nextDouble(-4, 4);
        double gate = source + sign * random.nextDouble(-1, 4);
        double bulk = sign * (Math.min(sign * source, sign * drain) - random.nextDouble(-0.6, 3));
        return new double[] {drain + random.nextDouble(-0.1, 0.1), gate, source + random.nextDouble(-0.1, 0.1), bulk, drain, source};
    }

    @Override
    protected boolean chargeBased() {
        return false;
    }

    private static Evaluation at(MosfetModel model, double vd, double vg, double vs, double vb) {
        Mosfet m = new Mosfet("M1", "d", "g", "s", "b", model, CHANNEL);
        DeviceBank bank = m.family().bank(List.of(m), new Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard());
        e.limiting = false;
        double[] x = {vd, vg, vs, vb, vd, vs};
        for (int k = 0; k < x.length; k++) {
            e.unknown[k][0] = x[k];
        }
        bank.load(e);
        return e;
    }

    private static double drain(MosfetModel model, double vd, double vg, double vs, double vb) {
        Evaluation e = at(model, vd, vg, vs, vb);
        return e.current[0][0] + e.current[4][0];
    }

    /** Sah's law: KP W/L (vgs − VTO)²/2 in saturation, KP W/L ((vgs − VTO) vds − vds²/2) below. */
    @Test
    void levelOneIsTheSquareLaw() {
        MosfetModel model = MosfetModel.nmos("m").with("VTO", 0.7).with("KP", 1e-4);
        assertEquals(1e-4 * 5 * 1.3 * 1.3 / 2, drain(model, 3, 2, 0, 0), 1e-12);
        assertEquals(1e-4 * 5 * (1.3 * 0.5 - 0.125), drain(model, 0.5, 2, 0, 0), 1e-12);
        assertEquals(0, drain(model, 3, 0.6, 0, 0), 3e-14);                   // but for the junction's leakage
    }

    /** A transistor does not know which end is its drain. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void drainAndSourceChangePlaces(int level) {
        MosfetModel model = level == 1 ? first(MosfetModel.nmos("m")) : third(MosfetModel.nmos("m"));
        MosfetGeometry even = MosfetGeometry.of(10e-6, 2e-6);
        SplittableRandom random = new SplittableRandom(5);
        for (int trial = 0; trial < 100; trial++) {
            double vd = random.nextDouble(-3, 3);
            double vs = random.nextDouble(-3, 3);
            double vg = random.nextDouble(-3, 4);
            double vb = Math.min(vd, vs) - random.nextDouble(0, 2);
            double there = channel(model, even, vd, vg, vs, vb);
            double back = channel(model, even, vs, vg, vd, vb);
            assertEquals(there, -back, 1e-13 * Math.abs(there) + 1e-25);      // vgs − vds rounds otherwise than vgd
        }
    }

    private static double channel(MosfetModel model, MosfetGeometry geometry, double vd, double vg, double vs, double vb) {
        Mosfet m = new Mosfet("M1", "d", "g", "s", "b", model.with("IS", 1e-40), geometry);
        DeviceBank bank = m.family().bank(List.of(m), new Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard());
        e.limiting = false;
        double[] x = {vd, vg, vs, vb, vd, vs};
        for (int k = 0; k < x.length; k++) {
            e.unknown[k][0] = x[k];
        }
        bank.load(e);
        return e.current[0][0] + e.current[4][0];
    }

    /** A p-channel at reversed voltages carries reversed currents and charges, exactly. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void pChannelIsTheMirrorOfNChannel(int level) {
        MosfetModel n = level == 1 ? first(MosfetModel.nmos("n")) : third(MosfetModel.nmos("n"));
        MosfetModel p = level == 1 ? first(MosfetModel.pmos("p")) : third(MosfetModel.pmos("p"));
        SplittableRandom random = new SplittableRandom(6);
        for (int trial = 0; trial < 100; trial++) {
            double vd = random.nextDouble(-3, 3);
            double vg = random.nextDouble(-3, 4);
            double vb = Math.min(vd, 0) - random.nextDouble(0, 2);
            Evaluation a = at(n, vd, vg, 0, vb);
            Evaluation b = at(p, -vd, -vg, 0, -vb);
            for (int k = 0; k < 6; k++) {
                assertEquals(0, a.current[k][0] + b.current[k][0], 1e-15 * Math.abs(a.current[k][0]));
                assertEquals(0, a.charge[k][0] + b.charge[k][0], 1e-15 * Math.abs(a.charge[k][0]) + 1e-30);
            }
        }
    }

    /** Meyer 1971: in accumulation the gate sees the bulk through the oxide, in saturation 2/3 of it to the source, at vds = 0 half to each end. */
    @Test
    void gateCapacitanceIsMeyers() {
        MosfetModel model = MosfetModel.nmos("m").with("VTO", 0.7).with("TOX", 2e-8);
        double oxide = 3.9 * 8.854214871e-12 / 2e-8 * 10e-6 * 2e-6;
        assertEquals(oxide, -at(model, 1, -3, 0, 0).capacitance[3][0], 1e-12 * oxide);
        assertEquals(oxide * 2 / 3, -at(model, 5, 2, 0, 0).capacitance[1][0], 1e-12 * oxide);
        assertEquals(0, at(model, 5, 2, 0, 0).capacitance[2][0], 1e-12 * oxide);
        assertEquals(oxide / 2, -at(model, 0, 2, 0, 0).capacitance[1][0], 1e-12 * oxide);
        assertEquals(oxide / 2, -at(model, 0, 2, 0, 0).capacitance[2][0], 1e-12 * oxide);
    }

    /** In a transient run the charge of the gate moves by the mean capacitance over the step: exactly C Δv where the capacitance is constant, whatever it was at the origin. */
    @Test
    void gateChargeGrowsByTheMeanCapacitance() {
        MosfetModel model = MosfetModel.nmos("m").with("VTO", 0.7).with("TOX", 2e-8);
        double oxide = 3.9 * 8.854214871e-12 / 2e-8 * 10e-6 * 2e-6;
        Mosfet m = new Mosfet("M1", "d", "g", "s", "b", model, CHANNEL);
        DeviceBank bank = m.family().bank(List.of(m), new Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard());
        e.limiting = false;
        e.transientRun = true;
        double[] gates = {2, 2.5, 3, 2.2};
        e.unknown[0][0] = 5;
        e.unknown[4][0] = 5;
        double before = 0;
        for (int step = 0; step < gates.length; step++) {
            e.time = step * 1e-9;
            e.unknown[1][0] = gates[step];
            bank.load(e);
            bank.load(e);                                                     // a second iteration does not count twice
            if (step > 0) {
                assertEquals(oxide * 2 / 3 * (gates[step] - gates[step - 1]), e.charge[1][0] - before, 1e-12 * oxide);
            }
            before = e.charge[1][0];
            for (int row = 0; row < e.memory.length; row++) {
                e.accepted[row][0] = e.memory[row][0];
            }
        }
    }

    /** Van der Ziel 1962: 4kT 2/3 gm in saturation; flicker KF Id^AF/(W L Cox²). */
    @Test
    void noiseIsThatOfTheChannel() {
        MosfetModel model = MosfetModel.nmos("m").with("VTO", 0.7).with("KP", 1e-4).with("TOX", 2e-8).with("KF", 1e-28).with("AF", 1);
        Mosfet m = new Mosfet("M1", "d", "g", "s", "b", model, CHANNEL);
        Evaluation e = at(model, 3, 2, 0, 0);
        double[][] white = new double[4][1];
        double[][] flicker = new double[4][1];
        m.family().bank(List.of(m), new Numbers()).noise(e, white, flicker, new double[4][1]);
        double gm = 1e-4 * 5 * 1.3;
        assertEquals(8.0 / 3 * Environment.standard().boltzmann() * 300.15 * gm, white[2][0], 1e-12 * white[2][0]);
        double cox = 3.9 * 8.854214871e-12 / 2e-8;
        assertEquals(1e-28 * gm * 1.3 / 2 / (10e-6 * 2e-6 * cox * cox), flicker[3][0], 1e-12 * flicker[3][0]);
    }

    @Test
    void whatIsNotModelledIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> MosfetModel.nmos("m").with("LEVEL", 2));
        assertThrows(IllegalArgumentException.class, () -> MosfetGeometry.of(0, 1e-6));
        assertThrows(IllegalArgumentException.class, () -> new Mosfet("M1", "d", "g", "s", "b", MosfetModel.nmos("m").with("LD", 1e-6), MosfetGeometry.of(1e-6, 1e-6)));
        assertThrows(IllegalArgumentException.class, () -> new Mosfet("M1", "d", "g", "s", "b", MosfetModel.nmos("m"), CHANNEL, Placement.PLAIN.withArea(2)));
    }
}
