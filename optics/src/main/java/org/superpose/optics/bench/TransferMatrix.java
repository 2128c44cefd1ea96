package org.superpose.optics.bench;

import java.util.List;
import java.util.Optional;
import org.superpose.optics.propagation.Certificate;
import org.superpose.optics.wave.ComplexMatrix;

/** What a bench with fixed masks makes of its inputs: y = T x + c, with c from light that no input controls. */
public final class TransferMatrix {
    private final ComplexMatrix matrix;
    private final double[] constant;
    private final Optional<Certificate> certificate;

    TransferMatrix(ComplexMatrix matrix, double[] constant, List<Certificate> certificates) {
        this.matrix = matrix;
        this.constant = constant.clone();
        certificate = Certificate.worst(certificates);
    }

    /** T, [detectors × sources]. */
    public ComplexMatrix matrix() {
        return matrix;
    }

    /** c, 2·detectors numbers, real part first; a copy. */
    public double[] constant() {
        return constant.clone();
    }

    /**
     * The worst of all distances on the way. Found source by source: of every source. Found detector by detector: of all sources shining at once, with phases πj²/n (as rough as
     * random inputs make the light). Empty where the path has no distances.
     */
    public Optional<Certificate> certificate() {
        return certificate;
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
