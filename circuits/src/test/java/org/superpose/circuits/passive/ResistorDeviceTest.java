package org.superpose.circuits.passive;

import java.util.List;
import java.util.SplittableRandom;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceLaws;

class ResistorDeviceTest extends DeviceLaws {
    @Override
    protected List<? extends Component> devices() {
        return List.of(new Resistor("R1", "a", "b", 1e3), new Resistor("R2", "b", "0", 47, 1e-3, -2e-6));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        return new double[] {random.nextDouble(-10, 10), random.nextDouble(-10, 10)};
    }
}
