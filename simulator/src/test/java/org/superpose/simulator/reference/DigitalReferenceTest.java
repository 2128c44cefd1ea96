package org.superpose.simulator.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.dataset.CsvDataset;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.IndexList;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.LayerNames;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.network.NetworkFile;

class DigitalReferenceTest {
    private static double[][] matrix(SplittableRandom random, int rows, int columns) {
        double[][] matrix = new double[rows][columns];
        for (double[] row : matrix) {
            Arrays.setAll(row, i -> random.nextDouble(-1, 1));
        }
        return matrix;
    }

    private static Network network(SplittableRandom random) {
        return new Network(List.of(new DenseLayer(matrix(random, 300, 41), matrix(random, 1, 300)[0], Activation.RELU),
                new DenseLayer(matrix(random, 7, 300), matrix(random, 1, 7)[0], Activation.RELU),
                new DenseLayer(matrix(random, 3, 7), matrix(random, 1, 3)[0], Activation.IDENTITY)));
    }

    /** Bit for bit the plain loop over the inputs in ascending order, then the bias, then the activation. */
    @Test
    void everyLayerIsThePlainSumInAscendingOrder() {
        SplittableRandom random = new SplittableRandom(1);
        Network network = network(random);
        double[][] x = matrix(random, 5, 41);
        List<LayerTrace> traces = new DigitalReference(network).run(x);
        assertEquals(3, traces.size());
        double[][] signal = x;
        for (int l = 0; l < 3; l++) {
            DenseLayer layer = network.layers().get(l);
            double[][] weights = layer.weights();
            double[] bias = layer.bias();
            for (int b = 0; b < x.length; b++) {
                for (int o = 0; o < layer.outputs(); o++) {
                    double z = 0;
                    for (int i = 0; i < layer.inputs(); i++) {
                        z += signal[b][i] * weights[o][i];
                    }
                    z += bias[o];
                    assertEquals(z, traces.get(l).preActivation()[b][o]);
                    assertEquals(layer.activation() == Activation.RELU ? Math.max(0, z) : z, traces.get(l).output()[b][o]);
                }
            }
            signal = traces.get(l).output();
        }
        assertArrayEquals(signal, new DigitalReference(network).logits(x));
    }

    /** Recursive summation of n products errs by n·2⁻⁵³ of |b| + Σ|w||x| at most (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., 2002, equation 3.5, n + 1 terms). */
    @Test
    void sumsAreExactToTheBoundOfHigham() {
        SplittableRandom random = new SplittableRandom(2);
        DenseLayer layer = new DenseLayer(matrix(random, 4, 100), matrix(random, 1, 4)[0], Activation.IDENTITY);
        double[] x = matrix(random, 1, 100)[0];
        double[] y = new DigitalReference(new Network(List.of(layer))).logits(new double[][] {x})[0];
        for (int o = 0; o < 4; o++) {
            BigDecimal exact = new BigDecimal(layer.bias()[o]);
            double magnitude = Math.abs(layer.bias()[o]);
            for (int i = 0; i < 100; i++) {
                exact = exact.add(new BigDecimal(x[i]).multiply(new BigDecimal(layer.weights()[o][i])));
                magnitude += Math.abs(x[i] * layer.weights()[o][i]);
            }
            assertTrue(Math.abs(exact.subtract(new BigDecimal(y[o])).doubleValue()) <= 102 * 0x1p-53 * magnitude);
        }
    }

    @Test
    void rowsDoNotDependOnTheirBatch() {
        SplittableRandom random = new SplittableRandom(3);
        DigitalReference reference = new DigitalReference(network(random));
        double[][] x = matrix(random, 9, 41);
        double[][] all = reference.logits(x);
        for (int b = 0; b < x.length; b++) {
            assertArrayEquals(all[b], reference.logits(new double[][] {x[b]})[0]);
        }
        assertThrows(IllegalArgumentException.class, () -> reference.logits(new double[1][40]));
    }

    @Test
    void theFirstOfEqualLogitsWins() {
        DigitalReference reference = new DigitalReference(new Network(List.of(new DenseLayer(new double[][] {{0}, {1}, {1}}, new double[3], Activation.IDENTITY))));
        assertArrayEquals(new int[] {1, 0}, reference.classes(new double[][] {{1}, {-1}}));
    }

    /** The accuracies that the training of the shipped networks reached; fixed because these files gave them. */
    @Test
    void shippedNetworksTellTheirTestRowsApart() {
        assertEquals(0.986, accuracy("shuffled"), 1e-12);
        assertEquals(0.934, accuracy("writers"), 1e-12);
    }

    private static double accuracy(String split) {
        Path digits = Path.of("..", "examples", "digits");
        Dataset whole = CsvDataset.read(digits.resolve("digits.csv.gz")).scaledBy(1.0 / 16);
        Dataset test = whole.subset(IndexList.read(digits.resolve(split + "-test.txt"), whole.size()));
        Network network = NetworkFile.read(digits.resolve(split + ".safetensors"), List.of(new LayerNames("fc1.weight", "fc1.bias", Activation.RELU),
                new LayerNames("fc2.weight", "fc2.bias", Activation.IDENTITY)));
        int[] classes = new DigitalReference(network).classes(test.inputs());
        int[] labels = test.labels();
        int right = 0;
        for (int row = 0; row < labels.length; row++) {
            right += classes[row] == labels[row] ? 1 : 0;
        }
        return (double) right / labels.length;
    }
}
