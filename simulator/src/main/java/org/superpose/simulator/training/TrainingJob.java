package org.superpose.simulator.training;

import java.util.ArrayList;
import java.util.List;
import org.superpose.simulator.dataset.CsvDataset;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.Split;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.ElementType;
import org.superpose.simulator.network.LayerNames;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.RandomStreams;

/** The training that a YAML file describes: one network for each split of a data set, trained on the training rows of that split alone. */
public final class TrainingJob {
    private static final int MAX_WIDTH = 1 << 16;
    private static final long MAX_PARAMETERS = 1 << 26;

    private final String name;
    private final long seed;
    private final TrainingSettings settings;
    private final List<Split> splits = new ArrayList<>();
    private final List<String> files = new ArrayList<>();
    private final List<LayerNames> names;
    private final List<Integer> outputs = new ArrayList<>();

    private TrainingJob(Section document) {
        name = document.name("training");
        seed = document.wholeNumber("seed");
        settings = TrainingSettings.read(document.section("optimiser"));

        Section network = document.section("network");
        names = LayerNames.readAll(network);
        for (Section layer : network.sections("layers")) {
            outputs.add(layer.integer("outputs", 1, MAX_WIDTH));
        }

        Section dataset = document.section("dataset");
        Dataset whole = CsvDataset.read(dataset);
        for (Section section : dataset.sections("splits")) {
            Split split = Split.read(section, whole);
            String file = section.name("network");
            if (files.contains(file) || splits.stream().anyMatch(other -> other.name().equals(split.name()))) {
                throw section.error("each split needs a name and a network file of its own");
            }
            splits.add(split);
            files.add(file);
        }
        if (splits.isEmpty()) {
            throw dataset.error("splits", "training needs at least one split");
        }
        if (outputs.get(outputs.size() - 1) != whole.classes()) {
            throw network.error("layers", "the last layer must have one output for each of the " + whole.classes() + " classes of the data set, got "
                    + outputs.get(outputs.size() - 1));
        }
        long parameters = 0;
        long inputs = whole.features();
        for (int width : outputs) {
            parameters += (inputs + 1) * width;
            inputs = width;
        }
        if (parameters > MAX_PARAMETERS) {
            throw network.error("layers", "has " + parameters + " weights and biases; at most " + MAX_PARAMETERS + " can be trained here");
        }
        document.finish();
    }

    /** Reads a training and all that it needs; refuses what does not fit before anything is trained. */
    public static TrainingJob read(Section document) {
        return new TrainingJob(document);
    }

    public String name() {
        return name;
    }

    /** Trains the splits in the order of the file; the same job gives the same bits. */
    public List<TrainedNetwork> run(TrainingProgress progress) {
        List<TrainedNetwork> trained = new ArrayList<>();
        List<Activation> activations = names.stream().map(LayerNames::activation).toList();
        for (int s = 0; s < splits.size(); s++) {
            Split split = splits.get(s);
            Trainer trainer = new Trainer(settings, RandomStreams.of(seed).named("training").named(split.name()));
            Network network = trainer.train(split.train(), outputs, activations, ElementType.F32,
                    (epoch, loss) -> progress.epoch(split.name(), epoch, settings.epochs(), loss));
            trained.add(new TrainedNetwork(split.name(), files.get(s), network, names, split.train().size(),
                    Trainer.accuracy(network, split.train()), split.test().size(), Trainer.accuracy(network, split.test())));
        }
        return trained;
    }
}
