package org.superpose.simulator.electronic;

import java.util.List;
import org.superpose.circuits.characterisation.FamilyBasis;
import org.superpose.circuits.passive.ResistorLaws;
import org.superpose.simulator.characterised.SeparableSum;
import org.superpose.simulator.matrix.PackedMatrix;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/** Stored conductances that multiply by Ohm's law, {@code I = x (G₊ − G₋)}: rank 1; their thermal noise is constant, their read noise grows with x². */
final class OhmicArray implements CellArray {
    private final LayerDesign design;

    OhmicArray(LayerDesign design) {
        this.design = design;
    }

    @Override
    public List<FamilyBasis> bases() {
        return List.of();
    }

    @Override
    public Made make(RandomStreams chip, RandomStreams layer) {
        NoiseControl noise = design.hardware().noise();
        double unit = design.unit();
        double[][] signal = new double[design.outputs()][design.inputs()];
        double[][] power = new double[design.outputs()][design.inputs()];
        boolean readNoise = design.readNoise() && noise.factor(Sources.READ) > 0;
        WeightStore store = design.store();
        Made made = new Made(design.outputs());
        for (int o = 0; o < signal.length; o++) {
            WeightStore.Column column = store.write(design.stored(o), layer, o);
            double conductance = 0;
            for (int i = 0; i < signal[o].length; i++) {
                signal[o][i] = unit * column.fraction[i];
                power[o][i] = unit * unit * column.readVariance[i];
                conductance += column.conductance[i];
            }
            made.amplifiers[o] = new ColumnAmplifier(design, conductance);
            double factor = noise.factor(Sources.THERMAL);
            made.variance[o] = factor * factor * ResistorLaws.currentNoise(conductance, design.hardware().temperature()) * made.amplifiers[o].noiseBandwidth();
        }
        made.sums.add(new SeparableSum(LinearBasis.IDENTITY, List.of(PackedMatrix.of(signal)), new double[signal.length]));
        if (readNoise) {
            made.sums.add(new SeparableSum(LinearBasis.SQUARE, List.of(PackedMatrix.of(power)), new double[signal.length]));
        }
        return made;
    }
}
