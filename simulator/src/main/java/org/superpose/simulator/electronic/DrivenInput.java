package org.superpose.simulator.electronic;

import org.superpose.circuits.characterisation.CharacterisedDriver;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.InputStage;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** A converter, and behind it for each input a driver with an offset and a gain of its own and noise; one draw for each input and reading, since all columns see the same voltage. */
final class DrivenInput implements InputStage {
    private final VoltageInput converter;
    private final CharacterisedDriver driver;
    private final double[] offsets;              // [V]
    private final double[] gains;                // relative, less 1
    private final double noise;                  // standard deviation [V]

    DrivenInput(VoltageInput converter, CharacterisedDriver driver, double[] offsets, double[] gains, double noise) {
        this.converter = converter;
        this.driver = driver;
        this.offsets = offsets.clone();
        this.gains = gains.clone();
        this.noise = noise;
    }

    @Override
    public long drive(double[] x, double[] port, Reading reading, int row) {
        long clipped = converter.drive(x, port, reading, row);
        RandomStreams purpose = reading.streams().named(Sources.DRIVER_NOISE);
        RandomStream draw = noise == 0 ? null : reading.stream(purpose, row);
        for (int i = 0; i < port.length; i++) {
            port[i] = (1 + gains[i]) * driver.voltage(port[i]) + offsets[i] + (draw == null ? 0 : noise * draw.normal());
        }
        return clipped;
    }
}
