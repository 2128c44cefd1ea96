package org.superpose.simulator.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.ElementType;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStreams;

class TrainingTest {
    private static final TrainingSettings SETTINGS = new TrainingSettings(30, 8, 0.02, 0.9, 0.999, 1e-8, 0.01, 0.05);

    @TempDir
    private Path folder;

    /** Two clouds of points that a line parts. */
    private static Dataset clouds(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] inputs = new double[61][2];
        int[] labels = new int[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            labels[i] = i % 2;
            inputs[i][0] = random.nextDouble(-0.4, 0.4) + labels[i];
            inputs[i][1] = random.nextDouble(-1, 1);
        }
        return new Dataset("clouds", inputs, labels, 2);
    }

    private static Network train(Dataset data, TrainingSettings settings, RandomStreams streams) {
        return new Trainer(settings, streams).train(data, List.of(5, 2), List.of(Activation.RELU, Activation.IDENTITY), ElementType.F32, (epoch, loss) -> { });
    }

    /**
     * Central differences with h = 1e-5 on a loss of order 1: the truncation h²/6 times a third derivative of order 10 is 1e-9 or less, and rounding
     * 1e-16/h is 1e-11. The draws keep every pre-activation further from the knee than h reaches.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void gradientIsTheDerivativeOfTheLoss(long seed) {
        Model model = Model.untrained(4, List.of(12, 10, 3), List.of(Activation.RELU, Activation.RELU, Activation.IDENTITY), RandomStreams.of(seed));
        SplittableRandom random = new SplittableRandom(seed);
        double[] parameters = model.parameters();
        for (int k = 0; k < parameters.length; k++) {
            parameters[k] += random.nextDouble(0, 0.4);                          // so that biases are not 0, and most ReLUs are on
        }
        double[] x = random.doubles(4, -1, 1).toArray();
        double scale = 0.25;
        double[] gradient = new double[parameters.length];
        Arrays.fill(gradient, 7);                                                // what is there already stays
        model.loss(x, 2, scale, gradient);
        double[] ignored = new double[parameters.length];
        double h = 1e-5;
        int moved = 0;
        for (int k = 0; k < parameters.length; k++) {
            double before = parameters[k];
            parameters[k] = before + h;
            double above = model.loss(x, 2, scale, ignored);
            parameters[k] = before - h;
            double below = model.loss(x, 2, scale, ignored);
            parameters[k] = before;
            assertEquals(7 + scale * (above - below) / (2 * h), gradient[k], 1e-8, "parameter " + k);
            moved += gradient[k] != 7 ? 1 : 0;
        }
        assertTrue(moved > parameters.length / 3, "most ReLUs would be off: " + moved);
    }

    /** One layer, zero weights: the loss is ln(classes), and its derivative by the logits is softmax − one-hot. */
    @Test
    void crossEntropyOfEqualLogitsIsTheLogarithmOfTheirNumber() {
        Model model = Model.untrained(1, List.of(4), List.of(Activation.IDENTITY), RandomStreams.of(1));
        Arrays.fill(model.parameters(), 0);
        double[] gradient = new double[8];
        assertEquals(Math.log(4), model.loss(new double[] {3}, 1, 1, gradient), 1e-15);
        assertArrayEquals(new double[] {0.75, -2.25, 0.75, 0.75, 0.25, -0.75, 0.25, 0.25}, gradient);
    }

    @Test
    void crossEntropyOfHugeLogitsIsFinite() {
        Model model = Model.of(new Network(List.of(new DenseLayer(new double[][] {{1}, {-1}}, new double[2], Activation.IDENTITY))));
        assertEquals(2000, model.loss(new double[] {1000}, 1, 1, new double[4]));
    }

    /**
     * In the first step the corrected means are g and g², so θ moves by −α g/(|g| + ε), and by −α λ θ through decay (Kingma and Ba 2015, section 2.1).
     * The corrections round a few times: 1e-15 relative.
     */
    @Test
    void firstStepOfAdamIsTheRateAgainstTheSignOfTheGradient() {
        double[] theta = {1, 2, -3, 4};
        double[] gradient = {0.5, -1e-3, 0, -20};
        double[] decay = {0, 0.1, 0.1, 0};
        new Adam(0.9, 0.999, 1e-8, decay).step(theta, gradient, 0.01);
        double[] start = {1, 2, -3, 4};
        for (int k = 0; k < theta.length; k++) {
            double expected = start[k] - 0.01 * (gradient[k] / (Math.abs(gradient[k]) + 1e-8) + decay[k] * start[k]);
            assertEquals(expected, theta[k], 4e-15 * Math.abs(start[k]));
        }
    }

    /** Under a constant gradient the corrected means stay g and g² for ever: every step is the same. */
    @Test
    void stepsOfAdamUnderAConstantGradientAreEqual() {
        double[] theta = {0};
        Adam adam = new Adam(0.9, 0.999, 1e-8, new double[1]);
        for (int t = 1; t <= 50; t++) {
            adam.step(theta, new double[] {-3}, 0.1);
            assertEquals(0.1 * t * 3 / (3 + 1e-8), theta[0], 1e-12);       // 50 sums of rounding errors of 1e-14 or less
        }
    }

    /** He et al. 2015: variance 2/inputs, here within five standard errors of the sample variance of a uniform draw, σ² √(0.8/n). */
    @Test
    void firstWeightsHaveTheVarianceThatKeepsSignalsInScale() {
        int inputs = 100;
        int outputs = 200;
        double[] weights = Arrays.copyOf(Model.untrained(inputs, List.of(outputs), List.of(Activation.RELU), RandomStreams.of(3)).parameters(), inputs * outputs);
        double variance = Arrays.stream(weights).map(w -> w * w).average().orElseThrow();
        assertEquals(2.0 / inputs, variance, 5 * 2.0 / inputs * Math.sqrt(0.8 / weights.length));
    }

    @Test
    void aNetworkLearnsWhatALineParts() {
        Dataset data = clouds(1);
        assertTrue(Trainer.accuracy(train(data, SETTINGS, RandomStreams.of(1)), data) > 0.95);
    }

    @Test
    void sameSeedGivesTheSameNetworkAndAnotherSeedAnother() {
        Dataset data = clouds(1);
        double[][] one = train(data, SETTINGS, RandomStreams.of(1)).layers().get(0).weights();
        assertArrayEquals(one, train(data, SETTINGS, RandomStreams.of(1)).layers().get(0).weights());
        assertFalse(Arrays.deepEquals(one, train(data, SETTINGS, RandomStreams.of(2)).layers().get(0).weights()));
    }

    @Test
    void weightDecayShrinksWeights() {
        Dataset data = clouds(1);
        double free = largest(train(data, new TrainingSettings(30, 8, 0.02, 0.9, 0.999, 1e-8, 0, 0), RandomStreams.of(1)));
        double decayed = largest(train(data, new TrainingSettings(30, 8, 0.02, 0.9, 0.999, 1e-8, 1, 0), RandomStreams.of(1)));
        assertTrue(decayed < 0.8 * free, decayed + " against " + free);
    }

    private static double largest(Network network) {
        return network.layers().stream().flatMap(layer -> Arrays.stream(layer.weights())).flatMapToDouble(Arrays::stream).map(Math::abs).max().orElseThrow();
    }

    @Test
    void stepsThatAreTooLargeAreReported() {
        String message = assertThrows(InputException.class,
                () -> train(clouds(1), new TrainingSettings(30, 8, 1e300, 0.9, 0.999, 1e-8, 0, 0), RandomStreams.of(1))).getMessage();
        assertTrue(message.contains("diverged in epoch") && message.contains("lower the rate"), message);
    }

    @Test
    void stratifiedSplitGivesEachClassItsShareInBothParts() {
        SplittableRandom random = new SplittableRandom(4);
        int[] labels = IntStream.range(0, 1000).map(i -> (int) Math.sqrt(random.nextInt(25))).toArray();      // classes of unequal size
        StratifiedSplit split = new StratifiedSplit(labels, 301, RandomStreams.of(1));
        assertEquals(301, split.test().length);
        assertArrayEquals(IntStream.range(0, 1000).toArray(), IntStream.concat(Arrays.stream(split.train()), Arrays.stream(split.test())).sorted().toArray());
        for (int c = 0; c < 5; c++) {
            int label = c;
            long members = Arrays.stream(labels).filter(l -> l == label).count();
            long tested = Arrays.stream(split.test()).filter(row -> labels[row] == label).count();
            assertEquals(0.301 * members, tested, 1, "class " + c);                                          // largest remainders round up or down
        }
        assertFalse(Arrays.equals(split.test(), new StratifiedSplit(labels, 301, RandomStreams.of(2)).test()));
        assertThrows(IllegalArgumentException.class, () -> new StratifiedSplit(labels, 0, RandomStreams.of(1)));
        assertThrows(IllegalArgumentException.class, () -> new StratifiedSplit(labels, 1000, RandomStreams.of(1)));
    }

    /** Which of 12 rows of a class are tested: each equally often, here within five standard errors of a binomial count. */
    @Test
    void everyRowOfAClassIsAsLikelyToBeTested() {
        int[] count = new int[12];
        int trials = 3000;
        for (int seed = 0; seed < trials; seed++) {
            for (int row : new StratifiedSplit(new int[12], 4, RandomStreams.of(seed)).test()) {
                count[row]++;
            }
        }
        for (int c : count) {
            assertEquals(trials / 3.0, c, 5 * Math.sqrt(trials * (1.0 / 3) * (2.0 / 3)));
        }
    }

    private Section job(String changed, String into) throws IOException {
        Files.writeString(folder.resolve("set.csv"), "0,0\n1,1\n0.1,0\n0.9,1\n");
        Files.writeString(folder.resolve("train.txt"), "0\n1\n");
        Files.writeString(folder.resolve("test.txt"), "2\n3\n");
        String yaml = """
                training: two
                seed: 1
                dataset:
                  file: set.csv
                  splits: [{name: a, train: train.txt, test: test.txt, network: a.safetensors}]
                network:
                  layers: [{weight: w, bias: b, outputs: 2, activation: none}]
                optimiser: {epochs: 200, rate: 0.1}
                """;
        assertTrue(yaml.contains(changed));
        return Section.read(Files.writeString(folder.resolve("train.yaml"), yaml.replace(changed, into)));
    }

    @Test
    void aJobOfAUserIsTrainedAndWritten() throws IOException {
        TrainingJob job = TrainingJob.read(job("training: two", "training: mine"));
        assertEquals("mine", job.name());
        TrainedNetwork trained = job.run((split, epoch, epochs, loss) -> { }).get(0);
        assertEquals(1, trained.testAccuracy());
        assertEquals(folder.resolve("a.safetensors"), trained.write(folder));
        assertTrue(Files.exists(folder.resolve("a.safetensors")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "outputs: 2|outputs: 3|one output for each of the 2 classes",
        "outputs: 2|outputs: 0|outputs",
        "[{weight: w,|[{weight: v, outputs: 65536, activation: relu}, {weight: u, outputs: 65536, activation: relu}, {weight: w,|weights and biases; at most",
        "epochs: 200|epochs: 0|epochs",
        "rate: 0.1|rate: -1|rate must be positive, got -1.0",
        "rate: 0.1|beta1: 1|beta1 must be at least 0 and less than 1",
        "rate: 0.1|rato: 1|did you mean \"rate\"?",
        "file: set.csv|file: sot.csv|sot.csv",
        "test: test.txt|test: train.txt|names row 0, which train names too",
        "network: a.safetensors}|network: a.safetensors}, {name: b, train: train.txt, test: test.txt, network: a.safetensors}|a network file of its own",
        "[{name: a, train: train.txt, test: test.txt, network: a.safetensors}]|[]|at least one split",
        "network: a.safetensors|network: ../a.safetensors|network",
    })
    void wrongJobsAreRefusedBeforeTraining(String changed, String into, String expected) throws IOException {
        String message = assertThrows(InputException.class, () -> TrainingJob.read(job(changed, into))).getMessage();
        assertTrue(message.contains(expected), message);
        assertFalse(message.contains("\n"), message);
    }
}
