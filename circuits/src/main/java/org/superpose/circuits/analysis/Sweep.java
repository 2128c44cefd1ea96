package org.superpose.circuits.analysis;

/** The points at which an analysis looks: values of a source, frequencies. */
public sealed interface Sweep permits LinearSweep, LogSweep, ListedPoints {
    /** The points in their order. */
    double[] values();

    /** Given points in a given order. */
    static Sweep of(double... points) {
        return new ListedPoints(points);
    }
}
