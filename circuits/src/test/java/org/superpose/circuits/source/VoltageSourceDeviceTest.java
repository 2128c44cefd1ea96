package org.superpose.circuits.source;

import java.util.List;
import java.util.SplittableRandom;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceLaws;

class VoltageSourceDeviceTest extends DeviceLaws {
    @Override
    protected List<? extends Component> devices() {
        return List.of(VoltageSource.dc("V1", "a", "b", 5), VoltageSource.of("V2", "b", "0", new Sine(1, 2, 50)));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        return new double[] {random.nextDouble(-10, 10), random.nextDouble(-10, 10), random.nextDouble(-1, 1)};
    }

    @Override
    protected boolean node(int k) {
        return k < 2;
    }

    @Override
    protected boolean passive(int device) {
        return false;
    }
}
