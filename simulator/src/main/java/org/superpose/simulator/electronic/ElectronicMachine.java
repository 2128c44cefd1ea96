package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.superpose.circuits.characterisation.CharacterisedCell;
import org.superpose.circuits.characterisation.FamilyBasis;
import org.superpose.simulator.analog.AnalogLayer;
import org.superpose.simulator.analog.AnalogNetwork;
import org.superpose.simulator.analog.Converters;
import org.superpose.simulator.analog.Coupling;
import org.superpose.simulator.analog.DeviceChip;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.Fidelity;
import org.superpose.simulator.analog.Findings;
import org.superpose.simulator.analog.Programmable;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.analog.SwitchedLayer;
import org.superpose.simulator.analog.TransferCurve;
import org.superpose.simulator.characterised.CharacterisedLayer;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.Wires;
import org.superpose.simulator.mapping.LayerRange;
import org.superpose.simulator.mapping.RangePlan;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;
import org.superpose.simulator.network.Network;
import org.superpose.simulator.noise.Moment;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.NoiseSource;
import org.superpose.simulator.noise.RandomStreams;

/** Electronic hardware laid out for one network. */
public final class ElectronicMachine implements Programmable {
    private final Network network;
    private final ElectronicHardware hardware;
    private final RangePlan plan;
    private final Findings findings;
    private final List<LayerDesign> designs = new ArrayList<>();
    private List<LayerMaker> makers;                       // null: not needed yet

    /**
     * @param findings what is known of hardware
     */
    private ElectronicMachine(Network network, ElectronicHardware hardware, RangePlan plan, Findings findings) {
        this.findings = findings;
        this.network = network;
        this.hardware = hardware;
        this.plan = plan;
        boolean everyLayer = hardware.placement() == ElectronicHardware.Placement.EVERY_LAYER;
        int last = network.layers().size() - 1;
        for (int l = 0; l <= last; l++) {
            LayerRange range = plan.layers().get(l);
            boolean dac = l == 0 || everyLayer;
            double volts = dac ? hardware.dac().range() / range.input() : designs.get(l - 1).outputVolts();
            designs.add(new LayerDesign(hardware, network.layers().get(l), range, dac, l == last || everyLayer, volts));
        }
        String only = hardware.noise().only();
        if (only != null && sources().stream().noneMatch(source -> source.name().equals(only))) {
            throw new IllegalArgumentException("electronic hardware has no noise source \"" + only + "\"; it has "
                    + sources().stream().map(NoiseSource::name).collect(Collectors.joining(", ")));
        }
    }

    /** What makes the layers of chips. What has to be characterised for that is, the first time; a netlist needs none of it. */
    synchronized List<LayerMaker> makers() {
        if (makers == null) {
            boolean netlist = hardware.multiplier().kind() == Multiplier.Kind.NETLIST || hardware.multiplier().kind() == Multiplier.Kind.OWN;
            CharacterisedCell cell = netlist ? CellDesign.characterised(hardware, findings) : null;
            List<LayerMaker> made = new ArrayList<>();
            int vectors = hardware.trim().vectors();
            for (int l = 0; l < designs.size(); l++) {
                LayerDesign design = designs.get(l);
                LayerCircuits measured = LayerCircuits.of(design, findings);
                made.add(measured != null ? new MeasuredAssembly(design, measured, cell, Set.of(Coupling.values())) : new LayerAssembly(design, cells(design, cell), plan.inputs(l, vectors), plan.preActivations(l, vectors)));
            }
            makers = List.copyOf(made);
        }
        return makers;
    }

    private CellArray cells(LayerDesign design, CharacterisedCell cell) {
        return switch (hardware.multiplier().kind()) {
            case GILBERT -> new GilbertArray(design);
            case NETLIST, OWN -> new NetlistArray(design, cell);
            case OHMIC -> new OhmicArray(design);
        };
    }

    /**
     * @param calibration training inputs from which ranges are planned and on which chips are trimmed [samples × inputs], network units
     */
    public static ElectronicMachine of(Network network, double[][] calibration, ElectronicHardware hardware) {
        return of(network, calibration, hardware, new Findings());
    }

    /**
     * Likewise, with what other machines have found out.
     *
     * @param findings is added to
     */
    public static ElectronicMachine of(Network network, double[][] calibration, ElectronicHardware hardware, Findings findings) {
        return new ElectronicMachine(network, hardware, RangePlan.of(network, calibration, hardware.clip()), findings);
    }

    /** The same, all that chips need being found out: what cannot be computed is refused here, where it would be when the first chip is made. */
    public ElectronicMachine prepared() {
        makers();
        return this;
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
        return new ElectronicMachine(network, hardware.withNoise(noise), plan, findings);
    }

    @Override
    public ElectronicMachine written(Network other) {
        if (!other.toString().equals(network.toString())) {
            throw new IllegalArgumentException("this machine is laid out for a network " + network + ", but " + other + " is to be written into it");
        }
        List<DenseLayer> held = new ArrayList<>();
        for (int l = 0; l < designs.size(); l++) {
            Converters range = converters(l);
            DenseLayer layer = other.layers().get(l);
            double[][] weights = layer.weights();
            for (double[] row : weights) {
                Arrays.setAll(row, i -> range.weight(row[i]));
            }
            held.add(new DenseLayer(weights, Arrays.stream(layer.bias()).map(range::bias).toArray(), layer.activation()));
        }
        return new ElectronicMachine(new Network(held), hardware, plan, findings);
    }

