package org.superpose.simulator.photonic;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.NormOps_DDRM;
import org.superpose.simulator.analog.AnalogLayer;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.analog.TransferCurve;
import org.superpose.simulator.characterised.CharacterisedLayer;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.hardware.OpticalHardware;
import org.superpose.simulator.hardware.OpticalHardware.FanOut;
import org.superpose.simulator.hardware.OpticalHardware.Readout;
import org.superpose.simulator.mapping.OpticalLayerPlan;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.NoiseSource;
import org.superpose.simulator.noise.RandomStreams;

/** A network laid out on coherent optics: one bench for each layer, ReLU and biases digital between them. */
public final class OpticalMachine implements Machine {
    private final OpticalHardware hardware;
    private final List<LayerBench> benches;

    /**
     * @param calibration inputs of the network [samples × inputs] from which ranges are planned, at least one sample
     */
    public OpticalMachine(Network network, OpticalHardware hardware, double[][] calibration) {
        this(hardware, OpticalLayerPlan.of(network, hardware, calibration));
    }

    private OpticalMachine(OpticalHardware hardware, List<OpticalLayerPlan> plans) {
        this.hardware = hardware;
        this.benches = plans.stream().map(plan -> new LayerBench(hardware, plan)).toList();
        String only = hardware.noise().only();
        if (only != null && sources().stream().noneMatch(source -> source.name().equals(only))) {
            throw new IllegalArgumentException("optical hardware has no noise source \"" + only + "\"; it has "
                    + sources().stream().map(NoiseSource::name).collect(Collectors.joining(", ")));
        }
    }

    @Override
    public String name() {
        return "optical";
    }

    @Override
    public AnalogNetwork ideal() {
        return new AnalogNetwork(benches.stream().map(bench -> LinearStage.layer(bench.plan(), hardware.readout())).toList(), RandomStreams.of(0));
    }

    @Override
    public AnalogNetwork chip(RandomStreams streams) {
        List<AnalogLayer> layers = new ArrayList<>();
        for (LayerBench bench : benches) {
            List<SeparableSum> sums = bench.sums(PhaseInput.QUADRATURES, streams.layer(layers.size()), hardware.noise());
            layers.add(hardware.readout() == Readout.INTENSITY
                    ? new CharacterisedLayer(new PhaseInput(bench), sums.subList(0, 2), new IntensityReadout(bench, hardware.noise()))
                    : new CharacterisedLayer(new PhaseInput(bench), sums, new HomodyneReadout(bench, hardware.noise())));
        }
        return new AnalogNetwork(layers, streams);
    }

    @Override
    public List<NoiseSource> sources() {
        return hardware.readout() == Readout.INTENSITY ? Sources.intensity() : Sources.homodyne();
    }

    @Override
    public NoiseControl noise() {
        return hardware.noise();
    }

    @Override
    public OpticalMachine with(NoiseControl noise) {
        return new OpticalMachine(hardware.withNoise(noise), benches.stream().map(LayerBench::plan).toList());
    }

