package org.superpose.simulator.electronic;

import org.superpose.circuits.characterisation.CharacterisedColumn;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.Readout;
import org.superpose.simulator.noise.RandomStream;

/**
 * From a column's current to the layer's output by what was found out about the column's netlist: its curve with gain, bend and rails, offset, bias, rectifier, and noise. The noise before the rectifier and what the rectifier adds are each the sum of
 * many small independent currents, so one normal draw stands for each.
 */
final class MeasuredReadout implements Readout {
    private final double scale;                  // volts per network unit
    private final CharacterisedColumn column;
    private final MeasuredAssembly.Chip chip;
    private final double[] bias;                 // [V]
    private final boolean noisyCells;            // whether sums[1] holds what becomes of the cells' noise at rest [V²]
    private final int tail;                      // which sum holds the change of the current with the logarithm of the tail current [A]; −1: none
    private final Noise noise;
    private final boolean inverts;
    private final OutputConverter converter;

    /**
     * Variances that do not depend on the inputs.
     *
     * @param before     of the voltage before the rectifier, without the cells [V²]
     * @param tail       of the logarithm of the tail currents, as far as the column passes it
     * @param blocking   at the output of a rectifier that blocks [V²]
     * @param conducting of what one that conducts adds [V²]
     */
    record Noise(double before, double tail, double blocking, double conducting) {
    }

    MeasuredReadout(LayerDesign design, CharacterisedColumn column, MeasuredAssembly.Chip chip, double[] bias, boolean noisyCells, int tail, Noise noise) {
        this.scale = design.outputVolts();
        this.column = column;
        this.chip = chip;
        this.bias = bias.clone();
        this.noisyCells = noisyCells;
        this.tail = tail;
        this.noise = noise;
        this.inverts = ColumnDesign.inverts(design);
        this.converter = OutputConverter.of(design, column.rectified());
    }

    @Override
    public long read(double[][] sums, double[] preActivation, double[] output, Reading reading, int row) {
        long clipped = 0;
        RandomStream draw = reading.stream(reading.streams().named("column noise"), row);
        double rest = column.transfer().slope(0);
        for (int o = 0; o < output.length; o++) {
            CharacterisedColumn.Deviation deviation = chip.deviation(o);
            double current = chip.current(sums, o);
            double mean = column.linear(current, chip.common(), bias[o], deviation);
            boolean beyond = mean <= column.transfer().least() && (inverts || !column.rectified()) || mean >= column.transfer().most() && !inverts;       // a rectifier drops what one of the rails cuts
            double slope = column.transfer().slope(current);
            double power = noise.before + (noisyCells ? square(slope / rest) * Math.max(0, sums[1][o]) : 0) + (tail < 0 ? 0 : square(slope * sums[tail][o] + column.commonModeGain(current) * column.restCurrent()) * noise.tail);
            double z = mean + Math.sqrt(power) * draw.normal();
            double y = z;
            if (column.rectified()) {
                y = column.output(z, deviation) + Math.sqrt(column.conducts(z) ? noise.conducting : noise.blocking) * draw.normal();
            }
            preActivation[o] = (inverts ? -z : z) / scale;
            beyond |= converter.beyond(y);
            output[o] = converter.read(y) / scale;
            clipped += beyond ? 1 : 0;
        }
        return clipped;
    }

    private static double square(double a) {
        return a * a;
    }
}
