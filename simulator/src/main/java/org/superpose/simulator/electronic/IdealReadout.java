package org.superpose.simulator.electronic;

import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.Readout;
import org.superpose.simulator.network.Activation;

/** An amplifier without error: {@code v = R_f I}. The bias current is part of the sum. */
record IdealReadout(double feedback, double scale, Activation activation) implements Readout {
    @Override
    public long read(double[][] sums, double[] preActivation, double[] output, Reading reading, int row) {
        for (int o = 0; o < output.length; o++) {
            double v = feedback * sums[0][o];
            preActivation[o] = v / scale;
            output[o] = activation.apply(v) / scale;
        }
        return 0;
    }
}
