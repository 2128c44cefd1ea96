package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.characterisation.Band;
import org.superpose.circuits.characterisation.CharacterisedCell;
import org.superpose.circuits.characterisation.CharacterisedColumn;
import org.superpose.circuits.characterisation.CharacterisedColumn.Deviation;
import org.superpose.circuits.characterisation.CharacterisedDriver;
import org.superpose.simulator.analog.Coupling;
import org.superpose.simulator.analog.SwitchedLayer;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.Wires;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/**
 * The layer that {@link MeasuredAssembly} makes, with switches. A source that is off is replaced by its straight line: without its bends a cell gives {@code k x w}, with k the factor that fits the cells of the design best on these inputs, a column
 * {@code z = −R_f I}, a rectifier {@code max(0, −z)}, a converter what it is given. Offsets are trimmed anew for each set of sources, as they would be on a chip that has these alone.
 * <p>Nothing is characterised again: draws of parts are set to 0 by class, and currents follow tail currents to first order about those of the chip, so that with all sources on they are the chip's to rounding.
 */
final class SwitchedAssembly implements SwitchedLayer {
    /** What can be switched. */
    private enum Source {
        /** Factor by which cells and column of the design as a whole miss the wanted gain: what R_f does not make up for. */
        GAIN("gain"),
        /** Of the column of the design. */
        OFFSET("offset"),
        /** What a cell of the design has beside k x w. */
        MULTIPLIER("multiplier nonlinearity"),
        /** The rectifier of the design: knee, offset, gain. */
        RECTIFIER("rectifier knee"),
        /** Lines of the design that move with what is drawn from them: the bend of the column and what both lines have in common. What they take of the gain, R_f makes up for. */
        LINES("coupling: " + Coupling.LINES.title()),
        /** Base currents in the design that load the line of tail currents, and inputs' drivers with what they miss themselves; likewise but for the gain. */
        BASES("coupling: " + Coupling.BASES.title()),
        CELL_TRANSISTORS("transistors of cells"),
        CELL_RESISTORS("resistors of cells"),
        /** Of the chip. */
        TAIL_SPREAD("tail current spread"),
        COLUMN_TRANSISTORS("transistors of columns"),
        COLUMN_RESISTORS("resistors of columns"),
        OP_AMPS("op-amps"),
        WEIGHT_CODES("quantisation of weights"),
        STORED_WEIGHTS("errors of weight stores"),
        INPUT_CODES("quantisation of inputs"),
        BIAS_CODES("quantisation of biases and trim"),
        OUTPUT_CODES("quantisation of outputs"),
        CLIPPING("clipping");

        private final String title;

        Source(String title) {
            this.title = title;
        }

        int bit() {
            return 1 << ordinal();
        }
    }

    private static final int ALL = (1 << Source.values().length) - 1;
    private static final int WEIGHTS = Source.WEIGHT_CODES.bit() | Source.STORED_WEIGHTS.bit();
    private static final int CELLS = Source.CELL_TRANSISTORS.bit() | Source.CELL_RESISTORS.bit();
    private static final Set<Source> OF_COLUMNS = EnumSet.of(Source.COLUMN_TRANSISTORS, Source.COLUMN_RESISTORS, Source.OP_AMPS);
    /** Begins the paths of an op-amp's parts in those of what it belongs to. */
    private static final String OP_AMP = ".xa.";

    private final LayerDesign design;
    private final ColumnDesign circuit;
    private final CharacterisedColumn column;
    private final CharacterisedDriver driver;                    // null: none
    private final NetlistArray array;
    private final Band band;
    private final PartDraws draws;
    private final int ofInputs;                                  // what acts on what arrives at the cells
    private final double[][] x;                                  // the batch, and a row of zeros behind it
    private final List<Source> sources;
    private final Map<Source, Deviation[]> deviations = new EnumMap<>(Source.class);
    private final Map<Source, double[]> driverOffsets = new EnumMap<>(Source.class);
    private final Map<Source, double[]> driverGains = new EnumMap<>(Source.class);
    private final double[][] exact;                              // stored fractions: as they should be,
    private final double[][] coded;                              // to the codes,
    private final double[][] held;                               // and as they came out
    private final double[] tails;                                // logarithms of the columns' tail currents over the design's
    private final double chipTail;
    private final double common;                                 // beyond what cells draw at rest in the design [A]
    private final double loadedGain;                             // k of cells whose line of tail currents all of them load [S]
    private final double aloneGain;                              // and of a cell alone
    private final Map<Integer, Port> ports = new ConcurrentHashMap<>();
    private final Map<Integer, NetlistArray.Expansion> expansions = new ConcurrentHashMap<>();
    private final Map<Integer, Currents> currents = new ConcurrentHashMap<>();
    private final Map<Integer, PackedMatrix> weights = new ConcurrentHashMap<>();

