package org.superpose.simulator.training;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.ElementType;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** Trains a dense network to tell the classes of a data set apart, by the mean softmax cross-entropy. */
final class Trainer {
    /** Is told each epoch, from 1, and its mean loss. */
    @FunctionalInterface
    interface Progress {
        void epoch(int epoch, double loss);
    }

    private final TrainingSettings settings;
    private final RandomStreams streams;

    /** @param streams of this training: first weights, order of rows and input noise are drawn from them */
    Trainer(TrainingSettings settings, RandomStreams streams) {
        this.settings = settings;
        this.streams = streams;
    }

    /**
     * @param outputs     width of each layer
     * @param activations one for each layer
     * @param type        what the numbers of the network are rounded to in the end
     * @throws InputException if the steps are so large that the loss grows beyond all bounds
     */
    Network train(Dataset data, List<Integer> outputs, List<Activation> activations, ElementType type, Progress progress) {
        Model model = Model.untrained(data.features(), outputs, activations, streams.named("first weights"));
        Adam adam = new Adam(settings.beta1(), settings.beta2(), settings.epsilon(), model.onWeights(settings.weightDecay()));
        double[] gradient = new double[model.parameters().length];
        double[][] inputs = data.inputs();
        int[] labels = data.labels();
        double[] noisy = new double[data.features()];
        for (int epoch = 1; epoch <= settings.epochs(); epoch++) {
            double rate = settings.rate() * (settings.epochs() + 1 - epoch) / settings.epochs();
            RandomStream noise = streams.named("input noise").stream(epoch);
            int[] order = shuffled(data.size(), streams.named("order of rows").stream(epoch));
            double loss = 0;
            for (int from = 0; from < order.length; from += settings.batch()) {
                int to = Math.min(from + settings.batch(), order.length);
                Arrays.fill(gradient, 0);
                for (int i = from; i < to; i++) {
                    double[] x = inputs[order[i]];
                    for (int f = 0; f < noisy.length; f++) {
                        noisy[f] = x[f] + settings.inputNoise() * Math.sqrt(12) * (noise.uniform() - 0.5);   // a uniform draw of width 1 has the variance 1/12
                    }
                    loss += model.loss(noisy, labels[order[i]], 1.0 / (to - from), gradient);
                }
                adam.step(model.parameters(), gradient, rate);
            }
            if (!Double.isFinite(loss)) {
                throw new InputException("training diverged in epoch " + epoch + "; lower the rate (" + settings.rate() + ")");
            }
            progress.epoch(epoch, loss / order.length);
        }
        return model.rounded(type);
    }

    /** The share of rows whose largest output (the first of equals) is that of their class. */
    static double accuracy(Network network, Dataset data) {
        Model model = Model.of(network);
        double[][] inputs = data.inputs();
        int[] labels = data.labels();
        int right = 0;
        for (int row = 0; row < inputs.length; row++) {
            double[] y = model.logits(inputs[row]);
            int largest = 0;
            for (int o = 1; o < y.length; o++) {
                largest = y[o] > y[largest] ? o : largest;
            }
            right += largest == labels[row] ? 1 : 0;
        }
        return (double) right / inputs.length;
    }

    /** Fisher–Yates. */
    private static int[] shuffled(int size, RandomStream random) {
        int[] order = IntStream.range(0, size).toArray();
        for (int i = size - 1; i > 0; i--) {
            int j = random.below(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
        return order;
    }
}
