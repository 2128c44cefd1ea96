package org.superpose.simulator.hardware;

import org.superpose.simulator.noise.NoiseControl;

/** A kind of analog computer, described by numbers. */
public sealed interface Hardware permits ElectronicHardware, OpticalHardware {
    /** Which random errors are on, and how large. */
    NoiseControl noise();

    /** The same hardware with other random errors switched on. */
    Hardware withNoise(NoiseControl noise);
}
