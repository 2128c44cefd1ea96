package org.superpose.circuits.analysis;

/** A difference for a first derivative, of second order. */
enum Stencil {
    CENTRAL(new double[] {-1, 1}, new double[] {-1, 1}),
    /** For a number at the upper end of its range. In this order three equal values give 0, and not rounding. */
    BACKWARD(new double[] {-2, -1, 0}, new double[] {1, -4, 3});

    private final double[] steps;
    private final double[] weights;

    Stencil(double[] steps, double[] weights) {
        this.steps = steps;
        this.weights = weights;
    }

    /** From the present value. For reading only. */
    double[] steps() {
        return steps;
    }

    /** Of the values there. For reading only. */
    double[] weights() {
        return weights;
    }

    /** By which, times the step, the weighted sum is divided. */
    double width() {
        return 2;
    }
}
