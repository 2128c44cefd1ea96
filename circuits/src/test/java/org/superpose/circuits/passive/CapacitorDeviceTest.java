package org.superpose.circuits.passive;

import java.util.List;
import java.util.SplittableRandom;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceLaws;

class CapacitorDeviceTest extends DeviceLaws {
    @Override
    protected List<? extends Component> devices() {
        return List.of(new Capacitor("C1", "a", "b", 1e-6), new Capacitor("C2", "b", "0", 3e-12));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        return new double[] {random.nextDouble(-10, 10), random.nextDouble(-10, 10)};
    }
}
