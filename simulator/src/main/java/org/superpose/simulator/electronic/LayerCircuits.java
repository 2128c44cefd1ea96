package org.superpose.simulator.electronic;

import org.superpose.circuits.characterisation.CharacterisedColumn;
import org.superpose.circuits.characterisation.CharacterisedDriver;
import org.superpose.circuits.characterisation.ColumnCharacterisation;
import org.superpose.circuits.characterisation.Variation;
import org.superpose.simulator.hardware.ElectronicHardware;
import org.superpose.simulator.hardware.Multiplier;
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

    /** Those of a layer; null if its columns or its cells are computed in closed form. */
    static LayerCircuits of(LayerDesign design) {
        ElectronicHardware hardware = design.hardware();
        if (hardware.multiplier().kind() != Multiplier.Kind.NETLIST && hardware.multiplier().kind() != Multiplier.Kind.OWN || !ColumnDesign.exists(design)) {
            return null;
        }
        ColumnDesign circuit = new ColumnDesign(design);
        Variation variation = Variation.ofEvery(ColumnDesign.mismatch(hardware.multiplier(), NoiseControl.all()));
        double range = StrictMath.max(hardware.dac().range(), hardware.adc().range());
        CharacterisedColumn column = ColumnCharacterisation.of(CellDesign.alone(hardware), circuit.readout().netlist(), design.inputs()).withSourceResistance(CellDesign.SOURCE_RESISTANCE).with(variation)
                .within(StrictMath.min(WINDOW * range, WINDOW)).withTolerance(TOLERANCE * range).at(hardware.temperature()).run();
        return new LayerCircuits(circuit, column,
                circuit.driver().map(driver -> CharacterisedDriver.of(driver, CellDesign.alone(hardware), design.outputs(), variation, hardware.multiplier().inputLimit(), hardware.temperature())).orElse(null));
    }
}
