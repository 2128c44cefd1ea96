package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.superpose.circuits.analysis.OperatingPoint;
import org.superpose.circuits.cell.BipolarProcess;
import org.superpose.circuits.cell.Column;
import org.superpose.circuits.cell.CurrentFold;
import org.superpose.circuits.cell.DifferentialPort;
import org.superpose.circuits.cell.Follower;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.cell.MultiplierCell;
import org.superpose.circuits.cell.OperationalAmplifierLevel;
import org.superpose.circuits.circuit.Circuit;
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

/**
 * A layer's columns as circuits: a line of tail currents, for each input a stored weight behind its source resistance and a cell, and what stands behind the cells. R_f makes up for what transistors lose of a current on its way, and a voltage at the bias for
 * what they add to it; both are measured on a column of the layer's size. Between supplies of ±5 V.
 */
final class ColumnDesign {
    static final double SUPPLY = 5;                              // ± [V]
    private static final double TAIL_DEGENERATION = 0.5;         // of the cells' netlist [V]
    /** Of the fold's current in the hardware's description, which counts on 1.45 V across the feeds of 64 cells, with 1.35 V so much is left for each side. */
    private static final double PART_OF_FOLD_CURRENT = 0.82;
    private static final double DRIVER_RESISTANCE = 2.5e3;       // before and around an input's follower [Ω]
    private static final double DRIVER_CAPACITANCE = 5e-12;      // [F]
    /** From a converter {@code u} to a line {@code x} of cells. */
    private static final Subcircuit DRIVER = new Subcircuit("driver", "what brings a converter's voltage to a row of cells", List.of("u", "x", "vcc", "vee"), List.of(new Resistor("r1", "u", "y", DRIVER_RESISTANCE),
            new Follower(DRIVER_RESISTANCE, DRIVER_CAPACITANCE).netlist(OperationalAmplifierLevel.TRANSISTORS.netlist()).as("xb", "y", "x", "vcc", "vee")));

    private static final VoltageSource PLUS = VoltageSource.dc("v1", "p", "wcm", 0);
    private static final VoltageSource MINUS = VoltageSource.dc("v2", "n", "wcm", 0);
    private static final Subcircuit WEIGHT = Subcircuit.of("weight", "a stored weight: volts about the common mode, and what they are fed through", List.of("wp", "wn", "wcm"), PLUS, new Resistor("r1", "p", "wp", CellDesign.SOURCE_RESISTANCE),
            MINUS, new Resistor("r2", "n", "wn", CellDesign.SOURCE_RESISTANCE));

    private final LayerDesign design;
    private final BipolarProcess process;
    private final MultiplierCell cell;
    private final double feedback;
    private final double trim;

    /**
     * @throws IllegalArgumentException if there is no netlist for what the hardware names
     */
    ColumnDesign(LayerDesign design) {
        ElectronicHardware hardware = design.hardware();
        missing(design).ifPresent(only -> {
            throw new IllegalArgumentException("a layer's netlist needs " + only + "; there are no other netlists for it yet");
        });
        this.design = design;
        process = CellDesign.process(hardware);
        cell = CellDesign.alone(hardware);
        // of a column of which all weights are 0 but one half weight, which must give the volts that it is designed for at the ends of the input's window, and none between
        double[] stored = new double[design.inputs()];
        stored[0] = design.code().stored(0.5);
        double guess = design.feedback() / fold().gain(process, design.hardware().designTemperature());
        Instance column = new Instance("xcolumn", netlist("column", "", stored, 0, readout(guess, false)), ports(List.of("y")), Map.of());
        double window = StrictMath.min(hardware.dac().range(), cell.input().limit());
        double[] volts = new double[design.inputs()];
        volts[0] = window;
        double high = voltage(driven(volts, List.of(column), null), hardware.designTemperature(), "y");
        volts[0] = -window;
        double low = voltage(driven(volts, List.of(column), null), hardware.designTemperature(), "y");
        feedback = guess * design.unit() * design.feedback() * window / (high - low);
        trim = trim((high + low) / 2 / guess);
    }

    /** Whether there is a netlist for what the hardware names. */
    static boolean exists(LayerDesign design) {
        return missing(design).isEmpty();
    }

    /** The first key, with its value, that a netlist needs and the hardware has not. */
    private static Optional<String> missing(LayerDesign design) {
        Multiplier multiplier = design.hardware().multiplier();
        Summer summer = design.hardware().summer();
        String only = multiplier.kind() == Multiplier.Kind.OHMIC || multiplier.own() != null ? "multiplier.kind: gilbert or netlist"
                : multiplier.tailDegeneration() != TAIL_DEGENERATION ? "multiplier.tailDegeneration: 0.5 V"
                : summer.topology() != Summer.Topology.TRANSIMPEDANCE ? "summer.topology: transimpedance"
                : summer.supply() != SUPPLY ? "summer.supply: 5 V"
                : rectified(design) && design.hardware().activation().kind() != ActivationCircuit.Kind.PRECISION ? "activation.circuit: precision" : null;
        return Optional.ofNullable(only);
    }

