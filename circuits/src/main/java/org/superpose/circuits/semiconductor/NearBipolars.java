package org.superpose.circuits.semiconductor;

import static org.superpose.circuits.semiconductor.BipolarBank.B;
import static org.superpose.circuits.semiconductor.BipolarBank.BI;
import static org.superpose.circuits.semiconductor.BipolarBank.C;
import static org.superpose.circuits.semiconductor.BipolarBank.CI;
import static org.superpose.circuits.semiconductor.BipolarBank.COUNT;
import static org.superpose.circuits.semiconductor.BipolarBank.E;
import static org.superpose.circuits.semiconductor.BipolarBank.EI;
import static org.superpose.circuits.semiconductor.BipolarBank.GC;
import static org.superpose.circuits.semiconductor.BipolarBank.GE;
import static org.superpose.circuits.semiconductor.BipolarBank.IS;
import static org.superpose.circuits.semiconductor.BipolarBank.ISC;
import static org.superpose.circuits.semiconductor.BipolarBank.ISE;
import static org.superpose.circuits.semiconductor.BipolarBank.ISS;
import static org.superpose.circuits.semiconductor.BipolarBank.IS_BF;
import static org.superpose.circuits.semiconductor.BipolarBank.IS_BR;
import static org.superpose.circuits.semiconductor.BipolarBank.NKF;
import static org.superpose.circuits.semiconductor.BipolarBank.PARAMETERS;
import static org.superpose.circuits.semiconductor.BipolarBank.PER_IKF;
import static org.superpose.circuits.semiconductor.BipolarBank.PER_IKR;
import static org.superpose.circuits.semiconductor.BipolarBank.PER_VAF;
import static org.superpose.circuits.semiconductor.BipolarBank.PER_VAR;
import static org.superpose.circuits.semiconductor.BipolarBank.POLARITY;
import static org.superpose.circuits.semiconductor.BipolarBank.RBM;
import static org.superpose.circuits.semiconductor.BipolarBank.S;
import static org.superpose.circuits.semiconductor.BipolarBank.SUB_JUNCTION;
import static org.superpose.circuits.semiconductor.BipolarBank.SUB_POLARITY;
import static org.superpose.circuits.semiconductor.BipolarBank.THERMAL_C;
import static org.superpose.circuits.semiconductor.BipolarBank.THERMAL_E;
import static org.superpose.circuits.semiconductor.BipolarBank.THERMAL_F;
import static org.superpose.circuits.semiconductor.BipolarBank.THERMAL_R;
import static org.superpose.circuits.semiconductor.BipolarBank.THERMAL_S;
import static org.superpose.circuits.semiconductor.BipolarBank.VBC;
import static org.superpose.circuits.semiconductor.BipolarBank.VBE;
import static org.superpose.circuits.semiconductor.BipolarBank.VSUB;

import java.util.Arrays;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Evaluation;

/**
 * Currents of bipolar transistors near voltages that are known, by the law of {@link BipolarBank}, in short loops over a few hundred devices that the JVM turns into vector instructions: all that a loop reads and writes begins at place 0. A parameter that is the same in all devices is kept
 * once, since those of a whole circuit are more than a near cache holds. Transistors that are far from their places, or nowhere, are left to the bank.
 */
final class NearBipolars implements DeviceBank.Near {
    private static final int TOGETHER = NearJunctions.TOGETHER;

    private final BipolarBank bank;
    private final NearJunctions forward;
    private final NearJunctions reverse;
    private final NearJunctions leakE;          // null: no device has any
    private final NearJunctions leakC;
    private final NearJunctions substrate;
    private final boolean roots;                // whether all NKF are 1/2
    private final boolean[] same = new boolean[PARAMETERS];         // parameters that all devices have alike, for good
    private final double[][] row = new double[PARAMETERS][TOGETHER];
    private final double[] vbe = new double[TOGETHER];
    private final double[] vbc = new double[TOGETHER];
    private final double[] vsub = new double[TOGETHER];
    private final double[] overF = new double[TOGETHER];
    private final double[] overR = new double[TOGETHER];
    private final double[] overE = new double[TOGETHER];            // 0 where no device leaks
    private final double[] overC = new double[TOGETHER];
    private final double[] overS = new double[TOGETHER];
    private final double[] baseE = new double[TOGETHER];
    private final double[] baseC = new double[TOGETHER];
    private final double[] transport = new double[TOGETHER];
    private final double[] crowding = new double[TOGETHER];
    private final double[][] unknown = new double[SUB_JUNCTION + 1][TOGETHER];
    private final double[][] current = new double[SUB_JUNCTION + 1][TOGETHER];
    private final double[] gb = new double[TOGETHER];
    private final double[] distance = new double[TOGETHER];

