package org.superpose.simulator.experiment;

import java.util.ArrayList;
import java.util.List;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.analog.TransferCurve;
import org.superpose.simulator.characterised.Basis;
import org.superpose.simulator.characterised.CharacterisedLayer;
import org.superpose.simulator.characterised.Readout;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.input.Section;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.Moment;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.NoiseSource;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/**
 * The plainest machine with known errors: exact products, an offset drawn for each output of a chip, normal noise at each read, and a constant gain
 * error; no activation circuit errors.
 */
record NoisyMachine(Network network, double offset, double readNoise, double gainError, NoiseControl noise) implements Machine {
    static final String OFFSET = "offset";
    static final String READ = "read noise";

    /** What a YAML section {@code {offset, readNoise, gainError, noise: {scale}}} describes. */
    static MachineDesign read(Section section) {
        double offset = section.number("offset", 0.05);
        double readNoise = section.number("readNoise", 0.1);
        double gainError = section.number("gainError", 0);
        double scale = section.sectionOrEmpty("noise").number("scale", 1);
        return section.build(() -> design(offset, readNoise, gainError, scale));
    }

    static MachineDesign design(double offset, double readNoise, double gainError, double scale) {
        NoiseControl noise = new NoiseControl(scale, null);
        return (network, calibration) -> new NoisyMachine(network, offset, readNoise, gainError, noise);
    }

    @Override
    public String name() {
        return "noisy";
    }

    @Override
    public AnalogNetwork ideal() {
        return new NoisyMachine(network, 0, 0, 0, NoiseControl.none()).chip(RandomStreams.of(0));
    }

    @Override
    public AnalogNetwork chip(RandomStreams streams) {
        List<CharacterisedLayer> layers = new ArrayList<>();
        for (int l = 0; l < network.layers().size(); l++) {
            layers.add(layer(network.layers().get(l), streams.layer(l)));
        }
        return new AnalogNetwork(layers, streams);
    }

    private CharacterisedLayer layer(DenseLayer layer, RandomStreams streams) {
        double[][] weights = layer.weights();
        double[] bias = layer.bias();
        RandomStream draws = streams.named(OFFSET).stream();
        for (int o = 0; o < bias.length; o++) {
            bias[o] += offset * noise.factor(OFFSET) * draws.normal();
            for (int i = 0; i < weights[o].length; i++) {
                weights[o][i] *= 1 + gainError;
            }
        }
        Basis basis = new Basis() {
            @Override
            public int rank() {
                return 1;
            }

            @Override
            public void evaluate(double[] port, double[][] phi) {
                System.arraycopy(port, 0, phi[0], 0, port.length);
            }
        };
        double sigma = readNoise * noise.factor(READ);
        Readout readout = (sums, preActivation, output, reading, row) -> {
            RandomStream read = reading.stream(reading.streams().named(READ), row);
            for (int o = 0; o < output.length; o++) {
                preActivation[o] = sums[0][o] + sigma * read.normal();
                output[o] = layer.activation().apply(preActivation[o]);
            }
            return 0;
        };
        return new CharacterisedLayer(NoisyMachine::drive, List.of(new SeparableSum(basis, List.of(PackedMatrix.of(weights)), bias)), readout);
    }

    private static long drive(double[] x, double[] port, Reading reading, int row) {
        System.arraycopy(x, 0, port, 0, x.length);
        return 0;
    }

    @Override
    public List<NoiseSource> sources() {
        return List.of(new NoiseSource(OFFSET, Moment.WRITE), new NoiseSource(READ, Moment.READ));
    }

    @Override
    public Machine with(NoiseControl other) {
        return new NoisyMachine(network, offset, readNoise, gainError, other);
    }

    @Override
    public List<Fact> facts() {
        return List.of(new Fact("read noise", readNoise * noise.scale(), "", ""));
    }

    @Override
    public List<TransferCurve> transferCurves() {
        return List.of();
    }
}
