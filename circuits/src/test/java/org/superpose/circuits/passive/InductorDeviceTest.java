package org.superpose.circuits.passive;

import java.util.List;
import java.util.SplittableRandom;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceLaws;

class InductorDeviceTest extends DeviceLaws {
    @Override
    protected List<? extends Component> devices() {
        return List.of(new Inductor("L1", "a", "b", 1e-6), new Inductor("L2", "b", "0", 3));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        return new double[] {random.nextDouble(-10, 10), random.nextDouble(-10, 10), random.nextDouble(-1, 1)};
    }

    @Override
    protected boolean node(int k) {
        return k < 2;
    }

    /** It gives back what it stored. */
    @Override
    protected boolean passive(int device) {
        return false;
    }
}
