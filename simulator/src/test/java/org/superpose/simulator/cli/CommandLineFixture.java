package org.superpose.simulator.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.ElementType;
import org.superpose.simulator.network.LayerNames;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.network.NetworkFile;

/**
 * A folder with a small problem in it, and a command line to be tried on it. The data: 60 points on a grid; the class is whether the first
 * coordinate is the larger one. The network 2-3-2 is right on all of them, for its logits are max(0, y − x) and max(0, x − y).
 */
final class CommandLineFixture {
    static final String TRAINING = """
            training: tiny
            seed: 1
            dataset:
              file: data.csv
              splits:
                - {name: only, train: train.txt, test: test.txt, network: trained.safetensors}
            network:
              layers:
                - {weight: a.weight, bias: a.bias, outputs: 3, activation: relu}
                - {weight: b.weight, bias: b.bias, outputs: 2, activation: none}
            optimiser: {epochs: 3, batch: 8, rate: 0.01}
            """;
    static final String EXPERIMENT = """
            experiment: tiny
            seed: 1
            dataset:
              file: data.csv
              splits:
                - {name: only, train: train.txt, test: test.txt, network: net.safetensors}
            network:
              layers:
                - {weight: a.weight, bias: a.bias, activation: relu}
                - {weight: b.weight, bias: b.bias, activation: none}
            hardware:
              optical: {temperature: 27C, laser: {power: 1mW}}
              electronic: {temperature: 300K, weights: {encoding: resistor, tolerance: 1%}}
            evaluation: {chips: 2}
            noiseBudget: {chips: 2, images: 4}
            """;

    private final Path folder;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    CommandLineFixture(Path folder) throws IOException {
        this.folder = folder;
        StringBuilder data = new StringBuilder();
        StringBuilder train = new StringBuilder();
        StringBuilder test = new StringBuilder();
        for (int row = 0; row < 60; row++) {
            double x = row % 8 / 8.0;
            double y = (row * 5 + 2) % 9 / 9.0;
            data.append(x).append(',').append(y).append(',').append(x > y ? 1 : 0).append('\n');
            (row < 40 ? train : test).append(row).append('\n');
        }
        write("data.csv", data.toString());
        write("train.txt", train.toString());
        write("test.txt", test.toString());
        write("train.yaml", TRAINING);
        write("experiment.yaml", EXPERIMENT);
        network(2, 3, 2);
    }

    /** Writes net.safetensors of these widths; of the first two inputs it takes the larger one. */
    void network(int inputs, int hidden, int outputs) throws IOException {
        double[][] first = new double[hidden][inputs];
        double[][] second = new double[outputs][hidden];
        for (int i = 0; i < Math.min(2, hidden); i++) {
            first[i][0] = i == 0 ? 1 : -1;
            first[i][1] = -first[i][0];
            second[(outputs - 1) * (1 - i)][i] = 1;
        }
        Network network = new Network(List.of(new DenseLayer(first, new double[hidden], Activation.RELU),
                new DenseLayer(second, new double[outputs], Activation.IDENTITY)));
        NetworkFile.write(folder.resolve("net.safetensors"), network, List.of(new LayerNames("a.weight", "a.bias", Activation.RELU),
                new LayerNames("b.weight", "b.bias", Activation.IDENTITY)), ElementType.F64, Map.of());
    }

    void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    /** @return the exit code */
    int run(String... arguments) {
        out.reset();
        err.reset();
        Surroundings surroundings = new Surroundings(new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8),
                false, () -> LocalDateTime.parse("2026-01-02T03:04:05"));
        return Main.execute(surroundings, arguments);
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Runs a command on a file of the folder that must be refused: exit code 2, one line, nothing written. */
    String refusal(String command, String file) throws IOException {
        List<String> before = files();
        int code = run(command, folder.resolve(file).toString(), "-o", folder.resolve("runs/out").toString());
        String line = err();
        assertEquals(2, code, line);
        assertEquals("", out());
        assertEquals(1, line.lines().count(), line);
        assertEquals(before, files(), "nothing may be left behind");
        String prefix = "superpose: " + folder.resolve(file);
        return line.strip().replace(prefix, "superpose: " + file);
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.map(Path::toString).sorted().toList();
        }
    }
}
