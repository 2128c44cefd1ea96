package org.superpose.circuits.circuit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The laws that every family of devices keeps, over random biases. A test of a family extends this. */
public abstract class DeviceLaws {
    /** Step of the finite differences [V or A]. An exponential with VT = 26 mV bends by h²/(6 VT²) = 1e-9 of its slope over it. */
    private static final double STEP = 2e-6;
    private static final double EPSILON = Math.ulp(1.0);

    /** Devices of one family, with every parameter in use in one or another. */
    protected abstract List<? extends Component> devices();

    /** Random values of the local unknowns of a device, where its laws are meant to hold. */
    protected abstract double[] bias(int device, SplittableRandom random);

    /** Whether the sum of voltage times current of a device is never negative. */
    protected boolean passive(int device) {
        return true;
    }

    /** Whether local unknown k is a node's voltage; else it is a branch current. */
    protected boolean node(int k) {
        return true;
    }

    /** Whether the charge is a function of the voltages alone; Meyer's is not. */
    protected boolean chargeBased() {
        return true;
    }

    /** Numbers for one bank on its own. */
    public static final class Numbers implements Numbering {
        private final Map<String, Integer> byName = new HashMap<>();

        public Numbers() {
            byName.put(Circuit.GROUND, 0);
        }

        @Override
        public int node(String node) {
            return byName.computeIfAbsent(node, name -> byName.size());
        }

        @Override
        public int inner(Component owner, String what) {
            return node(owner.name() + "#" + what);
        }

        @Override
        public int branch(String component) {
            return node(component + "#branch");
        }

        @Override
        public Component component(String name) {
            throw new IllegalArgumentException("there is no component " + name);
        }

        public int count() {
            return byName.size();
        }
    }

    protected final DeviceBank bank() {
        List<? extends Component> devices = devices();
        return devices.get(0).family().bank(devices, new Numbers());
    }

    private Evaluation at(DeviceBank bank, SplittableRandom random, Environment environment) {
        Evaluation e = new Evaluation(bank, environment);
        e.limiting = false;
        e.junctionConductance = 1e-12;
        for (int i = 0; i < bank.size(); i++) {
            double[] x = bias(i, random);
            for (int k = 0; k < x.length; k++) {
                e.unknown[k][i] = x[k];
            }
        }
        return e;
    }

    private static double[][] dense(double[][] values, int[][] pattern, int unknowns, int device) {
        double[][] matrix = new double[unknowns][unknowns];
        for (int s = 0; s < pattern.length; s++) {
            matrix[pattern[s][0]][pattern[s][1]] += values[s][device];
        }
        return matrix;
    }

    private static double[][] copy(double[][] a) {
        double[][] c = new double[a.length][];
        for (int k = 0; k < a.length; k++) {
            c[k] = a[k].clone();
        }
        return c;
    }

    /** Where their derivatives are not wanted, currents are the same but for rounding, which is some units in the last place of what meets in a device. */
    @Test
    protected void currentsAreThoseThatComeWithDerivatives() {
        SplittableRandom random = new SplittableRandom(21);
        DeviceBank bank = bank();
        int[][] pattern = bank.conductancePattern();
        for (int trial = 0; trial < 100; trial++) {
            Evaluation e = at(bank, random, Environment.standard());
            e.storing = false;
            bank.load(e);
            double[][] expected = copy(e.current);
            double[] meets = new double[bank.size()];
            for (int p = 0; p < pattern.length; p++) {
                for (int i = 0; i < meets.length; i++) {
                    meets[i] += Math.abs(e.conductance[p][i] * e.unknown[pattern[p][1]][i]);
                }
            }
            e.deriving = false;
            bank.load(e);
            for (int k = 0; k < expected.length; k++) {
                for (int i = 0; i < meets.length; i++) {
                    assertEquals(expected[k][i], e.current[k][i], 64 * EPSILON * meets[i], devices().get(i).name() + " row " + k + " trial " + trial);
                }
            }
        }
    }

