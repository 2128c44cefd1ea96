package org.superpose.optics.fourier;

/** Something that yields rows of complex numbers. */
@FunctionalInterface
public interface RowSource {
    /** Copies row j into an array, from an offset on. May be called by several threads at a time. */
    void copyRow(int j, double[] into, int offset);
}
