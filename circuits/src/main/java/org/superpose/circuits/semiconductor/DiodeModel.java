package org.superpose.circuits.semiconductor;

import static org.superpose.circuits.semiconductor.ModelParameter.Range.ANY;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.FRACTION;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.NOT_NEGATIVE;
import static org.superpose.circuits.semiconductor.ModelParameter.Range.POSITIVE;

import java.util.Map;

/** Model card of a junction diode, SPICE level 1 (<i>ngspice User's Manual</i>, version 39, chapter 7). */
public final class DiodeModel extends DeviceModel<DiodeModel> {
    private static final Table TABLE = new Table("diode")
            .add("IS", "saturation current", "A", 1e-14, POSITIVE)
            .add("N", "emission coefficient", "", 1, POSITIVE)
            .add("RS", "ohmic resistance", "Ω", 0, NOT_NEGATIVE)
            .add("TT", "transit time", "s", 0, NOT_NEGATIVE)
            .add("CJO", "junction capacitance at 0 V", "F", 0, NOT_NEGATIVE).same("CJ0", "CJO")
            .add("VJ", "junction potential", "V", 1, POSITIVE).same("PB", "VJ")
            .add("M", "grading coefficient", "", 0.5, FRACTION)
            .add("EG", "activation energy", "eV", 1.11, POSITIVE)
            .add("XTI", "temperature exponent of the saturation current", "", 3, ANY)
            .add("KF", "flicker noise coefficient", "", 0, NOT_NEGATIVE)
            .add("AF", "flicker noise exponent", "", 1, ANY)
            .add("FC", "part of VJ above which the depletion capacitance is linear", "", 0.5, FRACTION)
            .add("BV", "reverse breakdown voltage", "V", Double.POSITIVE_INFINITY, POSITIVE)
            .add("IBV", "current at the breakdown voltage", "A", 1e-3, POSITIVE)
            .add("TNOM", "temperature at which the card is stated", "K", Double.NaN, POSITIVE);

    private DiodeModel(String name, Map<String, Double> given) {
        super(name, given);
    }

    /** A card that states nothing yet. */
    public static DiodeModel of(String name) {
        return new DiodeModel(name, Map.of());
    }

    /** IS [A]. */
    public DiodeModel withSaturationCurrent(double amperes) {
        return with("IS", amperes);
    }

    @Override
    Table table() {
        return TABLE;
    }

    @Override
    DiodeModel copy(Map<String, Double> values) {
        return new DiodeModel(name(), values);
    }
}
