package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.DiodeRectifier;
import org.superpose.circuits.cell.Follower;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.cell.MosfetClamp;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.cell.OperationalAmplifierLevel;
import org.superpose.circuits.cell.PortDriver;
import org.superpose.circuits.characterisation.CellTerminals;
import org.superpose.circuits.circuit.Circuit;
import org.superpose.circuits.circuit.Instance;
import org.superpose.circuits.circuit.Part;
import org.superpose.circuits.circuit.Subcircuit;
import org.superpose.circuits.passive.Resistor;
import org.superpose.circuits.source.VoltageSource;
import org.superpose.simulator.hardware.ActivationCircuit;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.OwnCell;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.hardware.Wires;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.noise.NoiseControl;

/**
 * A layer's columns as circuits: what cells share, for each input a stored weight and a cell, and what stands behind the cells. A weight is a voltage behind its source resistance, or a conductance that is the cell itself. R_f makes up for what transistors lose of a
 * current on its way, and a voltage at the bias for what they add to it; both are measured on a column of the layer's size. Between supplies of ±5 V.
 */
final class ColumnDesign {
    static final double SUPPLY = 5;                              // ± [V]
    private static final double TAIL_DEGENERATION = 0.5;         // of the cells' netlist [V]
    /** Of op-amps between these supplies: what their inputs and outputs stay within [V]. */
    private static final double AMPLIFIER_RANGE = 3.5;
    /** Of the fold's current in the hardware's description, which counts on 1.45 V across the feeds of 64 cells, with 1.35 V so much is left for each side. */
    private static final double PART_OF_FOLD_CURRENT = 0.82;
    /** Of the gain that a column is designed for: with less its op-amps do not work where they should. */
    private static final double LEAST_GAIN = 0.5;
    /** Of the sum of two conductances: less is what rounding leaves. */
    private static final double ROUNDING = 1e-12;
    private static final double DRIVER_RESISTANCE = 2.5e3;       // before and around an input's follower [Ω]
    private static final double DRIVER_CAPACITANCE = 5e-12;      // [F]
    /** From a converter {@code u} to a line {@code x} of cells. */
    private static final Subcircuit DRIVER = new Subcircuit("driver", "what brings a converter's voltage to a row of cells", List.of("u", "x", "vcc", "vee"), List.of(new Resistor("r1", "u", "y", DRIVER_RESISTANCE),
            new Follower(DRIVER_RESISTANCE, DRIVER_CAPACITANCE).netlist(OperationalAmplifierLevel.TRANSISTORS.netlist()).as("xb", "y", "x", "vcc", "vee")));
    /** Begins the names of what brings a layer's inputs to its cells' ports, and of the nodes there. */
    static final String PORT_DRIVER = "xin";
    /** Where that side of the cells' inputs lies which does not move. */
    private static final String INPUT_LEVEL = "xcm";
    private static final String WEIGHT_LEVEL = "wcm";
    /** Of resistors that are weights: they are drawn with the stores, not with the column's parts. */
    private static final Pattern STORED = Pattern.compile("r[pn][1-9][0-9]*");

    /** Begins the names of segments of wires, between cells. */
    static final String WIRE = "rwire";
    private static final VoltageSource PLUS = VoltageSource.dc("v1", "p", WEIGHT_LEVEL, 0);
    private static final VoltageSource MINUS = VoltageSource.dc("v2", "n", WEIGHT_LEVEL, 0);
    private static final Subcircuit WEIGHT = Subcircuit.of("weight", "a stored weight: volts about the common mode, and what they are fed through", List.of("wp", "wn", WEIGHT_LEVEL), PLUS, new Resistor("r1", "p", "wp", CellDesign.SOURCE_RESISTANCE),
            MINUS, new Resistor("r2", "n", "wn", CellDesign.SOURCE_RESISTANCE));

    private final LayerDesign design;
    private final BipolarProcess process;
    private final MultiplierCell cell;                           // null: conductances
    private final Map<String, Double> supplies = new LinkedHashMap<>();
    private final double excess;                                 // of a fold, or what op-amps carry that hold lines [A]
    private final double feedback;
    private final double trim;
    private final CellTerminals terminals;                       // null: wires have no resistance

