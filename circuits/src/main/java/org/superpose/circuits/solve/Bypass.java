package org.superpose.circuits.solve;

import java.util.Arrays;
import org.superpose.circuits.circuit.DeviceBank;
import org.superpose.circuits.circuit.Evaluation;
import org.superpose.circuits.plan.PlannedBank;

/**
 * Devices of a bank that stand where their laws were computed last, or so near that these are straight as far as anybody asks: they are taken along their tangents, and keep their derivatives (bypass; Nagel, <i>SPICE2</i>, UCB/ERL M520, 1975, section 4.4, leaves currents as they were; here they move on).
 * A device's place are the differences of unknowns along which it {@linkplain DeviceBank#bends() bends}. Which devices are computed depends on the numbers alone. Several threads may load parts of a bank.
 */
final class Bypass {
    /** Devices between two that are computed, up to which they are computed with them: to begin anew costs as much. */
    private static final int GAP = 3;
    /** Devices of which it is known together when one was computed last. */
    private static final int TOGETHER = 32;

    private final int[][] unknowns;
    private final int[][] bends;
    private final int[][] conductances;
    private final int[][] capacitances;
    private final double[][] place;         // where each was computed last; not a number: it is to be computed
    private final double[][] sharpness;
    private final double[] distance;
    private final double[][] move;          // of the unknowns
    private final long[] computed;          // by devices together: the evaluation in which one was computed last
    private DeviceBank bank;
    private long evaluation;
    private boolean stored;                 // whether charges are those of the present unknowns, too

    Bypass(PlannedBank planned) {
        bank = planned.bank();
        unknowns = planned.unknowns();
        bends = bank.bends();
        conductances = bank.conductancePattern();
        capacitances = bank.capacitancePattern();
        place = new double[bends.length][bank.size()];
        sharpness = new double[bends.length][bank.size()];
        distance = new double[bank.size()];
        move = new double[unknowns.length][bank.size()];
        computed = new long[(bank.size() + TOGETHER - 1) / TOGETHER];
        forget();
    }

    /** Takes the bank of a variant. */
    void adopt(PlannedBank variant) {
        bank = variant.bank();
    }

    /** All are to be computed. */
    void forget() {
        Arrays.fill(place[0], Double.NaN);
    }

    /** One is to be computed. */
    void forget(int device) {
        place[0][device] = Double.NaN;
    }

    /**
     * Before the shares of an evaluation are loaded.
     *
     * @param evaluation its number
     * @param storing    whether charges are wanted
     * @param anew       whether all devices are to be computed
     */
    void begin(long evaluation, boolean storing, boolean anew) {
        this.evaluation = evaluation;
        if (anew || storing && !stored) {
            forget();
        }
        stored = storing;
    }

    /**
     * From x to currents, charges and their derivatives.
     *
     * @param reach how far a device may move, times its sharpness; 0: all are computed
     * @return how many were computed
     */
    int load(Evaluation e, double[] x, double reach) {
        int first = e.first;
        int end = e.end;
        if (reach == 0) {
            compute(e, x, first, end);
            return end - first;
        }
        measure(x, first, end);
        int computed = 0;
        for (int from = first, to; from < end; from = to) {
            boolean still = distance[from] <= reach;
            to = from + 1;
            if (still) {
                while (to < end && distance[to] <= reach) {
                    to++;
                }
                follow(e, x, from, to);
                continue;
            }
            for (int next = to; next < end && next - to <= GAP; next++) {
                if (!(distance[next] <= reach)) {
                    to = next + 1;
                }
            }
            compute(e, x, from, to);
            computed += to - from;
        }
        e.first = first;
        e.end = end;
        return computed;
    }

    /** Whether none of the devices from first to end was computed after an evaluation; sometimes false because of a neighbour. */
    boolean stoodStill(int first, int end, long since) {
        for (int t = first / TOGETHER; t * TOGETHER < end; t++) {
            if (computed[t] > since) {
                return false;
            }
        }
        return true;
    }

    private void measure(double[] x, int first, int end) {
        double[] d = distance;
        Arrays.fill(d, first, end, 0);
        for (int k = 0; k < bends.length; k++) {
            int[] plus = unknowns[bends[k][0]];
            int[] minus = unknowns[bends[k][1]];
            double[] known = place[k];
            double[] sharp = sharpness[k];
            for (int i = first; i < end; i++) {
                d[i] += Math.abs(x[plus[i]] - x[minus[i]] - known[i]) * sharp[i];
            }
        }
    }

    private void compute(Evaluation e, double[] x, int from, int to) {
        boolean before = e.limited;
        e.limited = false;
        e.first = from;
        e.end = to;
        Arrays.fill(computed, from / TOGETHER, (to - 1) / TOGETHER + 1, evaluation);
        for (int k = 0; k < unknowns.length; k++) {
            Equations.gather(x, unknowns[k], e.unknown[k], from, to);
        }
        bank.load(e);
        if (e.limited) {
            Arrays.fill(place[0], from, to, Double.NaN);
            return;
        }
        e.limited = before;
        bank.sharpness(e, sharpness);
        for (int k = 0; k < bends.length; k++) {
            double[] plus = e.unknown[bends[k][0]];
            double[] minus = e.unknown[bends[k][1]];
            double[] known = place[k];
            for (int i = from; i < to; i++) {
                known[i] = plus[i] - minus[i];
            }
        }
    }

    private void follow(Evaluation e, double[] x, int from, int to) {
        for (int k = 0; k < unknowns.length; k++) {
            int[] index = unknowns[k];
            double[] local = e.unknown[k];
            double[] by = move[k];
            for (int i = from; i < to; i++) {
                double now = x[index[i]];
                by[i] = now - local[i];
                local[i] = now;
            }
        }
        follow(conductances, e.conductance, e.current, from, to);
        if (e.storing) {
            follow(capacitances, e.capacitance, e.charge, from, to);
        }
    }

    /** Two pairs of a row at a time, as the pattern has them one after the other: rows are read and written half as often. */
    private void follow(int[][] pairs, double[][] derivative, double[][] into, int from, int to) {
        for (int p = 0; p < pairs.length; p++) {
            double[] slope = derivative[p];
            double[] value = into[pairs[p][0]];
            double[] by = move[pairs[p][1]];
            if (p + 1 == pairs.length || pairs[p + 1][0] != pairs[p][0]) {
                for (int i = from; i < to; i++) {
                    value[i] += slope[i] * by[i];
                }
                continue;
            }
            p++;
            double[] otherSlope = derivative[p];
            double[] otherBy = move[pairs[p][1]];
            for (int i = from; i < to; i++) {
                value[i] += slope[i] * by[i] + otherSlope[i] * otherBy[i];
            }
        }
    }
}
