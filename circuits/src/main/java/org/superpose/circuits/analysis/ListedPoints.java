package org.superpose.circuits.analysis;

import java.util.Arrays;

/** Points as they were listed. */
final class ListedPoints implements Sweep {
    private final double[] points;

    ListedPoints(double[] points) {
        if (points.length == 0) {
            throw new IllegalArgumentException("a sweep needs at least one point");
        }
        for (double point : points) {
            if (!Double.isFinite(point)) {
                throw new IllegalArgumentException("points of a sweep must be finite, got " + point);
            }
        }
        this.points = points.clone();
    }

    @Override
    public double[] values() {
        return points.clone();
    }

    @Override
    public String toString() {
        return Arrays.toString(points);
    }
}
