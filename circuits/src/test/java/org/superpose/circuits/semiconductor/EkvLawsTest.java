package org.superpose.circuits.semiconductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

class EkvLawsTest extends DeviceLaws {
    private static final MosfetGeometry CHANNEL = MosfetGeometry.of(10e-6, 0.8e-6).withAreas(30e-12, 40e-12).withPerimeters(20e-6, 25e-6);
    private static final MosfetGeometry LONG = MosfetGeometry.of(10e-6, 10e-6);
    private static final double VT = Environment.standard().thermalVoltage();

    /** Figures of a 0.5 µm process. */
    private static EkvModel full(EkvModel card) {
        boolean n = card.isNChannel();
        return card.with("COX", 3.45e-3).with("XJ", 0.15e-6).with("VTO", n ? 0.6 : -0.55).with("GAMMA", 0.71).with("PHI", 0.97).with("KP", n ? 150e-6 : 35e-6).with("E0", 88e6).with("UCRIT", 4.5e6).with("DL", -0.05e-6).with("DW", -0.02e-6)
                .with("LAMBDA", 0.23).with("LETA", 0.28).with("WETA", 0.05).with("Q0", 280e-6).with("LK", 0.5e-6).with("IBN", 0.6).with("IBA", 200e6).with("IBB", 350e6).with("TCV", n ? 1.5e-3 : -1.4e-3).with("BEX", -1.5).with("UCEX", 1.7)
                .with("RD", 5).with("RS", 8).with("CGSO", 2e-10).with("CGDO", 3e-10).with("CGBO", 1e-10).with("CJ", 2e-4).with("CJSW", 3e-10).with("KF", 1e-27);
    }

    /** A long channel without any reduction of mobility, so that the channel's own law is left. */
    private static EkvModel ideal() {
        return EkvModel.nmos("ideal").with("VTO", 0.5).with("GAMMA", 0.7).with("PHI", 0.8).with("KP", 1e-4).with("LAMBDA", 0).with("LETA", 0).with("WETA", 0).with("UCRIT", 1e14).with("IS", 1e-40);
    }

    @Override
    protected List<? extends Component> devices() {
        return List.of(new EkvTransistor("bare", "d", "g", "s", "b", EkvModel.nmos("bare"), CHANNEL),
                new EkvTransistor("full", "d", "g", "s", "b", full(EkvModel.nmos("full")), CHANNEL),
                new EkvTransistor("p-full", "d", "g", "s", "b", full(EkvModel.pmos("p-full")), CHANNEL, Placement.PLAIN.withMultiplier(3)),
                new EkvTransistor("theta", "d", "g", "s", "b", EkvModel.nmos("theta").with("THETA", 0.1).with("TOX", 1e-8).with("NSUB", 1e17).with("U0", 500).with("VMAX", 1e5).with("VFB", -0.8).with("AVTO", 2e-8).with("AKP", 1e-8)
                        .with("AGAMMA", 1e-8).with("RSH", 30).with("HDIF", 1e-6).with("CJ", 1e-4).with("JS", 1e-5), MosfetGeometry.of(3e-6, 3e-6)));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        double sign = ((EkvTransistor) devices().get(device)).model().isNChannel() ? 1 : -1;
        double source = random.nextDouble(-1, 1);
        double drain = source + random.nextDouble(-4, 4);
        double gate = source + sign * random.nextDouble(-2, 4);
        double bulk = sign * (Math.min(sign * source, sign * drain) - random.nextDouble(-0.6, 3));
        return new double[] {drain + random.nextDouble(-0.1, 0.1), gate, source + random.nextDouble(-0.1, 0.1), bulk, drain, source};
    }

    private static Evaluation at(EkvModel model, MosfetGeometry geometry, double vd, double vg, double vs, double vb, double temperature) {
        EkvTransistor m = new EkvTransistor("M1", "d", "g", "s", "b", model, geometry);
        DeviceBank bank = m.family().bank(List.of(m), new Numbers());
        Evaluation e = new Evaluation(bank, Environment.standard().at(temperature));
        e.limiting = false;
        double[] x = {vd, vg, vs, vb, vd, vs};
        for (int k = 0; k < x.length; k++) {
            e.unknown[k][0] = x[k];
        }
        bank.load(e);
        return e;
    }

