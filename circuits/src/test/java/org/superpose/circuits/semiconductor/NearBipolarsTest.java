package org.superpose.circuits.semiconductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.DeviceLaws;
import org.superpose.circuits.circuit.Environment;
import org.superpose.circuits.circuit.Evaluation;

/** Near a known place as anywhere: the currents are those of {@link BipolarBank}. */
class NearBipolarsTest {
    private static final double EPSILON = Math.ulp(1.0);
    /** More than are computed together, so that a part is left over. */
    private static final int DEVICES = 600;

    /** Transistors of both polarities in which every parameter of the law of currents is in use in one or another. */
    private static List<BipolarTransistor> mixed() {
        List<BipolarModel> models = List.of(BipolarModel.npn("bare"), BipolarModel.pnp("leaking").with("ISE", 1e-13).with("NE", 1.6).with("ISC", 1e-14).with("NC", 2).with("RB", 100).with("RE", 1).with("RC", 20),
                BipolarModel.npn("early").with("VAF", 50).with("VAR", 10).with("NF", 1.02).with("NR", 0.98), BipolarModel.pnp("injecting").with("IKF", 1e-3).with("IKR", 1e-4).with("RE", 2),
                BipolarModel.npn("flat").with("IKF", 1e-3).with("NKF", 0.7).with("RB", 10), BipolarModel.npn("vertical").with("ISS", 2e-15).with("NS", 1.2), BipolarModel.pnp("lateral").with("ISS", 1e-14));
        List<BipolarTransistor> devices = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            devices.add(new BipolarTransistor("q" + i, "c" + i, "b" + i, "e" + i, "s" + i, models.get(i % models.size()), i % 3 == 0 ? Placement.PLAIN.withArea(2).withMultiplier(3) : Placement.PLAIN));
        }
        return devices;
    }

    /** Transistors that are all alike. */
    private static List<BipolarTransistor> alike() {
        BipolarModel model = BipolarModel.npn("cell").with("IS", 1e-16).with("BF", 120).with("VAF", 80).with("IKF", 1e-2).with("ISE", 1e-15).with("NE", 1.6).with("RB", 100).with("RE", 1).with("RC", 20);
        return IntStream.range(0, DEVICES).mapToObj(i -> new BipolarTransistor("q" + i, "c" + i, "b" + i, "e" + i, model)).toList();
    }

    private static Evaluation at(BipolarBank bank, SplittableRandom random) {
        Evaluation e = new Evaluation(bank, Environment.standard());
        e.junctionConductance = 1e-12;
        e.limiting = false;
        for (int i = 0; i < bank.size(); i++) {
            BipolarModel model = bank.devices[i].model();
            double polarity = model.isNpn() ? 1 : -1;
            double base = random.nextDouble(-1, 1);
            double emitter = base - polarity * BipolarLawsTest.junction(random);
            double collector = base - polarity * BipolarLawsTest.junction(random);
            double under = model.vertical() ? collector : base;
            double[] inner = {collector, base, emitter};
            double[] x = {collector, base, emitter, under + random.nextDouble(-3, 0.7), collector, base, emitter, under};
            for (int k = 0; k < 3; k++) {
                x[k] += model.contact(k) > 0 ? random.nextDouble(-0.05, 0.05) : 0;
                x[4 + k] = inner[k];
            }
            for (int k = 0; k < x.length; k++) {
                e.unknown[k][i] = x[k];
            }
        }
        bank.load(e);
        accept(e);
        e.storing = false;
        return e;
    }

    private static void accept(Evaluation e) {
        for (int row = 0; row < e.memory.length; row++) {
            System.arraycopy(e.memory[row], 0, e.accepted[row], 0, e.memory[row].length);
        }
    }

    private static void move(Evaluation e, SplittableRandom random, double most) {
        for (double[] unknown : e.unknown) {
            for (int i = 0; i < unknown.length; i++) {
                unknown[i] += most * random.nextDouble(-1, 1);
            }
        }
        for (int i = 0; i < DEVICES; i++) {                                             // where there is no resistance terminal and inner node are one
            for (int k = 0; k < 3; k++) {
                e.unknown[k][i] = e.parameter[new int[] {BipolarBank.GC, BipolarBank.RBM, BipolarBank.GE}[k]][i] > 0 ? e.unknown[k][i] : e.unknown[4 + k][i];
            }
        }
    }

    /** Currents by the bank into the first, near the place into the second; what meets in each device into the third. */
    private static double[][][] both(BipolarBank bank, Evaluation e, DeviceBank.Near near) {
        e.deriving = true;
        bank.load(e);
        double[][] meets = new double[1][bank.size()];
        int[][] pattern = bank.conductancePattern();
        for (int p = 0; p < pattern.length; p++) {
            for (int i = 0; i < bank.size(); i++) {
                meets[0][i] += Math.abs(e.conductance[p][i] * e.unknown[pattern[p][1]][i]);
            }
        }
        e.deriving = false;
        bank.load(e);
        double[][] expected = Arrays.stream(e.current).map(double[]::clone).toArray(double[][]::new);
        for (double[] row : e.current) {
            Arrays.fill(row, Double.NaN);
        }
        near.load(e);
        return new double[][][] {expected, e.current, meets};
    }

    private static void assertSame(BipolarBank bank, Evaluation e, DeviceBank.Near near) {
        double[][][] both = both(bank, e, near);
        for (int k = 0; k < both[0].length; k++) {
            for (int i = 0; i < bank.size(); i++) {
                assertEquals(both[0][k][i], both[1][k][i], 64 * EPSILON * both[2][0][i], bank.devices[i].model().name() + " " + i + ", row " + k);
            }
        }
    }

    private static BipolarBank bank(List<BipolarTransistor> devices) {
        return new BipolarBank(devices, new DeviceLaws.Numbers());
    }

    /** From the place itself to where all transistors are far from it; to rounding, which is some units in the last place of what meets in a device, as at {@link DeviceLaws}. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-6, 1e-3, 5e-3, 2e-2, 0.2, 1})
    void currentsAreThoseOfTheBankHoweverFarTheyAre(double volts) {
        SplittableRandom random = new SplittableRandom(3);
        for (BipolarBank bank : List.of(bank(mixed()), bank(alike()))) {
            for (int trial = 0; trial < 20; trial++) {
                Evaluation e = at(bank, random);
                DeviceBank.Near near = bank.near(e, null);
                move(e, random, volts);
                assertSame(bank, e, near);
            }
        }
    }

    /** The place is one of voltages: parameters may change, those on which exponents depend included. */
    @ParameterizedTest
    @ValueSource(doubles = {300.15, 301, 320, 250})
    void currentsAreThoseOfTheBankWithOtherParameters(double kelvin) {
        SplittableRandom random = new SplittableRandom(4);
        for (BipolarBank bank : List.of(bank(mixed()), bank(alike()))) {
            Evaluation e = at(bank, random);
            boolean[] all = new boolean[e.parameter.length];
            Arrays.fill(all, true);
            DeviceBank.Near near = bank.near(e, all);
            double[][] warmer = bank.parameters(Environment.standard().at(kelvin));
            for (int row = 0; row < warmer.length; row++) {
                System.arraycopy(warmer[row], 0, e.parameter[row], 0, DEVICES);
            }
            for (int row : new int[] {BipolarBank.IS, BipolarBank.ISE, BipolarBank.GE}) {
                for (int i = 0; i < DEVICES; i++) {
                    e.parameter[row][i] *= random.nextDouble(0.9, 1.1);
                }
            }
            move(e, random, 1e-3);
            assertSame(bank, e, near);
        }
    }

    /** A device that left its place is the bank's, to the last bit, and its neighbours do not notice. */
    @Test
    void onlyDevicesThatAreFarAreLeftToTheBank() {
        BipolarBank bank = bank(alike());
        SplittableRandom random = new SplittableRandom(5);
        Evaluation e = at(bank, random);
        Arrays.setAll(e.unknown[BipolarBank.EI], i -> e.unknown[BipolarBank.BI][i] - 0.6);
        bank.load(e);
        accept(e);
        DeviceBank.Near near = bank.near(e, null);
        double[][] before = Arrays.stream(both(bank, e, near)[1]).map(double[]::clone).toArray(double[][]::new);
        double thermal = e.parameter[BipolarBank.THERMAL_F][0];
        e.unknown[BipolarBank.EI][5] -= 2 * NearJunctions.FAR * thermal;
        e.unknown[BipolarBank.EI][300] = Double.NaN;
        double[][][] both = both(bank, e, near);
        for (int k = 0; k < before.length; k++) {
            assertEquals(both[0][k][5], both[1][k][5], 0, "row " + k);
            for (int i = 0; i < DEVICES; i++) {
                assertTrue(i == 5 || i == 300 || both[1][k][i] == before[k][i], "device " + i + ", row " + k);
            }
        }
        assertTrue(Double.isNaN(both[1][BipolarBank.EI][300]));
        assertTrue(collector(both[1], 5) > 2 * collector(before, 5));
    }

    private static double collector(double[][] current, int device) {
        return current[BipolarBank.C][device] + current[BipolarBank.CI][device];
    }

    /** Where limiting would change a voltage, it does so. */
    @Test
    void devicesThatAreFarAreLimited() {
        BipolarBank bank = bank(alike());
        Evaluation e = at(bank, new SplittableRandom(6));
        DeviceBank.Near near = bank.near(e, null);
        e.limiting = true;
        e.deriving = false;
        near.load(e);
        assertFalse(e.limited);
        Arrays.fill(e.unknown[BipolarBank.EI], 100, 101, e.unknown[BipolarBank.BI][100] - 5);
        near.load(e);
        assertTrue(e.limited);
    }

    /** A base resistance that falls with the current has no quick way. */
    @Test
    void onlyConstantBaseResistancesHaveAQuickWay() {
        BipolarBank curved = bank(List.of(new BipolarTransistor("q", "c", "b", "e", BipolarModel.npn("curved").with("RB", 100).with("RBM", 10))));
        assertNull(curved.near(new Evaluation(curved, Environment.standard()), null));
        BipolarBank plain = bank(alike());
        assertNotNull(plain.near(new Evaluation(plain, Environment.standard()), null));
    }

    /** The relative error of the exponential is below 1e-15 wherever it is taken near its place: the polynomial leaves out 2 · 1.3e-16, its square and two products round by some 3e-16, and both exponentials are good to 1.1e-16. */
    @Test
    void exponentialsAreExactToAFewUnitsInTheLastPlace() {
        int steps = NearJunctions.TOGETHER;
        double[] thermal = new double[steps];
        Arrays.fill(thermal, 1);
        for (double place : new double[] {20, 35, 50.3}) {
            double[] known = new double[steps];
            Arrays.fill(known, place);
            NearJunctions junctions = new NearJunctions(known, thermal);
            double[] v = new double[steps];
            double[] current = new double[steps];
            double[] distance = new double[steps];
            Arrays.setAll(v, j -> place + NearJunctions.FAR * (2.0 * j / (steps - 1) - 1));
            junctions.currents(0, steps, v, thermal, current, distance);
            for (int j = 0; j < steps; j++) {
                double exact = StrictMath.exp(v[j]);
                assertEquals(0, (current[j] + 1 - exact) / exact, 1e-15, "exp(" + v[j] + ")");
                assertEquals(Math.abs(v[j] - place), distance[j], 0);
            }
        }
    }

    /** Where a junction blocks, at its place and now, it is at its place. */
    @Test
    void junctionsThatBlockAreNeverFar() {
        double[] thermal = {0.025, 0.025, 0.025, 0.025};
        NearJunctions junctions = new NearJunctions(new double[] {-5, -0.076, -1, -0.074}, thermal);
        double[] v = {-0.1, -80, -0.0751, -0.5};
        double[] current = new double[4];
        double[] distance = new double[4];
        junctions.currents(0, 4, v, thermal, current, distance);
        for (int j = 0; j < 4; j++) {
            assertEquals(Junction.current(v[j], thermal[j], Junction.AT_LEAST), current[j], 4 * EPSILON);
            assertEquals(j < 3 ? 0 : 0.04, distance[j], 1e-14);
        }
    }
}
