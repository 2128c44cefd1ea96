package org.superpose.simulator.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.superpose.simulator.input.InputException;
import org.superpose.simulator.input.Section;

class NetworkTest {
    @TempDir
    private Path folder;

    private static DenseLayer layer(int inputs, int outputs, Activation activation) {
        SplittableRandom random = new SplittableRandom(inputs * 31L + outputs);
        double[][] weights = new double[outputs][inputs];
        double[] bias = new double[outputs];
        for (int o = 0; o < outputs; o++) {
            bias[o] = random.nextDouble(-1, 1);
            for (int i = 0; i < inputs; i++) {
                weights[o][i] = random.nextDouble(-1, 1);
            }
        }
        return new DenseLayer(weights, bias, activation);
    }

    @Test
    void layersCopyTheirArraysBothWays() {
        double[][] weights = {{1, 2}};
        double[] bias = {3};
        DenseLayer layer = new DenseLayer(weights, bias, Activation.RELU);
        weights[0][0] = 9;
        bias[0] = 9;
        layer.weights()[0][1] = 9;
        layer.bias()[0] = 9;
        assertArrayEquals(new double[] {1, 2}, layer.weights()[0]);
        assertArrayEquals(new double[] {3}, layer.bias());
    }

    @Test
    void layersThatCannotBeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new DenseLayer(new double[0][], new double[0], Activation.RELU));
        assertThrows(IllegalArgumentException.class, () -> new DenseLayer(new double[1][0], new double[1], Activation.RELU));
        assertThrows(IllegalArgumentException.class, () -> new DenseLayer(new double[][] {{1}, {1, 2}}, new double[2], Activation.RELU));
        assertThrows(IllegalArgumentException.class, () -> new DenseLayer(new double[][] {{1}}, new double[2], Activation.RELU));
        assertThrows(IllegalArgumentException.class, () -> new DenseLayer(new double[][] {{Double.NaN}}, new double[1], Activation.RELU));
        assertThrows(IllegalArgumentException.class, () -> new DenseLayer(new double[][] {{1}}, new double[] {Double.POSITIVE_INFINITY}, Activation.RELU));
        assertThrows(IllegalArgumentException.class, () -> new Network(List.of()));
        String message = assertThrows(IllegalArgumentException.class,
                () -> new Network(List.of(layer(3, 4, Activation.RELU), layer(5, 2, Activation.IDENTITY)))).getMessage();
        assertEquals("layer 2 takes 5 inputs, but layer 1 gives 4 outputs", message);
    }

    /** The slope is the derivative: central differences away from the knee. */
    @ParameterizedTest
    @ValueSource(doubles = {-2, -0.1, 0.1, 3})
    void slopeIsTheDerivativeOfTheActivation(double z) {
        for (Activation activation : Activation.values()) {
            double h = 0x1p-20;                                          // exact steps: both activations are piecewise linear
            assertEquals((activation.apply(z + h) - activation.apply(z - h)) / (2 * h), activation.slope(z), 1e-9);
        }
        assertEquals(0, Activation.RELU.apply(-0.0));
    }

    @Test
    void networksOfAnyDepthAndWidthSurviveTheFile() throws IOException {
        int[] widths = {3, 1, 17, 5, 64, 2};
        List<DenseLayer> layers = new ArrayList<>();
        List<LayerNames> names = new ArrayList<>();
        for (int l = 0; l + 1 < widths.length; l++) {
            Activation activation = l % 2 == 0 ? Activation.RELU : Activation.IDENTITY;
            layers.add(layer(widths[l], widths[l + 1], activation));
            names.add(new LayerNames("stack." + l + ".weight", "stack." + l + ".bias", activation));
        }
        Path file = folder.resolve("net.safetensors");
        NetworkFile.write(file, new Network(layers), names, ElementType.F64, Map.of());
        Network read = NetworkFile.read(file, names);
        assertEquals("3-1-17-5-64-2", read.toString());
        for (int l = 0; l < layers.size(); l++) {
            assertEquals(layers.get(l).activation(), read.layers().get(l).activation());
            assertArrayEquals(layers.get(l).bias(), read.layers().get(l).bias());
            for (int o = 0; o < layers.get(l).outputs(); o++) {
                assertArrayEquals(layers.get(l).weights()[o], read.layers().get(l).weights()[o]);
            }
        }
    }

    @Test
    void aLayerWithoutBiasHasNone() throws IOException {
        Path file = folder.resolve("net.safetensors");
        new SafetensorsWriter().matrix("w", ElementType.F32, new double[][] {{1, 2}}).write(file);
        List<LayerNames> names = List.of(new LayerNames("w", Optional.empty(), Activation.IDENTITY));
        Network network = NetworkFile.read(file, names);
        assertArrayEquals(new double[1], network.layers().get(0).bias());
        byte[] bytes = Files.readAllBytes(file);
        NetworkFile.write(file, network, names, ElementType.F32, Map.of());
        assertArrayEquals(bytes, Files.readAllBytes(file));
        assertThrows(IllegalArgumentException.class,
                () -> NetworkFile.write(file, new Network(List.of(layer(2, 1, Activation.IDENTITY))), names, ElementType.F32, Map.of()));
    }

    @Test
    void shapesThatDoNotMatchAreNamed() throws IOException {
        Path file = folder.resolve("net.safetensors");
        new SafetensorsWriter().matrix("fc1.weight", ElementType.F32, new double[4][3]).vector("fc1.bias", ElementType.F32, new double[5])
                .matrix("fc2.weight", ElementType.F32, new double[2][6]).write(file);
        String bias = assertThrows(InputException.class,
                () -> NetworkFile.read(file, List.of(new LayerNames("fc1.weight", "fc1.bias", Activation.RELU)))).getMessage();
        assertEquals(file + ": shapes do not match: fc1.weight is [4, 3], so fc1.bias must be [4], but is [5]", bias);
        String width = assertThrows(InputException.class, () -> NetworkFile.read(file, List.of(new LayerNames("fc1.weight", Optional.empty(), Activation.RELU),
                new LayerNames("fc2.weight", Optional.empty(), Activation.IDENTITY)))).getMessage();
        assertEquals(file + ": shapes do not match: fc2.weight is [2, 6] ([outputs, inputs]), but fc1.weight gives 4 outputs", width);
        String missing = assertThrows(InputException.class,
                () -> NetworkFile.read(file, List.of(new LayerNames("fc1.wieght", "fc1.bias", Activation.RELU)))).getMessage();
        assertEquals(file + ": holds no tensor \"fc1.wieght\"; did you mean \"fc1.weight\"?", missing);
        String rank = assertThrows(InputException.class,
                () -> NetworkFile.read(file, List.of(new LayerNames("fc1.bias", "fc1.bias", Activation.RELU)))).getMessage();
        assertTrue(rank.contains("has shape [5], expected [outputs, inputs]"), rank);
    }

    @Test
    void yamlMapsTheNamesOfAStateDict() {
        Section network = Section.parse("net.yaml", """
                layers:
                  - {weight: fc1.weight, bias: fc1.bias, activation: relu}
                  - {weight: fc2.weight, activation: none}
                """);
        assertEquals(List.of(new LayerNames("fc1.weight", "fc1.bias", Activation.RELU), new LayerNames("fc2.weight", Optional.empty(), Activation.IDENTITY)),
                LayerNames.readAll(network));
        network.finish();
        assertThrows(InputException.class, () -> LayerNames.readAll(Section.parse("net.yaml", "layers: []")));
        String message = assertThrows(InputException.class,
                () -> LayerNames.readAll(Section.parse("net.yaml", "layers: [{weight: w, activation: tanh}]"))).getMessage();
        assertTrue(message.contains("expected relu or none, got \"tanh\""), message);
    }
}
