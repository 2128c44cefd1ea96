package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.cell.BipolarMultipliers;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.cell.CurrentFold;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.cell.OperationalAmplifierLevel;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Component;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.simulator.hardware.ActivationCircuit;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/**
 * Layers of a network as a circuit of transistors: a Gilbert cell for each weight, and for each output a line of tail currents, a fold, a bias, a transimpedance amplifier, and for a rectified one a precision rectifier with a follower. What the
 * hardware stores for a weight is a voltage behind a source resistance at its cell, as the store's codes make it; inputs are sources. Supplies are ±5 V.
 * <p>Nodes: {@code x1 …} inputs, {@code y1 …} outputs of the last layer, {@code h1_1 …} those of layers before. A layer is an instance {@code xlayer1}, in which column 3 is {@code xcolumn3} and the cell of input 5 is {@code xc5}. Immutable.
 */
public final class LayerNetlist {
    /** Larger circuits are beyond what any engine solves in a day. */
    private static final int MOST_CELLS = 100_000;
    private static final double SUPPLY = 5;                      // ± [V]
    private static final double SOURCE_RESISTANCE = 1e3;         // of a weight's voltage [Ω]
    private static final double TAIL_DEGENERATION = 0.5;         // of the cells' netlist [V]
    private static final String TAIL_REFERENCE = "xtail.r1";     // the resistor of a column that sets the current of its tails

    private static final VoltageSource PLUS = VoltageSource.dc("v1", "p", "wcm", 0);
    private static final VoltageSource MINUS = VoltageSource.dc("v2", "n", "wcm", 0);
    private static final Subcircuit WEIGHT = Subcircuit.of("weight", "a stored weight: volts about the common mode, and what they are fed through", List.of("wp", "wn", "wcm"), PLUS, new Resistor("r1", "p", "wp", SOURCE_RESISTANCE),
            MINUS, new Resistor("r2", "n", "wn", SOURCE_RESISTANCE));

    private final List<LayerDesign> designs;
    private final int first;                                     // number of the first layer, from 0
    private final int column;                                    // the only one, or −1
    private final RandomStreams chip;                            // null for the design itself
    private final BipolarProcess process;
    private final MultiplierCell cell;
    private final Made[] made;                                   // of each layer
    private final Map<String, String> remarks = new LinkedHashMap<>();
    private final List<Instance> layers = new ArrayList<>();

    private LayerNetlist(List<LayerDesign> designs, int first, int column, RandomStreams chip, Made[] made) {
        this.designs = designs;
        this.first = first;
        this.column = column;
        this.chip = chip;
        ElectronicHardware hardware = designs.get(0).hardware();
        BipolarProcess typical = BipolarProcess.complementary();
        process = new BipolarProcess(typical.npn().with("BF", hardware.multiplier().beta()), typical.pnp(), typical.diode());
        cell = BipolarMultipliers.degenerated(process, hardware.multiplier().tailCurrent(), hardware.multiplier().degeneration());
        this.made = made == null ? designs.stream().map(this::made).toArray(Made[]::new) : made;
        for (int l = 0; l < designs.size(); l++) {
            layers.add(layer(l));
        }
    }

    /**
     * Of consecutive layers.
     *
     * @param first number of the first one, from 0
     * @throws IllegalArgumentException if there are no netlists for what the hardware names
     */
    static LayerNetlist of(List<LayerDesign> designs, int first) {
        ElectronicHardware hardware = designs.get(0).hardware();
        check(designs.get(0).gilbert(), "multiplier.kind", "gilbert");
        check(hardware.multiplier().tailDegeneration() == TAIL_DEGENERATION, "multiplier.tailDegeneration", "0.5 V");
        check(hardware.summer().topology() == Summer.Topology.TRANSIMPEDANCE, "summer.topology", "transimpedance");
        check(hardware.summer().supply() == SUPPLY, "summer.supply", "5 V");
        check(designs.stream().noneMatch(design -> design.activation() == Activation.RELU) || hardware.activation().kind() == ActivationCircuit.Kind.PRECISION, "activation.circuit", "precision");
        if (designs.size() > 1) {
            check(hardware.placement() == ElectronicHardware.Placement.ENDS, "converters", "ends, for a circuit of several layers");
        }
        long cells = designs.stream().mapToLong(design -> (long) design.inputs() * design.outputs()).sum();
        if (cells > MOST_CELLS) {
            throw new IllegalArgumentException("a circuit of " + cells + " cells is too large, the largest has " + MOST_CELLS + "; take a single layer or column");
        }
        return new LayerNetlist(List.copyOf(designs), first, -1, null, null);
    }