    private static double drain(EkvModel model, MosfetGeometry geometry, double vd, double vg, double vs, double vb) {
        Evaluation e = at(model, geometry, vd, vg, vs, vb, 300.15);
        return e.current[0][0] + e.current[4][0];
    }

    /** The report's body factor of a long channel, γ' = (γ + √(γ² + 0.1 Vt))/2: 1e-3 above γ. */
    private static final double BODY = (0.7 + Math.sqrt(0.7 * 0.7 + 0.1 * VT)) / 2;

    /** KP W/Leq of the ideal card: the report's Leq is at least a tenth of L, by a root that makes a long channel longer by 0.25 %. */
    private static final double BETA = 1e-4 / ((1 + Math.sqrt(1.01)) / 2);

    /** √(VP + PHI) of the ideal card at a gate voltage. */
    private static double depth(double vg) {
        return Math.sqrt(vg - 0.5 + 0.8 + 0.7 * Math.sqrt(0.8) + BODY * BODY / 4) - BODY / 2;
    }

    /** Slope factor of the current at a pinch-off of depth². */
    private static double slopeFactor(double depth) {
        return 1 + 0.7 / (2 * Math.sqrt(depth * depth + 4 * VT));
    }

    /** The interpolation solves 2y + ln y = v to rounding: in weak inversion y = exp(v), in strong inversion v/2. */
    @Test
    void inversionSolvesItsEquation() {
        for (double v = -60; v < 400; v += 0.37) {
            double y = EkvBank.inversion(v);
            assertEquals(v, 2 * y + Math.log(y), 1e-14 * Math.max(1, Math.abs(v)) + 2e-15 * y, "v = " + v);
        }
        assertEquals(0, EkvBank.inversion(-1000));
    }

    /** Weak inversion: Id falls by a factor e for each Vt of the source, saturates as 1 − exp(−vds/Vt), and rises with the gate as exp(vg/(n Vt)) with n = dVG/dVP of the law (Enz and Vittoz 2006, chapter 4). */
    @Test
    void weakInversionIsExponential() {
        EkvModel m = ideal();
        double here = drain(m, LONG, 1, 0.1, 0, 0);
        assertEquals(Math.exp(-0.05 / VT), drain(m, LONG, 1, 0.1, 0.05, 0) / here, 1e-4);            // i = y + y², y = 1e-6
        assertEquals(1 - Math.exp(-0.03 / VT), drain(m, LONG, 0.03, 0.1, 0, 0) / here, 1e-3);        // VC is finite
        double n = 1 + BODY / (2 * depth(0.1));
        double prefactor = Math.log(slopeFactor(depth(0.1005)) / slopeFactor(depth(0.0995)));
        assertEquals(1e-3 / (n * VT) + prefactor, Math.log(drain(m, LONG, 1, 0.1005, 0, 0) / drain(m, LONG, 1, 0.0995, 0, 0)), 1e-4 * 1e-3 / (n * VT));
    }

    /** Strong inversion and saturation: Id = n β (VP − VS)²/2; far from saturation n β ((VP − VS)² − (VP − VD)²)/2. What F(v) − v²/4 leaves, y² + y with 2y = v − ln y, is v (1 − ln(v/2))/2 and below 8 % at v = 80. */
    @Test
    void strongInversionIsTheSquareLaw() {
        EkvModel m = ideal();
        double beta = BETA;
        double vg = 3.5;
        double vp = depth(vg) * depth(vg) - 0.8;
        double n = slopeFactor(depth(vg));
        double v = vp / VT;
        double y = EkvBank.inversion(v);
        assertEquals(2 * n * beta * VT * VT * (y * y + y), drain(m, LONG, 5, vg, 0, 0), 1e-6 * n * beta * vp * vp / 2);
        assertEquals(n * beta * vp * vp / 2, drain(m, LONG, 5, vg, 0, 0), 0.08 * n * beta * vp * vp / 2);
        assertEquals(n * beta * (vp * vp - (vp - 0.5) * (vp - 0.5)) / 2, drain(m, LONG, 0.5, vg, 0, 0), 0.05 * n * beta * vp * vp / 2);
    }