    NearBipolars(BipolarBank bank, Evaluation e, boolean[] varied) {
        this.bank = bank;
        double[][] p = e.parameter;
        double[][] known = e.accepted;
        forward = new NearJunctions(known[VBE], p[THERMAL_F]);
        reverse = new NearJunctions(known[VBC], p[THERMAL_R]);
        leakE = isZero(p[ISE]) ? null : new NearJunctions(known[VBE], p[THERMAL_E]);
        leakC = isZero(p[ISC]) ? null : new NearJunctions(known[VBC], p[THERMAL_C]);
        substrate = isZero(p[ISS]) ? null : new NearJunctions(known[VSUB], p[THERMAL_S]);
        roots = Arrays.stream(p[NKF]).allMatch(exponent -> exponent == 0.5);
        for (int parameter = 0; parameter < PARAMETERS; parameter++) {
            double first = p[parameter][0];
            same[parameter] = !(varied != null && varied[parameter]) && Arrays.stream(p[parameter]).allMatch(value -> value == first);
            Arrays.fill(row[parameter], first);
        }
        conduct(row[RBM], TOGETHER);
    }

    private static boolean isZero(double[] values) {
        return Arrays.stream(values).allMatch(value -> value == 0);
    }

    @Override
    public void load(Evaluation e) {
        int first = e.first;
        int end = e.end;
        for (int from = first; from < end; from += TOGETHER) {
            int count = Math.min(TOGETHER, end - from);
            for (int k = 0; k < unknown.length; k++) {
                System.arraycopy(e.unknown[k], from, unknown[k], 0, count);
            }
            voltages(e, from, count);
            Arrays.fill(distance, 0, count, 0);
            forward.currents(from, count, vbe, parameter(e, THERMAL_F, from, count), overF, distance);
            reverse.currents(from, count, vbc, parameter(e, THERMAL_R, from, count), overR, distance);
            if (leakE != null) {
                leakE.currents(from, count, vbe, parameter(e, THERMAL_E, from, count), overE, distance);
            }
            if (leakC != null) {
                leakC.currents(from, count, vbc, parameter(e, THERMAL_C, from, count), overC, distance);
            }
            if (substrate != null) {
                substrate.currents(from, count, vsub, parameter(e, THERMAL_S, from, count), overS, distance);
            }
            crowd(e, from, count);
            flow(e, from, count);
            contact(e, from, count);
            for (int k = 0; k < current.length; k++) {
                System.arraycopy(current[k], 0, e.current[k], from, count);
            }
            for (int i = from, to; i < from + count; i = to) {
                boolean far = isFar(i - from);
                to = i + 1;
                while (to < from + count && isFar(to - from) == far) {
                    to++;
                }
                if (far) {
                    e.first = i;
                    e.end = to;
                    bank.load(e);
                }
            }
        }
        e.first = first;
        e.end = end;
    }

    private boolean isFar(int device) {
        return !(distance[device] <= NearJunctions.FAR);
    }

    /** A parameter of these devices, from place 0 on. */
    private double[] parameter(Evaluation e, int parameter, int first, int count) {
        if (!same[parameter]) {
            System.arraycopy(e.parameter[parameter], first, row[parameter], 0, count);
        }
        return row[parameter];
    }

    private void voltages(Evaluation e, int first, int count) {
        double[] polarity = parameter(e, POLARITY, first, count);
        double[] xC = unknown[CI];
        double[] xB = unknown[BI];
        double[] xE = unknown[EI];
        double[] atE = vbe;
        double[] atC = vbc;
        for (int j = 0; j < count; j++) {
            double base = xB[j];
            atE[j] = polarity[j] * (base - xE[j]);
            atC[j] = polarity[j] * (base - xC[j]);
        }
        if (substrate != null) {
            double[] direction = parameter(e, SUB_POLARITY, first, count);
            for (int j = 0; j < count; j++) {
                vsub[j] = direction[j] * (unknown[S][j] - unknown[SUB_JUNCTION][j]);
            }
        }
    }

