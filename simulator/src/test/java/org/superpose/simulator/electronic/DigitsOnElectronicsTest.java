package org.superpose.simulator.electronic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.analog.Predictor;
import org.superpose.simulator.dataset.CsvDataset;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.IndexList;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.LayerNames;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.network.NetworkFile;
import org.superpose.simulator.noise.RandomStreams;
import org.superpose.simulator.reference.DigitalReference;

/** The shipped digit networks on the reference design. */
class DigitsOnElectronicsTest {
    private static final Path FOLDER = Path.of("../examples/digits");

    @ParameterizedTest
    @ValueSource(strings = {"shuffled", "writers"})
    void chipsDecideNearlyAsTheExactNetwork(String split) {
        Dataset all = CsvDataset.read(FOLDER.resolve("digits.csv.gz")).scaledBy(1.0 / 16);
        Dataset train = all.subset(IndexList.read(FOLDER.resolve(split + "-train.txt"), all.size()));
        Dataset test = all.subset(IndexList.read(FOLDER.resolve(split + "-test.txt"), all.size()));
        Network network = NetworkFile.read(FOLDER.resolve(split + ".safetensors"), List.of(new LayerNames("fc1.weight", "fc1.bias", Activation.RELU),
                new LayerNames("fc2.weight", "fc2.bias", Activation.IDENTITY)));
        ElectronicMachine machine = ElectronicMachine.of(network, train.inputs(), ElectronicHardware.defaults());
        int[] exact = new DigitalReference(network).classes(test.inputs());
        assertArrayEquals(exact, Predictor.classes(machine.ideal().logits(test.inputs())));
        double mean = 0;
        for (int chip = 0; chip < 5; chip++) {
            int[] classes = Predictor.classes(machine.chip(RandomStreams.of(7).chip(chip)).logits(test.inputs()));
            assertTrue(accuracy(classes, exact) >= 0.98, "chip " + chip + " agrees on " + accuracy(classes, exact));
            mean += accuracy(classes, test.labels()) / 5;
        }
        assertEquals(accuracy(exact, test.labels()), mean, 0.01);
    }

    private static double accuracy(int[] classes, int[] labels) {
        int right = 0;
        for (int k = 0; k < classes.length; k++) {
            right += classes[k] == labels[k] ? 1 : 0;
        }
        return (double) right / classes.length;
    }
}