    /** Central differences of every current and charge after every unknown, at two temperatures. Pairs that the pattern does not name must not depend on each other. */
    @Test
    protected void derivativesAreThoseOfTheLaw() {
        SplittableRandom random = new SplittableRandom(20);
        DeviceBank bank = bank();
        int unknowns = bank.unknowns().length;
        for (int trial = 0; trial < 200; trial++) {
            Evaluation e = at(bank, random, Environment.standard().at(trial % 2 == 0 ? 300.15 : 350));
            bank.load(e);
            assertFalse(e.limited, "limited though limiting is off");
            double[][] f = copy(e.current);
            double[][] q = copy(e.charge);
            double[][] g = copy(e.conductance);
            double[][] c = copy(e.capacitance);
            double[][] x = copy(e.unknown);
            for (int column = 0; column < unknowns; column++) {
                double[] home = e.unknown[column].clone();
                for (int i = 0; i < bank.size(); i++) {
                    e.unknown[column][i] = home[i] + STEP;
                }
                bank.load(e);
                double[][] fUp = copy(e.current);
                double[][] qUp = copy(e.charge);
                for (int i = 0; i < bank.size(); i++) {
                    e.unknown[column][i] = home[i] - STEP;
                }
                bank.load(e);
                for (int i = 0; i < bank.size(); i++) {
                    double[][] gHere = dense(g, bank.conductancePattern(), unknowns, i);
                    double[][] cHere = dense(c, bank.capacitancePattern(), unknowns, i);
                    double step = (home[i] + STEP) - (home[i] - STEP);
                    for (int row = 0; row < unknowns; row++) {
                        String where = devices().get(i).name() + " row " + row + " column " + column + " trial " + trial;
                        compare("current of " + where, gHere, row, column, (fUp[row][i] - e.current[row][i]) / step, f[row][i], x, i);
                        if (chargeBased()) {
                            compare("charge of " + where, cHere, row, column, (qUp[row][i] - e.charge[row][i]) / step, q[row][i], x, i);
                        }
                    }
                }
                System.arraycopy(home, 0, e.unknown[column], 0, home.length);
            }
        }
    }

    /** 1e-6 of the entry for the bend of the law (a quadruple of exponentials, and powers near a potential), and the rounding of the terms of the row over the step: up to 200 ulps, where a resistance goes through a tangent. */
    private static void compare(String what, double[][] matrix, int row, int column, double difference, double value, double[][] x, int device) {
        double terms = Math.abs(value);
        for (int j = 0; j < matrix.length; j++) {
            terms += Math.abs(matrix[row][j] * x[j][device]);
        }
        double entry = matrix[row][column];
        assertEquals(entry, difference, 1e-6 * Math.abs(entry) + 200 * EPSILON * terms / STEP, what);
    }

    /**
     * Currents and charges of a device that moves a little leave their tangents by no more than it {@linkplain DeviceBank#sharpness says}, of the currents that meet in it: its own, and what its conductances carry at VT. Its nodes move together by a volt, which is no move.
     * Derivatives of a family without bends stay as they are, bit by bit.
     */
    @Test
    protected void devicesThatMoveALittleKeepToTheirTangents() {
        double reach = 1e-3;
        SplittableRandom random = new SplittableRandom(25);
        DeviceBank bank = bank();
        int[][] bends = bank.bends();
        if (bends == null) {
            return;                                                           // always computed
        }
        double thermal = Environment.standard().thermalVoltage();
        double[][] sharpness = new double[bends.length][bank.size()];
        int moved = 0;
        for (int trial = 0; trial < 200; trial++) {
            Evaluation e = at(bank, random, Environment.standard());
            bank.load(e);
            bank.sharpness(e, sharpness);
            double[][] f = copy(e.current);
            double[][] q = copy(e.charge);
            double[][] g = copy(e.conductance);
            double[][] c = copy(e.capacitance);
            double[][] x = copy(e.unknown);
            double[][] move = new double[x.length][bank.size()];
            for (int i = 0; i < bank.size(); i++) {
                for (double[] along : move) {
                    along[i] = random.nextDouble(-1, 1);
                }
                double distance = 0;
                for (int b = 0; b < bends.length; b++) {
                    distance += Math.abs(move[bends[b][0]][i] - move[bends[b][1]][i]) * sharpness[b][i];
                }
                double part = bends.length == 0 ? 1 : distance > 0 && distance < Double.POSITIVE_INFINITY ? reach / distance : 0;
                double together = random.nextDouble(-1, 1);
                for (int k = 0; k < move.length; k++) {
                    double to = x[k][i] + part * move[k][i] + (part > 0 && node(k) && bends.length > 0 ? together : 0);
                    move[k][i] = to - x[k][i];
                    e.unknown[k][i] = to;
                }
                moved += part > 0 ? 1 : 0;
            }
            bank.load(e);
            for (int i = 0; i < bank.size(); i++) {
                String where = devices().get(i).name() + " trial " + trial;
                assertTangent("current of " + where, f, e.current, g, bank.conductancePattern(), x, move, i, reach, thermal);
                assertTangent("charge of " + where, q, e.charge, c, bank.capacitancePattern(), x, move, i, reach, thermal);
            }
            if (bends.length == 0) {
                assertTrue(Arrays.deepEquals(g, e.conductance) && Arrays.deepEquals(c, e.capacitance), "derivatives move in trial " + trial);
            }
        }
        assertTrue(moved > 100, "hardly a device moved: " + moved);
    }

