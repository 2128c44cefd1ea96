package org.superpose.simulator.analog;

import java.util.ArrayList;
import java.util.List;
import org.superpose.simulator.noise.RandomStreams;

/** One chip: its layers in order, and the streams of its read noise. */
public final class AnalogNetwork implements Predictor {
    private final List<AnalogLayer> layers;
    private final RandomStreams streams;

    /**
     * @param layers  at least one, each as wide as the one before it gives
     * @param streams the streams of this chip
     */
    public AnalogNetwork(List<? extends AnalogLayer> layers, RandomStreams streams) {
        this.layers = List.copyOf(layers);
        this.streams = streams;
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least one layer");
        }
        for (int l = 1; l < layers.size(); l++) {
            if (layers.get(l).inputs() != layers.get(l - 1).outputs()) {
                throw new IllegalArgumentException("layer " + (l + 1) + " takes " + layers.get(l).inputs() + " inputs but layer " + l + " gives " + layers.get(l - 1).outputs());
            }
        }
    }

    public List<AnalogLayer> layers() {
        return layers;
    }

    @Override
    public int inputs() {
        return layers.get(0).inputs();
    }

    @Override
    public int outputs() {
        return layers.get(layers.size() - 1).outputs();
    }

    @Override
    public double[][] logits(double[][] x) {
        List<LayerTrace> traces = run(x, 0, 0);
        return traces.get(traces.size() - 1).output();
    }

    /**
     * Runs all layers, each on the output of the one before.
     *
     * @param x           [batch × inputs]
     * @param read        number of the use (see {@link Reading})
     * @param firstSample number of the sample in row 0
     * @return one trace per layer
     */
    public List<LayerTrace> run(double[][] x, long read, long firstSample) {
        List<LayerTrace> traces = new ArrayList<>();
        double[][] signal = x;
        for (int l = 0; l < layers.size(); l++) {
            LayerTrace trace = runLayer(l, signal, read, firstSample);
            traces.add(trace);
            signal = trace.output();
        }
        return traces;
    }

    /**
     * Runs one layer by itself on inputs of the caller's, for example on the exact ones.
     *
     * @param layer from 0
     */
    public LayerTrace runLayer(int layer, double[][] x, long read, long firstSample) {
        return layers.get(layer).run(x, new Reading(streams.layer(layer), read, firstSample));
    }
}
