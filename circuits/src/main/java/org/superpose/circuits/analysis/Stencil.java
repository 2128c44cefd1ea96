package org.superpose.circuits.analysis;

/** A difference for a first derivative: a weighted sum of values at several steps from the present one. Equal values add to 0 in its order, and not to rounding. */
enum Stencil {
    /** Of fourth order: {@code (8 (y(h) − y(−h)) − (y(2h) − y(−2h)))/12h}, wrong by {@code h⁴ y⁽⁵⁾/30}. */
    CENTRAL(new double[] {1, -1, 2, -2}, new double[] {8, -8, -1, 1}, 12),
    /** For a number at the upper end of its range; of second order, and therefore in smaller steps. */
    BACKWARD(new double[] {-0.04, -0.02, 0}, new double[] {1, -4, 3}, 0.04);

    private final double[] steps;
    private final double[] weights;
    private final double width;

    Stencil(double[] steps, double[] weights, double width) {
        this.steps = steps;
        this.weights = weights;
        this.width = width;
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
        return width;
    }
}