    /** What arrives at the cells [V]: as far as it is held within the range, the functions of that, and what was cut off. */
    private record Port(double[][] volts, double[][][] functions, double[][] beyond) {
    }

    /** Of the columns [A]: at the tail currents of the chip, and by their logarithm; beside them {@code Σ x w} of what is within the range and of what is beyond [V]. */
    private record Currents(double[][] at, double[][] ofTail, double[][] straight, double[][] beyond) {
    }

    /** Whether its sources are those of a layer: Gilbert cells, wires without resistance, and rectifiers that invert if there are any. */
    static boolean accountsFor(LayerDesign design) {
        return design.hardware().multiplier().kind() == Multiplier.Kind.NETLIST && design.hardware().summer().wires().equals(Wires.NONE) && (design.activation() != Activation.RELU || ColumnDesign.inverts(design));
    }

    /** @param batch in network units */
    SwitchedAssembly(LayerDesign design, LayerCircuits circuits, NetlistArray array, Band band, PartDraws draws, RandomStreams layer, double[][] batch) {
        this.design = design;
        this.array = array;
        this.band = band;
        this.draws = draws;
        circuit = circuits.circuit();
        column = circuits.column();
        driver = circuits.driver();
        ofInputs = Source.INPUT_CODES.bit() | (driver == null ? 0 : Source.BASES.bit() | Source.OP_AMPS.bit() | Source.COLUMN_RESISTORS.bit() | Source.COLUMN_TRANSISTORS.bit());
        x = Arrays.copyOf(batch, batch.length + 1);
        x[batch.length] = new double[design.inputs()];
        ElectronicHardware hardware = design.hardware();
        for (Source source : OF_COLUMNS) {
            Deviation[] ofSource = new Deviation[design.outputs()];
            for (int o = 0; o < ofSource.length; o++) {
                var drawn = LayerCircuits.draws(hardware, draws.column(o));
                ofSource[o] = column.deviation(name -> source(name) == source ? drawn.applyAsDouble(name) : 0);
            }
            deviations.put(source, ofSource);
            double[] offsets = new double[design.inputs()];
            double[] gains = new double[design.inputs()];
            for (int i = 0; driver != null && i < offsets.length; i++) {
                ToDoubleFunction<String> drawn = LayerCircuits.draws(hardware, draws.driver(i));
                ToDoubleFunction<String> ofThis = name -> source(name) == source ? drawn.applyAsDouble(name) : 0;
                offsets[i] = driver.offset(ofThis);
                gains[i] = driver.gain(ofThis);
            }
            driverOffsets.put(source, offsets);
            driverGains.put(source, gains);
        }
        exact = new double[design.outputs()][];
        coded = new double[design.outputs()][];
        held = new double[design.outputs()][];
        WeightStore codes = new WeightStore(hardware.weights(), NoiseControl.none(), hardware.temperature(), hardware.designTemperature(), design.portVoltage());
        for (int o = 0; o < exact.length; o++) {
            exact[o] = design.stored(o);
            coded[o] = codes.write(exact[o], layer, o).fraction;
            held[o] = design.store().write(exact[o], layer, o).fraction;
        }
        chipTail = array.tail(draws);
        common = column.restCurrent() * (StrictMath.exp(chipTail) - 1);
        tails = new double[design.outputs()];
        for (int o = 0; o < tails.length; o++) {
            tails[o] = tail(ALL, o);
        }
        sources = sources(hardware);
        aloneGain = gain(0);
        loadedGain = gain(Source.BASES.bit());
    }

    /** Those that this layer may have. */
    private List<Source> sources(ElectronicHardware hardware) {
        Set<Source> all = EnumSet.allOf(Source.class);
        all.removeIf(source -> switch (source) {
            case RECTIFIER -> !column.rectified();
            case WEIGHT_CODES -> Arrays.deepEquals(exact, coded);
            case STORED_WEIGHTS -> Arrays.deepEquals(coded, held);
            case INPUT_CODES -> !design.dac() || hardware.dac().bits() == 0;
            case BIAS_CODES -> hardware.dac().biasBits() == 0 && (hardware.trim().bits() == 0 || !hardware.trim().offset());
            case OUTPUT_CODES -> !design.adc() || hardware.adc().bits() == 0;
            default -> false;
        });
        return List.copyOf(all);
    }

