package org.superpose.optics.wave;

/** A complex number. @param re real part @param im imaginary part */
public record Complex(double re, double im) {
    /** |z|. */
    public double abs() {
        return Math.hypot(re, im);
    }

    /** arg z [rad], in (−π, π]. */
    public double phase() {
        return Math.atan2(im, re);
    }
}