    @Override
    public Set<Coupling> couplings() {
        if (!designs.stream().allMatch(LayerCircuits::exist)) {
            return Set.of();
        }
        return hardware.summer().wires().equals(Wires.NONE) ? Set.of(Coupling.LINES, Coupling.BASES) : Set.of(Coupling.values());
    }

    @Override
    public AnalogNetwork chip(RandomStreams streams, Set<Coupling> coupled) {
        if (!couplings().containsAll(coupled)) {
            throw new IllegalArgumentException("this hardware has the couplings " + couplings() + ", not all of " + coupled);
        }
        CharacterisedCell cell = CellDesign.characterised(hardware, findings);
        List<AnalogLayer> layers = new ArrayList<>();
        for (int l = 0; l < designs.size(); l++) {
            layers.add(new MeasuredAssembly(designs.get(l), LayerCircuits.of(designs.get(l), findings), cell, coupled).silent(streams, streams.layer(l)));
        }
        return new AnalogNetwork(layers, streams);
    }

    @Override
    public Converters converters(int layer) {
        LayerDesign design = designs.get(layer);
        OutputConverter output = OutputConverter.ofMachine(design, design.activation() == Activation.RELU);
        VoltageInput input = VoltageInput.of(design);
        return new Converters(input.low() / design.inputVolts(), input.high() / design.inputVolts(), input.steps(), output.high() / design.outputVolts(), output.step() / design.outputVolts(), design.range().weight(), design.largestBias());
    }

    /**
     * What the cell level says of the noise of a layer's outputs.
     *
     * @param layer from 0
     * @param chip  its streams
     * @param input in network units
     * @throws IllegalArgumentException if the layer is not characterised from its netlist
     */
    public LayerNoise noise(int layer, RandomStreams chip, double[] input) {
        if (makers().get(layer) instanceof MeasuredAssembly measured && input.length == designs.get(layer).inputs()) {
            return measured.noise(chip, chip.layer(layer), input);
        }
        throw new IllegalArgumentException("the noise of layer " + (layer + 1) + " needs cells and columns that are characterised from their netlists, as multiplier.kind: netlist has them, and " + designs.get(layer).inputs() + " inputs, got " + input.length);
    }

    /**
     * What the cell level says of the noise of the network's outputs, all layers one behind the other.
     *
     * @param chip  its streams
     * @param input in network units
     * @throws IllegalArgumentException if a layer is not characterised from its netlist, or converters stand between layers
     */
    public NetworkNoise networkNoise(RandomStreams chip, double[] input) {
        if (hardware.placement() != ElectronicHardware.Placement.ENDS) {
            throw new IllegalArgumentException("noise passes from layer to layer where no converters stand between them; take converters: ends");
        }
        List<LayerNoise> layers = new ArrayList<>();
        double[] signal = input;
        for (int l = 0; l < designs.size(); l++) {
            layers.add(noise(l, chip, signal));
            signal = ((MeasuredAssembly) makers().get(l)).silent(chip, chip.layer(l)).run(new double[][] {signal}, new Reading(chip.layer(l), 0, 0)).output()[0];
        }
        return new NetworkNoise(layers);
    }

    /** Whether {@link #networkNoise} is known. */
    boolean hasNoise() {
        return hardware.placement() == ElectronicHardware.Placement.ENDS && designs.stream().allMatch(LayerCircuits::exist);
    }

    /**
     * Consecutive layers as one circuit.
     *
     * @param end  one beyond the last of them
     * @param chip its streams; null for the design without errors
     */
    NetlistStage stage(int first, int end, RandomStreams chip) {
        List<LayerDesign> some = designs.subList(first, end);
        LayerNetlist netlist = LayerNetlist.of(some, first);
        return new NetlistStage(chip == null ? netlist : netlist.specimen(chip), some, new Network(network.layers().subList(first, end)), first, plan);
    }

    /** The ranges that the design rests on. */
    public RangePlan plan() {
        return plan;
    }

    /**
     * A layer as a circuit of transistors.
     *
     * @param layer from 0
     * @throws IllegalArgumentException if there are no netlists for what the hardware names
     */
    public LayerNetlist netlist(int layer) {
        return LayerNetlist.of(List.of(designs.get(layer)), layer);
    }