    /**
     * @throws IllegalArgumentException if there is no netlist for what the hardware names
     */
    ColumnDesign(LayerDesign design) {
        ElectronicHardware hardware = design.hardware();
        missing(design).ifPresent(only -> {
            throw new IllegalArgumentException("there is no netlist of a layer with " + only);
        });
        this.design = design;
        process = CellDesign.process(hardware);
        cell = design.gilbert() ? named(CellDesign.alone(hardware), hardware.multiplier().own() != null) : null;
        if (cell != null) {
            supplies.put(WEIGHT_LEVEL, weightPort().commonMode());
        }
        excess = hardware.multiplier().own() != null ? design.inputs() * CellDesign.lineSwing(hardware) : cell == null ? design.inputs() * design.unit() * hardware.dac().range() / 2 : PART_OF_FOLD_CURRENT * hardware.summer().foldCurrent();
        supplies.put("vcc", SUPPLY);
        supplies.put("vee", -SUPPLY);
        if (cell != null) {
            new TreeMap<>(cell.potentials()).forEach((name, volts) -> supplies.putIfAbsent(node(name), volts));
        }
        if (portDriver().isPresent() && !cell.input().balanced()) {
            supplies.put(INPUT_LEVEL, cell.input().commonMode());
        }
        // of a column of which all weights are 0 but one half weight, which must give the volts that it is designed for at the ends of the input's window, and none between
        double[] fractions = new double[design.inputs()];
        fractions[0] = design.gilbert() ? design.code().stored(0.5) : 0.5;
        double guess = design.feedback() / readout(design.feedback(), false).gain(hardware.designTemperature());
        Instance column = instance("xcolumn", netlist("column", "", design.store().exactly(fractions), 0, readout(guess, false), Wires.NONE), "y");
        double window = StrictMath.min(hardware.dac().range(), cell == null ? Double.POSITIVE_INFINITY : cell.input().limit());
        double[] volts = new double[design.inputs()];
        volts[0] = window;
        double high = voltage(alone(volts, column, null), hardware.designTemperature(), "y");
        volts[0] = -window;
        double low = voltage(alone(volts, column, null), hardware.designTemperature(), "y");
        double gain = (high - low) / (guess * design.unit() * window);
        if (!(gain > LEAST_GAIN && gain < 1 / LEAST_GAIN)) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "a column of %d such cells gives %.3g of the voltage that it is designed for, with R_f = %.3g Ω; look at what the cells draw from their lines and at the lines' level",
                    design.inputs(), gain, guess));
        }
        feedback = design.feedback() / gain;
        trim = trim((high + low) / 2 / guess);
        terminals = hardware.summer().wires().equals(Wires.NONE) ? null : CellTerminals.of(cell, hardware.temperature());
    }

    /** The user's cell by a name that no other subcircuit of a layer has. */
    private static MultiplierCell named(MultiplierCell cell, boolean own) {
        Subcircuit netlist = cell.netlist();
        return !own ? cell : new MultiplierCell(new Subcircuit("own_" + netlist.name(), netlist.purpose(), netlist.ports(), netlist.parts()), cell.input(), cell.weight(), cell.outputPlus(), cell.outputMinus(), cell.lineVoltage(),
                cell.potentials(), cell.shared(), cell.coding(), cell.law());
    }

    /** Whether there is a netlist for what the hardware names. */
    static boolean exists(LayerDesign design) {
        return missing(design).isEmpty();
    }

    /** The first thing of which there is no netlist, and what to choose instead. */
    private static Optional<String> missing(LayerDesign design) {
        Multiplier multiplier = design.hardware().multiplier();
        Summer summer = design.hardware().summer();
        OwnCell own = multiplier.own();
        String what = null;
        if (summer.supply() != SUPPLY) {
            what = "summer.supply: " + summer.supply() + " V; its op-amps are made for 5 V";
        } else if (own != null) {
            what = missing(own, summer);
        } else if (design.gilbert() && Double.isInfinite(multiplier.beta())) {
            what = "multiplier.beta: inf; its transistors need a finite one";
        } else if (design.gilbert() && multiplier.tailDegeneration() != TAIL_DEGENERATION) {
            what = "multiplier.tailDegeneration: " + multiplier.tailDegeneration() + " V; its cells' tails have 0.5 V";
        }
        return Optional.ofNullable(what);
    }

    private static String missing(OwnCell own, Summer summer) {
        double farthest = StrictMath.abs(own.inputLevel()) + own.inputWindow();
        if (own.engine() == OwnCell.Engine.NGSPICE) {
            return "multiplier.engine: ngspice, whose cells ngspice alone computes; describe the cell by models that this program reads, and take engine: superpose";
        } else if (own.lineLevel() != 0 && summer.topology() == Summer.Topology.TRANSIMPEDANCE) {
            return "levels.lines: " + own.lineLevel() + " V and summer.topology: transimpedance, whose virtual grounds lie at 0 V; take summer.topology: difference";
        } else if (StrictMath.abs(own.lineLevel()) > AMPLIFIER_RANGE) {
            return "levels.lines: " + own.lineLevel() + " V; its op-amps hold lines within ±" + AMPLIFIER_RANGE + " V";
        } else if (farthest > AMPLIFIER_RANGE) {
            return "inputs that reach " + farthest + " V from ground; its op-amps bring them to ±" + AMPLIFIER_RANGE + " V: mend levels.input and window.input";
        } else if (own.potentials().getOrDefault("vcc", SUPPLY) != SUPPLY || own.potentials().getOrDefault("vee", -SUPPLY) != -SUPPLY) {
            return "potentials vcc or vee other than the supplies of ±5 V; call these ports of the cell otherwise";
        }
        return null;
    }

    /** Whether the layer rectifies. */
    private static boolean rectified(LayerDesign design) {
        return design.activation() == Activation.RELU;
    }

    boolean rectified() {
        return rectified(design);
    }

    /** Whether what stands before the rectifier of a layer falls with the sum. */
    static boolean inverts(LayerDesign design) {
        return rectified(design) && design.hardware().activation().kind() == ActivationCircuit.Kind.PRECISION;
    }

    /** R_f that makes up for what transistors lose of a current [Ω]. */
    double feedback() {
        return feedback;
    }

    /** Voltage at the bias that makes up for what they add to it in the design [V]. */
    double trim() {
        return trim;
    }

    /** The voltage at the bias that takes a current [A] away from the summing node, as far as the trim's range and steps allow. */
    double trim(double current) {
        Trim settings = design.hardware().trim();
        return settings.offset() ? biasResistance() * LayerAssembly.setting(current, settings.offsetRange(), settings.bits()) : 0;
    }

    /** R_b [Ω]. */
    double biasResistance() {
        double largest = design.largestBiasCurrent();
        return largest == 0 ? 2 * design.feedback() : design.hardware().dac().range() / largest;
    }

    /** Bias current of an output as its converter gives it [A]. */
    double bias(int output) {
        return bias(design, output);
    }

    /** Likewise, of a layer of the same design with other weights. */
    static double bias(LayerDesign design, int output) {
        double largest = design.largestBiasCurrent();
        return largest == 0 ? 0 : LayerAssembly.setting(design.biasCurrent(output), largest, design.hardware().dac().biasBits());
    }

    /** What stands for a bias current [V]. The bias goes to the amplifier by itself; a column whose rectifier does not invert, or that ends at its amplifier, inverts it. */
    double biasVoltage(double current) {
        double voltage = current * biasResistance() * design.feedback() / feedback;
        return inverts(design) ? voltage : -voltage;
    }

    /** What stands behind the cells. */
    Column readout() {
        return readout(feedback, rectified());
    }

    private Column readout(double resistance, boolean withRectifier) {
        ElectronicHardware hardware = design.hardware();
        boolean own = hardware.multiplier().own() != null;
        Column.Readout amplifier = hardware.summer().topology() == Summer.Topology.TRANSIMPEDANCE ? Column.Readout.TRANSIMPEDANCE : Column.Readout.DIFFERENCE;
        Column.Lines lines = cell == null || own ? Column.Lines.HELD : hardware.summer().lines() == Summer.Lines.FOLDED ? Column.Lines.FOLDED : Column.Lines.CASCODED;
        Column column = new Column(design.inputs(), cell == null ? 0 : own ? 2 * design.cellLineCurrent() : hardware.multiplier().tailCurrent(), excess, resistance, biasResistance(), lines,
                own ? cell.lineVoltage() : 0, amplifier, Optional.empty(), OperationalAmplifierLevel.TRANSISTORS.netlist(), process);
        return withRectifier ? rectifying(column, hardware.activation()) : column;
    }

    private Column rectifying(Column column, ActivationCircuit circuit) {
        if (circuit instanceof ActivationCircuit.Diode diode) {
            return column.ending(Column.End.of(new DiodeRectifier(diode.resistance(), diode.saturationCurrent(), diode.emission(), design.hardware().temperature()).netlist(process.diode())));
        }
        if (circuit instanceof ActivationCircuit.MosfetClamp clamp) {
            return column.ending(Column.End.of(new MosfetClamp(clamp.resistance(), clamp.transconductance()).netlist()));
        }
        return column.rectifying();
    }

    /** A column with what its stores hold and a voltage at its bias [V]. */
    Subcircuit netlist(String name, String purpose, WeightStore.Column stored, double biasVoltage) {
        return netlist(name, purpose, stored, biasVoltage, readout(), design.hardware().summer().wires());
    }

    private Subcircuit netlist(String name, String purpose, WeightStore.Column stored, double biasVoltage, Column column, Wires wires) {
        List<Part> parts = new ArrayList<>(cell == null ? List.of() : cell.shared());
        for (int i = 0; i < design.inputs(); i++) {
            String n = Integer.toString(i + 1);
            if (cell == null) {
                conductances(parts, "x" + n, n, stored.conductance[i], design.unit() * stored.fraction[i]);
            } else {
                parts.add(weight("xw" + n, design.portVoltage() * stored.fraction[i], "wp" + n, "wn" + n));
                Map<String, String> nodes = nodes(n);
                String next = i + 1 < design.inputs() ? Integer.toString(i + 2) : "";
                segments(wires).forEach((line, resistance) -> {
                    nodes.put(line, line + n);
                    parts.add(new Resistor(WIRE + line + n, line + n, line + next, resistance));
                });
                parts.add(cell.as("xc" + n, nodes, 0));
            }
        }
        parts.add(VoltageSource.dc("vb", "b", Circuit.GROUND, biasVoltage));
        Subcircuit readout = column.netlist();
        parts.add(new Subcircuit("readout", readout.purpose(), readout.ports(), readout.parts()).as("xreadout", "op", "on", "b", "out", "vcc", "vee"));
        return new Subcircuit(name, purpose, connected(ports(cellInputs(), List.of("out")), parts), parts);
    }

    /** Those ports of a circuit to which a part of it connects: where no resistor is stored, an input leads nowhere. */
    static List<String> connected(List<String> ports, List<Part> parts) {
        Set<String> nodes = new HashSet<>();
        parts.forEach(part -> nodes.addAll(part.nodes()));
        return ports.stream().filter(nodes::contains).toList();
    }

    /** Resistors from an input to the lines: what is pushed into {@code on} counts as what is drawn from {@code op}. Where nothing is stored there is none. */
    private static void conductances(List<Part> parts, String input, String n, double sum, double difference) {
        double positive = (sum + difference) / 2;
        double negative = (sum - difference) / 2;
        if (positive > ROUNDING * sum) {
            parts.add(new Resistor("rp" + n, input, "on", 1 / positive));
        }
        if (negative > ROUNDING * sum) {
            parts.add(new Resistor("rn" + n, input, "op", 1 / negative));
        }
    }

    /** Of a cell's ports in its column. */
    private Map<String, String> nodes(String n) {
        Map<String, String> nodes = new HashMap<>();
        cell.potentials().keySet().forEach(name -> nodes.put(name, node(name)));
        nodes.put(cell.outputPlus(), "op");
        nodes.put(cell.outputMinus(), "on");
        nodes.put(weightPort().plus(), "wp" + n);
        nodes.put(weightPort().minus(), "wn" + n);
        boolean driven = portDriver().isPresent();
        nodes.put(cell.input().plus(), driven ? PORT_DRIVER + n + "_p" : "x" + n);
        nodes.put(cell.input().minus(), !driven ? Circuit.GROUND : cell.input().balanced() ? PORT_DRIVER + n + "_n" : INPUT_LEVEL);
        return nodes;
    }

    /** Where a potential of the cells lies: those of an own cell have names of their own. */
    private static String node(String potential) {
        return potential.equals("vcc") || potential.equals("vee") ? potential : "cell_" + potential;
    }

    /** Resistances between neighbouring cells, of the ports of cells that are lines along a column [Ω]; the ports of a cell that is not the user's own are called as the nodes. */
    private Map<String, Double> segments(Wires wires) {
        Map<String, Double> segments = new LinkedHashMap<>();
        segments.put(cell.outputPlus(), wires.output());
        segments.put(cell.outputMinus(), wires.output());
        cell.feeds().forEach(port -> segments.put(port, WireDrops.resistance(wires, cell, port)));
        segments.values().removeIf(resistance -> resistance == 0);
        return segments;
    }

    /** What wires do to the cells of a layer of the same design, perhaps with other weights. */
    WireDrops drops(LayerDesign written) {
        return WireDrops.of(written, cell, terminals);
    }

    /** An instance that carries a weight [V]. */
    private Instance weight(String name, double volts, String plus, String minus) {
        DifferentialPort port = weightPort();
        return new Instance(name, WEIGHT, List.of(plus, minus, WEIGHT_LEVEL), Map.of("v1", PLUS.withValue(port.plusVoltage(volts) - port.commonMode()), "v2", MINUS.withValue(port.minusVoltage(volts) - port.commonMode())));
    }

    private DifferentialPort weightPort() {
        return cell.weight().orElseThrow();
    }

    private List<String> inputNodes() {
        return IntStream.range(0, design.inputs()).mapToObj(i -> "x" + (i + 1)).toList();
    }

    /** What drives the cells of a column: the layer's inputs, or what port drivers make of them. */
    List<String> cellInputs() {
        if (portDriver().isEmpty()) {
            return inputNodes();
        }
        List<String> nodes = new ArrayList<>();
        for (int i = 1; i <= design.inputs(); i++) {
            nodes.add(PORT_DRIVER + i + "_p");
            if (cell.input().balanced()) {
                nodes.add(PORT_DRIVER + i + "_n");
            }
        }
        return nodes;
    }

    /** Voltages there, if those of the layer's inputs are these [V]. */
    double[] atCells(double[] volts) {
        if (portDriver().isEmpty()) {
            return volts;
        }
        DifferentialPort port = cell.input();
        return Arrays.stream(volts).flatMap(v -> port.balanced() ? DoubleStream.of(port.plusVoltage(v), port.minusVoltage(v)) : DoubleStream.of(port.plusVoltage(v))).toArray();
    }

    /** Nodes that feed all columns, and their voltages. */
    Map<String, Double> supplies() {
        return Collections.unmodifiableMap(supplies);
    }

    /** The name of the source of such a node. */
    static String supply(String node) {
        return node.equals("vcc") || node.equals("vee") ? node : "v" + node;
    }

    /** Of layers: inputs, outputs, what feeds them. */
    List<String> ports(List<String> outputs) {
        return ports(inputNodes(), outputs);
    }

    /** A column whose output is a node, and whose other nodes are called as its ports. */
    static Instance instance(String name, Subcircuit column, String output) {
        return new Instance(name, column, column.ports().stream().map(port -> port.equals("out") ? output : port).toList(), Map.of());
    }

    private List<String> ports(List<String> inputs, List<String> outputs) {
        List<String> ports = new ArrayList<>(inputs);
        ports.addAll(outputs);
        ports.addAll(supplies.keySet());
        return ports;
    }

    /** Parts with mismatch of their own, by draws for their paths. */
    static Instance specimen(Instance asDesigned, Multiplier spread, NoiseControl noise, ToDoubleFunction<String> draws) {
        Mismatch mismatch = mismatch(spread, noise);
        return asDesigned.varied((path, part) -> STORED.matcher(path).matches() ? part : mismatch.vary(path, part, draws, name -> 0));
    }

    static Mismatch mismatch(Multiplier spread, NoiseControl noise) {
        double transistors = noise.factor(Sources.SATURATION_CURRENT);
        OwnCell own = spread.own();
        return Mismatch.local(new Mismatch.Plain(spread.saturationMismatch() * transistors, spread.resistorMismatch() * noise.factor(Sources.RESISTOR), own == null ? 0 : own.thresholdMismatch() * transistors,
                own == null ? 0 : own.gainMismatch() * transistors));
    }

    /** Whether inputs come to the cells through drivers of transistors. */
    boolean drivers() {
        return drivers(design);
    }

    private static boolean drivers(LayerDesign design) {
        return design.dac() && design.hardware().dac().driver() == ElectronicHardware.Driver.FOLLOWER;
    }

    /** Whether there are circuits before the cells of such a layer. */
    static boolean hasDrivers(LayerDesign design) {
        return drivers(design) || design.gilbert() && PortDriver.needed(CellDesign.alone(design.hardware()).input());
    }

    /** What stands between an input's voltage and its row of cells. */
    Optional<Subcircuit> driver() {
        return drivers() ? Optional.of(DRIVER) : portDriver();
    }

    /** What brings an input to cells whose port stands elsewhere, or moves on both sides. */
    private Optional<Subcircuit> portDriver() {
        return cell != null && PortDriver.needed(cell.input()) ? Optional.of(new PortDriver(cell.input()).netlist(OperationalAmplifierLevel.TRANSISTORS.netlist())) : Optional.empty();
    }

    /**
     * One for each input, from {@code x1} to the first of {@link #cellInputs} and so on; none where inputs are wires.
     *
     * @param draws of the layer of the chip; null for the design
     */
    List<Instance> portDrivers(PartDraws draws) {
        List<Instance> drivers = new ArrayList<>();
        portDriver().ifPresent(netlist -> {
            for (int i = 0; i < design.inputs(); i++) {
                String name = PORT_DRIVER + (i + 1);
                Instance driver = cell.input().balanced() ? netlist.as(name, "x" + (i + 1), name + "_p", name + "_n", "vcc", "vee") : netlist.as(name, "x" + (i + 1), name + "_p", "vcc", "vee");
                drivers.add(draws == null ? driver : specimen(driver, design.hardware().multiplier(), design.hardware().noise(), draws.driver(i)));
            }
        });
        return drivers;
    }

    /** A column by itself with what it needs, see {@link #driven}. */
    List<Part> alone(double[] volts, Instance column, PartDraws draws) {
        List<Part> parts = new ArrayList<>(portDrivers(draws));
        parts.add(column);
        return driven(volts, parts, draws);
    }

    /**
     * Parts with what they need: inputs [V], and what feeds all columns.
     *
     * @param draws of the chip; null for the design
     */
    List<Part> driven(double[] volts, List<? extends Part> what, PartDraws draws) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < volts.length; i++) {
            String n = Integer.toString(i + 1);
            if (drivers()) {
                Instance driver = DRIVER.as("xdriver" + n, "u" + n, "x" + n, "vcc", "vee");
                parts.add(VoltageSource.dc("vx" + n, "u" + n, Circuit.GROUND, volts[i]));
                parts.add(draws == null ? driver : specimen(driver, design.hardware().multiplier(), design.hardware().noise(), draws.driver(i)));
            } else {
                parts.add(VoltageSource.dc("vx" + n, "x" + n, Circuit.GROUND, volts[i]));
            }
        }
        supplies.forEach((node, voltage) -> parts.add(VoltageSource.dc(supply(node), node, Circuit.GROUND, voltage)));
        parts.addAll(what);
        return parts;
    }

    /** At a node, at a temperature [K], [V]. */
    static double voltage(List<Part> parts, double temperature, String node) {
        return new OperatingPoint().at(temperature).run(Circuit.of("a column", parts)).voltage(node);
    }
}