    /** Which source a part of a column or of a driver belongs to. */
    private static Source source(String path) {
        return ("." + path).contains(OP_AMP) ? Source.OP_AMPS : CellDesign.isResistor(path) ? Source.COLUMN_RESISTORS : Source.COLUMN_TRANSISTORS;
    }

    @Override
    public List<String> sources() {
        return sources.stream().map(source -> source.title).toList();
    }

    /** As bits of {@link Source}. */
    private int bits(long on) {
        int bits = 0;
        for (int k = 0; k < sources.size(); k++) {
            bits |= (on >> k & 1) == 0 ? 0 : sources.get(k).bit();
        }
        return bits;
    }

    private static boolean has(int on, Source source) {
        return (on & source.bit()) != 0;
    }

    /** Logarithm of a column's tail currents over those of a cell alone in the design. */
    private double tail(int on, int output) {
        double tail = (has(on, Source.TAIL_SPREAD) ? chipTail : 0) + load(on);
        for (Source source : OF_COLUMNS) {
            tail += has(on, source) ? deviations.get(source)[output].tail() : 0;
        }
        return tail;
    }

    /** What the load of all cells on their line of tail currents makes of them. */
    private double load(int on) {
        return has(on, Source.BASES) ? StrictMath.log(column.tailRatio()) : 0;
    }

    private Deviation deviation(int on, int output) {
        double[] sum = new double[6];
        for (Source source : OF_COLUMNS) {
            if (has(on, source)) {
                Deviation d = deviations.get(source)[output];
                double[] of = {d.offset(), d.gain(), d.biasGain(), d.blocking(), d.conducting(), d.rectifierGain()};
                for (int k = 0; k < sum.length; k++) {
                    sum[k] += of[k];
                }
            }
        }
        return new Deviation(sum[0], sum[1], sum[2], 0, sum[3], sum[4], sum[5]);
    }

    // ---- inputs and cells

    /** The nearest step of a converter, or the end of its range. */
    private static double converted(double value, double low, double high, double from, double step, boolean rounds, boolean limits) {
        double kept = limits ? StrictMath.min(high, StrictMath.max(low, value)) : value;
        return rounds && step > 0 ? from + step * StrictMath.rint((kept - from) / step) : kept;
    }

    private Port port(int on) {
        return ports.computeIfAbsent(on & ofInputs, this::newPort);
    }

    private Port newPort(int on) {
        VoltageInput input = VoltageInput.of(design);
        double step = input.steps() == 0 ? 0 : (input.high() - input.low()) / input.steps();
        double[][] volts = new double[x.length][design.inputs()];
        double[][] beyond = new double[x.length][design.inputs()];
        for (int b = 0; b < x.length; b++) {
            for (int i = 0; i < volts[b].length; i++) {
                double wanted = x[b][i] * input.scale();
                volts[b][i] = converted(wanted, input.low(), input.high(), input.low(), step, has(on, Source.INPUT_CODES), true);
                beyond[b][i] = converted(wanted, input.low(), input.high(), input.low(), step, has(on, Source.INPUT_CODES), false) - volts[b][i];
                if (driver != null) {
                    volts[b][i] = has(on, Source.BASES) ? driver.voltage(volts[b][i]) : volts[b][i];
                    double gain = 0;
                    double offset = 0;
                    for (Source source : OF_COLUMNS) {
                        gain += has(on, source) ? driverGains.get(source)[i] : 0;
                        offset += has(on, source) ? driverOffsets.get(source)[i] : 0;
                    }
                    volts[b][i] = (1 + gain) * volts[b][i] + offset;
                }
            }
        }
        return new Port(volts, array.functions(volts), beyond);
    }

    /** Stored fractions. */
    private double[][] fractions(int on) {
        double[][] fractions = new double[exact.length][];
        for (int o = 0; o < fractions.length; o++) {
            fractions[o] = exact[o].clone();
            for (int i = 0; i < fractions[o].length; i++) {
                fractions[o][i] += (has(on, Source.WEIGHT_CODES) ? coded[o][i] - exact[o][i] : 0) + (has(on, Source.STORED_WEIGHTS) ? held[o][i] - coded[o][i] : 0);
            }
        }
        return fractions;
    }

    /** The weights that stored fractions stand for. */
    private PackedMatrix weights(int on) {
        return weights.computeIfAbsent(on & WEIGHTS, set -> {
            double[][] fractions = fractions(set);
            if (design.code().predistortion()) {
                for (double[] row : fractions) {
                    Arrays.setAll(row, i -> design.code().realised(row[i]));
                }
            }
            return PackedMatrix.of(fractions);
        });
    }

