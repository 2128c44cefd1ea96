package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.superpose.circuits.cell.DiodeRectifier;
import org.superpose.circuits.cell.MosfetClamp;
import org.superpose.circuits.cell.PrecisionRectifier;
import org.superpose.circuits.cell.Rectifier;
import org.superpose.simulator.analog.AnalogLayer;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.LayerTrace;
import org.superpose.simulator.analog.Machine;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.analog.TransferCurve;
import org.superpose.simulator.characterised.CharacterisedLayer;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.hardware.ActivationCircuit;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.mapping.LayerRange;
import org.superpose.simulator.mapping.RangePlan;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.Moment;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.NoiseSource;
import org.superpose.simulator.noise.RandomStreams;

/** Electronic hardware laid out for one network. */
public final class ElectronicMachine implements Machine {
    private final Network network;
    private final ElectronicHardware hardware;
    private final RangePlan plan;
    private final List<LayerDesign> designs = new ArrayList<>();
    private final List<CellArray> arrays = new ArrayList<>();

    private ElectronicMachine(Network network, ElectronicHardware hardware, RangePlan plan) {
        this.network = network;
        this.hardware = hardware;
        this.plan = plan;
        boolean everyLayer = hardware.placement() == ElectronicHardware.Placement.EVERY_LAYER;
        int last = network.layers().size() - 1;
        for (int l = 0; l <= last; l++) {
            LayerRange range = plan.layers().get(l);
            boolean dac = l == 0 || everyLayer;
            double volts = dac ? hardware.dac().range() / range.input() : designs.get(l - 1).outputVolts();
            LayerDesign design = new LayerDesign(hardware, network.layers().get(l), range, dac, l == last || everyLayer, volts);
            designs.add(design);
            arrays.add(design.gilbert() ? new GilbertArray(design) : new OhmicArray(design));
        }
    }

    /**
     * @param calibration training inputs from which ranges are planned and on which chips are trimmed [samples × inputs], network units
     */
    public static ElectronicMachine of(Network network, double[][] calibration, ElectronicHardware hardware) {
        return new ElectronicMachine(network, hardware, RangePlan.of(network, calibration, hardware.clip()));
    }

    @Override
    public String name() {
        return "electronic";
    }

    @Override
    public NoiseControl noise() {
        return hardware.noise();
    }

    @Override
    public ElectronicMachine with(NoiseControl noise) {
        return new ElectronicMachine(network, hardware.withNoise(noise), plan);
    }

    /** The ranges that the design rests on. */
    public RangePlan plan() {
        return plan;
    }

    @Override
    public AnalogNetwork ideal() {
        List<AnalogLayer> layers = new ArrayList<>();
        for (LayerDesign design : designs) {
            double[][] conductance = new double[design.outputs()][design.inputs()];
            double[] bias = new double[design.outputs()];
            for (int o = 0; o < bias.length; o++) {
                bias[o] = design.biasCurrent(o);
                for (int i = 0; i < conductance[o].length; i++) {
                    conductance[o][i] = design.unit() * design.fraction(o, i);
                }
            }
            layers.add(new CharacterisedLayer(VoltageInput.ideal(design.inputVolts()),
                    List.of(new SeparableSum(LinearBasis.IDENTITY, List.of(PackedMatrix.of(conductance)), bias)),
                    new IdealReadout(design.feedback(), design.outputVolts(), design.activation())));
        }
        return new AnalogNetwork(layers, RandomStreams.of(0));
    }

    @Override
    public AnalogNetwork chip(RandomStreams streams) {
        List<AnalogLayer> layers = new ArrayList<>();
        for (int l = 0; l < designs.size(); l++) {
            layers.add(layer(l, streams, streams.layer(l)));
        }
        return new AnalogNetwork(layers, streams);
    }

    private CharacterisedLayer layer(int l, RandomStreams chip, RandomStreams streams) {
        LayerDesign design = designs.get(l);
        NoiseControl noise = hardware.noise();
        CellArray.Made made = arrays.get(l).make(chip, streams);
        int outputs = design.outputs();
        double[] gain = new double[outputs];
        double[] offset = new double[outputs];
        double[] variance = new double[outputs];
        double[] rectifierOffset = new double[outputs];
        double rectifierSigma = hardware.activation() instanceof ActivationCircuit.Precision precision ? precision.offset() * noise.factor(Sources.AMPLIFIER_OFFSET) : 0;
        for (int o = 0; o < outputs; o++) {
            ColumnAmplifier amplifier = made.amplifiers[o];
            gain[o] = design.feedback() * amplifier.gainFactor();
            offset[o] = amplifier.gainFactor() * (amplifier.offset(noise, streams, o) + design.feedback() * bias(design, o));
            variance[o] = amplifier.variance(noise) + gain[o] * gain[o] * made.variance[o];
            rectifierOffset[o] = rectifierSigma * streams.named("rectifier offset").stream(o).normal();
        }
        if (hardware.trim().offset() || hardware.trim().gain()) {
            trim(l, streams, made, gain, offset, variance);
        }
        boolean relu = design.activation() == Activation.RELU;
        return new CharacterisedLayer(VoltageInput.of(design), made.sums,
                new ColumnReadout(design, gain, offset, variance, made.sums.size() > 1, relu ? rectifier() : null, rectifierOffset));
    }