    @Override
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (int l = 0; l < benches.size(); l++) {
            addFacts("layer " + (l + 1) + ": ", benches.get(l), facts);
        }
        return facts;
    }

    private void addFacts(String layer, LayerBench bench, List<Fact> facts) {
        OpticalLayerPlan plan = bench.plan();
        facts.add(new Fact(layer + "photons per multiplication", bench.photonsPerMultiplication(), "",
                "signal photons per beam and output at the tile, local oscillator not counted"));
        facts.add(new Fact(layer + "optical energy per multiplication", bench.energyPerMultiplication(), "J", "all light of the laser"));
        facts.add(new Fact(layer + "gain of mask and mirrors", bench.gain(), "", "amplitude, relative to the light on the tile"));
        facts.add(new Fact(layer + "largest singular value", largestSingularValue(bench), "", "of the field's transfer matrix; a passive bench stays below 1"));
        facts.add(new Fact(layer + "visibility", bench.worstVisibility(), "", "smallest of all beams against the local oscillator"));
        facts.add(new Fact(layer + "levels of the mask in use", levelsInUse(bench), "", plan.signed() ? "inputs in [-1, 1]" : "inputs in [0, 1]"));
        facts.add(new Fact(layer + "mirrors per sign", bench.pixel().mirrorsPerSign(), "", "weight levels on each side of zero"));
        facts.add(new Fact(layer + "input range", plan.inputScale(), "", "network units at full modulation"));
        facts.add(new Fact(layer + "output range", plan.largestOutput(), "", "sum of amplitude times input at the converter's full scale"));
        if (hardware.readout() == Readout.HOMODYNE) {
            facts.add(new Fact(layer + "photocurrent per unit", bench.currentPerUnit(), "A", "difference of the pair per unit of amplitude times input"));
            facts.add(new Fact(layer + "shot noise", bench.shotNoise(0), "", "1 sigma in units of amplitude times input, signal light small against the local oscillator"));
            facts.add(new Fact(layer + "amplifier noise",
                    Math.sqrt(bench.amplifier().inputVariance(bench.bandwidth(), hardware.temperature())) / bench.currentPerUnit(), "",
                    "1 sigma in the same units"));
        }
    }

    private static double levelsInUse(LayerBench bench) {
        return StrictMath.pow(2, bench.levels().bits() - (bench.plan().signed() ? 1 : 2)) + 1;
    }

    /**
     * σ_max of the matrix from the N input modes to the M detected modes, {@code g a/√(N M)} (M = 1 where outputs take turns): the light is split M ways, joined
     * from N, and no passive optic has more than 1.
     */
    static double largestSingularValue(LayerBench bench) {
        double[][] amplitudes = bench.shownAmplitudes();
        double scale = bench.gain() / Math.sqrt(bench.beams());
        if (bench.hardware().fanOut() == FanOut.SPATIAL) {
            return NormOps_DDRM.normP2(new DMatrixRMaj(amplitudes)) * scale / Math.sqrt(amplitudes.length);
        }
        double largest = 0;
        for (double[] row : amplitudes) {
            double squares = 0;
            for (double a : row) {
                squares += a * a;
            }
            largest = Math.max(largest, Math.sqrt(squares));
        }
        return largest * scale;
    }

    @Override
    public List<TransferCurve> transferCurves() {
        LayerBench bench = benches.get(0);
        PhaseInput input = new PhaseInput(bench);
        int points = 401;
        double lowest = bench.plan().signed() ? -1 : 0;
        double[] u = new double[points];
        double[] cosine = new double[points];
        double[] error = new double[points];
        double[] bound = new double[points];
        double[] sum = new double[points];
        double[] difference = new double[points];
        double[] bare = new double[points];
        double largest = bench.plan().largestOutput();
        for (int i = 0; i < points; i++) {
            u[i] = lowest + (1 - lowest) * i / (points - 1);
            cosine[i] = StrictMath.cos(input.phase(u[i]));
            error[i] = cosine[i] - u[i];
            bound[i] = bench.levels().largestCosineError(u[i]);
            sum[i] = largest * (2.0 * i / (points - 1) - 1);
            difference[i] = bench.currentPerUnit() * sum[i];
            bare[i] = bench.pair().sum(StrictMath.pow(bench.fieldPerUnit() * sum[i], 2), 0);
        }
        return List.of(
                new TransferCurve("Phase mask: input that the field carries", "input u", "cos of the phase level",
                        List.of(new TransferCurve.Series("ideal", u, u), new TransferCurve.Series(bench.levels().bits() + " bits", u, cosine))),
                new TransferCurve("Phase mask: error of the levels", "input u", "cos of the phase level - u",
                        List.of(new TransferCurve.Series("error", u, error), new TransferCurve.Series("largest error", u, bound))),
                new TransferCurve("Detection: balanced pair and bare intensity", "sum of amplitude times input", "photocurrent [A]",
                        List.of(new TransferCurve.Series("balanced pair", sum, difference), new TransferCurve.Series("bare intensity", sum, bare))));
    }
}
