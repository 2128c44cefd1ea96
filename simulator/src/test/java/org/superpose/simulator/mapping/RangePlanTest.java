package org.superpose.simulator.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

class RangePlanTest {
    private static final Network IDENTITY = new Network(List.of(new DenseLayer(new double[][] {{1}}, new double[] {0}, Activation.IDENTITY)));

    private static double[][] normal(int n) {
        RandomStream draw = RandomStreams.of(1).stream();
        double[][] rows = new double[n][1];
        for (double[] row : rows) {
            row[0] = draw.normal();
        }
        return rows;
    }

    /** For normal data the range at probability p is the quantile of |z|, and the error of clipping there has a closed form. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.01})
    void rangeIsTheQuantileAndItsErrorThatOfAClippedGaussian(double clip) {
        int n = 200_000;
        LayerRange range = RangePlan.of(IDENTITY, normal(n), clip).layers().get(0);
        double r = clip == 0.1 ? 1.6448536 : 2.5758293;                        // two-sided quantiles of the normal distribution
        double density = StrictMath.exp(-r * r / 2) / StrictMath.sqrt(2 * StrictMath.PI);
        // standard error of a quantile: √(p(1 − p)/n) over the density of |z|, twice that of z
        assertEquals(r, range.output(), 4 * StrictMath.sqrt(clip * (1 - clip) / n) / (2 * density));
        assertEquals(clip, range.clippedOutputs(), 1.0 / n);
        double error = (1 + r * r) * clip - 2 * r * density;                   // E (|z| − r)²₊
        assertEquals(StrictMath.sqrt(error), range.clippingError(), 0.05 * StrictMath.sqrt(error));
        assertTrue(range.gain() > 1);
    }

    @Test
    void withoutClippingEverythingFits() {
        LayerRange range = RangePlan.of(IDENTITY, new double[][] {{-3}, {2}, {1}}, 0).layers().get(0);
        assertEquals(3, range.output());
        assertEquals(3, range.input());
        assertEquals(0, range.clippedOutputs());
        assertEquals(0, range.clippingError());
        assertEquals(1, range.gain());
        assertTrue(range.inputSigned());
    }

    /** Behind a ReLU only what it lets through needs room, and the next layer's inputs have no sign. */
    @Test
    void rectifiedLayersNeedRoomForPositiveOutputsOnly() {
        Network network = new Network(List.of(new DenseLayer(new double[][] {{2}, {-0.5}}, new double[] {0, 1}, Activation.RELU),
                new DenseLayer(new double[][] {{1, 0.25}}, new double[] {-4}, Activation.IDENTITY)));
        RangePlan plan = RangePlan.of(network, new double[][] {{-10}, {1}}, 0);
        assertEquals(6, plan.layers().get(0).output());                         // −0.5 · −10 + 1
        assertEquals(2, plan.layers().get(0).weight());
        assertEquals(1, plan.layers().get(0).bias());
        assertEquals(6, plan.layers().get(1).input());
        assertEquals(-2.5, plan.preActivations(1, 1)[0][0]);
        assertEquals(1, plan.inputs(0, 99)[1][0]);
        assertTrue(!plan.layers().get(1).inputSigned());
    }

    @Test
    void deadLayersHaveARangeAllTheSame() {
        Network network = new Network(List.of(new DenseLayer(new double[][] {{0}}, new double[] {-1}, Activation.RELU)));
        LayerRange range = RangePlan.of(network, new double[][] {{0}, {0}}, 1e-3).layers().get(0);
        assertEquals(1, range.input());
        assertEquals(1, range.weight());
        assertEquals(1, range.output());
        assertEquals(0, range.clippingError());
    }

    @Test
    void unusableCalibrationIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> RangePlan.of(IDENTITY, new double[0][], 0));
        assertThrows(IllegalArgumentException.class, () -> RangePlan.of(IDENTITY, new double[][] {{1, 2}}, 0));
        assertThrows(IllegalArgumentException.class, () -> RangePlan.of(IDENTITY, new double[][] {{1}}, 0.5));
    }

    @Test
    void predistortionUndoesTheTanh() {
        WeightCode code = new WeightCode(0.8, true);
        for (double w = -1; w <= 1; w += 0.01) {
            assertEquals(w, code.realised(code.stored(w)), 4e-16);
            assertEquals(StrictMath.tanh(w * code.fullScale()) / 0.8, new WeightCode(0.8, false).realised(new WeightCode(0.8, false).stored(w)), 1e-16);
        }
        assertEquals(1, code.stored(1));
        assertEquals(1.0986122886681098, code.fullScale(), 1e-15);               // artanh 0.8 = ln 3
    }
}
