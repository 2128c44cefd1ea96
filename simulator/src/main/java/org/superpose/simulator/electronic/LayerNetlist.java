package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Wires;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/**
 * Layers of a network as a circuit of transistors: a multiplier for each weight (Gilbert cell, a cell of the user's own, a conductance), and for each output what holds its lines, a bias, an amplifier, and for a rectified one a rectifier with a follower. What the
 * hardware stores for a weight is a voltage behind a source resistance at its cell, as the store's codes make it, or the conductance itself; inputs are sources, at the nodes {@code u1 …} if drivers stand
 * between them and the cells. Supplies are ±5 V.
 * <p>Nodes: {@code x1 …} inputs, {@code y1 …} outputs of the last layer, {@code h1_1 …} those of layers before. A layer is an instance {@code xlayer1}, in which column 3 is {@code xcolumn3} and the cell of input 5 is {@code xc5}. Immutable.
 */
public final class LayerNetlist {
    /** Larger circuits are beyond what any engine solves in a day. */
    private static final int MOST_CELLS = 100_000;
    /** Begins the names of the parts of the inputs' drivers. */
    static final String DRIVER = "xdriver";
    private static final String TAIL_REFERENCE = "xtail.r1";     // the resistor of a column that sets the current of its tails

    private final List<LayerDesign> designs;
    private final int first;                                     // number of the first layer, from 0
    private final int column;                                    // the only one, or −1
    private final RandomStreams chip;                            // null for the design itself
    private final List<ColumnDesign> columns;                    // of each layer
    private final List<String> cellParts;
    private final Map<String, String> remarks = new LinkedHashMap<>();
    private final List<Instance> layers = new ArrayList<>();

    private LayerNetlist(List<LayerDesign> designs, List<ColumnDesign> columns, int first, int column, RandomStreams chip) {
        this.designs = designs;
        this.columns = columns;
        this.first = first;
        this.column = column;
        this.chip = chip;
        cellParts = designs.get(0).gilbert() ? CellDesign.parts(designs.get(0).hardware()) : List.of();
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
        if (designs.size() > 1 && hardware.placement() != ElectronicHardware.Placement.ENDS) {
            throw new IllegalArgumentException("a circuit of several layers needs converters: ends; there are no netlists of what stands between layers else");
        }
        long cells = designs.stream().mapToLong(design -> (long) design.inputs() * design.outputs()).sum();
        if (cells > MOST_CELLS) {
            throw new IllegalArgumentException("a circuit of " + cells + " cells is too large, the largest has " + MOST_CELLS + "; take a single layer or column");
        }
        return new LayerNetlist(List.copyOf(designs), designs.stream().map(ColumnDesign::new).toList(), first, -1, null);
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
        return new LayerNetlist(designs, columns, first, output, chip);
    }

