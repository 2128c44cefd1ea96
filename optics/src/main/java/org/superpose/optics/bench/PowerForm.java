package org.superpose.optics.bench;

import java.util.List;
import java.util.Optional;
import org.superpose.optics.propagation.Certificate;
import org.superpose.optics.wave.ComplexMatrix;

/** The power on a bare detector area, P = z* H z with z = (x, 1): Hermitian, not negative. The last row and column belong to light that no input controls. */
public final class PowerForm {
    private final ComplexMatrix form;
    private final Optional<Certificate> certificate;

    PowerForm(ComplexMatrix form, List<Certificate> certificates) {
        this.form = form;
        certificate = Certificate.worst(certificates);
    }

    /** H [W], [(sources + 1) × (sources + 1)]. */
    public ComplexMatrix matrix() {
        return form;
    }

    /** The worst of all distances on the way, of every source; empty where the path has none. */
    public Optional<Certificate> certificate() {
        return certificate;
    }

    /** Power on the area [W]. @param inputs 2·sources numbers, real part first */
    public double power(double[] inputs) {
        Fields.requireCoefficients(inputs, form.rows() - 1);
        double[] z = new double[2 * form.rows()];
        System.arraycopy(inputs, 0, z, 0, inputs.length);
        z[inputs.length] = 1;
        double[] product = form.times(z);
        double power = 0;
        for (int k = 0; k < z.length; k++) {
            power += z[k] * product[k];
        }
        return power;
    }
}