    /** Bias current of an output as its converter gives it [A]. */
    private double bias(LayerDesign design, int output) {
        double largest = design.largestBiasCurrent();
        double current = design.biasCurrent(output);
        int bits = hardware.dac().biasBits();
        if (largest == 0 || bits == 0) {
            return current;
        }
        double steps = StrictMath.max(1, (1L << (bits - 1)) - 1);
        return largest * StrictMath.rint(current / largest * steps) / steps;
    }

    /** Sends test inputs through the untrimmed columns and corrects gain and offset by the straight line through measurement against expectation. */
    private void trim(int l, RandomStreams streams, CellArray.Made made, double[] gain, double[] offset, double[] variance) {
        LayerDesign design = designs.get(l);
        Trim trim = hardware.trim();
        double[][] expected = plan.preActivations(l, trim.vectors());
        ColumnReadout untrimmed = new ColumnReadout(design, gain.clone(), offset.clone(), variance.clone(), made.sums.size() > 1, null, new double[gain.length]);
        LayerTrace trace = new CharacterisedLayer(VoltageInput.of(design), made.sums, untrimmed)
                .run(plan.inputs(l, trim.vectors()), new Reading(streams.named("trim"), 0, 0));
        double volts = design.outputVolts();
        double rail = hardware.summer().rail();
        for (int o = 0; o < gain.length; o++) {
            int n = 0;
            double meanX = 0;
            double meanY = 0;
            for (int b = 0; b < expected.length; b++) {
                if (within(rail, volts * expected[b][o], volts * trace.preActivation()[b][o])) {
                    n++;
                    meanX += volts * expected[b][o];
                    meanY += volts * trace.preActivation()[b][o];
                }
            }
            if (n < 2) {
                continue;                           // a column that sits on a rail cannot be measured
            }
            meanX /= n;
            meanY /= n;
            double xx = 0;
            double xy = 0;
            for (int b = 0; b < expected.length; b++) {
                if (within(rail, volts * expected[b][o], volts * trace.preActivation()[b][o])) {
                    double dx = volts * expected[b][o] - meanX;
                    xx += dx * dx;
                    xy += dx * (volts * trace.preActivation()[b][o] - meanY);
                }
            }
            double slope = trim.gain() && xx > 0 && xy > 0 ? xy / xx : 1;
            double factor = 1 + setting(1 / slope - 1, trim.gainRange(), trim.bits());
            double shift = trim.offset() ? setting(meanX - factor * meanY, design.feedback() * trim.offsetRange(), trim.bits()) : 0;
            gain[o] *= factor;
            offset[o] = factor * offset[o] + shift;
            variance[o] *= factor * factor;
        }
    }

    private static boolean within(double rail, double expected, double measured) {
        return StrictMath.abs(expected) < rail && StrictMath.abs(measured) < rail;
    }

    /** The nearest setting of a trim converter over ± range. */
    private static double setting(double wanted, double range, int bits) {
        double held = StrictMath.min(range, StrictMath.max(-range, wanted));
        if (bits == 0) {
            return held;
        }
        double steps = StrictMath.max(1, (1L << (bits - 1)) - 1);
        return range * StrictMath.rint(held / range * steps) / steps;
    }

    private Rectifier rectifier() {
        ActivationCircuit circuit = hardware.activation();
        if (circuit instanceof ActivationCircuit.Diode diode) {
            return new DiodeRectifier(diode.resistance(), diode.saturationCurrent(), diode.emission(), hardware.temperature());
        }
        if (circuit instanceof ActivationCircuit.MosfetClamp clamp) {
            return new MosfetClamp(clamp.resistance(), clamp.transconductance());
        }
        ActivationCircuit.Precision precision = (ActivationCircuit.Precision) circuit;
        return new PrecisionRectifier(precision.openLoopGain(), precision.resistance(), precision.saturationCurrent(), precision.emission(),
                hardware.temperature());
    }

