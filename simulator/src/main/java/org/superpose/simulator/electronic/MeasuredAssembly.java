package org.superpose.simulator.electronic;

import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.superpose.circuits.characterisation.Band;
import org.superpose.circuits.characterisation.CharacterisedCell;
import org.superpose.circuits.characterisation.CharacterisedColumn;
import org.superpose.circuits.characterisation.CharacterisedColumn.Deviation;
import org.superpose.circuits.characterisation.CharacterisedDriver;
import org.superpose.circuits.characterisation.NoiseSpectrum;
import org.superpose.simulator.analog.Coupling;
import org.superpose.simulator.analog.Fact;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.CharacterisedLayer;
import org.superpose.simulator.characterised.InputStage;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/** Makes a layer of which everything was characterised from its netlist: cells, what stands behind them, what drives them. Chips are those of {@link LayerNetlist#specimen}, trimmed as those are. */
final class MeasuredAssembly implements LayerMaker {
    /** Beyond it a column passes nothing [Hz]. */
    private static final double HIGHEST_FREQUENCY = 1e8;

    private final LayerDesign design;
    private final LayerCircuits circuits;
    private final ColumnDesign circuit;
    private final CharacterisedColumn column;
    private final CharacterisedDriver driver;            // null: none
    private final double tailRatio;                      // what a cell's tail carries in the column over what it carries alone
    private final WireDrops wires;
    private final NetlistArray array;
    private final List<String> parts;
    private final Band band;

    MeasuredAssembly(LayerDesign design, LayerCircuits circuits, CharacterisedCell cell, Set<Coupling> coupled) {
        ElectronicHardware hardware = design.hardware();
        this.design = design;
        this.circuits = circuits;
        circuit = circuits.circuit();
        column = coupled.contains(Coupling.LINES) ? circuits.column() : circuits.column().withLinesHeld();
        tailRatio = coupled.contains(Coupling.BASES) ? column.tailRatio() : 1;
        wires = coupled.contains(Coupling.WIRES) ? circuit.drops(design) : WireDrops.none(design.inputs(), design.outputs());
        driver = circuits.driver();
        parts = CellDesign.parts(hardware);
        band = new Band(hardware.readNoise().lowestFrequency(), HIGHEST_FREQUENCY, hardware.readNoise().bandwidth());
        NoiseControl noise = hardware.noise();
        double[] passed = new double[CharacterisedCell.Noise.values().length];             // what the column makes of a density of 1 A²/Hz, or of 1 A² at 1 Hz [V²]
        passed[CharacterisedCell.Noise.THERMAL.ordinal()] = square(noise.factor(Sources.THERMAL)) * column.response().white(band);
        passed[CharacterisedCell.Noise.SHOT.ordinal()] = square(noise.factor(Sources.SHOT)) * column.response().white(band);
        passed[CharacterisedCell.Noise.FLICKER.ordinal()] = square(noise.factor(Sources.FLICKER)) * column.response().flicker(band);
        array = new NetlistArray(design, cell, passed);
    }

    @Override
    public NetlistArray cells() {
        return array;
    }

    /** R_f [Ω]. */
    double feedback() {
        return circuit.feedback();
    }

    /** What the columns say of themselves. */
    List<Fact> facts(String layer) {
        return List.of(new Fact(layer + "bandwidth", StrictMath.min(column.response().bandwidth(), design.hardware().readNoise().bandwidth()), "Hz", "of the readout and of the column, the lower"),
                new Fact(layer + "amplifier noise", StrictMath.sqrt(column.noise(0).variance(band)), "V", "rms, of all that stands behind the cells"),
                new Fact(layer + "common mode", column.commonModeGain(0), "Ω", "what a current from both lines makes of the column's voltage"));
    }

    CharacterisedColumn column() {
        return column;
    }

    CharacterisedDriver driver() {
        return driver;
    }

    /** What a chip's parts make of its columns. */
    Chip chip(RandomStreams chip, RandomStreams layer) {
        return new Chip(new PartDraws(chip, layer, parts), layer);
    }

    /** One layer of a chip before its offsets are trimmed. */
    final class Chip {
        final PartDraws draws;
        private final RandomStreams layer;
        private final Deviation[] deviations = new Deviation[design.outputs()];
        private final double common;                     // beyond what cells draw at rest in the design [A]
        private final double[] driverOffsets = new double[design.inputs()];
        private final double[] driverGains = new double[design.inputs()];

        private Chip(PartDraws draws, RandomStreams layer) {
            this.draws = draws;
            this.layer = layer;
            NoiseControl noise = design.hardware().noise();
            for (int o = 0; o < deviations.length; o++) {
                deviations[o] = column.deviation(LayerCircuits.draws(design.hardware(), draws.column(o)));
            }
            for (int i = 0; driver != null && i < driverOffsets.length; i++) {
                ToDoubleFunction<String> drawn = LayerCircuits.draws(design.hardware(), draws.driver(i));
                driverOffsets[i] = driver.offset(drawn);
                driverGains[i] = driver.gain(drawn);
            }
            common = !array.tails() ? 0 : column.restCurrent() * (Mismatch.factor(design.hardware().multiplier().tailSpread() * noise.factor(Sources.TAIL_SPREAD) * draws.tail()) * tailRatio / column.tailRatio() * wires.meanTail() - 1);
        }

