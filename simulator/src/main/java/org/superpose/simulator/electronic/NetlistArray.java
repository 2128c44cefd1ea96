package org.superpose.simulator.electronic;

import java.util.ArrayList;
import java.util.List;
import org.superpose.circuits.characterisation.CharacterisedCell;
import org.superpose.circuits.characterisation.FamilyBasis;
import org.superpose.circuits.characterisation.Specimen;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** Cells that were characterised from their netlist, each with a mismatch of its own: their coefficients follow from what was found, and are measured on a bench where a draw lies outside of it. */
final class NetlistArray implements CurrentCells {
    private final LayerDesign design;
    private final NoiseControl noise;
    private final CharacterisedCell cell;
    private final double characterisedScale;
    private final ColumnAmplifier amplifier;
    private final double[] densities;                   // factor on each kind of noise density [Hz]

    /**
     * @param characterisedScale factor on the standard deviations with which the cell was characterised
     */
    NetlistArray(LayerDesign design, CharacterisedCell cell, double characterisedScale) {
        this.design = design;
        this.noise = design.hardware().noise();
        this.cell = cell;
        this.characterisedScale = characterisedScale;
        this.amplifier = new ColumnAmplifier(design, 0);
        densities = new double[CharacterisedCell.Noise.values().length];
        densities[CharacterisedCell.Noise.THERMAL.ordinal()] = square(noise.factor(Sources.THERMAL)) * amplifier.noiseBandwidth();
        densities[CharacterisedCell.Noise.SHOT.ordinal()] = square(noise.factor(Sources.SHOT)) * amplifier.noiseBandwidth();
        densities[CharacterisedCell.Noise.FLICKER.ordinal()] = square(noise.factor(Sources.FLICKER)) * amplifier.flickerBandwidth();
    }

    @Override
    public List<FamilyBasis> bases() {
        return silent() ? List.of(cell.signal()) : List.of(cell.signal(), cell.noise());
    }

    private boolean silent() {
        return densities[0] + densities[1] + densities[2] == 0;
    }

    @Override
    public Made make(RandomStreams chip, RandomStreams layer) {
        int outputs = design.outputs();
        int inputs = design.inputs();
        int rank = cell.signal().rank();
        int noiseRank = silent() ? 0 : cell.noise().rank();
        double[][][] currents = new double[rank][outputs][inputs];
        double[][][] powers = new double[noiseRank][outputs][inputs];
        double tail = tail(chip);
        WeightStore store = design.store();
        Made made = new Made(outputs);
        List<Specimen> outside = new ArrayList<>();
        List<int[]> places = new ArrayList<>();
        double[] numbers = new double[cell.size()];
        for (int o = 0; o < outputs; o++) {
            made.amplifiers[o] = amplifier;
            WeightStore.Column column = store.write(design.stored(o), layer, o);
            CellDraws draws = new CellDraws(layer, o);
            for (int i = 0; i < inputs; i++) {
                Specimen specimen = draws.next(tail, column.fraction[i] * design.portVoltage());
                if (cell.covers(specimen)) {
                    cell.predict(specimen, numbers);
                    scatter(numbers, currents, powers, o, i);
                } else {
                    outside.add(specimen);
                    places.add(new int[] {o, i});
                }
            }
        }
        double[][] measured = cell.measured(outside);
        for (int k = 0; k < measured.length; k++) {
            scatter(measured[k], currents, powers, places.get(k)[0], places.get(k)[1]);
        }
        made.sums.add(sum(cell.signal(), currents));
        if (noiseRank > 0) {
            made.sums.add(sum(cell.noise(), powers));
        }
        return made;
    }

    private void scatter(double[] numbers, double[][][] currents, double[][][] powers, int output, int input) {
        for (int r = 0; r < currents.length; r++) {
            currents[r][output][input] = numbers[r];
        }
        for (int r = 0; r < powers.length; r++) {
            double power = 0;
            for (int kind = 0; kind < densities.length; kind++) {
                power += densities[kind] * numbers[currents.length + kind * powers.length + r];
            }
            powers[r][output][input] = power;
        }
    }

    private static SeparableSum sum(FamilyBasis basis, double[][][] coefficients) {
        List<PackedMatrix> matrices = new ArrayList<>();
        for (double[][] matrix : coefficients) {
            matrices.add(PackedMatrix.of(matrix));
        }
        return new SeparableSum(new SampledBasis(basis.functions()), matrices, new double[coefficients[0].length]);
    }

    private static double square(double a) {
        return a * a;
    }

    /** Draw of a chip's tail currents, in standard deviations of what was characterised. */
    private double tail(RandomStreams chip) {
        return noise.factor(Sources.TAIL_SPREAD) / characterisedScale * chip.named(Sources.TAIL_SPREAD).stream().normal();
    }

    @Override
    public Law nominal() {
        return law(cell.family().nominal(0));
    }

    @Override
    public Law example(RandomStreams chip) {
        return law(first(chip));
    }

    /** The first cell of a chip, without its weight. */
    Specimen first(RandomStreams chip) {
        return new CellDraws(chip.layer(0), 0).next(tail(chip), 0);
    }

    private Law law(Specimen specimen) {
        double[][] phi = new double[cell.signal().rank()][1];
        return (x, voltage) -> {
            double[] numbers = new double[cell.size()];
            Specimen stored = specimen.with(CellDesign.weight(voltage));
            if (cell.covers(stored)) {
                cell.predict(stored, numbers);
            } else {
                numbers = cell.measured(List.of(stored))[0];
            }
            cell.signal().functions().evaluate(new double[] {x}, phi);
            double current = 0;
            for (int r = 0; r < phi.length; r++) {
                current += numbers[r] * phi[r][0];
            }
            return current;
        };
    }

    /** Draws the mismatch of the cells of one column, one after the other. */
    private final class CellDraws {
        private final RandomStream saturation;
        private final RandomStream resistor;
        private final double saturationFactor;
        private final double resistorFactor;

        CellDraws(RandomStreams layer, int output) {
            saturation = layer.named(Sources.SATURATION_CURRENT).stream(output);
            resistor = layer.named(Sources.RESISTOR).stream(output);
            saturationFactor = noise.factor(Sources.SATURATION_CURRENT) / characterisedScale;
            resistorFactor = noise.factor(Sources.RESISTOR) / characterisedScale;
        }

        Specimen next(double tail, double weightVoltage) {
            return cell.family().draw(CellDesign.weight(weightVoltage), name -> name.equals(CellDesign.TAIL) ? tail
                    : CellDesign.isResistor(name) ? resistorFactor * resistor.normal() : saturationFactor * saturation.normal());
        }
    }
}
