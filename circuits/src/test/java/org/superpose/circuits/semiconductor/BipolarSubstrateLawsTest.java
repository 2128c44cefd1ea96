package org.superpose.circuits.semiconductor;

import java.util.List;
import java.util.SplittableRandom;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.DeviceLaws;

/** Transistors with a conducting substrate junction, another exponent of high injection, and resistances that change with temperature. */
class BipolarSubstrateLawsTest extends DeviceLaws {
    @Override
    protected List<? extends Component> devices() {
        BipolarModel vertical = BipolarLawsTest.full(BipolarModel.npn("vertical")).with("ISS", 2e-15).with("NS", 1.2).with("NKF", 0.7).with("TRC1", 2e-3).with("TRE2", 1e-5).with("TRB1", 1e-3).with("TRM1", 2e-3);
        return List.of(new BipolarTransistor("vertical", "c", "b", "e", "s", vertical, Placement.PLAIN.withArea(2)),
                new BipolarTransistor("lateral", "c", "b", "e", "s", BipolarModel.pnp("lateral").with("ISS", 1e-14).with("NKF", 0.4).with("IKF", 1e-3), Placement.PLAIN));
    }

    @Override
    protected double[] bias(int device, SplittableRandom random) {
        double polarity = device == 0 ? 1 : -1;
        double base = random.nextDouble(-1, 1);
        double emitter = base - polarity * BipolarLawsTest.junction(random);
        double collector = base - polarity * BipolarLawsTest.junction(random);
        double under = device == 0 ? collector : base;
        return new double[] {collector + 0.03, base - 0.02, emitter + 0.01, under + random.nextDouble(-3, 0.7), collector, base, emitter, under};
    }

    /** As at {@link BipolarLawsTest}: with NF ≠ NR the law gives a little power near vce = 0. */
    @Override
    protected boolean passive(int device) {
        return device == 1;
    }
}
