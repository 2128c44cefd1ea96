package org.superpose.simulator.characterised;

/** R functions φ_r of what arrives at a cell's input port. */
public interface Basis {
    /** R, at least 1. */
    int rank();

    /**
     * Evaluates all functions at each input.
     *
     * @param port inputs [inputs]
     * @param phi  result, {@code phi[r][i] = φ_r(port[i])} [rank × inputs]
     */
    void evaluate(double[] port, double[][] phi);
}