    private NetlistArray.Expansion expansion(int on) {
        return expansions.computeIfAbsent(on & (WEIGHTS | CELLS), set -> array.expansion(draws, fractions(set), tails, has(set, Source.CELL_TRANSISTORS), has(set, Source.CELL_RESISTORS)));
    }

    private Currents currents(int on) {
        return currents.computeIfAbsent(on & (ofInputs | WEIGHTS | CELLS), set -> {
            Port port = port(set);
            NetlistArray.Expansion expansion = expansion(set);
            return new Currents(sum(port.functions, expansion.currents), sum(port.functions, expansion.ofTail), weights(set).multiply(port.volts), weights(set).multiply(port.beyond));
        });
    }

    private double[][] sum(double[][][] functions, List<PackedMatrix> coefficients) {
        double[][] y = new double[functions[0].length][design.outputs()];
        for (int r = 0; r < functions.length; r++) {
            coefficients.get(r).multiplyAdd(functions[r], y);
        }
        return y;
    }

    /** k: what fits the currents of the design on the inputs of the batch to {@code Σ x w} best [S]. */
    private double gain(int on) {
        Currents design = currents(on);
        double product = 0;
        double square = 0;
        for (int b = 0; b < x.length - 1; b++) {
            for (int o = 0; o < tails.length; o++) {
                product += design.straight[b][o] * (design.at[b][o] + (load(on) - tails[o]) * design.ofTail[b][o]);
                square += design.straight[b][o] * design.straight[b][o];
            }
        }
        return product > 0 ? product / square : this.design.unit();
    }

    /** As far as a set of sources has currents of its own, in terms of the loaded gain: with base currents off, cells have the gain that they have with them. */
    private double current(int on, Currents made, Currents nominal, int b, int o) {
        double gain = has(on, Source.BASES) ? loadedGain : aloneGain;
        double current = made.at[b][o] + (tail(on, o) - tails[o]) * made.ofTail[b][o];
        if (!has(on, Source.MULTIPLIER)) {
            current += gain * made.straight[b][o] - nominal.at[b][o] - (load(on) - tails[o]) * nominal.ofTail[b][o];
        }
        if (!has(on, Source.CLIPPING)) {
            current += gain * made.beyond[b][o];
        }
        return current * loadedGain / gain;
    }

    // ---- columns

    /** One column for a set of sources. */
    private final class Made {
        private final int on;
        private final Deviation deviation;
        private final double slope = column.transfer().slope(0);
        private final double missed;                             // factor by which the gain misses what it should be
        private final double biasGain;

        Made(int on, int output) {
            this.on = on;
            deviation = deviation(on, output);
            double wanted = (column.rectified() ? -1 : 1) * design.feedback() * design.unit();
            missed = slope * loadedGain / wanted;
            biasGain = has(on, Source.GAIN) ? column.biasGain() : -circuit.feedback() / circuit.biasResistance();
        }

        /** Before the rectifier [V]. */
        double linear(double current, double bias) {
            double zero = column.transfer().value(0);
            double signal = slope * current / (has(on, Source.GAIN) ? 1 : missed);
            double shared = 0;
            if (has(on, Source.LINES)) {
                signal += column.transfer().value(current) - zero - slope * current;
                shared = has(on, Source.TAIL_SPREAD) ? column.commonModeGain(current) * common : 0;
            }
            double z = (has(on, Source.OFFSET) ? zero : 0) + deviation.offset() + (1 + deviation.gain()) * signal + shared + (1 + deviation.biasGain()) * biasGain * bias;
            return has(on, Source.CLIPPING) ? StrictMath.min(column.transfer().most(), StrictMath.max(column.transfer().least(), z)) : z;
        }

        /** [V]. */
        double output(double z) {
            if (!column.rectified()) {
                return z;
            }
            if (has(on, Source.RECTIFIER)) {
                return column.output(z, deviation);
            }
            return z < 0 ? -z * (1 + deviation.rectifierGain()) + deviation.conducting() : deviation.blocking();
        }

        /** At the bias port, with what undoes the offset of a current that flows where there are no inputs [V]. */
        double bias(int output, double currentAtZero) {
            double largest = design.largestBiasCurrent();
            double current = has(on, Source.BIAS_CODES) ? ColumnDesign.bias(design, output) : largest == 0 ? 0 : design.biasCurrent(output);
            Trim trim = design.hardware().trim();
            double undone = 0;
            if (trim.offset()) {
                double step = trim.bits() == 0 ? 0 : trim.offsetRange() / StrictMath.max(1, (1L << (trim.bits() - 1)) - 1);
                undone = circuit.biasResistance() * converted(linear(currentAtZero, 0) / circuit.feedback(), -trim.offsetRange(), trim.offsetRange(), 0, step, has(on, Source.BIAS_CODES), has(on, Source.CLIPPING));
            }
            return circuit.biasVoltage(current) + undone;
        }
    }