        Deviation deviation(int output) {
            return deviations[output];
        }

        /** Logarithm of a column's tail currents over those of a cell alone, without the chip's. */
        double tail(int output) {
            return deviations[output].tail() + StrictMath.log(tailRatio);
        }

        /** Difference current of a column [A]. */
        double current(double[][] sums, int output) {
            return sums[0][output] + (wires.alongRows() ? wires.share(output) * sums[sums.length - 1][output] : 0);
        }

        double common() {
            return common;
        }

        InputStage input(double noise) {
            VoltageInput plain = VoltageInput.of(design);
            return driver == null ? plain : new DrivenInput(plain, driver, driverOffsets, driverGains, noise);
        }

        /** Voltages at the columns' bias ports, each column's offset undone as far as the trim can [V]. */
        double[] bias(CellArray.Made made) {
            double[] bias = new double[design.outputs()];
            for (int o = 0; o < bias.length; o++) {
                bias[o] = circuit.biasVoltage(ColumnDesign.bias(design, o));
            }
            if (design.hardware().trim().offset()) {
                new CharacterisedLayer(input(0), made.sums, (sums, z, y, reading, row) -> {
                    for (int o = 0; o < bias.length; o++) {
                        bias[o] += circuit.trim(column.linear(current(sums, o), common, 0, deviations[o]) / circuit.feedback());
                    }
                    return 0;
                }).run(new double[1][design.inputs()], new Reading(layer, 0, 0));
            }
            return bias;
        }
    }

    /** The noise of the outputs of a chip's layer at an input in network units. */
    LayerNoise noise(RandomStreams streams, RandomStreams layer, double[] input) {
        Chip chip = chip(streams, layer);
        double[] port = new double[input.length];
        chip.input(0).drive(input, port, new Reading(layer, 0, 0), 0);
        NetlistArray.Columns at = array.at(chip.draws, layer, chip::tail, wires, port);
        double[] bias = chip.bias(array.make(chip.draws, layer, chip::tail, wires, false));
        LayerNoise.Output[] outputs = new LayerNoise.Output[bias.length];
        for (int o = 0; o < outputs.length; o++) {
            double current = at.current[o];
            double z = column.linear(current, chip.common(), bias[o], chip.deviation(o));
            double gain = (1 + chip.deviation(o).gain()) * column.transfer().slope(current) / column.transfer().slope(0);
            outputs[o] = new LayerNoise.Output(current, z, gain, at.powers[o], at.sources[o], at.ofTail[o] + column.commonModeGain(current) * column.restCurrent() / column.transfer().slope(0), at.ofInput[o]);
        }
        return new LayerNoise(column, driver == null ? null : driver.noise(), outputs);
    }

    /** A layer of a chip whose readings have no noise. */
    CharacterisedLayer silent(RandomStreams streams, RandomStreams layer) {
        Chip chip = chip(streams, layer);
        CellArray.Made made = array.make(chip.draws, layer, chip::tail, wires, false);
        return new CharacterisedLayer(chip.input(0), made.sums, new MeasuredReadout(design, column, chip, chip.bias(made), false, -1, new MeasuredReadout.Noise(0, 0, 0, 0)));
    }

    /** A layer of a chip on inputs in network units, whose sources of error can be switched. */
    SwitchedAssembly switched(RandomStreams streams, RandomStreams layer, double[][] x) {
        return new SwitchedAssembly(design, circuits, array, band, new PartDraws(streams, layer, parts), layer, x);
    }

    @Override
    public CharacterisedLayer make(RandomStreams streams, RandomStreams layer) {
        NoiseControl noise = design.hardware().noise();
        Chip chip = chip(streams, layer);
        double tailNoise = square(noise.factor(Sources.TAIL_NOISE)) * passed(column.tailNoise());
        CellArray.Made made = array.make(chip.draws, layer, chip::tail, wires, tailNoise > 0);
        double own = square(noise.factor(Sources.AMPLIFIER_NOISE));
        double before = own * column.noise(0).variance(band);
        double conducting = StrictMath.max(0, own * column.outputNoise(true).variance(band) - before);
        double driven = driver == null ? 0 : noise.factor(Sources.DRIVER_NOISE) * StrictMath.sqrt(passed(driver.noise()));
        return new CharacterisedLayer(chip.input(driven), made.sums, new MeasuredReadout(design, column, chip, chip.bias(made), !array.silent(), tailNoise > 0 ? array.bases().size() : -1,
                new MeasuredReadout.Noise(before, tailNoise, own * column.outputNoise(false).variance(band), conducting)));
    }

    /** Variance of a noise at the columns' inputs, as far as they pass it. */
    private double passed(NoiseSpectrum noise) {
        double slope = column.transfer().slope(0);
        return column.response().passed(noise, band) / (slope * slope);
    }

    private static double square(double a) {
        return a * a;
    }
}
