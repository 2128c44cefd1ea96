package org.superpose.simulator.report;

import java.util.ArrayList;
import java.util.List;
import org.superpose.simulator.analog.AnalogLayer;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.analog.TransferCurve;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.Moment;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.NoiseSource;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** A user's own machine: exact products and one source of normal noise of deviation {@code sigma}; it names its source, fact and curves {@code word}, or has no curves where that is empty. */
record SmallMachine(Network network, double sigma, String word, NoiseControl noise) implements Machine {
    @Override
    public String name() {
        return "small";
    }

    @Override
    public AnalogNetwork ideal() {
        return new SmallMachine(network, 0, word, noise).chip(RandomStreams.of(0));
    }

    @Override
    public AnalogNetwork chip(RandomStreams streams) {
        List<AnalogLayer> layers = new ArrayList<>();
        network.layers().forEach(layer -> layers.add(new NoisyLayer(layer, sigma * noise.factor(source()), source())));
        return new AnalogNetwork(layers, streams);
    }

    private String source() {
        return word.isEmpty() ? "read noise" : word;
    }

    private record NoisyLayer(DenseLayer layer, double sigma, String source) implements AnalogLayer {
        @Override
        public int inputs() {
            return layer.inputs();
        }

        @Override
        public int outputs() {
            return layer.outputs();
        }

        @Override
        public LayerTrace run(double[][] x, Reading reading) {
            double[][] weights = layer.weights();
            double[] bias = layer.bias();
            double[][] z = new double[x.length][bias.length];
            double[][] y = new double[x.length][bias.length];
            for (int b = 0; b < x.length; b++) {
                RandomStream draws = reading.stream(reading.streams().named(source), b);
                for (int o = 0; o < bias.length; o++) {
                    for (int i = 0; i < weights[o].length; i++) {
                        z[b][o] += weights[o][i] * x[b][i];
                    }
                    z[b][o] += bias[o] + sigma * draws.normal();
                    y[b][o] = layer.activation().apply(z[b][o]);
                }
            }
            return new LayerTrace(z, y, 0, 0);
        }
    }

    @Override
    public List<NoiseSource> sources() {
        return List.of(new NoiseSource(source(), Moment.READ));
    }

    @Override
    public Machine with(NoiseControl other) {
        return new SmallMachine(network, sigma, word, other);
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact(source(), sigma, "V", word), new Fact("never", Double.NaN, "", ""));
    }

    @Override
    public List<TransferCurve> transferCurves() {
        double[] x = {-1, 0, Double.POSITIVE_INFINITY, 1};
        return word.isEmpty() ? List.of() : List.of(new TransferCurve(word, word + " [V]", word, List.of(new TransferCurve.Series(word, x, new double[] {-1, Double.NaN, 0, 1}))));
    }
}
