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
}