    /** Enz, Krummenacher and Vittoz 1995: gms Vt/Id = 1/(1/2 + √(1/4 + IC)) at every inversion level IC = Id/(2 n β Vt²) in saturation, whatever the process. */
    @ParameterizedTest
    @ValueSource(doubles = {0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 1.2, 2, 3})
    void transconductanceOverCurrentDependsOnInversionOnly(double vg) {
        EkvModel m = ideal();
        Evaluation e = at(m, LONG, 6, vg, 0, 0, 300.15);
        double id = e.current[0][0] + e.current[4][0];
        double gms = -(e.conductance[2][0] + e.parameter[InsulatedGateBank.GD][0]);
        double level = id / (2 * slopeFactor(depth(vg)) * BETA * VT * VT);
        assertEquals(1 / (0.5 + Math.sqrt(0.25 + level)), gms * VT / id, 1e-5);
    }

    /** The body effect: a gate that is raised by vsb + γ' (√(VP + PHI + vsb) − √(VP + PHI)) raises the pinch-off voltage by vsb, and the inversion at the source is as before; only the slope factor differs. */
    @Test
    void bodyEffectShiftsTheThreshold() {
        EkvModel m = ideal();
        double depth = depth(0.5);
        for (double vs : new double[] {0.5, 1, 2}) {
            double raised = Math.sqrt(depth * depth + vs);
            double lift = vs + BODY * (raised - depth);
            assertEquals(drain(m, LONG, 3, 0.5, 0, 0) / slopeFactor(depth), drain(m, LONG, 3 + vs, 0.5 + lift, vs, 0) / slopeFactor(raised), 1e-8 * drain(m, LONG, 3, 0.5, 0, 0));
        }
    }

    /** A transistor does not know which end is its drain: currents and charges change places. */
    @Test
    void drainAndSourceChangePlaces() {
        SplittableRandom random = new SplittableRandom(5);
        EkvModel m = full(EkvModel.nmos("m")).with("IS", 1e-40).with("CGDO", 2e-10);
        MosfetGeometry even = MosfetGeometry.of(10e-6, 0.8e-6);
        for (int trial = 0; trial < 200; trial++) {
            double vd = random.nextDouble(-3, 3);
            double vs = random.nextDouble(-3, 3);
            double vg = random.nextDouble(-3, 4);
            double vb = Math.min(vd, vs) - random.nextDouble(0, 2);
            Evaluation a = at(m, even, vd, vg, vs, vb, 300.15);
            Evaluation b = at(m, even, vs, vg, vd, vb, 300.15);
            double there = a.current[0][0] + a.current[4][0];
            double back = b.current[2][0] + b.current[5][0];
            assertEquals(there, back, 1e-11 * Math.abs(there) + 1e-25);       // voltages against the bulk round otherwise
            assertEquals(a.charge[4][0], b.charge[5][0], 1e-11 * Math.abs(a.charge[1][0]));
            assertEquals(a.charge[1][0], b.charge[1][0], 1e-11 * Math.abs(a.charge[1][0]));
        }
    }

    /**
     * Gummel's symmetry test (C. McAndrew, IEEE Trans. Electron Devices 53, 2202, 2006): with vd = x and vs = −x the current is odd, so that its second derivative is continuous only if it vanishes at 0. With a long channel it all but vanishes, and on a short
     * one the first derivative is continuous still.
     */
    @Test
    void currentIsSmoothThroughZero() {
        for (double vg : new double[] {0.6, 1, 2, 3}) {
            double h = 2e-3;
            double second = (8 * bend(vg, h / 2) - bend(vg, h)) / (h * h);
            assertEquals(0, second * VT, 1e-4 * drain(ideal(), LONG, h, vg, -h, -1) / h, "long channel, vg = " + vg);      // ΔV²/VDSS'² is left
            EkvModel small = full(EkvModel.nmos("m")).with("IS", 1e-40).with("RD", 0).with("RS", 0);
            Evaluation right = at(small, CHANNEL, 1e-9, vg, -1e-9, -1, 300.15);
            Evaluation left = at(small, CHANNEL, -1e-9, vg, 1e-9, -1, 300.15);
            assertEquals(right.conductance[1][0] - right.conductance[2][0], left.conductance[1][0] - left.conductance[2][0], 1e-5 * right.conductance[1][0], "short channel, vg = " + vg);
        }
    }