    @Override
    public double[][] outputs(long set) {
        int on = bits(set);
        Currents made = currents(on);
        Currents nominal = currents(on & ~CELLS);
        OutputConverter converter = OutputConverter.of(design, column.rectified());
        double[][] y = new double[x.length - 1][design.outputs()];
        for (int o = 0; o < design.outputs(); o++) {
            Made of = new Made(on, o);
            double bias = of.bias(o, current(on, made, nominal, y.length, o));
            for (int b = 0; b < y.length; b++) {
                double volts = of.output(of.linear(current(on, made, nominal, b, o), bias));
                y[b][o] = (converter.steps() == 0 ? volts : converted(volts, converter.low(), converter.high(), converter.low(), converter.step(), has(on, Source.OUTPUT_CODES), has(on, Source.CLIPPING))) / design.outputVolts();
            }
        }
        return y;
    }

    // ---- read noise

    @Override
    public Map<String, Double> noise() {
        NoiseControl noise = design.hardware().noise();
        Map<CharacterisedCell.Noise, String> names = Map.of(CharacterisedCell.Noise.THERMAL, Sources.THERMAL, CharacterisedCell.Noise.SHOT, Sources.SHOT, CharacterisedCell.Noise.FLICKER, Sources.FLICKER);
        Port port = port(ALL);
        double[][][] functions = array.noiseFunctions(port.volts);
        List<List<PackedMatrix>> densities = array.densities(draws, fractions(ALL), tails);
        Map<String, Double> variances = new LinkedHashMap<>();
        for (CharacterisedCell.Noise kind : CharacterisedCell.Noise.values()) {
            double response = kind == CharacterisedCell.Noise.FLICKER ? column.response().flicker(band) : column.response().white(band);
            double ofCells = square(noise.factor(names.get(kind))) * response;
            double own = square(noise.factor(Sources.AMPLIFIER_NOISE));
            double before = own * column.noise(0).variance(kind, band);
            double conducting = StrictMath.max(0, own * column.outputNoise(true).variance(kind, band) - before);
            double blocking = own * column.outputNoise(false).variance(kind, band);
            double ofTails = square(noise.factor(Sources.TAIL_NOISE)) * column.response().passed(column.tailNoise(), kind, band);
            double ofDrivers = driver == null ? 0 : square(noise.factor(Sources.DRIVER_NOISE)) * column.response().passed(driver.noise(), kind, band);
            double sum = mean(sum(functions, densities.get(kind.ordinal())), new double[] {ofCells, before, conducting, blocking, ofTails, ofDrivers});
            variances.put(kind.name().toLowerCase(Locale.ROOT) + " noise", sum);
        }
        return variances;
    }

    /**
     * Mean variance of the outputs.
     *
     * @param cells  sums of the densities of cells' noise currents
     * @param passed what becomes of them, of the noise of the column itself before the rectifier, what it adds while it conducts, what is there while it blocks, and of the noise of tail currents and drivers [see {@link MeasuredReadout}]
     */
    private double mean(double[][] cells, double[] passed) {
        Currents made = currents(ALL);
        double rest = column.transfer().slope(0);
        double sum = 0;
        for (int o = 0; o < design.outputs(); o++) {
            Made of = new Made(ALL, o);
            double bias = of.bias(o, current(ALL, made, made, x.length - 1, o));
            double squares = 0;                                  // of the column's weights: what its inputs' drivers act through
            for (double fraction : held[o]) {
                squares += square(loadedGain * (design.code().predistortion() ? design.code().realised(fraction) : fraction));
            }
            for (int b = 0; b < x.length - 1; b++) {
                double current = current(ALL, made, made, b, o);
                double slope = column.transfer().slope(current) / rest;
                double z = of.linear(current, bias);
                double power = passed[1] + square(slope) * (passed[0] * StrictMath.max(0, cells[b][o]) + passed[5] * squares)
                        + passed[4] * square(slope * made.ofTail[b][o] + column.commonModeGain(current) * column.restCurrent() / rest);
                if (column.rectified()) {
                    power = power * square(column.rectifier().orElseThrow().slope(z)) + (column.conducts(z) ? passed[2] : passed[3]);
                }
                sum += power;
            }
        }
        return sum / ((x.length - 1.0) * design.outputs()) / square(design.outputVolts());
    }

    private static double square(double a) {
        return a * a;
    }
}