    private static boolean rectified(LayerDesign design) {
        return design.activation() == Activation.RELU;
    }

    boolean rectified() {
        return rectified(design);
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

    /** What stands for a bias current [V]. The bias does not go through the fold; a column that ends at its amplifier inverts it. */
    double biasVoltage(double current) {
        double voltage = current * biasResistance() * design.feedback() / feedback;
        return rectified() ? voltage : -voltage;
    }

    private CurrentFold fold() {
        return new CurrentFold(design.inputs() * design.hardware().multiplier().tailCurrent() / 2, PART_OF_FOLD_CURRENT * design.hardware().summer().foldCurrent());
    }

    /** What stands behind the cells. */
    Column readout() {
        return readout(feedback, rectified());
    }

    private Column readout(double resistance, boolean withRectifier) {
        return new Column(design.inputs(), design.hardware().multiplier().tailCurrent(), fold().excess(), resistance, biasResistance(), Column.Lines.FOLDED, Column.Readout.TRANSIMPEDANCE, withRectifier,
                OperationalAmplifierLevel.TRANSISTORS.netlist(), process);
    }

    /** A column with stored fractions and a voltage at its bias [V]. */
    Subcircuit netlist(String name, String purpose, double[] stored, double biasVoltage) {
        return netlist(name, purpose, stored, biasVoltage, readout());
    }

    private Subcircuit netlist(String name, String purpose, double[] stored, double biasVoltage, Column column) {
        List<String> inputs = inputNodes();
        DifferentialPort port = weightPort();
        List<Part> parts = new ArrayList<>(cell.shared());
        for (int i = 0; i < stored.length; i++) {
            String n = Integer.toString(i + 1);
            parts.add(weight("xw" + n, design.portVoltage() * stored[i], "wp" + n, "wn" + n));
            parts.add(cell.as("xc" + n, Map.of(cell.input().plus(), inputs.get(i), cell.input().minus(), Circuit.GROUND, port.plus(), "wp" + n, port.minus(), "wn" + n), 0));
        }
        parts.add(VoltageSource.dc("vb", "b", Circuit.GROUND, biasVoltage));
        Subcircuit readout = column.netlist();
        parts.add(new Subcircuit("readout", readout.purpose(), readout.ports(), readout.parts()).as("xreadout", "op", "on", "b", "out", "vcc", "vee"));
        return new Subcircuit(name, purpose, ports(List.of("out")), parts);
    }

    /** An instance that carries a weight [V]. */
    private Instance weight(String name, double volts, String plus, String minus) {
        DifferentialPort port = weightPort();
        return new Instance(name, WEIGHT, List.of(plus, minus, "wcm"), Map.of("v1", PLUS.withValue(port.plusVoltage(volts) - port.commonMode()), "v2", MINUS.withValue(port.minusVoltage(volts) - port.commonMode())));
    }

    private DifferentialPort weightPort() {
        return cell.weight().orElseThrow();
    }

    List<String> inputNodes() {
        return IntStream.range(0, design.inputs()).mapToObj(i -> "x" + (i + 1)).toList();
    }

    /** Of columns and layers: inputs, outputs, what feeds them. */
    List<String> ports(List<String> outputs) {
        List<String> ports = new ArrayList<>(inputNodes());
        ports.addAll(outputs);
        ports.addAll(List.of("wcm", "vcc", "vee"));
        return ports;
    }

    /** Parts with mismatch of their own, by draws for their paths. */
    static Instance specimen(Instance asDesigned, Multiplier spread, NoiseControl noise, ToDoubleFunction<String> draws) {
        return mismatch(spread, noise).specimen(asDesigned, draws, name -> 0);
    }

    static Mismatch mismatch(Multiplier spread, NoiseControl noise) {
        return Mismatch.local(new Mismatch.Plain(spread.saturationMismatch() * noise.factor(Sources.SATURATION_CURRENT), spread.resistorMismatch() * noise.factor(Sources.RESISTOR), 0, 0));
    }

    /** Whether inputs come to the cells through drivers of transistors. */
    boolean drivers() {
        return LayerCircuits.drivers(design);
    }

    /** One input's driver of transistors, between {@code u} and {@code x}. */
    static Subcircuit driver() {
        return DRIVER;
    }

    /**
     * Parts with what they need: inputs [V], the common mode of weights, supplies.
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
        parts.add(VoltageSource.dc("vwcm", "wcm", Circuit.GROUND, weightPort().commonMode()));
        parts.add(VoltageSource.dc("vcc", "vcc", Circuit.GROUND, SUPPLY));
        parts.add(VoltageSource.dc("vee", "vee", Circuit.GROUND, -SUPPLY));
        parts.addAll(what);
        return parts;
    }

    /** At a node, at a temperature [K], [V]. */
    static double voltage(List<Part> parts, double temperature, String node) {
        return new OperatingPoint().at(temperature).run(Circuit.of("a column", parts)).voltage(node);
    }
}
