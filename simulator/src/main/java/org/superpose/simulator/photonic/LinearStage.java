package org.superpose.simulator.photonic;

import java.util.List;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.Basis;
import org.superpose.simulator.characterised.CharacterisedLayer;
import org.superpose.simulator.characterised.InputStage;
import org.superpose.simulator.characterised.Readout;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.mapping.OpticalLayerPlan;
import org.superpose.simulator.matrix.PackedMatrix;

/** A layer as mapped, with linear multipliers: same scales and amplitudes as the bench, no levels, no mirrors, no limits, no noise. */
final class LinearStage implements InputStage, Readout {
    private static final Basis IDENTITY = new Basis() {
        @Override
        public int rank() {
            return 1;
        }

        @Override
        public void evaluate(double[] port, double[][] phi) {
            System.arraycopy(port, 0, phi[0], 0, port.length);
        }
    };

    private final OpticalLayerPlan plan;
    private final double[] outputScale;
    private final double[] bias;
    private final boolean squared;

    private LinearStage(OpticalLayerPlan plan, boolean squared) {
        this.plan = plan;
        this.outputScale = plan.outputScale();
        this.bias = plan.bias();
        this.squared = squared;
    }

    static CharacterisedLayer layer(OpticalLayerPlan plan, OpticalHardware.Readout readout) {
        LinearStage stage = new LinearStage(plan, readout == OpticalHardware.Readout.INTENSITY);
        SeparableSum sum = new SeparableSum(IDENTITY, List.of(PackedMatrix.of(plan.amplitudes())), new double[plan.outputs()]);
        return new CharacterisedLayer(stage, List.of(sum), stage);
    }

    @Override
    public long drive(double[] x, double[] port, Reading reading, int row) {
        for (int i = 0; i < x.length; i++) {
            port[i] = x[i] / plan.inputScale();
        }
        return 0;
    }

    @Override
    public long read(double[][] sums, double[] preActivation, double[] output, Reading reading, int row) {
        for (int o = 0; o < output.length; o++) {
            double z = sums[0][o] * outputScale[o] + bias[o];
            preActivation[o] = z;
            output[o] = squared ? z * z : plan.activation().apply(z);
        }
        return 0;
    }
}
