package org.superpose.simulator.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;

class OpticalLayerPlanTest {
    private static final Network NETWORK = new Network(List.of(
            new DenseLayer(new double[][] {{2, -4}, {0, 0}, {0.5, 0.25}}, new double[] {1, -1, 0}, Activation.RELU),
            new DenseLayer(new double[][] {{1, 1, 1}}, new double[] {0}, Activation.IDENTITY)));

    @Test
    void everyRowUsesAllMirrorsAndItsScaleUndoesThat() {
        OpticalLayerPlan plan = plan("{}", new double[][] {{3, 0}, {1, 2}}).get(0);
        assertEquals(3, plan.inputScale());
        assertArrayEquals(new double[] {0.5, -1}, plan.amplitudes()[0]);
        assertArrayEquals(new double[] {0, 0}, plan.amplitudes()[1]);
        assertArrayEquals(new double[] {1, 0.5}, plan.amplitudes()[2]);
        assertArrayEquals(new double[] {12, 3, 1.5}, plan.outputScale());
        assertEquals(1.1, plan.largestOutput(), 1e-15);                        // (½·3 − 0)/3, (½·1 − 2)/3; third row 1, 2/3
    }

    /** Of the inputs 1 … 100 a tenth may be clipped: the range ends at 90. */
    @Test
    void clippingLeavesTheFractionThatWasAllowed() {
        double[][] x = new double[50][2];
        for (int b = 0; b < 50; b++) {
            x[b][0] = 2 * b + 1;
            x[b][1] = 2 * b + 2;
        }
        assertEquals(90, plan("{clipping: 0.1}", x).get(0).inputScale());
        assertEquals(100, plan("{}", x).get(0).inputScale());
    }

    @Test
    void signIsTakenFromTheDataOrGiven() {
        assertTrue(plan("{}", new double[][] {{-1, 2}}).get(0).signed());
        assertTrue(!plan("{}", new double[][] {{1, 2}}).get(0).signed());
        assertTrue(plan("{mask: {inputs: signed}}", new double[][] {{1, 2}}).get(0).signed());
        assertThrows(IllegalArgumentException.class, () -> plan("{mask: {inputs: unsigned}}", new double[][] {{-1, 2}}));
    }

    /** Bare power takes the bias as a beam: it must fit the mirrors too, and what follows sees squares. */
    @Test
    void bareIntensityPutsTheBiasOnMirrors() {
        List<OpticalLayerPlan> plans = plan("{readout: intensity}", new double[][] {{0.125, 0}});
        assertEquals(0.125, plans.get(0).inputScale());
        assertArrayEquals(new double[] {1, 1, 0.0625}, plans.get(0).outputScale());
        assertEquals(1.25 * 1.25, plans.get(1).inputScale(), 1e-12);
    }

    @Test
    void calibrationDataMustFit() {
        assertThrows(IllegalArgumentException.class, () -> plan("{}", new double[][] {{1, 2, 3}}));
        assertThrows(IllegalArgumentException.class, () -> plan("{}", new double[][] {{1, Double.NaN}}));
    }

    private static List<OpticalLayerPlan> plan(String yaml, double[][] calibration) {
        return OpticalLayerPlan.of(NETWORK, OpticalHardware.read(Section.parse("test", yaml)), calibration);
    }
}
