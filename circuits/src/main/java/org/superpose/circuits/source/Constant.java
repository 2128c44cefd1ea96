package org.superpose.circuits.source;

/** The same at all times. */
public record Constant(double value) implements Waveform {
    @Override
    public double at(double time) {
        return value;
    }

    @Override
    public double nextCorner(double time) {
        return Double.POSITIVE_INFINITY;
    }
}
