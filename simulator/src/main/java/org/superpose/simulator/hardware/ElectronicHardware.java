package org.superpose.simulator.hardware;

import org.superpose.simulator.noise.NoiseControl;

/** Electronic hardware. */
public record ElectronicHardware(NoiseControl noise) implements Hardware {
    @Override
    public ElectronicHardware withNoise(NoiseControl other) {
        return new ElectronicHardware(other);
    }
}