    /**
     * A specimen of the design: stored weights as they come out on that chip of the experiment, and parts with the mismatch of the hardware, each drawn by its name; then each column's offset is trimmed, if the hardware says so.
     *
     * @param streams of the chip
     */
    public LayerNetlist specimen(RandomStreams streams) {
        return new LayerNetlist(designs, columns, first, column, streams);
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
        return PartsList.of(chip == null ? circuit(new double[inputs()]) : new LayerNetlist(designs, columns, first, column, null).circuit(new double[inputs()]));
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
                bias[o] = columns.get(l).biasVoltage(columns.get(l).bias(o));
            }
            tables.add(new WeightTable("layer" + (first + l + 1), design, stored, bias, columns.get(l).biasVoltage(design.largestBiasCurrent()), columns.get(l).trim()));
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
            lines.add(d.gilbert() ? String.format(Locale.ROOT, "  a weight fraction w is stored as a fraction of %.6g V at the cell, whose current is %.6g A per volt of input and unit of w", d.portVoltage(), d.unit())
                    : String.format(Locale.ROOT, "  a weight fraction w is stored as a conductance, or the difference of two, of w times %.6g S", d.unit()));
            lines.add(String.format(Locale.ROOT, "  R_f = %.6g ohms (%.6g if nothing were lost), R_b = %.6g ohms", columns.get(l).feedback(), d.feedback(), columns.get(l).biasResistance()));
        }
        Wires wires = designs.get(0).hardware().summer().wires();
        if (!wires.equals(Wires.NONE)) {
            lines.add(String.format(Locale.ROOT, "wires (%s...) from cell to cell: lines op and on %.6g ohms, rows of inputs %.6g, tail line %.6g, supply of tails %.6g; columns end at their readouts, beyond the last input's cell", ColumnDesign.WIRE, wires.output(), column < 0 ? wires.input() : 0,
                    wires.tail(), wires.supply()));
        }
        lines.add("nodes: x1 ... inputs, " + (designs.size() > 1 ? "h1_1 ... outputs of a layer before the last, " : "") + "y1 ... outputs; volts, amperes, ohms, farads");
        return lines;
    }

    /** Nodes before a layer, from the first of these layers on; behind the last one those of the outputs. */
    List<String> nodes(int l) {
        int count = l == 0 ? designs.get(0).inputs() : designs.get(l - 1).outputs();
        String prefix = l == 0 ? "x" : l == designs.size() ? "y" : "h" + (first + l) + "_";
        return IntStream.range(0, count).filter(k -> l == 0 || column < 0 || k == column).mapToObj(k -> prefix + (k + 1)).toList();
    }

    /** Begins the names of the parts and inner nodes of a column of one of these layers, counted from 0. */
    String path(int l, int output) {
        return "xlayer" + (first + l + 1) + ".xcolumn" + (output + 1) + ".";
    }

    /** Begins the names of what brings the inputs of a layer, counted from 0, to its cells' ports. */
    String drivers(int l) {
        return "xlayer" + (first + l + 1) + "." + ColumnDesign.PORT_DRIVER;
    }

    /** Whether inputs of a layer come to its columns over wires of some resistance; a column alone has them at its side. */
    boolean rows(int l) {
        return column < 0 && designs.get(l).hardware().summer().wires().input() > 0;
    }

    /** The node of an input at a column, within the layer. */
    private static String along(int input, int output) {
        return "x" + (input + 1) + "_" + (output + 1);
    }

    /** Nodes of the cells' inputs of a column of a layer. */
    List<String> cellInputs(int l, int output) {
        if (rows(l)) {
            return IntStream.range(0, designs.get(l).inputs()).mapToObj(i -> "xlayer" + (first + l + 1) + "." + along(i, output)).toList();
        }
        String layer = "xlayer" + (first + l + 1) + ".";
        List<String> nodes = columns.get(l).cellInputs();
        return hasPortDrivers() ? nodes.stream().map(layer::concat).toList() : nodes(l);
    }

    /** Whether inputs are brought to cells by circuits in their layer. */
    boolean hasPortDrivers() {
        return !columns.get(0).portDrivers(null).isEmpty();
    }

    /** How the columns of a layer are made. */
    ColumnDesign design(int l) {
        return columns.get(l);
    }

    /** Names of the sources that feed all columns. */
    List<String> supplies() {
        return columns.get(0).supplies().keySet().stream().map(ColumnDesign::supply).toList();
    }

    /** Nodes of the inputs' sources, before their drivers. */
    List<String> driven() {
        return IntStream.range(0, inputs()).mapToObj(i -> "u" + (i + 1)).toList();
    }

    /** Whether it is the path of a resistor that sets the tail currents of a column. */
    static boolean isTailReference(String path) {
        return path.endsWith("." + TAIL_REFERENCE);
    }

    /** The source of an input, counted from 0. */
    static String input(int i) {
        return "vx" + (i + 1);
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
        return Circuit.of((designs.size() == 1 ? "layer " + (first + 1) : "network of " + designs.size() + " layers") + (column < 0 ? "" : ", column " + (column + 1)) + (chip == null ? "" : " of a chip"),
                columns.get(0).driven(volts, layers, chip == null ? null : draws(0)));
    }

    private PartDraws draws(int l) {
        return new PartDraws(chip, chip.layer(first + l), cellParts);
    }

    private Instance layer(int l) {
        LayerDesign design = designs.get(l);
        List<Part> parts = new ArrayList<>(columns.get(l).portDrivers(chip == null ? null : draws(l)));
        List<String> outputs = new ArrayList<>();
        for (int o = 0; o < design.outputs(); o++) {
            if (column < 0 || o == column) {
                String output = "y" + (o + 1);
                outputs.add(output);
                Instance alone = column(l, o, output);
                List<String> nodes = new ArrayList<>(alone.nodes());
                for (int i = 0; rows(l) && i < design.inputs(); i++) {
                    nodes.set(nodes.indexOf("x" + (i + 1)), along(i, o));
                    parts.add(new Resistor(ColumnDesign.WIRE + along(i, o), o == 0 ? "x" + (i + 1) : along(i, o - 1), along(i, o), design.hardware().summer().wires().input()));
                }
                parts.add(new Instance(alone.name(), alone.subcircuit(), nodes, alone.replaced()));
            }
        }
        List<String> inside = columns.get(l).ports(outputs);
        List<String> nodes = new ArrayList<>(nodes(l));
        nodes.addAll(nodes(l + 1));
        nodes.addAll(columns.get(l).supplies().keySet());
        List<String> ports = ColumnDesign.connected(inside, parts);
        String name = "layer" + (first + l + 1);
        return new Instance("x" + name, new Subcircuit(name, outputs.size() + " columns of " + design.inputs() + " cells", ports, parts), ports.stream().map(port -> nodes.get(inside.indexOf(port))).toList(), Map.of());
    }

    private Instance column(int l, int o, String output) {
        LayerDesign design = designs.get(l);
        ColumnDesign circuit = columns.get(l);
        NoiseControl noise = chip == null ? NoiseControl.none() : design.hardware().noise();
        RandomStreams streams = (chip == null ? RandomStreams.of(0) : chip).layer(first + l);
        WeightStore.Column stored = store(design, noise).write(design.stored(o), streams, o);
        double bias = circuit.bias(o);
        String name = "xcolumn" + (o + 1);
        String path = path(l, o);
        for (int i = 0; i < design.inputs(); i++) {
            remark(design, path, o, i, stored.fraction[i]);
        }
        remarks.put(path + "vb", String.format(Locale.ROOT, "bias: %.6g", bias * design.feedback() / design.outputVolts()) + (design.hardware().trim().offset() ? ", and what undoes the column's offset" : ""));
        Subcircuit netlist = circuit.netlist("column" + (o + 1), "output " + (o + 1) + " of layer " + (first + l + 1), stored, circuit.biasVoltage(bias) + circuit.trim());
        Instance asDesigned = ColumnDesign.instance(name, netlist, output);
        return chip == null ? asDesigned : trimmed(l, o, specimen(asDesigned, design.hardware(), draws(l), o), output, circuit.biasVoltage(bias));
    }

    private void remark(LayerDesign design, String path, int output, int input, double stored) {
        double unit = design.range().weight();
        String weight = String.format(Locale.ROOT, "weight of input %d: %.6g", input + 1, design.fraction(output, input) * unit);
        if (design.gilbert()) {
            remarks.put(path + "xw" + (input + 1), weight + String.format(Locale.ROOT, ", stored as %.6g V, which acts as %.6g", design.portVoltage() * stored, design.code().realised(stored) * unit));
        } else {
            remarks.put(path + (stored < 0 ? "rn" : "rp") + (input + 1), weight + String.format(Locale.ROOT, ", stored as %.6g S, which acts as %.6g", design.unit() * stored, stored * unit));
        }
    }

    /** With what undoes its own offset added to its bias, measured with all inputs at 0, but for what wires take from them on their way. */
    private Instance trimmed(int l, int o, Instance specimen, String output, double bias) {
        LayerDesign design = designs.get(l);
        if (!design.hardware().trim().offset()) {
            return specimen;
        }
        ColumnDesign circuit = columns.get(l);
        String z = circuit.rectified() ? specimen.name() + ".xreadout.z" : output;
        double[] rest = new double[design.inputs()];
        if (rows(l)) {
            WireDrops drops = circuit.drops(design);
            Arrays.setAll(rest, i -> -drops.drop(o, i, 0));
        }
        double offset = ColumnDesign.voltage(circuit.alone(rest, biased(specimen, 0), draws(l)), design.hardware().temperature(), z);
        return biased(specimen, bias + circuit.trim(offset / circuit.feedback()));
    }

    private static Instance biased(Instance column, double volts) {
        return column.varied((path, part) -> path.equals("vb") ? part.withValue(volts) : part);
    }

    /** Each part with an error of its own; the resistors that set tail currents also with the chip's. */
    private static Instance specimen(Instance asDesigned, ElectronicHardware hardware, PartDraws draws, int output) {
        Instance specimen = ColumnDesign.specimen(asDesigned, hardware.multiplier(), hardware.noise(), draws.column(output));
        double tail = Mismatch.factor(hardware.multiplier().tailSpread() * hardware.noise().factor(Sources.TAIL_SPREAD) * draws.tail());
        return specimen.varied((path, part) -> path.equals(TAIL_REFERENCE) ? part.withValue(((Resistor) part).resistance() / tail) : part);
    }

    private static WeightStore store(LayerDesign design, NoiseControl noise) {
        return new WeightStore(design.hardware().weights(), noise, design.hardware().temperature(), design.hardware().designTemperature(), design.portVoltage());
    }
}