    private static void check(boolean holds, String key, String only) {
        if (!holds) {
            throw new IllegalArgumentException("a layer's netlist needs " + key + ": " + only + "; there are no other netlists for it yet");
        }
    }

    /**
     * One column of a single layer alone.
     *
     * @param output from 0
     */
    public LayerNetlist column(int output) {
        if (designs.size() > 1 || output < 0 || output >= designs.get(0).outputs()) {
            throw new IllegalArgumentException("there is no column " + (output + 1) + "; " + (designs.size() > 1 ? "take it of a single layer" : "the layer has " + designs.get(0).outputs()));
        }
        return new LayerNetlist(designs, first, output, chip, made);
    }

    /**
     * A specimen of the design: stored weights as they come out on that chip of the experiment, and parts with the mismatch of the hardware, each drawn by its name; then each column's offset is trimmed, if the hardware says so.
     *
     * @param streams of the chip
     */
    public LayerNetlist specimen(RandomStreams streams) {
        return new LayerNetlist(designs, first, column, streams, made);
    }

    /** Comments for parts, by their paths. */
    public Map<String, String> remarks() {
        return Map.copyOf(remarks);
    }

    public int inputs() {
        return designs.get(0).inputs();
    }

    /** Output nodes of the last layer. */
    public List<String> outputs() {
        return nodes(designs.size());
    }

    /** Volts per network unit at the input nodes. */
    public double inputVolts() {
        return designs.get(0).inputVolts();
    }

    /** Volts per network unit at the output nodes. */
    public double outputVolts() {
        return designs.get(designs.size() - 1).outputVolts();
    }

    /** Of the hardware [K]. */
    public double temperature() {
        return designs.get(0).hardware().temperature();
    }

    /** What is to be bought for it, as designed. */
    public PartsList parts() {
        return PartsList.of(chip == null ? circuit(new double[inputs()]) : new LayerNetlist(designs, first, column, null, made).circuit(new double[inputs()]));
    }

    /** What the microcontroller writes, layer by layer; always of whole layers. */
    public List<WeightTable> tables() {
        List<WeightTable> tables = new ArrayList<>();
        for (int l = 0; l < designs.size(); l++) {
            LayerDesign design = designs.get(l);
            double[][] stored = new double[design.outputs()][];
            double[] bias = new double[design.outputs()];
            for (int o = 0; o < bias.length; o++) {
                stored[o] = store(design, NoiseControl.none()).write(design.stored(o), RandomStreams.of(0), o).fraction;
                bias[o] = biasVoltage(l, bias(design, o));
            }
            tables.add(new WeightTable("layer" + (first + l + 1), design, stored, bias, biasVoltage(l, design.largestBiasCurrent()), made[l].trim));
        }
        return tables;
    }

    /** What it is and what its numbers mean, a line each. */
    public List<String> description() {
        List<String> lines = new ArrayList<>();
        for (int l = 0; l < designs.size(); l++) {
            LayerDesign d = designs.get(l);
            lines.add(String.format(Locale.ROOT, "layer %d: %d inputs, %d outputs, %s%s", first + l + 1, d.inputs(), d.outputs(), d.activation() == Activation.RELU ? "rectified" : "linear",
                    column >= 0 ? "; only column " + (column + 1) : ""));
            lines.add(String.format(Locale.ROOT, "  input %.9g V per unit; output %.9g V per unit; weight fraction 1 is %.9g", d.inputVolts(), d.outputVolts(), d.range().weight()));
            lines.add(String.format(Locale.ROOT, "  a weight fraction w is stored as a fraction of %.6g V at the cell, whose current is %.6g A per volt of input and unit of w", d.portVoltage(), d.unit()));
            lines.add(String.format(Locale.ROOT, "  R_f = %.6g ohms (%.6g if nothing were lost), R_b = %.6g ohms", made[l].feedback, d.feedback(), biasResistance(d)));
        }
        lines.add("nodes: x1 ... inputs, " + (designs.size() > 1 ? "h1_1 ... outputs of a layer before the last, " : "") + "y1 ... outputs; volts, amperes, ohms, farads");
        return lines;
    }

