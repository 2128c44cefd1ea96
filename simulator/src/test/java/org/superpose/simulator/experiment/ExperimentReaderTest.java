package org.superpose.simulator.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.dataset.Dataset;
import org.superpose.simulator.dataset.IndexList;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.ElementType;
import org.superpose.simulator.network.LayerNames;
import org.superpose.simulator.network.NetworkFile;

class ExperimentReaderTest {
    private static final String YAML = """
            experiment: blobs
            seed: 3
            threads: 2
            dataset:
              file: blobs.csv
              divideBy: 2
              splits:
                - {name: only, train: train.txt, test: test.txt, network: net.safetensors}
            network:
              layers:
                - {weight: a.weight, bias: a.bias, activation: relu}
                - {weight: b.weight, bias: b.bias, activation: none}
            hardware:
              noisy: {offset: 5%, noise: {scale: 1}}
            evaluation: {chips: 3, images: 20}
            noiseBudget: {chips: 2, images: 10}
            sweeps:
              - {name: noise, vary: [{field: noise.scale, from: 0.1, to: 10, points: 3, spacing: log}], chips: 2}
              - {name: both, splits: [only], machines: [noisy], vary: [{field: readNoise, values: [0, 1]}, {field: evaluation.reads, values: [1, 2]}]}
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws IOException {
        Dataset data = Blobs.dataset(60);
        StringBuilder csv = new StringBuilder();
        for (int j = 0; j < data.size(); j++) {
            for (double x : data.inputs()[j]) {
                csv.append(2 * x).append(',');
            }
            csv.append(data.labels()[j]).append('\n');
        }
        Files.writeString(folder.resolve("blobs.csv"), csv);
        Files.writeString(folder.resolve("train.txt"), IndexList.format("train", IntStream.range(0, 20).toArray()));
        Files.writeString(folder.resolve("test.txt"), IndexList.format("test", IntStream.range(20, 60).toArray()));
        NetworkFile.write(folder.resolve("net.safetensors"), Blobs.network(), List.of(new LayerNames("a.weight", "a.bias", Activation.RELU), new LayerNames("b.weight", "b.bias", Activation.IDENTITY)),
                ElementType.F64, Map.of());
    }

    private Experiment read(String yaml) throws IOException {
        Path file = folder.resolve("experiment.yaml");
        Files.writeString(file, yaml);
        return ExperimentReader.read(Section.read(file), Map.of("noisy", NoisyMachine::read));
    }

    @Test
    void yamlSaysWhatTheApiSays() throws IOException, InterruptedException {
        Experiment experiment = read(YAML);
        assertEquals("blobs", experiment.name());
        assertEquals(3, experiment.seed());
        assertEquals(new Effort(3, 1, 20), experiment.evaluation());
        assertEquals(new Effort(2, 1, 10), experiment.noiseBudget());
        assertEquals(List.of(0.1, 1.0, 10.0), experiment.sweeps().get(0).axes().get(0).values());
        assertEquals(List.of(List.of(0.0, 1.0), List.of(0.0, 2.0), List.of(1.0, 1.0), List.of(1.0, 2.0)), experiment.sweeps().get(1).points("noisy").stream().map(Sweep.Point::values).toList());
        assertEquals(2, experiment.sweeps().get(1).points("noisy").get(1).effort().reads());

        ExperimentResult result = experiment.run();
        Experiment byHand = new Experiment("blobs", 3, experiment.problems(), Map.of("noisy", NoisyMachine.design(0.05, 0.1, 0, 1)), new Effort(3, 1, 20), new Effort(2, 1, 10), List.of(), 1);
        assertEquals(byHand.run().comparison().evaluation().inChain(), result.comparison("only", "noisy").evaluation().inChain());
        assertEquals(10, result.sweeps().get(0).points().get(2).facts().get(0).value() / 0.1, 1e-12);
    }

    @Test
    void sweptValuesMayCarryTheirUnit() throws IOException {
        Axis axis = read(YAML.replace("values: [0, 1]", "unit: V, values: [50uV, 2m, 0.5]")).sweeps().get(1).axes().get(0);
        assertEquals(List.of(5e-5, 2e-3, 0.5), axis.values());
        assertEquals("V", axis.unit());
    }

    /** 10⁸ points would fill the memory of any machine before they could be counted one by one. */
    @Test
    @Timeout(5)
    void aGridTooLargeIsRefusedBeforeItIsLaidOut() {
        Axis first = Axis.linear("noise.scale", 0, 1, 10_000);
        Axis second = Axis.linear("readNoise", 0, 1, 10_000);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Sweep.of("grid", first, second)).getMessage().contains("more than 10000 points"));
    }

    @Test
    void whatDevicesComputeIsRead() throws IOException {
        assertEquals(0, read(YAML).devices().images());
        assertEquals(new DeviceEffort(List.of(Fidelity.NETLIST, Fidelity.CELL), 2, 7, List.of("only"), false, true, NoiseEffort.NONE), read(YAML + "fidelity: {layers: [netlist, cell], chip: 2, images: 7, splits: [only]}\n").devices());
        assertEquals(Effort.ALL, read(YAML + "fidelity: {}\n").devices().images());
        assertEquals(new NoiseEffort(true, 50, 0.02), read(YAML + "fidelity: {noise: true, samples: 50, mismatch: 2%}\n").devices().noise());
        assertEquals(NoiseEffort.NONE.switchedOn(), read(YAML + "fidelity: {noise: true}\n").devices().noise());
        assertTrue(read(YAML + "fidelity: {}\n").devices().budget());
        assertFalse(read(YAML + "fidelity: {budget: false}\n").devices().budget());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "layers: [netlist, cel] | there is no fidelity \"cel\" for a layer; there are ideal, cell, netlist",
        "layers: [cell, cell] | none of the layers is netlist",
        "layers: [netlist, cell], settling: true | settling needs every layer to be netlist",
        "layers: [netlist, cell, cell] | fidelity names 3 layers, but the network",
        "'images: 0, settling: true' | needs images that are computed by transistors",
        "'images: 0, noise: true' | needs images that are computed by transistors",
        "layers: [netlist, cell], noise: true | noise needs every layer to be netlist",
        "samples: 1 | samples must be 0, or from 2 to 100000",
        "mismatch: 0 | mismatch above 0 and at most 1",
        "images: -1 | fidelity.images",
        "chip: -1 | fidelity.chip",
        "splits: [other] | there is no \"other\"",
        "image: 3 | did you mean \"images\"?"})
    void whatDevicesCannotComputeIsRefusedWithItsLine(String keys, String answer) {
        String message = assertThrows(InputException.class, () -> read(YAML + "fidelity: {" + keys + "}\n")).getMessage();
        assertTrue(message.contains(answer) && message.contains("experiment.yaml:20:"), message);
    }

    /** Each line: what stands in the YAML, what a stranger writes instead, and a part of the one-line answer. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "chips: 3 | chips: 0 | evaluation.chips",
        "field: noise.scale | field: noise.scael | did you mean \"scale\"?",
        "field: readNoise | field: readNoize | did you mean \"readNoise\"?",
        "machines: [noisy] | machines: [noise] | there is no \"noise\"",
        "splits: [only] | splits: [other] | there is no \"other\"",
        "noisy: | noizy: | did you mean \"noisy\"?",
        "evaluation: | evalution: | did you mean \"evaluation\"?",
        "from: 0.1 | from: 0 | positive ends",
        "values: [1, 2] | values: [1, 0] | reads",
        "field: readNoise | field: readNoise, unit: volt | there is no unit \"volt\"",
        "values: [0, 1] | unit: V, values: [1mA] | a voltage such as",
        "splits: [only] | splits: [only, only] | twice",
        "field: readNoise | field: evaluation.reads | varies evaluation.reads twice",
        "b.weight | a.weight | shapes do not match",
        "test.txt | gone.txt | no file \"gone.txt\"",
        "threads: 2 | threads: 1000 | from 1 to 256"})
    void wrongYamlIsAnsweredInOneLine(String there, String instead, String answer) throws IOException {
        assertTrue(YAML.contains(there));
        String message = assertThrows(InputException.class, () -> read(YAML.replace(there, instead))).getMessage();
        assertTrue(message.contains(answer), message);
        assertEquals(1, message.lines().count());
    }
}
