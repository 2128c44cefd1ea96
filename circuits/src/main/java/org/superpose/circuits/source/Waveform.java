package org.superpose.circuits.source;

/** What an independent source gives as a function of time. */
public sealed interface Waveform permits Constant, Pulse, Sine, Exponential, PiecewiseLinear {
    /** Value [V or A] at a time [s]. */
    double at(double time);

    /** The first corner after a time [s], or infinity. */
    double nextCorner(double time);
}