    /** All layers as a circuit of transistors; see {@link #netlist(int)}. */
    public LayerNetlist netlist() {
        return LayerNetlist.of(designs, 0);
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
            layers.add(makers().get(l).make(streams, streams.layer(l)));
        }
        return new AnalogNetwork(layers, streams);
    }

    @Override
    public boolean hasNetlists() {
        return designs.stream().allMatch(ColumnDesign::exists);
    }

    @Override
    public DeviceChip chip(RandomStreams streams, List<Fidelity> layers) {
        if (layers.size() != designs.size()) {
            throw new IllegalArgumentException("the network has " + designs.size() + " layers, but there are " + layers.size() + " fidelities");
        }
        MixedChip chip = new MixedChip(this, layers, streams, plan, network.inputs(), network.outputs());
        boolean coupled = hardware.placement() == ElectronicHardware.Placement.ENDS;
        AnalogNetwork ideal = ideal();
        while (chip.layers() < layers.size()) {
            int first = chip.layers();
            switch (layers.get(first)) {
                case IDEAL -> chip.add(ideal.layers().get(first));
                case CELL -> chip.add(makers().get(first).make(streams, streams.layer(first)));
                case NETLIST -> {
                    int end = first + 1;
                    while (coupled && end < layers.size() && layers.get(end) == Fidelity.NETLIST) {
                        end++;
                    }
                    chip.add(stage(first, end, streams));
                }
                default -> throw new IllegalArgumentException("a chip's layer is ideal, cell or netlist, not " + layers.get(first).name().toLowerCase(Locale.ROOT));
            }
        }
        return chip;
    }

    @Override
    public Optional<SwitchedLayer> switched(RandomStreams streams, int layer, double[][] x) {
        return SwitchedAssembly.accountsFor(designs.get(layer)) && makers().get(layer) instanceof MeasuredAssembly measured ? Optional.of(measured.switched(streams, streams.layer(layer), x)) : Optional.empty();
    }

    @Override
    public List<NoiseSource> sources() {
        List<NoiseSource> sources = new ArrayList<>();
        boolean gilbert = hardware.multiplier().kind() != Multiplier.Kind.OHMIC;
        if (gilbert) {
            sources.add(new NoiseSource(Sources.SATURATION_CURRENT, Moment.WRITE));
            sources.add(new NoiseSource(Sources.TAIL_SPREAD, Moment.WRITE));
        }
        sources.add(new NoiseSource(Sources.RESISTOR, Moment.WRITE));
        if (!designs.stream().allMatch(LayerCircuits::exist)) {                  // offsets of measured amplifiers come from their parts
            sources.add(new NoiseSource(Sources.AMPLIFIER_OFFSET, Moment.WRITE));
        }
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
        if (designs.stream().anyMatch(LayerCircuits::exist)) {
            sources.add(new NoiseSource(Sources.TAIL_NOISE, Moment.READ));
        }
        if (designs.stream().anyMatch(design -> LayerCircuits.exist(design) && ColumnDesign.hasDrivers(design))) {
            sources.add(new NoiseSource(Sources.DRIVER_NOISE, Moment.READ));
        }
        return List.copyOf(sources);
    }

    @Override
    public List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        for (int l = 0; l < designs.size(); l++) {
            LayerDesign design = designs.get(l);
            LayerRange range = design.range();
            String layer = "layer " + (l + 1) + ": ";
            facts.add(new Fact(layer + "input scale", design.inputVolts(), "V", "volts per unit of input"));
            facts.add(new Fact(layer + "output scale", design.outputVolts(), "V", "volts per unit of output"));
            facts.add(makers().get(l) instanceof MeasuredAssembly measured ? new Fact(layer + "feedback resistor", measured.feedback(), "Ω", "measured: what gives the output scale")
                    : new Fact(layer + "feedback resistor", design.feedback(), "Ω", "output scale · max|W| / (input scale · unit current)"));
            facts.add(new Fact(layer + "inputs beyond range", range.clippedInputs(), "", "fraction of the calibration data"));
            facts.add(new Fact(layer + "outputs beyond range", range.clippedOutputs(), "", "fraction of the calibration data"));
            facts.add(new Fact(layer + "clipping error", range.clippingError(), "", "rms, relative to the rms of the outputs, were they cut at the range"));
            facts.add(new Fact(layer + "gain from clipping", range.gain(), "", "largest output / range"));
            if (makers().get(l) instanceof MeasuredAssembly measured) {
                facts.addAll(measured.facts(layer));
            } else {
                facts.addAll(amplifierFacts(design, layer));
            }
            String[] what = {"signal", "noise power"};
            List<FamilyBasis> bases = makers().get(l).cells().bases();
            for (int k = 0; k < bases.size(); k++) {
                facts.add(new Fact(layer + "rank of the " + what[k], bases.get(k).rank(), "", String.format(Locale.ROOT,
                        "residual %.1e of full scale on cells held out", bases.get(k).residual())));
            }
        }
        return List.copyOf(facts);
    }

    private List<Fact> amplifierFacts(LayerDesign design, String layer) {
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
        return List.of(new Fact(layer + "noise gain", amplifier.noiseGain(), "", "of the column amplifier" + (design.gilbert() ? "" : ", largest column")),
                new Fact(layer + "bandwidth", amplifier.corner(), "Hz", "of the readout and GBW / noise gain, the lower"),
                new Fact(layer + "amplifier noise", StrictMath.sqrt(amplifier.variance(NoiseControl.all())), "V", "rms, without the cells"));
    }

    @Override
    public List<TransferCurve> transferCurves() {
        return new TransferCurves(designs.get(0), makers().get(0)).all();
    }
}