    /** f(2h) − 2 f(h) = f'' h² + f''' h³. */
    private static double bend(double vg, double h) {
        return drain(ideal(), LONG, 2 * h, vg, -2 * h, -1) - 2 * drain(ideal(), LONG, h, vg, -h, -1);
    }

    /** The gate's capacitance, from accumulation to strong inversion, has no jump, such as where the report's formula for the bulk charge changes: a jump would stay as the steps become smaller, a smooth change falls with them. */
    @ParameterizedTest
    @ValueSource(doubles = {0.05, 1.5})
    void capacitanceIsContinuousAlongTheGate(double vd) {
        double coarse = largestChange(vd, 4e-3);
        double fine = largestChange(vd, 1e-3);
        assertTrue(fine < 0.35 * coarse, "change of the capacitance over a step falls from " + coarse + " to " + fine + " only");
    }

    private static double largestChange(double vd, double step) {
        EkvModel m = full(EkvModel.nmos("m")).with("RD", 0).with("RS", 0);
        double worst = 0;
        double before = Double.NaN;
        for (double vg = -2; vg < 3; vg += step) {
            double capacitance = at(m, CHANNEL, vd, vg, 0, 0, 300.15).capacitance[12][0];
            worst = Math.max(worst, Double.isNaN(before) ? 0 : Math.abs(capacitance - before));
            before = capacitance;
        }
        return worst;
    }

    /** The gate's capacitance: in accumulation the oxide's, in strong inversion at vds = 0 the oxide's but for the 1/(1 + …) of the inversion layer, half to each end. */
    @Test
    void gateCapacitanceIsTheOxidesAtBothEnds() {
        double oxide = 7e-4 * 100e-12;
        assertEquals(oxide, at(ideal(), LONG, 0, -4, 0, 0, 300.15).capacitance[12][0], 2e-3 * oxide);
        Evaluation e = at(ideal(), LONG, 0, 5, 0, 0, 300.15);
        assertEquals(oxide, e.capacitance[12][0], 0.04 * oxide);
        assertEquals(e.capacitance[13][0], e.capacitance[14][0], 1e-12 * oxide);
        assertEquals(-oxide / 2, e.capacitance[13][0], 0.04 * oxide);
        // saturation: 2/3 of the oxide to the source, nothing to the drain
        Evaluation s = at(ideal(), LONG, 6, 3, 0, 0, 300.15);
        assertEquals(-oxide * 2 / 3, s.capacitance[14][0], 0.05 * oxide);
        assertEquals(0, s.capacitance[13][0], 0.01 * oxide);
    }

    /** Tsividis 1987: in saturation the drain holds 4/15, the source 6/15 of what the channel would hold without a drop along it. */
    @Test
    void chargeOfInversionIsSharedTwoToThree() {
        Evaluation e = at(ideal(), LONG, 20, 10, 0, 0, 300.15);
        assertEquals(4.0 / 6, e.charge[4][0] / e.charge[5][0], 0.01);
    }

    /** The channel's noise is 2q Id in weak inversion and saturation (Schottky's, of carriers that cross without return), and 4kT 2/3 n gm in strong. */
    @Test
    void noiseGoesFromShotToThermal() {
        Environment si = Environment.standard();
        EkvTransistor m = new EkvTransistor("M1", "d", "g", "s", "b", ideal().with("KF", 1e-26).with("AF", 0.9), LONG);
        DeviceBank bank = m.family().bank(List.of(m), new Numbers());
        double[][] white = new double[4][1];
        double[][] flicker = new double[4][1];
        double[][] exponent = new double[4][1];
        Evaluation weak = at(ideal(), LONG, 1, 0.1, 0, 0, 300.15);
        bank.noise(weak, white, flicker, exponent);
        // the charges' slope factor lacks the current's 4 Vt: n differs by some percent
        assertEquals(2 * si.elementaryCharge() * (weak.current[0][0] + weak.current[4][0]), white[2][0], 0.06 * white[2][0]);
        Evaluation strong = at(m.model(), LONG, 20, 10, 0, 0, 300.15);
        bank.noise(strong, white, flicker, exponent);
        double gm = strong.conductance[0][0];
        double gms = -strong.conductance[2][0];
        assertEquals(4 * si.boltzmann() * 300.15 * 2 / 3 * gms, white[2][0], 0.02 * white[2][0]);
        assertEquals(1e-26 * gm * gm / (100e-12 * 7e-4), flicker[3][0], 1e-12 * flicker[3][0]);
        assertEquals(0.9, exponent[3][0]);
    }

