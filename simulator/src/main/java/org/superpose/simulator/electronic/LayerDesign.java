package org.superpose.simulator.electronic;

import org.superpose.circuits.cell.GilbertCell;
import org.superpose.simulator.hardware.ActivationCircuit;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.mapping.LayerRange;
import org.superpose.simulator.mapping.WeightCode;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.network.DenseLayer;

/**
 * The electrical design of one layer: what a network's numbers are in volts, amperes and ohms. With x in network units, v = x · inputVolts; a cell of
 * the weight fraction w = W/max|W| gives {@code unit · v · w} amperes for small v; R_f is chosen so that the column's voltage is {@code outputVolts} per network unit.
 */
final class LayerDesign {
    private final ElectronicHardware hardware;
    private final double[][] fractions;             // W / max|W|
    private final double[] bias;
    private final Activation activation;
    private final LayerRange range;
    private final boolean dac;
    private final boolean adc;
    private final double inputVolts;
    private final double outputVolts;
    private final double unit;
    private final double cellLineCurrent;

    /**
     * @param dac        whether the layer's inputs come from converters; else from the layer before
     * @param adc        whether its outputs go to converters; else to the layer behind
     * @param inputVolts volts per network unit of its inputs
     */
    LayerDesign(ElectronicHardware hardware, DenseLayer layer, LayerRange range, boolean dac, boolean adc, double inputVolts) {
        this.hardware = hardware;
        this.fractions = layer.weights();
        for (double[] row : fractions) {
            for (int i = 0; i < row.length; i++) {
                row[i] /= range.weight();
            }
        }
        this.bias = layer.bias();
        this.activation = layer.activation();
        this.range = range;
        this.dac = dac;
        this.adc = adc;
        this.inputVolts = inputVolts;
        this.outputVolts = (adc ? hardware.adc().range() : hardware.dac().range()) / range.output();
        this.unit = switch (hardware.multiplier().kind()) {
            case GILBERT -> cell(hardware.designTemperature()).transconductance() * hardware.multiplier().weightLimit();
            case NETLIST, OWN -> CellDesign.unit(hardware);
            case OHMIC -> store().unitConductance();
        };
        this.cellLineCurrent = hardware.multiplier().own() == null ? hardware.multiplier().tailCurrent() / 2 : CellDesign.lineCurrent(hardware);
    }

    ElectronicHardware hardware() {
        return hardware;
    }

    LayerRange range() {
        return range;
    }

    Activation activation() {
        return activation;
    }

    int inputs() {
        return fractions[0].length;
    }

    int outputs() {
        return fractions.length;
    }

    boolean dac() {
        return dac;
    }

    boolean adc() {
        return adc;
    }

    double inputVolts() {
        return inputVolts;
    }

    double outputVolts() {
        return outputVolts;
    }

    /** Whether cells are current sources whose weight is a voltage. */
    boolean gilbert() {
        return hardware.multiplier().kind() != Multiplier.Kind.OHMIC;
    }

    /** Weight fraction from −1 to 1. */
    double fraction(int output, int input) {
        return fractions[output][input];
    }

    /** The stored fractions of one column. */
    double[] stored(int output) {
        double[] stored = fractions[output].clone();
        if (gilbert()) {
            WeightCode code = code();
            for (int i = 0; i < stored.length; i++) {
                stored[i] = code.stored(stored[i]);
            }
        }
        return stored;
    }

    WeightCode code() {
        return new WeightCode(hardware.multiplier().weightLimit(), hardware.multiplier().own() == null && hardware.multiplier().predistortion());
    }

    /** Weight port voltage of the stored fraction 1 [V]: {@code 2VT artanh(limit)} at the design's temperature. */
    double portVoltage() {
        return CellDesign.portVoltage(hardware);
    }

    WeightStore store() {
        return new WeightStore(hardware.weights(), hardware.noise(), hardware.temperature(), hardware.designTemperature(), portVoltage());
    }

    /** Current that a cell at rest draws from each line [A]; negative where it pushes. */
    double cellLineCurrent() {
        return cellLineCurrent;
    }

    /** A matched cell at the temperature [K]. */
    GilbertCell cell(double temperature) {
        Multiplier m = hardware.multiplier();
        return GilbertCell.matched(m.tailCurrent(), m.degeneration(), m.beta(), temperature);
    }

    /** Current per volt of input and unit of weight fraction [S]. */
    double unit() {
        return unit;
    }

    /** R_f [Ω]. */
    double feedback() {
        return outputVolts * range.weight() / (unit() * inputVolts);
    }

    /** Current that stands for the bias of an output [A], as designed. */
    double biasCurrent(int output) {
        return outputVolts * bias[output] / feedback();
    }

    /** Largest bias current that its converter gives [A]; 0 if there is no bias. */
    double largestBiasCurrent() {
        return StrictMath.max(hardware.dac().biasRange(), outputVolts * range.bias() / feedback());
    }

    /** Likewise in network units. */
    double largestBias() {
        return largestBiasCurrent() * feedback() / outputVolts;
    }

    /** Lowest input voltage that reaches the cells [V]: a converter for inputs without sign starts at 0, a line driven by a rectifier falls little below. */
    double low() {
        if (dac) {
            return !range.inputSigned() && hardware.dac().bits() > 0 ? 0 : -high();
        }
        return range.inputSigned() || hardware.activation().kind() == ActivationCircuit.Kind.MOSFET_CLAMP ? -high() : -0.1 * high();
    }

    /** Highest input voltage that reaches the cells [V]. */
    double high() {
        return dac && hardware.dac().bits() > 0 ? hardware.dac().range() : hardware.multiplier().inputLimit();
    }

    /** Whether what is stored fluctuates from read to read. */
    boolean readNoise() {
        return hardware.weights() instanceof WeightStorage.ConductancePair;
    }
}
