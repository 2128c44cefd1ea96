package org.superpose.optics.propagation;

import org.superpose.optics.fourier.Fourier1D;

/**
 * What lies outside the window. Along an axis with a single sample the light does not vary, so nothing lies outside there: a grid of one row describes
 * cylinder waves.
 */
public enum Surroundings {
    /** No light comes in, and light that goes out is lost: the field is padded with zeros to twice its size, so that nothing comes back at the other side. */
    DARK,
    /** The window repeats itself for ever, and the field is its exact continuation: no padding and no band limit. For gratings, and for laws. */
    PERIODIC;

    /** Samples of the transform along an axis of n samples. */
    int transformed(int n) {
        return this == PERIODIC || n == 1 ? n : Fourier1D.fastLength(2 * n);
    }
}
