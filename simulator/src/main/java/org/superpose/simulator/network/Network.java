package org.superpose.simulator.network;

import java.util.List;

/** A feed-forward network: dense layers in the order in which they run, each as wide as the next one expects. Immutable. */
public final class Network {
    private final List<DenseLayer> layers;

    public Network(List<DenseLayer> layers) {
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
                throw new IllegalArgumentException("layer " + (i + 1) + " takes " + layers.get(i).inputs() + " inputs, but layer " + i
                        + " gives " + layers.get(i - 1).outputs() + " outputs");
            }
        }
        this.layers = List.copyOf(layers);
    }

    public List<DenseLayer> layers() {
        return layers;
    }

    public int inputs() {
        return layers.get(0).inputs();
    }

    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    /** The widths, as in {@code 64-32-10}. */
    @Override
    public String toString() {
        StringBuilder widths = new StringBuilder().append(inputs());
        layers.forEach(layer -> widths.append('-').append(layer.outputs()));
        return widths.toString();
    }
}
