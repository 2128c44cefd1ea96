package org.superpose.simulator.noise;

/** When a random error is drawn; four different things that a user selects and sweeps apart. */
public enum Moment {
    /** Once per chip, when it is made or its weights are written: mismatch, programming error, kT/C of a written charge. */
    WRITE,
    /** With the time since writing: drift, droop, aging. */
    TIME,
    /** At every use of the hardware: shot, thermal and flicker noise, read noise. */
    READ,
    /** In the converters and detectors at the end of the chain. */
    DETECT
}