    @Override
    public List<NoiseSource> sources() {
        List<NoiseSource> sources = new ArrayList<>();
        boolean gilbert = hardware.multiplier().kind() == Multiplier.Kind.GILBERT;
        if (gilbert) {
            sources.add(new NoiseSource(Sources.SATURATION_CURRENT, Moment.WRITE));
            sources.add(new NoiseSource(Sources.RESISTOR, Moment.WRITE));
            sources.add(new NoiseSource(Sources.TAIL_SPREAD, Moment.WRITE));
        }
        sources.add(new NoiseSource(Sources.AMPLIFIER_OFFSET, Moment.WRITE));
        switch (hardware.weights().encoding()) {
            case RESISTOR:
                sources.add(new NoiseSource(Sources.TOLERANCE, Moment.WRITE));
                sources.add(new NoiseSource(Sources.TEMPERATURE_COEFFICIENT, Moment.TIME));
                break;
            case CAPACITOR:
                sources.add(new NoiseSource(Sources.SAMPLED_NOISE, Moment.WRITE));
                sources.add(new NoiseSource(Sources.CHARGE_INJECTION, Moment.WRITE));
                sources.add(new NoiseSource(Sources.DROOP, Moment.TIME));
                break;
            case CONDUCTANCE_PAIR:
                sources.add(new NoiseSource(Sources.PROGRAMMING, Moment.WRITE));
                sources.add(new NoiseSource(Sources.STUCK, Moment.WRITE));
                sources.add(new NoiseSource(Sources.DRIFT, Moment.TIME));
                sources.add(new NoiseSource(Sources.READ, Moment.READ));
                break;
            default:
                sources.add(new NoiseSource(Sources.NONLINEARITY, Moment.WRITE));
        }
        if (gilbert) {
            sources.add(new NoiseSource(Sources.SHOT, Moment.READ));
            sources.add(new NoiseSource(Sources.FLICKER, Moment.READ));
        }
        sources.add(new NoiseSource(Sources.THERMAL, Moment.READ));
        sources.add(new NoiseSource(Sources.AMPLIFIER_NOISE, Moment.READ));
        return List.copyOf(sources);
    }

    @Override
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (int l = 0; l < designs.size(); l++) {
            LayerDesign design = designs.get(l);
            LayerRange range = design.range();
            String layer = "layer " + (l + 1) + ": ";
            double conductance = 0;
            if (!design.gilbert()) {                 // of the column with the most
                WeightStore store = new WeightStore(hardware.weights(), NoiseControl.none(), hardware.temperature(), hardware.designTemperature(), 1);
                for (int o = 0; o < design.outputs(); o++) {
                    double sum = 0;
                    for (double g : store.write(design.stored(o), RandomStreams.of(0), o).conductance) {
                        sum += g;
                    }
                    conductance = StrictMath.max(conductance, sum);
                }
            }
            ColumnAmplifier amplifier = new ColumnAmplifier(design, conductance);
            facts.add(new Fact(layer + "input scale", design.inputVolts(), "V", "volts per unit of input"));
            facts.add(new Fact(layer + "output scale", design.outputVolts(), "V", "volts per unit of output"));
            facts.add(new Fact(layer + "feedback resistor", design.feedback(), "Ω", "output scale · max|W| / (input scale · unit current)"));
            facts.add(new Fact(layer + "inputs beyond range", range.clippedInputs(), "", "fraction of the calibration data"));
            facts.add(new Fact(layer + "outputs beyond range", range.clippedOutputs(), "", "fraction of the calibration data"));
            facts.add(new Fact(layer + "clipping error", range.clippingError(), "", "rms, relative to the rms of the outputs, were they cut at the range"));
            facts.add(new Fact(layer + "gain from clipping", range.gain(), "", "largest output / range"));
            facts.add(new Fact(layer + "noise gain", amplifier.noiseGain(), "", "of the column amplifier" + (design.gilbert() ? "" : ", largest column")));
            facts.add(new Fact(layer + "bandwidth", amplifier.corner(), "Hz", "of the readout and GBW / noise gain, the lower"));
            facts.add(new Fact(layer + "amplifier noise", StrictMath.sqrt(amplifier.variance(NoiseControl.all())), "V", "rms, without the cells"));
            String[] what = {"signal", "noise power"};
            List<FamilyBasis> bases = arrays.get(l).bases();
            for (int k = 0; k < bases.size(); k++) {
                facts.add(new Fact(layer + "rank of the " + what[k], bases.get(k).rank(), "", String.format(Locale.ROOT,
                        "residual %.1e of full scale on cells held out", bases.get(k).residual())));
            }
        }
        return List.copyOf(facts);
    }

    @Override
    public List<TransferCurve> transferCurves() {
        return new TransferCurves(hardware, designs.get(0), arrays.get(0), rectifier()).all();
    }
}
