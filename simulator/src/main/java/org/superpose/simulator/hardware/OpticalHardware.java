package org.superpose.simulator.hardware;

import org.superpose.simulator.noise.NoiseControl;

/** Optical hardware. */
public record OpticalHardware(NoiseControl noise) implements Hardware {
    @Override
    public OpticalHardware withNoise(NoiseControl other) {
        return new OpticalHardware(other);
    }
}
