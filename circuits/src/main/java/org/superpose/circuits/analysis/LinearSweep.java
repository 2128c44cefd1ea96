package org.superpose.circuits.analysis;

/**
 * Equally spaced points.
 *
 * @param start first point
 * @param step  from one to the next
 * @param count of points, positive
 */
public record LinearSweep(double start, double step, int count) implements Sweep {
    private static final int MOST = 10_000_000;

    public LinearSweep {
        if (!Double.isFinite(start) || !Double.isFinite(step) || count < 1 || count > MOST) {
            throw new IllegalArgumentException("linear sweep: needs a finite start and step and 1 ... " + MOST + " points, got " + count + " from " + start + " by " + step);
        }
    }

    /** From start to stop in steps, as SPICE's .dc has them: the stop is met if it is a whole number of steps away. */
    public static LinearSweep steps(double start, double stop, double step) {
        double steps = (stop - start) / step;
        if (!(steps >= 0 && steps < MOST)) {
            throw new IllegalArgumentException("linear sweep: a step of " + step + " does not lead from " + start + " to " + stop + " in " + MOST + " steps");
        }
        return new LinearSweep(start, step, (int) Math.floor(steps + 1e-6) + 1);
    }

    /** So many points from start to stop, both included. */
    public static LinearSweep points(double start, double stop, int count) {
        return new LinearSweep(start, count > 1 ? (stop - start) / (count - 1) : 0, count);
    }

    @Override
    public double[] values() {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = start + i * step;
        }
        return values;
    }
}
