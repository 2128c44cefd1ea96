package org.superpose.simulator.electronic;

import org.superpose.circuits.cell.DiodeRectifier;
import org.superpose.circuits.cell.MosfetClamp;
import org.superpose.circuits.cell.PrecisionRectifier;
import org.superpose.circuits.cell.Rectifier;
import org.superpose.simulator.analog.Reading;
import org.superpose.simulator.characterised.CharacterisedLayer;
import org.superpose.simulator.hardware.ActivationCircuit;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Trim;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStreams;

/** Makes one layer of a chip: cells, amplifiers in closed form, trim, readout. */
final class LayerAssembly implements LayerMaker {
    private final LayerDesign design;
    private final CellArray cells;
    private final double[][] testInputs;
    private final double[][] expected;

    /**
     * @param testInputs inputs on which columns are trimmed [vectors × inputs], network units
     * @param expected   their exact pre-activations [vectors × outputs], network units
     */
    LayerAssembly(LayerDesign design, CellArray cells, double[][] testInputs, double[][] expected) {
        this.design = design;
        this.cells = cells;
        this.testInputs = testInputs;
        this.expected = expected;
    }

    @Override
    public CellArray cells() {
        return cells;
    }

    @Override
    public CharacterisedLayer make(RandomStreams chip, RandomStreams layer) {
        ElectronicHardware hardware = design.hardware();
        NoiseControl noise = hardware.noise();
        CellArray.Made made = cells.make(chip, layer);
        int outputs = design.outputs();
        double[] gain = new double[outputs];
        double[] offset = new double[outputs];
        double[] variance = new double[outputs];
        double[] rectifierOffset = new double[outputs];
        double sigma = hardware.activation() instanceof ActivationCircuit.Precision precision ? precision.offset() * noise.factor(Sources.AMPLIFIER_OFFSET) : 0;
        for (int o = 0; o < outputs; o++) {
            ColumnAmplifier amplifier = made.amplifiers[o];
            gain[o] = amplifier.gain(noise, layer, o);
            offset[o] = gain[o] * (amplifier.offsetCurrent(noise, layer, o) + bias(o));
            variance[o] = amplifier.variance(noise) + gain[o] * gain[o] * made.variance[o];
            rectifierOffset[o] = sigma * layer.named("rectifier offset").stream(o).normal();
        }
        if (hardware.trim().offset() || hardware.trim().gain()) {
            double[][] measured = new CharacterisedLayer(VoltageInput.of(design), made.sums, new ColumnReadout(design, gain.clone(), offset.clone(),
                    variance.clone(), made.sums.size() > 1, null, rectifierOffset)).run(testInputs, new Reading(layer.named("trim"), 0, 0)).preActivation();
            for (int o = 0; o < outputs; o++) {
                trim(o, measured, gain, offset, variance);
            }
        }
        return new CharacterisedLayer(VoltageInput.of(design), made.sums, new ColumnReadout(design, gain, offset, variance, made.sums.size() > 1,
                design.activation() == Activation.RELU ? rectifier(hardware) : null, rectifierOffset));
    }

    /** Bias current of an output as its converter gives it [A]. */
    private double bias(int output) {
        double largest = design.largestBiasCurrent();
        return largest == 0 ? 0 : setting(design.biasCurrent(output), largest, design.hardware().dac().biasBits());
    }

    /** Corrects gain and offset by the straight line through measurement against expectation, rails apart. */
    private void trim(int o, double[][] measured, double[] gain, double[] offset, double[] variance) {
        Trim trim = design.hardware().trim();
        double volts = design.outputVolts();
        double rail = design.hardware().summer().rail();
        double[] x = new double[expected.length];
        double[] y = new double[expected.length];
        double sumX = 0;
        double sumY = 0;
        int n = 0;
        for (int b = 0; b < expected.length; b++) {
            x[n] = volts * expected[b][o];
            y[n] = volts * measured[b][o];
            if (StrictMath.abs(x[n]) < rail && StrictMath.abs(y[n]) < rail) {
                sumX += x[n];
                sumY += y[n];
                n++;
            }
        }
        if (n < 2) {
            return;                                 // a column that sits on a rail cannot be measured
        }
        double meanX = sumX / n;
        double meanY = sumY / n;
        double xx = 0;
        double xy = 0;
        for (int k = 0; k < n; k++) {
            xx += (x[k] - meanX) * (x[k] - meanX);
            xy += (x[k] - meanX) * (y[k] - meanY);
        }
        double slope = trim.gain() && xx > 0 && xy > 0 ? xy / xx : 1;
        double factor = 1 + setting(1 / slope - 1, trim.gainRange(), trim.bits());
        double shift = trim.offset() ? setting(meanX - factor * meanY, design.feedback() * trim.offsetRange(), trim.bits()) : 0;
        gain[o] *= factor;
        offset[o] = factor * offset[o] + shift;
        variance[o] *= factor * factor;
    }

    /** The nearest setting of a converter over ± range, 0 being one of them. */
    static double setting(double wanted, double range, int bits) {
        double held = StrictMath.min(range, StrictMath.max(-range, wanted));
        if (bits == 0) {
            return held;
        }
        double steps = StrictMath.max(1, (1L << (bits - 1)) - 1);
        return range * StrictMath.rint(held / range * steps) / steps;
    }

    /** The law of the rectifier at its temperature. */
    static Rectifier rectifier(ElectronicHardware hardware) {
        ActivationCircuit circuit = hardware.activation();
        if (circuit instanceof ActivationCircuit.Diode diode) {
            return new DiodeRectifier(diode.resistance(), diode.saturationCurrent(), diode.emission(), hardware.temperature());
        }
        if (circuit instanceof ActivationCircuit.MosfetClamp clamp) {
            return new MosfetClamp(clamp.resistance(), clamp.transconductance());
        }
        ActivationCircuit.Precision precision = (ActivationCircuit.Precision) circuit;
        return new PrecisionRectifier(precision.openLoopGain(), precision.resistance(), precision.saturationCurrent(), precision.emission(),
                hardware.temperature());
    }
}