    /** Nodes before a layer, from the first of these layers on; behind the last one those of the outputs. */
    private List<String> nodes(int l) {
        int count = l == 0 ? designs.get(0).inputs() : designs.get(l - 1).outputs();
        String prefix = l == 0 ? "x" : l == designs.size() ? "y" : "h" + (first + l) + "_";
        return IntStream.range(0, count).filter(k -> l == 0 || column < 0 || k == column).mapToObj(k -> prefix + (k + 1)).toList();
    }

    /**
     * The circuit at an input, which the converters round.
     *
     * @param input in network units, those of the first layer
     */
    public Circuit circuit(double[] input) {
        LayerDesign design = designs.get(0);
        if (input.length != inputs()) {
            throw new IllegalArgumentException("layer " + (first + 1) + " has " + inputs() + " inputs, got " + input.length);
        }
        double[] volts = new double[input.length];
        VoltageInput.of(design).drive(input, volts, null, 0);
        return Circuit.of((designs.size() == 1 ? "layer " + (first + 1) : "network of " + designs.size() + " layers") + (column < 0 ? "" : ", column " + (column + 1)) + (chip == null ? "" : " of a chip"), driven(volts, layers));
    }

    /** Parts with what they need: inputs [V], the common mode of weights, supplies. */
    private List<Part> driven(double[] volts, List<? extends Part> what) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < volts.length; i++) {
            parts.add(VoltageSource.dc("vx" + (i + 1), "x" + (i + 1), Circuit.GROUND, volts[i]));
        }
        parts.add(VoltageSource.dc("vwcm", "wcm", Circuit.GROUND, weightPort().commonMode()));
        parts.add(VoltageSource.dc("vcc", "vcc", Circuit.GROUND, SUPPLY));
        parts.add(VoltageSource.dc("vee", "vee", Circuit.GROUND, -SUPPLY));
        parts.addAll(what);
        return parts;
    }

    private DifferentialPort weightPort() {
        return cell.weight().orElseThrow();
    }

    private Instance layer(int l) {
        LayerDesign design = designs.get(l);
        List<String> inputs = inputNodes(design);
        List<Part> parts = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        for (int o = 0; o < design.outputs(); o++) {
            if (column < 0 || o == column) {
                String output = "y" + (o + 1);
                outputs.add(output);
                parts.add(column(l, o, inputs, output));
            }
        }
        List<String> nodes = new ArrayList<>(nodes(l));
        nodes.addAll(nodes(l + 1));
        nodes.addAll(List.of("wcm", "vcc", "vee"));
        String name = "layer" + (first + l + 1);
        return new Instance("x" + name, new Subcircuit(name, outputs.size() + " columns of " + inputs.size() + " cells", ports(inputs, outputs), parts), nodes, Map.of());
    }

    private static List<String> inputNodes(LayerDesign design) {
        return IntStream.range(0, design.inputs()).mapToObj(i -> "x" + (i + 1)).toList();
    }

    private static List<String> ports(List<String> inputs, List<String> outputs) {
        List<String> ports = new ArrayList<>(inputs);
        ports.addAll(outputs);
        ports.addAll(List.of("wcm", "vcc", "vee"));
        return ports;
    }

    private Instance column(int l, int o, List<String> inputs, String output) {
        LayerDesign design = designs.get(l);
        NoiseControl noise = chip == null ? NoiseControl.none() : design.hardware().noise();
        RandomStreams streams = (chip == null ? RandomStreams.of(0) : chip).layer(first + l);
        double[] stored = store(design, noise).write(design.stored(o), streams, o).fraction;
        double bias = bias(design, o);
        String name = "xcolumn" + (o + 1);
        String path = "xlayer" + (first + l + 1) + "." + name + ".";
        for (int i = 0; i < stored.length; i++) {
            remarks.put(path + "xw" + (i + 1), String.format(Locale.ROOT, "weight of input %d: %.6g, stored as %.6g V, which acts as %.6g", i + 1, design.fraction(o, i) * design.range().weight(),
                    design.portVoltage() * stored[i], design.code().realised(stored[i]) * design.range().weight()));
        }
        remarks.put(path + "vb", String.format(Locale.ROOT, "bias: %.6g", bias * design.feedback() / design.outputVolts()) + (design.hardware().trim().offset() ? ", and what undoes the column's offset" : ""));
        Subcircuit column = column("column" + (o + 1), "output " + (o + 1) + " of layer " + (first + l + 1), design, inputs, stored, biasVoltage(l, bias) + made[l].trim, readout(design, made[l].feedback, design.activation() == Activation.RELU));
        Instance asDesigned = new Instance(name, column, ports(inputs, List.of(output)), Map.of());
        return chip == null ? asDesigned : trimmed(l, specimen(asDesigned, design.hardware().multiplier(), noise, streams.named("parts of " + name)), output, biasVoltage(l, bias));
    }

    /** With what undoes its own offset added to its bias, measured with all inputs at 0. */
    private Instance trimmed(int l, Instance specimen, String output, double bias) {
        LayerDesign design = designs.get(l);
        Instance unbiased = biased(specimen, 0);
        String z = design.activation() == Activation.RELU ? specimen.name() + ".xreadout.z" : output;
        return biased(specimen, bias + trim(design, voltage(design, new double[design.inputs()], unbiased, z) / made[l].feedback));
    }

    private static Instance biased(Instance column, double volts) {
        return column.varied((path, part) -> path.equals("vb") ? part.withValue(volts) : part);
    }

    /** Each part with an error of its own; the resistors that set tail currents also with the chip's. */
    private Instance specimen(Instance asDesigned, Multiplier spread, NoiseControl noise, RandomStreams streams) {
        org.superpose.circuits.cell.Mismatch mismatch = org.superpose.circuits.cell.Mismatch.local(new org.superpose.circuits.cell.Mismatch.Plain(
                spread.saturationMismatch() * noise.factor(Sources.SATURATION_CURRENT), spread.resistorMismatch() * noise.factor(Sources.RESISTOR), 0, 0));
        double tail = Mismatch.factor(spread.tailSpread() * noise.factor(Sources.TAIL_SPREAD) * chip.named(Sources.TAIL_SPREAD).stream().normal());
        return asDesigned.varied((path, part) -> {
            Component varied = mismatch.vary(path, part, name -> streams.named(name).stream().normal(), name -> 0);
            return path.equals(TAIL_REFERENCE) ? varied.withValue(((Resistor) varied).resistance() / tail) : varied;
        });
    }

    private Subcircuit column(String name, String purpose, LayerDesign design, List<String> inputs, double[] stored, double biasVoltage, Column column) {
        List<Part> parts = new ArrayList<>(cell.shared());
        for (int i = 0; i < stored.length; i++) {
            String n = Integer.toString(i + 1);
            parts.add(weight("xw" + n, design.portVoltage() * stored[i], "wp" + n, "wn" + n));
            parts.add(cell.as("xc" + n, Map.of(cell.input().plus(), inputs.get(i), cell.input().minus(), Circuit.GROUND, weightPort().plus(), "wp" + n, weightPort().minus(), "wn" + n), 0));
        }
        parts.add(VoltageSource.dc("vb", "b", Circuit.GROUND, biasVoltage));
        Subcircuit readout = column.netlist();
        parts.add(new Subcircuit("readout", readout.purpose(), readout.ports(), readout.parts()).as("xreadout", "op", "on", "b", "out", "vcc", "vee"));
        return new Subcircuit(name, purpose, ports(inputs, List.of("out")), parts);
    }

    /** An instance that carries a weight [V]. */
    private Instance weight(String name, double volts, String plus, String minus) {
        DifferentialPort port = weightPort();
        return new Instance(name, WEIGHT, List.of(plus, minus, "wcm"), Map.of("v1", PLUS.withValue(port.plusVoltage(volts) - port.commonMode()), "v2", MINUS.withValue(port.minusVoltage(volts) - port.commonMode())));
    }

    private CurrentFold fold(LayerDesign design) {
        Summer summer = design.hardware().summer();
        double cells = design.inputs() * design.hardware().multiplier().tailCurrent() / 2;
        double feed = summer.loadDrop() / (cells + summer.foldCurrent());
        return new CurrentFold(cells, (SUPPLY - CurrentFold.LINE_VOLTAGE) / feed - cells);
    }

    /**
     * What transistors do to a column as designed.
     *
     * @param feedback R_f that makes up for what they lose of a current [Ω]
     * @param trim     voltage at the bias that makes up for what they add to it [V]
     */
    private record Made(double feedback, double trim) { }

    /** Measured on a column of which all weights are 0 but one half weight, which must give the volts that it is designed for at the ends of the input's window, and none between. */
    private Made made(LayerDesign design) {
        double[] stored = new double[design.inputs()];
        stored[0] = design.code().stored(0.5);
        List<String> inputs = inputNodes(design);
        double guess = design.feedback() / fold(design).gain(process, design.hardware().designTemperature());
        Instance column = new Instance("xcolumn", column("column", "", design, inputs, stored, 0, readout(design, guess, false)), ports(inputs, List.of("y")), Map.of());
        double window = Math.min(design.hardware().dac().range(), cell.input().limit());
        double[] volts = new double[inputs.size()];
        volts[0] = window;
        double high = voltage(design, volts, column, "y");
        volts[0] = -window;
        double low = voltage(design, volts, column, "y");
        return new Made(guess * design.unit() * design.feedback() * window / (high - low), trim(design, (high + low) / 2 / guess));
    }

    /** At a node of the circuit of one column. */
    private double voltage(LayerDesign design, double[] volts, Instance column, String node) {
        return new OperatingPoint().at(design.hardware().designTemperature()).run(Circuit.of("a column", driven(volts, List.of(column)))).voltage(node);
    }

    /** The voltage at the bias that takes a current [A] away from the summing node, as far as the trim's range and steps allow. */
    private static double trim(LayerDesign design, double current) {
        Trim trim = design.hardware().trim();
        return trim.offset() ? biasResistance(design) * LayerAssembly.setting(current, trim.offsetRange(), trim.bits()) : 0;
    }

    private static double biasResistance(LayerDesign design) {
        double largest = design.largestBiasCurrent();
        return largest == 0 ? 2 * design.feedback() : design.hardware().dac().range() / largest;
    }

    /** As its converter gives it [A]. */
    private static double bias(LayerDesign design, int output) {
        double largest = design.largestBiasCurrent();
        return largest == 0 ? 0 : LayerAssembly.setting(design.biasCurrent(output), largest, design.hardware().dac().biasBits());
    }

    /** The bias does not go through the fold; a column that ends at its amplifier inverts it. */
    private double biasVoltage(int l, double bias) {
        LayerDesign design = designs.get(l);
        double voltage = bias * biasResistance(design) * design.feedback() / made[l].feedback;
        return design.activation() == Activation.RELU ? voltage : -voltage;
    }

    private Column readout(LayerDesign design, double resistance, boolean rectified) {
        return new Column(design.inputs(), design.hardware().multiplier().tailCurrent(), fold(design).excess(), resistance, biasResistance(design), Column.Lines.FOLDED, Column.Readout.TRANSIMPEDANCE, rectified,
                OperationalAmplifierLevel.TRANSISTORS.netlist(), process);
    }

    private static WeightStore store(LayerDesign design, NoiseControl noise) {
        return new WeightStore(design.hardware().weights(), noise, design.hardware().temperature(), design.hardware().designTemperature(), design.portVoltage());
    }
}
