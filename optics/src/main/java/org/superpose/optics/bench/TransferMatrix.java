package org.superpose.optics.bench;

import org.superpose.optics.wave.ComplexMatrix;

/** What a bench with fixed masks makes of its inputs: y = T x + c, with c from light that no input controls. */
public final class TransferMatrix {
    private final ComplexMatrix matrix;
    private final double[] constant;

    TransferMatrix(ComplexMatrix matrix, double[] constant) {
        this.matrix = matrix;
        this.constant = constant.clone();
    }

    /** T, [detectors × sources]. */
    public ComplexMatrix matrix() {
        return matrix;
    }

    /** c, 2·detectors numbers, real part first; a copy. */
    public double[] constant() {
        return constant.clone();
    }

    /** T x + c. @param inputs 2·sources numbers, real part first @return 2·detectors numbers */
    public double[] apply(double[] inputs) {
        Fields.requireCoefficients(inputs, matrix.columns());
        double[] outputs = matrix.times(inputs);
        for (int k = 0; k < outputs.length; k++) {
            outputs[k] += constant[k];
        }
        return outputs;
    }
}
