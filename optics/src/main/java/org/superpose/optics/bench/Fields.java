package org.superpose.optics.bench;

import java.util.List;
import org.superpose.optics.wave.Complex;
import org.superpose.optics.wave.Grid;
import org.superpose.optics.wave.Wavefront;

/** Modes given one by one. */
record Fields(List<Wavefront> fields) implements Modes {
    public Fields {
        fields = List.copyOf(fields);
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("modes: at least one field is needed");
        }
        for (Wavefront field : fields) {
            fields.get(0).grid().requireSame(field.grid(), "the first mode");
            if (field.wavelength() != fields.get(0).wavelength()) {
                throw new IllegalArgumentException("modes: fields of " + fields.get(0).wavelength() + " m and " + field.wavelength()
                        + " m do not interfere; make one set of modes for each wavelength");
            }
        }
    }

    @Override
    public int count() {
        return fields.size();
    }

    @Override
    public Grid grid() {
        return fields.get(0).grid();
    }

    @Override
    public double wavelength() {
        return fields.get(0).wavelength();
    }

    @Override
    public Wavefront field(int index) {
        return fields.get(index);
    }

    @Override
    public Wavefront sum(double[] coefficients) {
        requireCoefficients(coefficients, count());
        Wavefront sum = OpticalBench.dark(grid(), wavelength());
        for (int j = 0; j < fields.size(); j++) {
            sum = sum.plus(fields.get(j).times(new Complex(coefficients[2 * j], coefficients[2 * j + 1])));
        }
        return sum;
    }

    @Override
    public double[] project(Wavefront light) {
        double[] products = new double[2 * count()];
        for (int j = 0; j < count(); j++) {
            Complex product = fields.get(j).innerProduct(light);
            products[2 * j] = product.re();
            products[2 * j + 1] = product.im();
        }
        return products;
    }

    /** Refuses coefficients that are not one finite complex number for each mode. */
    static void requireCoefficients(double[] coefficients, int count) {
        if (coefficients.length != 2 * count) {
            throw new IllegalArgumentException("modes: " + count + " modes need " + 2 * count + " numbers (real and imaginary parts), got " + coefficients.length);
        }
        for (int k = 0; k < coefficients.length; k++) {
            if (!Double.isFinite(coefficients[k])) {
                throw new IllegalArgumentException("modes: every coefficient must be finite, but that of mode " + k / 2 + " is " + coefficients[k]);
            }
        }
    }
}
