package org.superpose.simulator.electronic;

import org.superpose.simulator.characterised.Basis;

/** The port itself, or its square: what Ohm's law and the power of a noisy conductance need. */
enum LinearBasis implements Basis {
    IDENTITY,
    SQUARE;

    @Override
    public int rank() {
        return 1;
    }

    @Override
    public void evaluate(double[] port, double[][] phi) {
        double[] row = phi[0];
        for (int i = 0; i < port.length; i++) {
            row[i] = this == IDENTITY ? port[i] : port[i] * port[i];
        }
    }
}
