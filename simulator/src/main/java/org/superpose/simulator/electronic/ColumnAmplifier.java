package org.superpose.simulator.electronic;

import org.superpose.circuits.cell.CurrentSource;
import org.superpose.circuits.cell.DifferenceAmplifier;
import org.superpose.circuits.cell.OperationalAmplifier;
import org.superpose.circuits.cell.SummingAmplifier;
import org.superpose.circuits.passive.ResistorLaws;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.ReadNoise;
import org.superpose.simulator.hardware.Summer;
import org.superpose.simulator.noise.NoiseControl;
import org.superpose.simulator.noise.RandomStream;
import org.superpose.simulator.noise.RandomStreams;

/** What stands behind the cells of one column: the feeding of its lines, the bias resistor, and the amplifier. */
final class ColumnAmplifier {
    private final LayerDesign design;
    private final Summer summer;
    private final SummingAmplifier amplifier;
    private final double lineCurrent;                 // of one line, cells and fold [A]
    private final double biasConductance;             // [S]

    /**
     * @param cellConductance sum of the conductances that the cells put on the node [S]; 0 for cells that are current sources
     */
    ColumnAmplifier(LayerDesign design, double cellConductance) {
        ElectronicHardware hardware = design.hardware();
        this.design = design;
        this.summer = hardware.summer();
        double feedback = design.feedback();
        OperationalAmplifier op = new OperationalAmplifier(summer.openLoopGain(), summer.gainBandwidth(), summer.voltageNoise(), summer.currentNoise(),
                -summer.rail(), summer.rail());
        this.biasConductance = design.largestBiasCurrent() / hardware.dac().range();
        double cells = design.inputs() * StrictMath.abs(design.cellLineCurrent());
        if (!design.gilbert()) {
            this.lineCurrent = 0;
            this.amplifier = new SummingAmplifier(op, feedback, cellConductance + biasConductance);
        } else if (summer.topology() == Summer.Topology.TRANSIMPEDANCE) {
            this.lineCurrent = cells + summer.foldCurrent();
            this.amplifier = new SummingAmplifier(op, feedback, biasConductance);
        } else {
            this.lineCurrent = cells;
            double gain = feedback * lineCurrent / summer.loadDrop();
            this.amplifier = new SummingAmplifier(op, gain * summer.resistance(), 1 / summer.resistance());
        }
    }

    private boolean difference() {
        return design.gilbert() && summer.topology() == Summer.Topology.DIFFERENCE;
    }

    private double temperature() {
        return design.hardware().temperature();
    }

    double noiseGain() {
        return amplifier.noiseGain();
    }

    double gainFactor() {
        return amplifier.gainFactor();
    }

    /** Current to voltage of one made column [V/A], op-amp's error and feedback resistor's mismatch included. */
    double gain(NoiseControl noise, RandomStreams streams, int output) {
        double sigma = design.hardware().multiplier().resistorMismatch() * noise.factor(Sources.RESISTOR);
        return gainFactor() * design.feedback() * Mismatch.factor(sigma * streams.named("feedback " + Sources.RESISTOR).stream(output).normal());
    }

    double clipped(double voltage) {
        return amplifier.amplifier().clipped(voltage);
    }

    /** The lower of the reader's corner and the amplifier's [Hz]. */
    double corner() {
        return StrictMath.min(design.hardware().readNoise().bandwidth(), amplifier.bandwidth());
    }

    /** Equivalent bandwidth of white noise [Hz]. */
    double noiseBandwidth() {
        return SummingAmplifier.noiseBandwidth(corner());
    }

    /** {@code ∫ df/f} from the lowest frequency to the corner. */
    double flickerBandwidth() {
        ReadNoise readNoise = design.hardware().readNoise();
        return StrictMath.log(StrictMath.max(1, corner() / readNoise.lowestFrequency()));
    }

    /** Variance of the column's output voltage [V²] that does not depend on the inputs, without the cells. */
    double variance(NoiseControl noise) {
        double t = temperature();
        double feedback = design.feedback();
        double resistors;                             // V²/Hz
        double currents = ResistorLaws.currentNoise(biasConductance, t);
        if (design.gilbert()) {
            currents += 2 * ResistorLaws.currentNoise(lineCurrent / summer.loadDrop(), t);
        }
        double en = noiseGain() * summer.voltageNoise();
        double in = amplifier.feedback() * summer.currentNoise();
        if (difference()) {
            double gain = noiseGain() - 1;            // of four matched resistors: A² r₁ + r₂ + (1 + A)² (r₁ ∥ r₂), r₂ = A r₁
            resistors = 2 * ResistorLaws.voltageNoise(summer.resistance(), t) * gain * (1 + gain);
        } else {
            resistors = ResistorLaws.voltageNoise(feedback, t);
            if (design.gilbert()) {
                currents += 2 * new CurrentSource(summer.foldCurrent(), summer.foldDrop(), t).noise();
            }
        }
        double thermal = resistors + feedback * feedback * currents;
        double own = en * en + in * in;
        double factorThermal = noise.factor(Sources.THERMAL);
        double factorOwn = noise.factor(Sources.AMPLIFIER_NOISE);
        return noiseBandwidth() * (thermal * factorThermal * factorThermal + own * factorOwn * factorOwn);
    }

    /** What one made column adds to its current [A]. */
    double offsetCurrent(NoiseControl noise, RandomStreams streams, int output) {
        double t = temperature();
        RandomStream amplifierDraw = streams.named(Sources.AMPLIFIER_OFFSET).stream(output);
        RandomStream resistorDraw = streams.named("column " + Sources.RESISTOR).stream(output);
        RandomStream saturationDraw = streams.named("column " + Sources.SATURATION_CURRENT).stream(output);
        double voltage = noiseGain() * summer.offset() * noise.factor(Sources.AMPLIFIER_OFFSET) * amplifierDraw.normal();
        if (!design.gilbert()) {
            return voltage / design.feedback();
        }
        double resistor = design.hardware().multiplier().resistorMismatch() * noise.factor(Sources.RESISTOR);
        double saturation = design.hardware().multiplier().saturationMismatch() * noise.factor(Sources.SATURATION_CURRENT);
        double current = lineCurrent * resistor * (resistorDraw.normal() - resistorDraw.normal());
        if (difference()) {
            double r1 = summer.resistance() * Mismatch.factor(resistor * resistorDraw.normal());
            double r2 = amplifier.feedback() * Mismatch.factor(resistor * resistorDraw.normal());
            double r3 = summer.resistance() * Mismatch.factor(resistor * resistorDraw.normal());
            double r4 = amplifier.feedback() * Mismatch.factor(resistor * resistorDraw.normal());
            voltage += new DifferenceAmplifier(r1, r2, r3, r4).commonModeGain() * (summer.supply() - summer.loadDrop());
        } else {
            CurrentSource mirror = new CurrentSource(summer.foldCurrent(), summer.foldDrop(), t);
            double root2 = StrictMath.sqrt(2);        // the mirror's error is that of its two sides' difference
            current += summer.foldCurrent() * mirror.error(root2 * saturation * saturationDraw.normal(), root2 * resistor * resistorDraw.normal());
        }
        return voltage / design.feedback() + current;
    }
}
