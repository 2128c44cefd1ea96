package org.superpose.simulator.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.superpose.simulator.dataset.CsvDataset;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.IndexList;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.noise.RandomStreams;

/** The files of examples/digits are what the code makes. */
class ShippedDigitsTest {
    private static final Path DIGITS = Path.of("..", "examples", "digits");
    private static final int TEST_ROWS = 500;

    @TempDir
    private Path folder;

    /** The text of every index list that is shipped. */
    static Map<String, String> lists(Dataset digits) {
        Map<String, String> lists = new LinkedHashMap<>();
        String made = "\nMade by new StratifiedSplit(labels, 500, RandomStreams.of(1)) of org.superpose.simulator.training: each class has its share in both lists.";
        StratifiedSplit shuffled = new StratifiedSplit(digits.labels(), TEST_ROWS, RandomStreams.of(1));
        lists.put("shuffled-train.txt", IndexList.format("digits.csv.gz, stratified shuffle with seed 1: the 1297 rows to train on, from 0." + made, shuffled.train()));
        lists.put("shuffled-test.txt", IndexList.format("digits.csv.gz, stratified shuffle with seed 1: the 500 rows to test on, from 0." + made, shuffled.test()));
        int border = digits.size() - TEST_ROWS;
        lists.put("writers-train.txt", IndexList.format("digits.csv.gz, split by writers: the first 1297 rows, to train on, from 0.", IntStream.range(0, border).toArray()));
        lists.put("writers-test.txt", IndexList.format("digits.csv.gz, split by writers: the last 500 rows, from other writers, to test on, from 0.",
                IntStream.range(border, digits.size()).toArray()));
        return lists;
    }

    @Test
    void digitsAreWhatTheirAttributionSays() {
        Dataset digits = CsvDataset.read(DIGITS.resolve("digits.csv.gz"));
        assertEquals("digits", digits.name());
        assertEquals(1797, digits.size());
        assertEquals(64, digits.features());
        assertEquals(10, digits.classes());
        assertTrue(Arrays.stream(digits.inputs()).flatMapToDouble(Arrays::stream).allMatch(x -> x >= 0 && x <= 16 && x == Math.rint(x)));
    }

    @Test
    void indexListsAreMadeAgain() throws IOException {
        for (Map.Entry<String, String> list : lists(CsvDataset.read(DIGITS.resolve("digits.csv.gz"))).entrySet()) {
            assertEquals(list.getValue(), Files.readString(DIGITS.resolve(list.getKey())), list.getKey());
        }
    }

    @Test
    void networksAreTrainedAgainBitForBit() throws IOException {
        TrainingJob job = TrainingJob.read(Section.read(DIGITS.resolve("train.yaml")));
        List<String> epochs = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        List<TrainedNetwork> trained = job.run((split, epoch, of, loss) -> {
            epochs.add(split + " " + epoch + "/" + of);
            losses.add(loss);
        });
        assertEquals(List.of("shuffled", "writers"), trained.stream().map(TrainedNetwork::split).toList());
        for (TrainedNetwork network : trained) {
            assertEquals("64-32-10", network.network().toString());
            assertArrayEquals(Files.readAllBytes(DIGITS.resolve(network.file())), Files.readAllBytes(network.write(folder)), network.file());
        }
        assertTrue(trained.get(0).testAccuracy() >= 0.975, "shuffled: " + trained.get(0).testAccuracy());
        assertTrue(trained.get(1).testAccuracy() >= 0.9, "writers: " + trained.get(1).testAccuracy());
        assertEquals(200, epochs.size());
        assertEquals("shuffled 1/100", epochs.get(0));
        assertEquals("writers 100/100", epochs.get(199));
        assertTrue(losses.get(99) < losses.get(0) / 2 && losses.get(199) < losses.get(100) / 2, losses.toString());
    }
}
