package org.superpose.circuits.semiconductor;

/** How far the voltages of a field-effect transistor may move in one iteration (Nagel, <i>SPICE2</i>, UCB/ERL M520, 1975, section 4.3; T. Quarles, <i>Analysis of Performance and Convergence Issues for Circuit Simulation</i>, UCB/ERL M89/42, 1989). */
final class FieldEffect {
    private FieldEffect() {
    }

    /** Gate voltage: by its distance from threshold, and never across threshold by more than half a volt at once. */
    static double limitGate(double next, double last, double threshold) {
        double up = 2 * Math.abs(last - threshold) + 2;
        double down = up / 2 + 2;
        double step = next - last;
        if (last >= threshold + 3.5) {                                        // well on
            if (step > 0) {
                return Math.min(next, last + up);
            }
            return next >= threshold + 3.5 ? Math.max(next, last - down) : Math.max(next, threshold + 2);
        }
        if (last >= threshold) {                                              // on
            return step <= 0 ? Math.max(next, threshold - 0.5) : Math.min(next, threshold + 4);
        }
        if (step <= 0) {                                                      // off
            return Math.max(next, last - up);
        }
        return next <= threshold + 0.5 ? Math.min(next, last + down) : threshold + 0.5;
    }

    /** Drain voltage. */
    static double limitDrain(double next, double last) {
        if (last >= 3.5) {
            return next > last ? Math.min(next, 3 * last + 2) : next < 3.5 ? Math.max(next, 2) : next;
        }
        return next > last ? Math.min(next, 4) : Math.max(next, -0.5);
    }

    /** Gate, drain and bulk voltage of a MOS transistor, seen from its source: in rows 0, 1 and 2 of memory stands what was evaluated last, and is left what is to be evaluated now. With vds &lt; 0 the drain takes the part of the source. */
    static void limit(double[][] memory, int i, double askedG, double askedD, double askedB, double threshold, double thermal, double criticalS, double criticalD) {
        double lastG = memory[0][i];
        double lastD = memory[1][i];
        double lastB = memory[2][i];
        double vgs;
        double vds;
        double vbs;
        double vgd = askedG - askedD;
        if (lastD >= 0) {
            vgs = limitGate(askedG, lastG, threshold);
            vds = limitDrain(askedG == vgs ? askedD : vgs - vgd, lastD);
        } else {
            double limited = limitGate(vgd, lastG - lastD, threshold);
            vds = -limitDrain(-(limited == vgd ? askedD : askedG - limited), -lastD);
            vgs = limited == vgd && vds == askedD ? askedG : limited + vds;
        }
        if (vds >= 0) {
            vbs = Junction.limit(askedB, lastB, thermal, criticalS);
        } else {
            double vbd = askedB - vds;
            double limited = Junction.limit(vbd, lastB - lastD, thermal, criticalD);
            vbs = limited == vbd ? askedB : limited + vds;
        }
        memory[0][i] = vgs;
        memory[1][i] = vds;
        memory[2][i] = vbs;
    }
}
