package org.superpose.simulator.electronic;

import org.superpose.circuits.characterisation.PiecewiseChebyshev;
import org.superpose.simulator.characterised.Basis;

/** Functions that were found from cells, as the basis of a sum. */
record SampledBasis(PiecewiseChebyshev functions) implements Basis {
    @Override
    public int rank() {
        return functions.rank();
    }

    @Override
    public void evaluate(double[] port, double[][] phi) {
        functions.evaluate(port, phi);
    }
}
