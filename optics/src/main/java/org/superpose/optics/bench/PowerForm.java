package org.superpose.optics.bench;

import org.superpose.optics.wave.ComplexMatrix;

/** The power on a bare detector area, P = z* H z with z = (x, 1): Hermitian, not negative. The last row and column belong to light that no input controls. */
public final class PowerForm {
    private final ComplexMatrix form;

    PowerForm(ComplexMatrix form) {
        this.form = form;
    }

    /** H [W], [(sources + 1) × (sources + 1)]. */
    public ComplexMatrix matrix() {
        return form;
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
