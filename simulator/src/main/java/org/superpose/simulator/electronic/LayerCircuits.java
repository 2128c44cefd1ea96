package org.superpose.simulator.electronic;

import java.util.function.ToDoubleFunction;
import org.superpose.circuits.cell.Mismatch;
import org.superpose.circuits.characterisation.CharacterisedColumn;
import org.superpose.circuits.characterisation.CharacterisedDriver;
import org.superpose.circuits.characterisation.ColumnCharacterisation;
import org.superpose.circuits.characterisation.Variation;
import org.superpose.simulator.analog.Findings;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
import org.superpose.simulator.hardware.WeightStorage;
import org.superpose.simulator.network.Activation;
import org.superpose.simulator.noise.NoiseControl;

/**
 * What stands behind and before the cells of a layer, characterised from its netlist; the same whatever noise is switched on.
 *
 * @param driver of an input; null where it is a wire
 */
record LayerCircuits(ColumnDesign circuit, CharacterisedColumn column, CharacterisedDriver driver) {
    /** Outputs are followed to so many times the range of the converters, and not beyond 3 V, where the supplies end what is of use. */
    private static final double WINDOW = 3;
    /** Of the static curves, relative to the range: far below a converter's step. */
    private static final double TOLERANCE = 1e-5;

    /** Of parts, relative: what it is does not matter, since columns follow their parts' errors to first order. */
    private static final double ERROR = 0.01;

    /** All that a layer's columns and drivers follow from; of the hardware that is what is neither noise nor mismatch, nor the number of bits of weights, inputs and outputs. */
    private record Causes(ElectronicHardware hardware, int inputs, int outputs, double feedback, double unit, double largestBias, boolean dac, boolean rectified) {
        static Causes of(LayerDesign design) {
            ElectronicHardware all = design.hardware();
            ElectronicHardware.Dac dac = all.dac();
            ElectronicHardware hardware = all.withNoise(NoiseControl.all()).withMultiplier(all.multiplier().withMismatch(0, 0)).withWeights(WeightStorage.Dac.defaults())
                    .withConverters(new ElectronicHardware.Dac(0, dac.range(), dac.biasBits(), dac.biasRange(), dac.driver()), new ElectronicHardware.Adc(0, all.adc().range()));
            return new Causes(hardware, design.inputs(), design.outputs(), design.feedback(), design.unit(), design.largestBiasCurrent(), design.dac(), design.activation() == Activation.RELU);
        }
    }

    /** Those of a layer, as they are known or else measured; null if its columns or its cells are computed in closed form. */
    static LayerCircuits of(LayerDesign design, Findings findings) {
        return exist(design) ? findings.find(LayerCircuits.class, Causes.of(design), () -> measured(design)) : null;
    }

    /** Whether a layer has them. */
    static boolean exist(LayerDesign design) {
        Multiplier.Kind kind = design.hardware().multiplier().kind();
        return (kind == Multiplier.Kind.NETLIST || kind == Multiplier.Kind.OWN) && ColumnDesign.exists(design);
    }

    private static LayerCircuits measured(LayerDesign design) {
        ElectronicHardware hardware = design.hardware();
        ColumnDesign circuit = new ColumnDesign(design);
        Variation variation = Variation.ofEvery(Mismatch.local(new Mismatch.Plain(ERROR, ERROR, 0, 0)));
        double range = StrictMath.max(hardware.dac().range(), hardware.adc().range());
        CharacterisedColumn column = ColumnCharacterisation.of(CellDesign.alone(hardware), circuit.readout().netlist(), design.inputs()).withSourceResistance(CellDesign.SOURCE_RESISTANCE).with(variation)
                .within(StrictMath.min(WINDOW * range, WINDOW)).withTolerance(TOLERANCE * range).at(hardware.temperature()).run();
        return new LayerCircuits(circuit, column,
                circuit.driver().map(driver -> CharacterisedDriver.of(driver, CellDesign.alone(hardware), design.outputs(), variation, hardware.multiplier().inputLimit(), hardware.temperature())).orElse(null));
    }

    /** Draws of a machine's parts as those of the errors with which columns and drivers were characterised. */
    static ToDoubleFunction<String> draws(ElectronicHardware hardware, ToDoubleFunction<String> drawn) {
        double resistors = hardware.noise().factor(Sources.RESISTOR) * hardware.multiplier().resistorMismatch() / ERROR;
        double transistors = hardware.noise().factor(Sources.SATURATION_CURRENT) * hardware.multiplier().saturationMismatch() / ERROR;
        return name -> (CellDesign.isResistor(name) ? resistors : transistors) * drawn.applyAsDouble(name);
    }
}