    private static void assertTangent(String what, double[][] before, double[][] after, double[][] slope, int[][] pattern, double[][] x, double[][] move, int device, double reach, double thermal) {
        double[] expected = new double[before.length];
        double meets = 0;
        double rounding = 0;
        for (int k = 0; k < before.length; k++) {
            expected[k] = before[k][device];
            meets += Math.abs(before[k][device]);
        }
        for (int p = 0; p < pattern.length; p++) {
            expected[pattern[p][0]] += slope[p][device] * move[pattern[p][1]][device];
            meets += Math.abs(slope[p][device]) * thermal;
            rounding += Math.abs(slope[p][device]) * (Math.abs(x[pattern[p][1]][device]) + Math.abs(move[pattern[p][1]][device]));
        }
        for (int k = 0; k < before.length; k++) {
            assertEquals(expected[k], after[k][device], reach * reach / 2 * meets + 64 * EPSILON * (meets + rounding), what + " row " + k);
        }
    }

    /** Kirchhoff: what flows into a device flows out of it, and what it stores on one plate it stores on the other with the opposite sign. */
    @Test
    protected void currentsAndChargesOfItsNodesSumToZero() {
        SplittableRandom random = new SplittableRandom(21);
        DeviceBank bank = bank();
        for (int trial = 0; trial < 200; trial++) {
            Evaluation e = at(bank, random, Environment.standard());
            bank.load(e);
            for (int i = 0; i < bank.size(); i++) {
                assertBalance(e.current, i, "current");
                assertBalance(e.charge, i, "charge");
            }
        }
    }

    private void assertBalance(double[][] values, int device, String what) {
        double sum = 0;
        double size = 0;
        for (int k = 0; k < values.length; k++) {
            if (node(k)) {
                sum += values[k][device];
                size += Math.abs(values[k][device]);
            }
        }
        assertEquals(0, sum, 8 * EPSILON * size, what + " of " + devices().get(device).name());
    }

    /** Without a source within, a device takes power at direct current. */
    @Test
    protected void passiveDevicesTakePower() {
        SplittableRandom random = new SplittableRandom(22);
        DeviceBank bank = bank();
        for (int trial = 0; trial < 500; trial++) {
            Evaluation e = at(bank, random, Environment.standard());
            bank.load(e);
            for (int i = 0; i < bank.size(); i++) {
                double power = 0;
                double size = 0;
                for (int k = 0; k < e.current.length; k++) {
                    if (node(k)) {
                        power += e.current[k][i] * e.unknown[k][i];
                        size += Math.abs(e.current[k][i] * e.unknown[k][i]);
                    }
                }
                assertTrue(!passive(i) || power >= -8 * EPSILON * size, devices().get(i).name() + " gives " + -power + " W");
            }
        }
    }

    /** The first iteration, and every one that was limited, continues currents and charges on a straight line with the derivatives that go into the matrix. */
    @Test
    protected void limitedDevicesAreExtrapolated() {
        SplittableRandom random = new SplittableRandom(23);
        DeviceBank bank = bank();
        int unknowns = bank.unknowns().length;
        Evaluation a = at(bank, random, Environment.standard());
        Evaluation b = at(bank, random, Environment.standard());
        a.starting = true;
        b.starting = true;
        bank.load(a);
        bank.load(b);
        if (!a.limited || !b.limited) {
            return;                                                           // a family without junctions has nothing to limit
        }
        for (int i = 0; i < bank.size(); i++) {
            double[][] g = dense(a.conductance, bank.conductancePattern(), unknowns, i);
            for (int row = 0; row < unknowns; row++) {
                double rise = 0;
                double size = Math.abs(a.current[row][i]) + Math.abs(b.current[row][i]);
                for (int column = 0; column < unknowns; column++) {
                    rise += g[row][column] * (b.unknown[column][i] - a.unknown[column][i]);
                    size += Math.abs(g[row][column]) * (Math.abs(b.unknown[column][i]) + Math.abs(a.unknown[column][i]));
                }
                assertEquals(rise, b.current[row][i] - a.current[row][i], 8 * EPSILON * size, devices().get(i).name() + " row " + row);
            }
        }
    }
}
