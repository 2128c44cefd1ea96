package org.superpose.simulator.characterised;

import java.util.List;
import org.superpose.simulator.matrix.PackedMatrix;

/** A sum over cells with a separable surface, {@code y_o = y0_o + Σ_r Σ_i φ_r(x_i) C_r[o][i]}: the signal of a column, its noise power, a quadrature. */
public final class SeparableSum {
    private final Basis basis;
    private final List<PackedMatrix> coefficients;
    private final double[] offset;

    /**
     * @param basis        φ; sums that share one object share its evaluation
     * @param coefficients C_r, one matrix [outputs × inputs] for each function of the basis
     * @param offset       y0 [outputs], copied
     */
    public SeparableSum(Basis basis, List<PackedMatrix> coefficients, double[] offset) {
        if (coefficients.size() != basis.rank()) {
            throw new IllegalArgumentException("basis of rank " + basis.rank() + " with " + coefficients.size() + " coefficient matrices");
        }
        for (PackedMatrix matrix : coefficients) {
            if (matrix.outputs() != offset.length || matrix.inputs() != coefficients.get(0).inputs()) {
                throw new IllegalArgumentException("coefficient matrices and offset of one sum must agree in shape");
            }
        }
        this.basis = basis;
        this.coefficients = List.copyOf(coefficients);
        this.offset = offset.clone();
    }

    public Basis basis() {
        return basis;
    }

    public int inputs() {
        return coefficients.get(0).inputs();
    }

    public int outputs() {
        return offset.length;
    }

    /**
     * @param phi the basis at every sample, {@code phi[r][b][i]}
     * @return y [batch × outputs]
     */
    double[][] evaluate(double[][][] phi) {
        double[][] y = new double[phi[0].length][];
        for (int b = 0; b < y.length; b++) {
            y[b] = offset.clone();
        }
        for (int r = 0; r < coefficients.size(); r++) {
            coefficients.get(r).multiplyAdd(phi[r], y);
        }
        return y;
    }
}