    /** The laws of temperature: above threshold the current falls as (T/Tnom)^BEX, below it grows; between lies a voltage where it hardly moves. */
    @Test
    void currentHasAZeroTemperatureCoefficient() {
        EkvModel m = full(EkvModel.nmos("m")).with("IS", 1e-40);
        double weak = drainAt(m, 0.4, 350) / drainAt(m, 0.4, 300.15);
        double strong = drainAt(m, 3, 350) / drainAt(m, 3, 300.15);
        assertTrue(weak > 2, "weak inversion grows by " + weak);
        assertTrue(strong < 0.95, "strong inversion grows by " + strong);
        // ideal channel, far above threshold: threshold falls by TCV ΔT, mobility by (T/Tnom)^-1.5
        double vp = Math.pow(Math.sqrt(9.5 + 0.8 + 0.7 * Math.sqrt(0.8) + 0.1225) - 0.35, 2) - 0.8;
        assertEquals(Math.pow(350 / 300.15, -1.5), drainAt(ideal().with("TCV", 0), 10, 350) / drainAt(ideal().with("TCV", 0), 10, 300.15), 0.6 / vp);
    }

    private static double drainAt(EkvModel m, double vg, double temperature) {
        Evaluation e = at(m, LONG, 12, vg, 0, 0, temperature);
        return e.current[0][0] + e.current[4][0];
    }

    /** Impact ionisation leaves the drain for the bulk, and only beyond saturation. */
    @Test
    void impactIonisationFlowsFromDrainToBulk() {
        EkvModel m = full(EkvModel.nmos("m")).with("IS", 1e-40);
        assertTrue(-at(m, CHANNEL, 5, 2, 0, 0, 300.15).current[3][0] > 1e-9);
        assertEquals(0, at(m, CHANNEL, 0.2, 2, 0, 0, 300.15).current[3][0], 1e-30);
    }

    /** A p-channel at reversed voltages carries reversed currents and charges. */
    @Test
    void pChannelIsTheMirrorOfNChannel() {
        EkvModel n = EkvModel.nmos("n").with("VTO", 0.6).with("E0", 1e12).with("TCV", 1e-3);
        EkvModel p = EkvModel.pmos("p").with("VTO", -0.6).with("E0", 1e12).with("TCV", -1e-3);
        Evaluation a = at(n, CHANNEL, 1, 2, 0.1, -0.2, 350);
        Evaluation b = at(p, CHANNEL, -1, -2, -0.1, 0.2, 350);
        for (int k = 0; k < 6; k++) {
            assertEquals(0, a.current[k][0] + b.current[k][0], 1e-6 * Math.abs(a.current[k][0]));      // the weight of depletion in the mobility differs: 1/2 and 1/3
            assertEquals(0, a.charge[k][0] + b.charge[k][0], 1e-15 * Math.abs(a.charge[k][0]) + 1e-30);
        }
    }

    @Test
    void wrongFiguresAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new EkvTransistor("M1", "d", "g", "s", "b", EkvModel.nmos("m").with("DL", -2e-6), MosfetGeometry.of(1e-6, 1e-6)));
        assertThrows(IllegalArgumentException.class, () -> EkvModel.nmos("m").with("NSUB", 1e5));
        assertThrows(IllegalArgumentException.class, () -> new EkvTransistor("M1", "d", "g", "s", "b", EkvModel.nmos("m"), CHANNEL, Placement.PLAIN.withArea(2)));
    }
}