    /** {@code (1 + 4 q2)^NKF}. */
    private void crowd(Evaluation e, int first, int count) {
        double[] is = parameter(e, IS, first, count);
        double[] perIkf = parameter(e, PER_IKF, first, count);
        double[] perIkr = parameter(e, PER_IKR, first, count);
        double[] f = overF;
        double[] r = overR;
        double[] into = crowding;
        for (int j = 0; j < count; j++) {
            into[j] = Math.max(0, 1 + 4 * (is[j] * f[j] * perIkf[j] + is[j] * r[j] * perIkr[j]));
        }
        if (roots) {
            for (int j = 0; j < count; j++) {
                into[j] = Math.sqrt(into[j]);
            }
            return;
        }
        double[] nkf = parameter(e, NKF, first, count);
        for (int j = 0; j < count; j++) {
            into[j] = nkf[j] == 0.5 ? Math.sqrt(into[j]) : Math.pow(into[j], nkf[j]);
        }
    }

    /** What flows in the device proper, into the inner nodes. */
    private void flow(Evaluation e, int first, int count) {
        double[] counts = parameter(e, COUNT, first, count);
        base(count, e.junctionConductance, counts, vbc, parameter(e, IS_BR, first, count), overR, parameter(e, ISC, first, count), overC, baseC);
        base(count, e.junctionConductance, counts, vbe, parameter(e, IS_BF, first, count), overF, parameter(e, ISE, first, count), overE, baseE);
        transport(count, parameter(e, IS, first, count), parameter(e, PER_VAF, first, count), parameter(e, PER_VAR, first, count));
        double[] polarity = parameter(e, POLARITY, first, count);
        double[] ofE = baseE;
        double[] ofC = baseC;
        double[] through = transport;
        double[] fCi = current[CI];
        double[] fBi = current[BI];
        double[] fEi = current[EI];
        for (int j = 0; j < count; j++) {
            double collector = polarity[j] * (through[j] - ofC[j]);
            double base = polarity[j] * (ofE[j] + ofC[j]);
            fCi[j] = collector;
            fBi[j] = base;
            fEi[j] = -collector - base;
        }
    }

    private static void base(int count, double junctionConductance, double[] counts, double[] v, double[] saturation, double[] over, double[] leaking, double[] overLeak, double[] into) {
        for (int j = 0; j < count; j++) {
            into[j] = saturation[j] * over[j] + junctionConductance * counts[j] * v[j] + leaking[j] * overLeak[j];
        }
    }

    private void transport(int count, double[] is, double[] perVaf, double[] perVar) {
        double[] atE = vbe;
        double[] atC = vbc;
        double[] f = overF;
        double[] r = overR;
        double[] root = crowding;
        double[] into = transport;
        for (int j = 0; j < count; j++) {
            into[j] = (is[j] * f[j] - is[j] * r[j]) * (2 * (1 - atC[j] * perVaf[j] - atE[j] * perVar[j]) / (1 + root[j]));
        }
    }

    /** What flows through the resistances of the contacts, and into the substrate. */
    private void contact(Evaluation e, int first, int count) {
        through(count, parameter(e, GC, first, count), unknown[C], unknown[CI], current[C], current[CI]);
        through(count, parameter(e, GE, first, count), unknown[E], unknown[EI], current[E], current[EI]);
        if (!same[RBM]) {
            conduct(parameter(e, RBM, first, count), count);
        }
        through(count, gb, unknown[B], unknown[BI], current[B], current[BI]);
        double[] counts = parameter(e, COUNT, first, count);
        double junctionConductance = e.junctionConductance;
        double[] xS = unknown[S];
        double[] xJ = unknown[SUB_JUNCTION];
        double[] fS = current[S];
        double[] fJ = current[SUB_JUNCTION];
        for (int j = 0; j < count; j++) {
            double through = junctionConductance * counts[j] * (xS[j] - xJ[j]);
            fS[j] = through;
            fJ[j] = -through;
        }
        if (substrate != null) {
            double[] direction = parameter(e, SUB_POLARITY, first, count);
            double[] iss = parameter(e, ISS, first, count);
            for (int j = 0; j < count; j++) {
                double through = direction[j] * iss[j] * overS[j];
                fS[j] += through;
                fJ[j] -= through;
            }
        }
    }

    /** Conductances of base resistances; where there is none there is no voltage across it either. */
    private void conduct(double[] rbm, int count) {
        double[] into = gb;
        for (int j = 0; j < count; j++) {
            into[j] = 1 / Math.max(rbm[j], Double.MIN_NORMAL);
        }
    }

    private static void through(int count, double[] conductance, double[] x, double[] inner, double[] f, double[] fInner) {
        for (int j = 0; j < count; j++) {
            double through = conductance[j] * (x[j] - inner[j]);
            f[j] = through;
            fInner[j] -= through;
        }
    }
}
