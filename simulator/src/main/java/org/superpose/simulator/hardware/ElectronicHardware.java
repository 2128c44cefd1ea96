package org.superpose.simulator.hardware;

import org.superpose.simulator.input.Section;
import org.superpose.simulator.noise.NoiseControl;

/**
 * An electronic analog computer: converters, a multiplier for each weight, columns that sum currents, rectifiers. The defaults are a cell-for-cell
 * design in bipolar transistors that was simulated with ngspice at transistor level (±5 V, ±1 V signals, 20 µA tails); where a part of it is not from
 * there, the sub-record says from where.
 *
 * @param temperature       at which the machine works [K], 200 to 450
 * @param designTemperature at which its voltages and resistances were chosen [K], 200 to 450
 * @param placement         where signals pass through converters
 * @param dac               converters at the inputs
 * @param adc               converters at the outputs
 * @param multiplier        the cell behind each weight
 * @param weights           how a weight is stored
 * @param summer            how a column sums
 * @param activation        the circuit of a rectified layer
 * @param readNoise         band in which the circuit's noise counts
 * @param trim              correction of each column after manufacture
 * @param clip              probability, over the calibration data, with which a layer's output may exceed its range; 0 for none, below 0.5
 * @param noise             which random errors are on
 */
public record ElectronicHardware(double temperature, double designTemperature, Placement placement, Dac dac, Adc adc, Multiplier multiplier,
                                 WeightStorage weights, Summer summer, ActivationCircuit activation, ReadNoise readNoise, Trim trim, double clip,
                                 NoiseControl noise) implements Hardware {
    /** 27 °C [K]. */
    private static final double ROOM_TEMPERATURE = 300.15;

    /** What brings the voltage of a converter to the cells. */
    public enum Driver {
        /** The converter itself, without noise and resistance. */
        DIRECT,
        /** An op-amp of transistors as voltage follower for each input; its noise and offset are common to all columns. Needs a multiplier that is characterised from its netlist. */
        FOLLOWER
    }

    /** Where signals are digital. */
    public enum Placement {
        /** At both ends of the network; between layers voltages pass on. */
        ENDS,
        /** At the inputs and outputs of every layer. */
        EVERY_LAYER
    }

    public ElectronicHardware {
        Checks.within("temperature", temperature, 200, 450, "K");
        Checks.within("designTemperature", designTemperature, 200, 450, "K");
        if (!(clip >= 0 && clip < 0.5)) {
            throw new IllegalArgumentException("ranges.clip must be at least 0 and below 0.5, got " + clip);
        }
        if (dac.range() > multiplier.inputLimit()) {
            throw new IllegalArgumentException("dac.range must not exceed multiplier.inputLimit, where the cells' inputs are clamped, got " + dac.range()
                    + " V and " + multiplier.inputLimit() + " V");
        }
        if ((multiplier.kind() == Multiplier.Kind.NETLIST || multiplier.kind() == Multiplier.Kind.OWN) && weights instanceof WeightStorage.ConductancePair) {
            throw new IllegalArgumentException("a multiplier that is characterised from its netlist needs a weight that rests while it is read; take another weights.encoding than conductance-pair, or multiplier.kind: gilbert");
        }
        if (dac.driver == Driver.FOLLOWER && multiplier.kind() != Multiplier.Kind.NETLIST) {
            throw new IllegalArgumentException("dac.driver: follower is a circuit of transistors, which counts with multiplier.kind: netlist");
        }
        if (!summer.wires().equals(Wires.NONE) && multiplier.kind() != Multiplier.Kind.NETLIST) {
            throw new IllegalArgumentException("wires are measured on cells of transistors, which count with multiplier.kind: netlist; take them away, or take that kind");
        }
        if (summer.lines() == Summer.Lines.CASCODED && multiplier.kind() != Multiplier.Kind.NETLIST) {
            throw new IllegalArgumentException("summer.lines: cascoded is measured from its netlist, and belongs to multiplier.kind: netlist");
        }
        if (multiplier.kind() == Multiplier.Kind.OHMIC) {
            if (!weights.conductive()) {
                throw new IllegalArgumentException("an ohmic multiplier multiplies by the stored conductance itself: weights.encoding must be resistor or"
                        + " conductance-pair, got " + weights.name() + "; or take multiplier.kind: gilbert, which takes every encoding");
            }
            if (summer.topology() == Summer.Topology.DIFFERENCE) {
                throw new IllegalArgumentException("summer.topology: difference belongs to the two lines of a Gilbert cell; an ohmic multiplier sums into"
                        + " summer.topology: transimpedance");
            }
        }
    }

    /** The reference design. */
    public static ElectronicHardware defaults() {
        return new ElectronicHardware(ROOM_TEMPERATURE, ROOM_TEMPERATURE, Placement.ENDS, Dac.defaults(), Adc.defaults(), Multiplier.defaults(),
                WeightStorage.Dac.defaults(), Summer.defaults(), ActivationCircuit.Precision.defaults(), ReadNoise.defaults(), Trim.defaults(), 1e-3,
                NoiseControl.all());
    }

    /** Reads the section {@code electronic}; an absent key has its default. */
    public static ElectronicHardware read(Section section) {
        ElectronicHardware d = defaults();
        Section noise = section.sectionOrEmpty("noise");
        double temperature = section.quantity("temperature", "K", d.temperature);
        double designTemperature = section.quantity("designTemperature", "K", d.designTemperature);
        Placement placement = section.choice("converters", Placement.class, d.placement);
        Dac dac = Dac.read(section.sectionOrEmpty("dac"));
        Adc adc = Adc.read(section.sectionOrEmpty("adc"));
        Multiplier multiplier = Multiplier.read(section.sectionOrEmpty("multiplier"));
        WeightStorage weights = WeightStorage.read(section.sectionOrEmpty("weights"));
        Summer summer = Summer.read(section.sectionOrEmpty("summer")).withWires(Wires.read(section.sectionOrEmpty("wires")));
        ActivationCircuit activation = ActivationCircuit.read(section.sectionOrEmpty("activation"));
        ReadNoise readNoise = ReadNoise.read(noise);
        Trim trim = Trim.read(section.sectionOrEmpty("trim"));
        double clip = section.sectionOrEmpty("ranges").number("clip", d.clip);
        double scale = noise.number("scale", d.noise.scale());
        String only = noise.text("only", null);
        NoiseControl control = noise.build(() -> new NoiseControl(scale, only));
        return section.build(() -> new ElectronicHardware(temperature, designTemperature, placement, dac, adc, multiplier, weights, summer, activation,
                readNoise, trim, clip, control));
    }

    @Override
    public ElectronicHardware withNoise(NoiseControl other) {
        return new ElectronicHardware(temperature, designTemperature, placement, dac, adc, multiplier, weights, summer, activation, readNoise, trim, clip, other);
    }

    /** With the closed law of the multiplier in the place of what is measured of its netlist; the same if there is none, or if other parts count only with the netlist. */
    public ElectronicHardware inClosedForm() {
        boolean possible = multiplier.kind() == Multiplier.Kind.NETLIST && dac.driver == Driver.DIRECT && summer.wires().equals(Wires.NONE) && summer.lines() == Summer.Lines.FOLDED;
        return possible ? withMultiplier(multiplier.as(Multiplier.Kind.GILBERT)) : this;
    }

    /** Saturation currents that spread by {@code sigma}, resistors by 0.3 of that, as in the reference design. */
    public ElectronicHardware withMismatch(double sigma) {
        return withMultiplier(multiplier.withMismatch(sigma, 0.3 * sigma));
    }

    public ElectronicHardware withTemperature(double other) {
        return new ElectronicHardware(other, designTemperature, placement, dac, adc, multiplier, weights, summer, activation, readNoise, trim, clip, noise);
    }

    public ElectronicHardware withPlacement(Placement other) {
        return new ElectronicHardware(temperature, designTemperature, other, dac, adc, multiplier, weights, summer, activation, readNoise, trim, clip, noise);
    }

    public ElectronicHardware withConverters(Dac inputs, Adc outputs) {
        return new ElectronicHardware(temperature, designTemperature, placement, inputs, outputs, multiplier, weights, summer, activation, readNoise, trim, clip,
                noise);
    }

    public ElectronicHardware withDriver(Driver driver) {
        return withConverters(new Dac(dac.bits, dac.range, dac.biasBits, dac.biasRange, driver), adc);
    }

    public ElectronicHardware withMultiplier(Multiplier other) {
        return new ElectronicHardware(temperature, designTemperature, placement, dac, adc, other, weights, summer, activation, readNoise, trim, clip, noise);
    }

    public ElectronicHardware withWeights(WeightStorage other) {
        return new ElectronicHardware(temperature, designTemperature, placement, dac, adc, multiplier, other, summer, activation, readNoise, trim, clip, noise);
    }

    /** Another multiplier and another store at once, where one allows only the other. */
    public ElectronicHardware withCell(Multiplier cell, WeightStorage storage) {
        return new ElectronicHardware(temperature, designTemperature, placement, dac, adc, cell, storage, summer, activation, readNoise, trim, clip, noise);
    }

    public ElectronicHardware withSummer(Summer other) {
        return new ElectronicHardware(temperature, designTemperature, placement, dac, adc, multiplier, weights, other, activation, readNoise, trim, clip, noise);
    }

    public ElectronicHardware withActivation(ActivationCircuit other) {
        return new ElectronicHardware(temperature, designTemperature, placement, dac, adc, multiplier, weights, summer, other, readNoise, trim, clip, noise);
    }

    public ElectronicHardware withTrim(Trim other) {
        return new ElectronicHardware(temperature, designTemperature, placement, dac, adc, multiplier, weights, summer, activation, readNoise, other, clip, noise);
    }

    public ElectronicHardware withClip(double probability) {
        return new ElectronicHardware(temperature, designTemperature, placement, dac, adc, multiplier, weights, summer, activation, readNoise, trim, probability,
                noise);
    }

    /**
     * Digital-to-analog converters of inputs and biases.
     *
     * @param bits     of an input, 1 to 24, 0 for infinitely fine and without end of range. Default 8
     * @param range    voltage of the largest input, and the range that one layer hands to the next [V], 1 mV to 100 V. Default 1 V: ±1 V of input use 2/3 of the reference cell's tail
     * @param biasBits of a column's bias, 1 to 24, 0 for infinitely fine. Default 12
     * @param biasRange largest current of a bias [A], where the network's largest bias needs no more than that; up to 1 mA. More than it needs lets calibration undo what columns add, at the price of a smaller resistor at the summing node. Default 0: as much
     *                 as the network needs
     * @param driver   what brings an input's voltage to its row of cells. Default direct
     */
    public record Dac(int bits, double range, int biasBits, double biasRange, Driver driver) {
        public Dac {
            Checks.bits("dac.bits", bits);
            Checks.within("dac.range", range, 1e-3, 100, "V");
            Checks.bits("dac.biasBits", biasBits);
            Checks.within("dac.biasRange", biasRange, 0, 1e-3, "A");
        }

        /** Without drivers, biases as large as the network needs. */
        public Dac(int bits, double range, int biasBits) {
            this(bits, range, biasBits, 0, Driver.DIRECT);
        }

        public static Dac defaults() {
            return new Dac(8, 1, 12);
        }

        static Dac read(Section section) {
            Dac d = defaults();
            int bits = section.integer("bits", 0, 24, d.bits);
            double range = section.quantity("range", "V", d.range);
            int biasBits = section.integer("biasBits", 0, 24, d.biasBits);
            double biasRange = section.quantity("biasRange", "A", d.biasRange);
            Driver driver = section.choice("driver", Driver.class, d.driver);
            return section.build(() -> new Dac(bits, range, biasBits, biasRange, driver));
        }
    }

    /**
     * Analog-to-digital converters of outputs.
     *
     * @param bits  1 to 24, 0 for infinitely fine and without end of range. Default 10: the reference column's noise leaves 11.3 bits in 1 MHz
     * @param range full scale [V], 1 mV to 100 V. Default 1 V
     */
    public record Adc(int bits, double range) {
        public Adc {
            Checks.bits("adc.bits", bits);
            Checks.within("adc.range", range, 1e-3, 100, "V");
        }

        public static Adc defaults() {
            return new Adc(10, 1);
        }

        static Adc read(Section section) {
            Adc d = defaults();
            int bits = section.integer("bits", 0, 24, d.bits);
            double range = section.quantity("range", "V", d.range);
            return section.build(() -> new Adc(bits, range));
        }
    }
}
