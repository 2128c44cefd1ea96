package org.superpose.simulator.electronic;

import org.superpose.circuits.cell.Rectifier;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.Readout;
import org.superpose.simulator.noise.RandomStream;

/**
 * From a column's current to the layer's output: amplifier, trim, noise, rails, rectifier, converter. All noise of a column is the sum of many small independent
 * currents; its variance is known exactly for each sample, so one normal draw per output stands for all of them.
 */
final class ColumnReadout implements Readout {
    private final double scale;                  // volts per network unit
    private final double[] gain;                 // [V/A]
    private final double[] offset;               // [V]
    private final double[] variance;             // constant part [V²]
    private final boolean noisyCells;            // whether sums[1] holds the cells' variance [A²]
    private final double rail;
    private final Rectifier rectifier;           // null for none
    private final double[] rectifierOffset;      // [V]
    private final OutputConverter converter;

    ColumnReadout(LayerDesign design, double[] gain, double[] offset, double[] variance, boolean noisyCells, Rectifier rectifier, double[] rectifierOffset) {
        this.scale = design.outputVolts();
        this.gain = gain;
        this.offset = offset;
        this.variance = variance;
        this.noisyCells = noisyCells;
        this.rail = design.hardware().summer().rail();
        this.rectifier = rectifier;
        this.rectifierOffset = rectifierOffset;
        this.converter = OutputConverter.of(design, rectifier != null);
    }

    @Override
    public long read(double[][] sums, double[] preActivation, double[] output, Reading reading, int row) {
        long clipped = 0;
        RandomStream draw = reading.stream(reading.streams().named("column noise"), row);
        for (int o = 0; o < output.length; o++) {
            double power = variance[o] + (noisyCells ? gain[o] * gain[o] * Math.max(0, sums[1][o]) : 0);
            double v = gain[o] * sums[0][o] + offset[o] + Math.sqrt(power) * draw.normal();
            boolean beyond = v > rail || rectifier == null && v < -rail;              // a rectifier drops what the low rail cuts
            v = Math.min(rail, Math.max(-rail, v));
            preActivation[o] = v / scale;
            double y = rectifier == null ? v : rectifier.output(v) + rectifierOffset[o];
            beyond |= converter.beyond(y);
            output[o] = converter.read(y) / scale;
            clipped += beyond ? 1 : 0;
        }
        return clipped;
    }
}
