package org.superpose.simulator.network;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.superpose.simulator.input.InputException;

/** A {@link Network} in a safetensors file, such as a PyTorch state dict: which tensors are which layer is told by {@link LayerNames}. */
public final class NetworkFile {
    private NetworkFile() {
    }

    /** Reads the layers in the order of {@code names}; other tensors of the file are left alone. */
    public static Network read(Path file, List<LayerNames> names) {
        List<DenseLayer> layers = new ArrayList<>();
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            for (LayerNames layer : names) {
                double[][] weights = tensors.matrix(layer.weight());
                double[] bias = layer.bias().map(tensors::vector).orElseGet(() -> new double[weights.length]);
                if (bias.length != weights.length) {
                    throw new InputException(file, "shapes do not match: " + layer.weight() + " is " + shape(weights) + ", so "
                            + layer.bias().orElseThrow() + " must be [" + weights.length + "], but is [" + bias.length + "]");
                }
                int expected = layers.isEmpty() ? weights[0].length : layers.get(layers.size() - 1).outputs();
                if (weights[0].length != expected) {
                    throw new InputException(file, "shapes do not match: " + layer.weight() + " is " + shape(weights) + " ([outputs, inputs]), but "
                            + names.get(layers.size() - 1).weight() + " gives " + expected + " outputs");
                }
                layers.add(new DenseLayer(layer.activation(), weights, bias));
            }
        }
        return new Network(layers);
    }

    private static String shape(double[][] weights) {
        return "[" + weights.length + ", " + weights[0].length + "]";
    }

    /** Writes {@code network} under {@code names}, one entry for each layer; the same network gives the same bytes. */
    public static void write(Path file, Network network, List<LayerNames> names, ElementType type, Map<String, String> metadata) throws IOException {
        if (names.size() != network.layers().size()) {
            throw new IllegalArgumentException(network.layers().size() + " layers need as many pairs of names, got " + names.size());
        }
        SafetensorsWriter writer = new SafetensorsWriter();
        metadata.forEach(writer::metadata);
        for (int i = 0; i < names.size(); i++) {
            DenseLayer layer = network.layers().get(i);
            writer.matrix(names.get(i).weight(), type, layer.weights());
            if (names.get(i).bias().isPresent()) {
                writer.vector(names.get(i).bias().get(), type, layer.bias());
            } else if (Arrays.stream(layer.bias()).anyMatch(b -> b != 0)) {
                throw new IllegalArgumentException("layer " + (i + 1) + " has biases, but no name to store them under");
            }
        }
        writer.write(file);
    }
}
