package org.superpose.simulator.experiment;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.Split;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** Three overlapping normal clouds in four dimensions and the network that decides for the nearest centre: {@code x·c − |c|²/2} from relu(x) − relu(−x) = x. */
final class Blobs {
    private static final double[][] CENTRES = {{1, 0, 0, 0.5}, {-0.5, 1, 0, -0.5}, {0, -0.5, 1, 0}};
    private static final double SPREAD = 0.5;
    static final int FEATURES = 4;
    static final int CLASSES = 3;

    private Blobs() {
    }

    static Dataset dataset(int rows) {
        RandomStream draws = RandomStreams.of(11).named("blobs").stream();
        double[][] x = new double[rows][FEATURES];
        int[] labels = new int[rows];
        for (int j = 0; j < rows; j++) {
            labels[j] = draws.below(CLASSES);
            for (int i = 0; i < FEATURES; i++) {
                x[j][i] = CENTRES[labels[j]][i] + SPREAD * draws.normal();
            }
        }
        return new Dataset("blobs", x, labels, CLASSES);
    }

    /** The first third calibrates, the rest tests. */
    static Split split(int rows) {
        Dataset whole = dataset(rows);
        return new Split("blobs", whole.subset(IntStream.range(0, rows / 3).toArray()), whole.subset(IntStream.range(rows / 3, rows).toArray()));
    }

    static Network network() {
        double[][] both = new double[2 * FEATURES][FEATURES];
        double[][] towards = new double[CLASSES][2 * FEATURES];
        double[] bias = new double[CLASSES];
        for (int i = 0; i < FEATURES; i++) {
            both[i][i] = 1;
            both[FEATURES + i][i] = -1;
            for (int c = 0; c < CLASSES; c++) {
                towards[c][i] = CENTRES[c][i];
                towards[c][FEATURES + i] = -CENTRES[c][i];
                bias[c] -= CENTRES[c][i] * CENTRES[c][i] / 2;
            }
        }
        return new Network(List.of(new DenseLayer(both, new double[2 * FEATURES], Activation.RELU), new DenseLayer(towards, bias, Activation.IDENTITY)));
    }

    static Experiment experiment(int rows, MachineDesign design) {
        return new Experiment("blobs", 7, List.of(new Problem(split(rows), network())), Map.of("noisy", design), Effort.of(6), new Effort(3, 1, 50), List.of(), 2);
    }
}
